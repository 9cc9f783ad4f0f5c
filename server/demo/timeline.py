"""The demo's records as they were written, one after the other: what `fill` sends and tests count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from server.adapters.world import uuid7

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person wrote at one moment: a new record, or with `was` a change to an old one.

    `base` is the version that they had before them, `author` the key of a colleague, and `change` the id
    of this piece of writing.
    """

    kind: str
    id: str
    client: str
    at: str
    author: str
    data: Mapping[str, Any]
    was: Mapping[str, Any] | None = None
    base: int = 0
    change: str = ""


class Seen(NamedTuple):
    """A record as somebody has it on the screen."""

    version: int
    data: Mapping[str, Any]


@dataclass(slots=True)
class Timeline:
    """Everything that was written so far, and how each record stands after it."""

    chance: Random
    entries: list[Entry] = field(default_factory=list)
    records: dict[str, Seen] = field(default_factory=dict)
    last: dict[str, Entry] = field(default_factory=dict)

    def new_id(self, at: str) -> str:
        """Give an id that was made at this instant."""
        return uuid7(datetime.fromisoformat(at), self.chance.getrandbits(74))

    def create(self, kind: str, client: str | None, at: str, author: str, data: Mapping[str, Any]) -> str:
        """Add a new record and give its id; a client is about itself."""
        id = self.new_id(at)
        kept = {name: value for name, value in data.items() if value is not None}
        self._add(Entry(kind, id, client or id, at, author, kept, change=self.new_id(at)), Seen(1, kept))
        return id

    def change(
        self, id: str, at: str, author: str, data: Mapping[str, Any], seen: Seen | None = None
    ) -> None:
        """Change fields of a record, by someone who had seen it as it stands, or as `seen`."""
        now, before = self.records[id], self.last[id]
        if at <= before.at:
            later = datetime.fromisoformat(before.at) + SECOND
            at = later.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        seen = seen or now
        was = {name: seen.data.get(name) for name in data}
        entry = Entry(before.kind, id, before.client, at, author, data, was, seen.version, self.new_id(at))
        self._add(entry, Seen(now.version + 1, {**now.data, **data}))

    def in_order(self) -> list[Entry]:
        """Give all entries in order of time."""
        return sorted(self.entries, key=lambda entry: entry.at)

    def _add(self, entry: Entry, after: Seen) -> None:
        self.entries.append(entry)
        self.records[entry.id] = after
        self.last[entry.id] = entry
