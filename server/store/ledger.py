"""Finding and writing the case record, inside the transaction that a service has begun."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, select, text, update

from server.store.accounts import Organisation
from server.store.bulk import Bulk
from server.store.caseloads import HOUSE, Caseloads
from server.store.database import hold
from server.store.prepared import Prepared, among, ask, ask_among
from server.store.records import IS_HELD, ChangeRow, OpenConflictRow, RecordRow
from sync.change import Status

# The tables themselves: what writes many rows at once, or is asked at each push, goes through no objects.
RECORD, CHANGE, OPEN_CONFLICT, ORGANISATION = (
    cast("Table", row.__table__) for row in (RecordRow, ChangeRow, OpenConflictRow, Organisation)
)

PUT_RECORDS = Bulk(RECORD, "organisation", "id")
ADD_CHANGES = Bulk(CHANGE)

PAST = (
    CHANGE.c.record, CHANGE.c.version, CHANGE.c.account, CHANGE.c.device, CHANGE.c.name, CHANGE.c.at,
    CHANGE.c.content,
)  # fmt: skip

# `key_share`: whatever names the organisation, as a call for help does, is written meanwhile.
COUNTER = Prepared(
    select(ORGANISATION.c.seq).where(ORGANISATION.c.id == HOUSE).with_for_update(key_share=True)
)
RAISE = Prepared(update(ORGANISATION).where(ORGANISATION.c.id == HOUSE).values(seq=bindparam("head")))
RECEIPTS = among(
    (CHANGE.c.id, CHANGE.c.account, CHANGE.c.digest, CHANGE.c.receipt),
    CHANGE.c.organisation == HOUSE,
    CHANGE.c.id,
)
BODIES = among((RECORD.c.id, RECORD.c.body), RECORD.c.organisation == HOUSE, RECORD.c.id)
LATER = among(
    PAST, (CHANGE.c.organisation == HOUSE) & (CHANGE.c.version > bindparam("after")), CHANGE.c.record
)
OPEN = among(tuple(OPEN_CONFLICT.c), OPEN_CONFLICT.c.organisation == HOUSE, OPEN_CONFLICT.c.record)

SLICE = 400  # ids in one IN list: SQLite's oldest limit is 999 parameters


@dataclass(frozen=True, slots=True)
class Past:
    """A change that made a version of a record, as far as later changes need to know of it."""

    record: str
    version: int
    account: str
    device: str
    name: str
    when: Mapping[str, Any]
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Later:
    """A change that a device sent after another, with the fields that it was to write."""

    id: str
    status: str
    fields: frozenset[str]


class Ledger(Caseloads):
    """One organisation's case record, inside one transaction."""

    def lock_counter(self) -> int:
        """Take the organisation's counter for this transaction and give where it stands.

        Everyone else who writes waits until this transaction ends: so the order of numbers is the
        order of commits, and no reader can be handed a later one first.
        """
        stands: int = ask(self.session, COUNTER, organisation=self.organisation)[0].seq
        hold(self.organisation)
        return stands

    def raise_counter(self, seq: int) -> None:
        """Leave the counter at the last number given out."""
        ask(self.session, RAISE, organisation=self.organisation, head=seq)

    def find_receipts(self, ids: Collection[str]) -> dict[str, tuple[str, str | None, str]]:
        """Give the writer, the digest and the receipt of those changes that were received before."""
        rows = ask_among(self.session, RECEIPTS, ids, organisation=self.organisation)
        return {row.id: (row.account, row.digest, row.receipt) for row in rows}

    def find_bodies(self, ids: Collection[str]) -> dict[str, dict[str, Any]]:
        """Give the records with these ids, as they travel."""
        rows = ask_among(self.session, BODIES, ids, organisation=self.organisation)
        return {row.id: json.loads(row.body) for row in rows}

    def find_past(self, records: Collection[str], after: int = -1) -> list[Past]:
        """Give what made the versions of these records later than `after`, oldest first."""
        rows = ask_among(self.session, LATER, records, organisation=self.organisation, after=after)
        past = []
        for row in rows:
            content = json.loads(row.content)
            when = {"at": row.at, "offset_ms": content.get("offset_ms")}
            fields = written(content)
            past.append(Past(row.record, row.version, row.account, row.device, row.name, when, fields))
        return sorted(past, key=lambda one: one.version)

    def find_untaken(self, account: str, names: Sequence[str], record: str) -> list[tuple[int, Any]]:
        """Give a phone's changes to a record that made no version, oldest first: `base`, content.

        `names` are those that it has had, the oldest first: under each it has counted from 1.
        """
        query = (
            select(ChangeRow.device, ChangeRow.base, ChangeRow.content)
            .where(*self._sent(account, names, record), ChangeRow.version.is_(None))
            .order_by(ChangeRow.seq)
        )
        rows = sorted(self.session.execute(query), key=lambda row: names.index(row.device))
        return [(row.base, json.loads(row.content)) for row in rows]

    def is_refused(self, account: str, names: Sequence[str], record: str) -> bool:
        """Tell whether a phone tried to make a record and was refused."""
        query = select(ChangeRow.id).where(
            *self._sent(account, names, record),
            ChangeRow.version.is_(None),
            ChangeRow.status == Status.REFUSED.value,
            ChangeRow.base == 0,
        )
        return self.session.execute(query.limit(1)).first() is not None

    def _sent(self, account: str, names: Sequence[str], record: str) -> tuple[Any, ...]:
        mine = (ChangeRow.organisation == self.organisation, ChangeRow.account == account)
        return (*mine, ChangeRow.device.in_(names), ChangeRow.record == record)

    def find_later(self, account: str, names: Sequence[str], record: str, change: str) -> list[Later]:
        """Give what a phone sent of a record after one change of its own, and was not refused.

        `names` are those that it has had since, beginning with the one that it had then.
        """
        number = select(ChangeRow.seq).where(
            ChangeRow.organisation == self.organisation, ChangeRow.id == change
        )
        query = select(ChangeRow.id, ChangeRow.status, ChangeRow.content).where(
            *self._sent(account, names, record),
            (ChangeRow.device != names[0]) | (ChangeRow.seq > number.scalar_subquery()),
            ChangeRow.status != Status.REFUSED.value,
        )
        rows = self.session.execute(query)
        return [Later(row.id, row.status, frozenset(json.loads(row.content).get("set", ()))) for row in rows]

    def is_unreadable(self, device: tuple[str, str], number: int) -> bool:
        """Tell whether what came from this device under a number could not be read."""
        query = select(ChangeRow.id).where(
            *self._sent(device[0], [device[1]], ""), ChangeRow.version.is_(None), ChangeRow.seq == number
        )
        return self.session.execute(query.limit(1)).first() is not None

    def find_open_conflicts(self, records: Collection[str]) -> list[OpenConflictRow]:
        """Give the open conflicts of these records."""
        self.session.flush()  # those that were opened in this transaction among them
        rows = ask_among(self.session, OPEN, records, organisation=self.organisation)
        return [OpenConflictRow(**row._asdict()) for row in rows]

    def find_held(self, client: str | None) -> list[dict[str, Any]]:
        """Give what is or was in the tray about a client; with none, all of it."""
        # Written out, so that the index of these few is taken.
        query = select(RecordRow.body).where(RecordRow.organisation == self.organisation, text(IS_HELD))
        if client is not None:
            query = query.where(RecordRow.body.contains(f'"of_client":"{client}"', autoescape=True))
        return [json.loads(body) for body in self.session.execute(query).scalars()]

    def find_client_bodies(self, kind: str, client: str) -> list[dict[str, Any]]:
        """Give the records of one kind about one client that are not deleted."""
        query = select(RecordRow.body).where(
            RecordRow.organisation == self.organisation,
            RecordRow.scope == client,
            RecordRow.kind == kind,
            RecordRow.deleted.is_(False),
        )
        return [json.loads(body) for body in self.session.execute(query).scalars()]

    def find_deleted(self, record: str) -> dict[str, Any]:
        """Give what a deleted record held before it was deleted."""
        query = (
            select(ChangeRow.content)
            .where(ChangeRow.organisation == self.organisation, ChangeRow.record == record)
            .where(ChangeRow.version.is_not(None))
            .order_by(ChangeRow.version.desc())
        )
        for content in self.session.execute(query).scalars():
            before = json.loads(content).get("before")
            if before is not None:
                return dict(before)
        return {}

    def write_records(self, rows: list[dict[str, Any]]) -> None:
        """Put these records at their newest version."""
        PUT_RECORDS.write(self.session, rows)

    def write_changes(self, rows: list[dict[str, Any]]) -> None:
        """Add these changes to the history."""
        ADD_CHANGES.write(self.session, rows)

    def open_conflict(self, row: OpenConflictRow) -> None:
        """Note that a conflict waits for a person."""
        self.session.add(row)

    def close_conflict(self, conflict: str) -> None:
        """Note that a conflict has been settled."""
        self.session.execute(
            delete(OpenConflictRow).where(
                OpenConflictRow.organisation == self.organisation, OpenConflictRow.conflict == conflict
            )
        )


def written(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the fields that a change has written: those that it set and that were not kept aside."""
    aside = content.get("aside", ())
    return {name: value for name, value in content.get("set", {}).items() if name not in aside}


def slices(values: Collection[str]) -> Iterable[list[str]]:
    """Give values in parts that fit into one statement."""
    ordered = list(values)
    for start in range(0, len(ordered), SLICE):
        yield ordered[start : start + SLICE]
