"""Reading the feed: what a person may hold, in the order in which it was committed or granted."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from server.store.accounts import Organisation
from server.store.records import AccessRow, RecordRow
from sync.visibility import Access


class Row(NamedTuple):
    """A record and its place in one person's feed; `body` is the JSON text that travels."""

    place: int
    id: str
    kind: str
    scope: str
    body: str


class Feed:
    """One person's feed, inside one snapshot.

    A record's place is the greater of its own number and its grant's, so that one cursor serves new
    records and newly granted old ones.
    """

    def __init__(self, session: Session, organisation: str, account: str) -> None:
        self.session = session
        self.organisation = organisation
        self.account = account

    def head(self) -> tuple[int, str]:
        """Give the last number given out in this snapshot, and the epoch of the database."""
        query = select(Organisation.seq, Organisation.epoch).where(Organisation.id == self.organisation)
        row = self.session.execute(query).one()
        return row.seq, row.epoch

    def page(
        self, kinds: Collection[str], after: tuple[int, str], limit: int, *, tombstones: bool, far: bool
    ) -> list[Row]:
        """Give up to `limit` rows after a place, in order.

        What has changed since is found by its own number; what was granted since by its client. From
        `far` behind, what has changed is found by client as well, for what others did is not ours to walk.
        """
        if not kinds:
            return []
        found = self._changed(kinds, after, limit, tombstones, far)
        found += self._granted(kinds, after, limit, tombstones)
        found.sort(key=lambda row: (row.place, row.id))
        return found[:limit]

    def forgotten(self, after: int) -> list[str]:
        """Give the clients that this person may no longer hold, since a place."""
        query = select(AccessRow.scope).where(
            AccessRow.organisation == self.organisation,
            AccessRow.account == self.account,
            AccessRow.state == Access.GONE.value,
            AccessRow.seq > after,
        )
        return list(self.session.execute(query).scalars())

    def versions(self, kinds: Collection[str]) -> dict[str, dict[str, int]]:
        """Give the version of every record that this person may hold now, by scope and id."""
        if not kinds:
            return {}
        query = (
            select(RecordRow.scope, RecordRow.id, RecordRow.version)
            .join(
                AccessRow,
                and_(AccessRow.organisation == RecordRow.organisation, AccessRow.scope == RecordRow.scope),
            )
            .where(
                AccessRow.organisation == self.organisation,
                AccessRow.account == self.account,
                AccessRow.state == Access.HELD.value,
                RecordRow.kind.in_(kinds),
                RecordRow.deleted.is_(False),
            )
        )
        found: dict[str, dict[str, int]] = {}
        for scope, record, version in self.session.execute(query):
            found.setdefault(scope, {})[record] = version
        return found

    def bodies(self, scope: str, kinds: Collection[str]) -> list[str]:
        """Give the records of one scope, as they travel."""
        query = select(RecordRow.body).where(
            RecordRow.organisation == self.organisation,
            RecordRow.scope == scope,
            RecordRow.kind.in_(kinds),
            RecordRow.deleted.is_(False),
        )
        return list(self.session.execute(query).scalars())

    def _changed(
        self, kinds: Collection[str], after: tuple[int, str], limit: int, tombstones: bool, far: bool
    ) -> list[Row]:
        # Adding nothing keeps the database from walking the feed by its number.
        number = RecordRow.seq + 0 if far else RecordRow.seq
        query = (
            select(RecordRow.seq, RecordRow.id, RecordRow.kind, RecordRow.scope, RecordRow.body)
            .join(
                AccessRow,
                and_(
                    AccessRow.organisation == RecordRow.organisation,
                    AccessRow.account == self.account,
                    AccessRow.scope == RecordRow.scope,
                    AccessRow.state == Access.HELD.value,
                    AccessRow.seq <= RecordRow.seq,
                ),
            )
            .where(
                RecordRow.organisation == self.organisation,
                RecordRow.seq >= after[0],
                or_(RecordRow.seq > after[0], RecordRow.id > after[1])
                if after[1]
                else RecordRow.seq > after[0],
                RecordRow.kind.in_(kinds),
            )
            .order_by(number, RecordRow.id)
            .limit(limit)
        )
        if not tombstones:
            query = query.where(RecordRow.deleted.is_(False))
        return [Row(*row) for row in self.session.execute(query)]

    def _granted(
        self, kinds: Collection[str], after: tuple[int, str], limit: int, tombstones: bool
    ) -> list[Row]:
        later = AccessRow.seq > after[0]
        query = (
            select(AccessRow.seq, RecordRow.id, RecordRow.kind, RecordRow.scope, RecordRow.body)
            .join(
                RecordRow,
                and_(
                    RecordRow.organisation == AccessRow.organisation,
                    RecordRow.scope == AccessRow.scope,
                    RecordRow.seq < AccessRow.seq,
                ),
            )
            .where(
                AccessRow.organisation == self.organisation,
                AccessRow.account == self.account,
                AccessRow.state == Access.HELD.value,
                AccessRow.seq >= after[0],
                or_(later, RecordRow.id > after[1]) if after[1] else later,
                RecordRow.kind.in_(kinds),
            )
            .order_by(AccessRow.seq, RecordRow.id)
            .limit(limit)
        )
        if not tombstones:
            query = query.where(RecordRow.deleted.is_(False))
        return [Row(*row) for row in self.session.execute(query)]
