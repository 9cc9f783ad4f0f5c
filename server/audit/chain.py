"""The chain of the audit log: each entry's hash is made of the one before it and its own canonical bytes."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

BEGINNING = "0" * 64
"""What stands before the first entry."""

LATE = timedelta(minutes=10)
"""Entries are sealed in the order of their time, but for transactions that took long."""

Entry = Mapping[str, Any]
"""An entry as it is stored, with its `number` and its `hash`."""


def canonical(entry: Entry) -> bytes:
    """All that an entry holds but its hash, in bytes that are the same wherever they are made."""
    held = {name: value for name, value in entry.items() if name != "hash"}
    return json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def link(before: str, entry: Entry) -> str:
    """The hash of an entry that follows the one with the hash `before`."""
    return hashlib.sha256(before.encode() + b"\n" + canonical(entry)).hexdigest()


def seal(entries: Iterable[Entry], number: int, before: str) -> Iterator[dict[str, Any]]:
    """Give entries with number and hash, in their order; `number` and `before` are the last sealed's."""
    for entry in entries:
        number += 1
        numbered = {**entry, "number": number}
        before = link(before, numbered)
        yield {**numbered, "hash": before}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How the log stood at some time, kept where nobody who can change the log can change it too."""

    organisation: str
    number: int
    hash: str
    at: str

    def line(self) -> str:
        """One line, to be printed, sent or written down."""
        return f"doorstep-audit {self.organisation} {self.number} {self.hash} {self.at}"

    @classmethod
    def read(cls, line: str) -> Self:
        """The checkpoint of such a line. Raises ValueError."""
        match line.split():
            case ["doorstep-audit", organisation, number, hash, at] if number.isdecimal():
                return cls(organisation, int(number), hash, at)
        raise ValueError("This is not a line of `doorstep audit checkpoint`.")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was sealed; `number` names the entry."""

    number: int
    words: str


def verify(entries: Iterable[Entry], checkpoint: Checkpoint | None = None) -> Iterator[Fault]:
    """Walk through sealed entries by their number, and give what is wrong with them.

    After a fault the walk goes on from the stored hash, so that each altered entry is named by itself.
    """
    number, before, newest = 0, BEGINNING, ""
    met = checkpoint is None or checkpoint.number == 0
    for entry in entries:
        found = int(entry["number"])
        if found != number + 1:
            yield _gap(number, found)
        elif link(before, entry) != entry["hash"]:
            yield Fault(found, f"Entry {found} is not what was sealed: it was altered, moved or put in.")
        elif newest and _is_late(entry["at"], newest):
            yield Fault(found, f"Entry {found} is of {entry['at']}, but was written after {newest}.")
        if checkpoint and found == checkpoint.number:
            met = True
            if entry["hash"] != checkpoint.hash:
                yield Fault(found, f"Entry {found} is not the one of the checkpoint: it was written anew.")
        number, before, newest = found, entry["hash"], max(newest, entry["at"])
    if not met and checkpoint:
        cut = f"The log ends with entry {number}, but the checkpoint names entry {checkpoint.number}:"
        yield Fault(number, f"{cut} its end was cut off.")


def _gap(number: int, found: int) -> Fault:
    if found <= number:
        return Fault(found, f"Entry {found} comes after entry {number}: it was moved, or is there twice.")
    if found == number + 2:
        return Fault(found - 1, f"Entry {found - 1} was removed.")
    return Fault(number + 1, f"Entries {number + 1} to {found - 1} were removed.")


def _is_late(at: str, newest: str) -> bool:
    return datetime.fromisoformat(newest) - datetime.fromisoformat(at) > LATE
