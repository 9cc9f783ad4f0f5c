"""Records and changes with people in them: Jean is the client, Ada and Ben visit her."""

from typing import Any

from sync.change import Change
from sync.reconcile import Record

JEAN = "0197a0b0-0000-7000-8000-000000000001"
NOTE = "0197a0b0-0000-7000-8000-000000000002"
CONFLICT = "0197a0b0-0000-7000-8000-000000000003"
CHANGE = "0197a0b0-0000-7000-8000-0000000000c1"
AT = "2026-11-23T10:02:11.123Z"


def jean(version: int = 3, *, deleted: bool = False, **data: Any) -> Record:
    """Jean as the server has her."""
    return Record("client", JEAN, JEAN, version, {"known_as": "Jean", **data}, deleted)


def edit(base: int = 3, was: dict[str, Any] | None = None, **fields: Any) -> Change:
    """A change of Jean's details; fields without an old value were empty on the screen."""
    old = dict.fromkeys(fields) if base else {}
    return Change(CHANGE, 1, "client", JEAN, base, AT, set=fields, was={**old, **(was or {})})
