"""A device's own chain: what its writer had seen in a field, through changes of theirs not taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sync.change import Change
from sync.kinds import KINDS
from sync.reconcile import read_fields

Written = Sequence[tuple[int, Mapping[str, Any]]]
"""The versions of a record, oldest first, each with the fields that were written for it."""


@dataclass(frozen=True, slots=True)
class Untaken:
    """An earlier change of the same device that made no version: refused, held, or kept aside."""

    base: int
    set: Mapping[str, Any]
    was: Mapping[str, Any]


def seen_before(change: Change, untaken: Sequence[Untaken], written: Written) -> dict[str, list[Any]]:
    """Give for each field what its writer had seen there before the old value that the change names.

    `untaken` is oldest first. Nothing is followed past a value that has stood since the version on which
    somebody went on from it: the phone may have it from the server, and who replaced it was not seen.
    """
    kind = KINDS[change.kind]
    versions = [(version, read_fields(kind, fields, old=True)[0]) for version, fields in written]
    seen: dict[str, list[Any]] = {name: [] for name in change.set}
    for name, found in seen.items():
        value, base = _read(change, change.was, name), change.base
        for own in reversed(untaken):
            if value in _stood(versions, name, base):
                break
            if name in own.set and _read(change, own.set, name) == value:
                value, base = _read(change, own.was, name), own.base
                found.append(value)
    return seen


def _read(change: Change, fields: Mapping[str, Any], name: str) -> Any:
    return read_fields(KINDS[change.kind], {name: fields.get(name)}, old=True)[0].get(name)


def _stood(versions: Written, name: str, base: int) -> list[Any]:
    """What has stood in a field at a version and since; whatever ever has, where there is no such version."""
    known = bool(versions) and base <= versions[-1][0]
    stood: list[Any] = [None]
    for version, fields in versions:
        if name in fields:
            stood = [fields[name]] if known and version <= base else [*stood, fields[name]]
    return stood
