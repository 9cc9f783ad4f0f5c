"""The shared words: a change, the receipt for it, and the person who sends it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sync.kinds.fields import BIGGEST, UUID, Invalid, clean_time, clean_uuid

Errors = Mapping[str, list[str]]


class Role(StrEnum):
    """What a person does here; one each."""

    CASE_MANAGER = "case_manager"
    MONITOR = "monitor"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person for whom a request acts, as the server knows them."""

    organisation: str
    user: str
    name: str
    role: Role
    team: str | None


class Status(StrEnum):
    """What became of a change; the words of SYNC.md, stored, sent and counted."""

    APPLIED = "applied"
    MERGED = "merged"
    CONFLICT = "conflict"
    HELD = "held"
    REFUSED = "refused"
    OUT_OF_ORDER = "out_of_order"


@dataclass(frozen=True, slots=True)
class Change:
    """What one person did to one record on one device: some fields, each with its old value."""

    id: str
    seq: int
    kind: str
    record: str
    base: int
    at: str
    client: str | None = None
    offset_ms: int | None = None
    form: int | None = None
    set: Mapping[str, Any] = field(default_factory=dict)
    was: Mapping[str, Any] = field(default_factory=dict)
    delete: bool = False

    @property
    def when(self) -> dict[str, Any]:
        """When its device saved it, by its own clock, and how far that was off where it was measured."""
        return {"at": self.at} if self.offset_ms is None else {"at": self.at, "offset_ms": self.offset_ms}

    @property
    def circumstances(self) -> dict[str, int]:
        """Its form's version, and how far its device's clock was off: those that are known."""
        known = {"form": self.form, "offset_ms": self.offset_ms}
        return {name: found for name, found in known.items() if found is not None}

    @property
    def about(self) -> str | None:
        """The record that it names without changing it, as a review names a note."""
        named = self.set.get("of_record")
        return named if isinstance(named, str) and UUID.fullmatch(named) else None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The server's word on one change; the first one given is given again for ever."""

    id: str | None
    status: Status
    version: int | None = None
    errors: Errors | None = None
    fields: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    index: int | None = None

    def wire(self) -> dict[str, Any]:
        """Give the receipt as it travels: nothing that does not apply."""
        row: dict[str, Any] = {"id": self.id, "status": self.status.value}
        if self.version is not None:
            row["version"] = self.version
        if self.errors:
            row["errors"] = dict(self.errors)
        if self.fields:
            row["fields"] = list(self.fields)
            row["conflicts"] = list(self.conflicts)
        if self.index is not None:
            row["index"] = self.index
        return row


class Unreadable(ValueError):
    """A change whose frame cannot be read. `id` is given where at least that could be."""

    def __init__(self, id: str | None, errors: dict[str, list[str]]) -> None:
        super().__init__(errors)
        self.id = id
        self.errors = errors


def read_change(raw: object) -> Change:
    """Read a change as it came over the wire; the fields themselves are read by `reconcile`.

    Raises Unreadable with an error for each part of the frame that is wrong.
    """
    if not isinstance(raw, dict):
        raise Unreadable(None, {"change": ["Must be an object."]})
    errors: dict[str, list[str]] = {}
    parts: dict[str, Any] = {}
    for name, found in raw.items():
        clean = PARTS.get(name)
        if clean is None:
            errors[printable(name)] = ["Is not a part of a change."]
        elif found is not None:
            try:
                parts[name] = clean(found)
            except Invalid as error:
                errors[name] = [str(error)]
    errors |= {name: ["Is missing."] for name in REQUIRED if raw.get(name) is None}
    if not errors and not parts.get("set") and not parts.get("delete"):
        errors["set"] = ["Changes nothing."]
    if parts.get("set") and parts.get("delete"):
        errors["delete"] = ["A deletion sets no fields."]
    if errors:
        raise Unreadable(parts.get("id"), errors)
    return Change(**parts)


def read_number(raw: object) -> int | None:
    """Read a change's number alone, where the rest may be wrong; None where that cannot be read either."""
    try:
        return _positive(raw)
    except Invalid:
        return None


def printable(name: str) -> str:
    """Give a name that came from outside so that it can be stored and sent: short, no half characters."""
    return name[:60].encode("utf-8", "replace").decode().replace("\0", "?")


def _integer(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or abs(raw) > BIGGEST:
        raise Invalid("Must be a whole number.")
    return raw


def _whole(raw: object) -> int:
    number = _integer(raw)
    if number < 0:
        raise Invalid("Must not be negative.")
    return number


def _positive(raw: object) -> int:
    number = _integer(raw)
    if number < 1:
        raise Invalid("Counts from 1.")
    return number


def _word(raw: object) -> str:
    if not isinstance(raw, str):
        raise Invalid("Must be text.")
    return printable(raw)


def _fields(raw: object) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise Invalid("Must be an object.")
    return raw


def _flag(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise Invalid("Must be true or false.")
    return raw


PARTS: Mapping[str, Callable[[object], Any]] = {
    "id": clean_uuid,
    "seq": _positive,
    "kind": _word,
    "record": clean_uuid,
    "base": _whole,
    "at": clean_time,
    "client": clean_uuid,
    "offset_ms": _integer,
    "form": _whole,
    "set": _fields,
    "was": _fields,
    "delete": _flag,
}
REQUIRED = ("id", "seq", "kind", "record", "base", "at")
