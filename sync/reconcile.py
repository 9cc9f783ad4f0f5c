"""Decide what a change does to a record: the table of SYNC.md, as one pure function.

A value is replaced only by someone who had seen it. What a person wrote without having seen what
stands is kept aside in a conflict; nothing is dropped, and nothing here reads a clock or a disk.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sync.change import Change, Errors, Status, printable
from sync.kinds import KINDS
from sync.kinds.fields import Invalid, Kind

DELETED = "deleted"  # the name under which a conflict is about the record as a whole


@dataclass(frozen=True, slots=True)
class Record:
    """A record as the server has it."""

    kind: str
    id: str
    client: str | None
    version: int
    data: Mapping[str, Any]
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Since:
    """What happened to the record that this change may not know of.

    `others`: the fields that other devices wrote after the version `base`.
    `chain`: for a field, what the sender had seen in it before the old value that the change names, through
    this device's own earlier changes that were not taken. Not only the first of it: what was kept aside once
    may have been chosen since, and stands.
    `open`: the open conflicts that this device's own values are in, by field; None where it needs another.
    """

    others: frozenset[str] = frozenset()
    chain: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    open: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """A value kept aside: what stands in a field, and what was offered without having seen it.

    Where an edit met a deletion, `values` are what it was to write, and `was` what it had seen.
    """

    field: str
    kept: Any
    offered: Any
    values: Mapping[str, Any] | None = None
    was: Mapping[str, Any] | None = None
    joins: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a change, and what is to be written for it."""

    status: Status
    record: Record | None = None
    clashes: tuple[Clash, ...] = ()
    errors: Errors | None = None


NOTHING = Since()


def reconcile(record: Record | None, change: Change, since: Since = NOTHING) -> Verdict:
    """Decide about one change to one record; `record` is None where there is none yet.

    The record in the verdict is the one to store, one version on; it is None when nothing changes.
    """
    kind = KINDS.get(change.kind)
    if kind is None:
        return refused({"kind": [f"There is no kind called {change.kind}."]})
    values, errors = read_fields(kind, change.set)
    if errors:
        return refused(errors)
    if record is None:
        return _create(kind, change, values)
    if record.kind != change.kind:
        return refused({"kind": ["The record is of another kind."]})
    if kind.append_only:
        return _repeat(record, change, values)
    if change.delete:
        return _delete(record, since)
    missing = {name: ["The old value is missing."] for name in values if name not in change.was}
    if missing and change.base > 0:
        return refused(missing)
    was, _ = read_fields(kind, {name: change.was.get(name) for name in values}, old=True)
    if record.deleted:
        return Verdict(Status.CONFLICT, clashes=(_join(Clash(DELETED, True, False, values, was), since),))
    return patch(record, values, was, since)


def read_fields(
    kind: Kind, raw: Mapping[str, Any], *, old: bool = False
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Read the fields of a kind into canonical values, with plain errors for those that are wrong.

    An `old` value is only compared: one that no longer fits the kind is taken as it is.
    """
    values: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    fields = kind.fields
    for name, found in raw.items():
        known = fields.get(name)
        if known is None:
            errors[printable(name)] = [f"A {kind.name} has no such field."]
        elif name in kind.locked and not old:
            errors[name] = ["Only the server sets this."]
        elif found is None:
            values[name] = None
        else:
            try:
                values[name] = known.clean(found)
            except Invalid as error:
                if old:
                    values[name] = found
                else:
                    errors[name] = [str(error)]
        if not old and known is not None and known.required and values.get(name, 0) is None:
            errors[name] = ["Cannot be empty."]
    return values, errors


def refused(errors: Errors) -> Verdict:
    """Refuse a change, with the reasons by field."""
    return Verdict(Status.REFUSED, errors=errors)


def _create(kind: Kind, change: Change, values: Mapping[str, Any]) -> Verdict:
    if change.base > 0 or change.delete:
        return Verdict(Status.HELD)
    missing = {name: ["Cannot be empty."] for name in kind.required if name not in values}
    if missing:
        return refused(missing)
    data = {name: found for name, found in values.items() if found is not None}
    client = change.record if change.kind == "client" else change.client
    return Verdict(Status.APPLIED, Record(change.kind, change.record, client, 1, data))


def _repeat(record: Record, change: Change, values: Mapping[str, Any]) -> Verdict:
    """Take a finished record that comes a second time as it was, and nothing else."""
    if not change.delete and all(record.data.get(name) == found for name, found in values.items()):
        return Verdict(Status.APPLIED)
    sentence = f"A finished {record.kind} is never changed. Add to it instead."
    return refused({name: [sentence] for name in values} or {record.kind: [sentence]})


def _delete(record: Record, since: Since) -> Verdict:
    if record.deleted:
        return Verdict(Status.APPLIED)
    if since.others:
        return Verdict(Status.CONFLICT, clashes=(_join(Clash(DELETED, False, True), since),))
    return Verdict(Status.APPLIED, replace(record, version=record.version + 1, deleted=True))


def patch(record: Record, values: Mapping[str, Any], was: Mapping[str, Any], since: Since) -> Verdict:
    """Write those values whose writer had seen what stands, and keep the others aside."""
    data = dict(record.data)
    clashes: list[Clash] = []
    for name, new in values.items():
        current = record.data.get(name)
        if name in since.open:
            clashes.append(_join(Clash(name, current, new), since))
        elif current == new:
            continue
        elif current in (was[name], *since.chain.get(name, ())):
            if new is None:
                data.pop(name, None)
            else:
                data[name] = new
        else:
            clashes.append(Clash(name, current, new))
    taken = len(values) - len(clashes)
    if clashes:
        after = replace(record, version=record.version + 1, data=data) if taken else None
        return Verdict(Status.CONFLICT, after, tuple(clashes))
    status = Status.MERGED if since.others - values.keys() else Status.APPLIED
    return Verdict(status, replace(record, version=record.version + 1, data=data))


def _join(clash: Clash, since: Since) -> Clash:
    return replace(clash, joins=since.open.get(clash.field))


def find_joined(
    change: Change, offers: Iterable[tuple[str, str, Mapping[str, Any]]], *, copied: bool
) -> dict[str, str | None]:
    """Give the open conflict that a change goes to, by field; `offers`: field, id, content of its device's.

    Of two copies of a phone one has not seen what the other offered: what does not go on from that takes no
    place of it, and needs a conflict of its own.
    """
    found: dict[str, str | None] = {}
    for name, conflict, made in offers:
        if not copied or _takes_nothing(change, made):
            found[name] = conflict
        else:
            found.setdefault(name, None)
    return found


def _takes_nothing(change: Change, made: Mapping[str, Any]) -> bool:
    """Tell whether a change has seen, or says too, what a conflict keeps for each field that it sets."""
    name = made["field"]
    kept = (made.get("values") or {}) if name == DELETED else {name: made.get("offered")}
    said, _ = read_fields(KINDS[change.kind], change.set, old=True)
    was, _ = read_fields(KINDS[change.kind], change.was, old=True)
    return all(one not in said or found in (was.get(one), said[one]) for one, found in kept.items())
