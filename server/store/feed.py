"""Reading the feed: what a person may hold, in the order in which it was committed or granted."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from server.store import pages
from server.store.columns import read_time
from server.store.looking import Look
from sync.compare import Holding
from sync.kinds import KINDS

Place = tuple[int, str]
"""A number, and the record at it where a grant brings several at once."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a device: the last number received, and what it last said of itself."""

    seq: int
    revoked: bool
    last_seen: datetime
    unsent: int | None
    oldest_unsent: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The last number given out, the database's epoch, the person's last grant, and the device that asks."""

    seq: int
    epoch: str
    granted: int
    device: Known | None


BEYOND = 2**63 - 1


class Row(NamedTuple):
    """A record and its place in one person's feed; `body` is the JSON text that travels."""

    place: int
    id: str
    kind: str
    scope: str
    version: int
    body: str


class Feed:
    """One person's feed.

    A record's place is the greater of its own number and its grant's, so that one cursor serves new
    records and newly granted old ones.
    """

    def __init__(self, look: Look, organisation: str, account: str) -> None:
        self.look = look
        self.organisation = organisation
        self.account = account

    def standing(self, device: str = "") -> Standing:
        """Give where this feed stands, for one of the person's devices."""
        row = self.look.rows(pages.STANDING, **self._who, device=device)[0]
        return Standing(row.seq, row.epoch, row.granted or 0, _known(row) if row.device else None)

    def page(
        self,
        kinds: Collection[str],
        after: Place,
        limit: int,
        *,
        tombstones: bool,
        far: bool,
        granted: bool,
    ) -> tuple[list[Row], Place | None]:
        """Give up to `limit` rows after a place, in order, and where they end when there are more.

        What has changed since is found by its own number; what was `granted` since by its client. From
        `far` behind, what has changed is found by client as well, for what others did is not ours to walk.
        """
        if not kinds:
            return [], None
        which = (frozenset(kinds), tombstones)
        where: dict[str, Any] = {**self._who, "after": after[0]}
        end = self._page_end(where, limit) if far else None
        if far:
            found = self.look.rows(pages.far(*which), **where, end=BEYOND if end is None else end)
        else:
            found = self.look.rows(pages.near(*which), **where, limit=limit + 1)
        rows = [Row._make(row) for row in found]
        if granted:
            late = self.look.rows(pages.granted(*which), **where, record=after[1], limit=limit + 1)
            rows += [Row._make(row) for row in late if end is None or row.seq <= end]
        rows.sort()
        if len(rows) > limit:
            return rows[:limit], (rows[limit - 1].place, rows[limit - 1].id)
        return rows, None if end is None else (end, "")

    def _page_end(self, where: dict[str, Any], limit: int) -> int | None:
        """Where a page of what has changed must end, or None where the rest fits into one."""
        end = self.look.rows(pages.PAGE_END, **where, limit=limit)[0]
        return end.seq if end.rows == limit else None

    def forgotten(self, after: int) -> list[str]:
        """Give the clients that this person may no longer hold, since a place."""
        return [row.scope for row in self.look.rows(pages.FORGOTTEN, **self._who, after=after)]

    def ever_granted(self) -> list[str]:
        """Give the clients that this person may hold, or could once."""
        return [row.scope for row in self.look.rows(pages.EVER_GRANTED, **self._who)]

    def draining(self) -> set[str]:
        """Give the clients that are being handed over: what is on the phone stays until that is done."""
        return {row.scope for row in self.look.rows(pages.DRAINING, **self._who)}

    def holdings(self, kinds: Collection[str]) -> dict[str, list[Holding]]:
        """Give every record that this person may hold now, by scope, with its version and time."""
        if not kinds:
            return {}
        found: dict[str, list[Holding]] = {}
        for row in self.look.rows(pages.holdings(frozenset(kinds)), **self._who):
            body = json.loads(row.body)
            received = (body.get("changed") or body["made"])["received"]
            found.setdefault(row.scope, []).append((row.id, row.version, received))
        return found

    def known(self, scope: str) -> list[str]:
        """Give the ids of every record of one scope, deleted or not."""
        found = self.look.rows(pages.KNOWN, organisation=self.organisation, scope=scope)
        return [row.id for row in found]

    def bodies(self, scope: str, kinds: Collection[str]) -> list[tuple[str, str]]:
        """Give the records of one scope with their kinds, as they travel."""
        found = pages.bodies(frozenset(kinds))
        return [
            (row.kind, row.body) for row in self.look.rows(found, organisation=self.organisation, scope=scope)
        ]

    @property
    def _who(self) -> dict[str, str]:
        return {"organisation": self.organisation, "account": self.account}


def clients_of(kind: str, scope: str, body: str) -> set[str]:
    """The clients whom a record is about; a private one has a scope of its own, and names them inside."""
    if not KINDS[kind].private:
        return {scope} if scope else set()
    record = json.loads(body)
    named = {record.get("client"), record["data"].get("of_client"), *record["data"].get("cases", ())}
    return {client for client in named if client}


def _known(row: Any) -> Known:
    oldest = read_time(row.oldest_unsent) if row.oldest_unsent else None
    return Known(row.sent, row.revoked is not None, read_time(row.last_seen), row.unsent, oldest)
