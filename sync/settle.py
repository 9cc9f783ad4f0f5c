"""Settle a conflict: a person chooses the value that stands, or gives a third one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sync.change import Change, Errors
from sync.kinds import KINDS
from sync.reconcile import DELETED, Record, Since, read_fields

CHANGED = "What stands changed while you were deciding. Look at it again."


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a choice does: `fields` are written to the record, which may also be deleted or restored."""

    errors: Errors | None = None
    fields: Mapping[str, Any] | None = None
    deleted: bool | None = None


def settle(conflict: Record, change: Change, since: Since) -> Settlement:
    """Decide what a choice about a conflict does to the record that the conflict is about.

    Total and pure. A choice made without having seen what stands now, or after another choice,
    is refused with the reason: nothing is lost by it, and nobody is overwritten.
    """
    made = conflict.data
    values, errors = read_fields(KINDS["conflict"], change.set)
    choice = values.get("choice")
    if errors:
        return Settlement(errors)
    if choice is None:
        return Settlement({"choice": ["Choose the value that is to stand."]})
    if made.get("choice") is not None:
        same = made["choice"] == choice and made.get("value") == values.get("value")
        return Settlement() if same else Settlement({"choice": ["This has been settled already."]})
    if since.others & {"kept", "offered", "values"}:
        return Settlement({"choice": [CHANGED]})
    if choice == "kept":
        return Settlement()
    if made["field"] == DELETED:
        return _settle_deletion(made, choice)
    value = made.get("offered") if choice == "offered" else values.get("value")
    fields, errors = read_fields(KINDS[made["of_kind"]], {made["field"]: value})
    if errors:
        return Settlement({"value": errors[made["field"]]})
    return Settlement(fields=fields)


def _settle_deletion(made: Mapping[str, Any], choice: str) -> Settlement:
    if choice == "other":
        return Settlement({"choice": ["Choose whether the record is to stay deleted."]})
    if made.get("offered"):
        return Settlement(deleted=True)
    return Settlement(deleted=False, fields=made.get("values") or {})


def carry_out(settlement: Settlement, record: Record, before: Mapping[str, Any]) -> Record:
    """Give the record as the settlement leaves it. `before` is what it held when it was deleted."""
    deleted = record.deleted if settlement.deleted is None else settlement.deleted
    data = {**(before if record.deleted else record.data), **(settlement.fields or {})}
    data = {} if deleted else {name: value for name, value in data.items() if value is not None}
    return replace(record, version=record.version + 1, data=data, deleted=deleted)
