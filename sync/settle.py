"""Settle a conflict: a person chooses the value that stands, or gives a third one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sync.change import Change, Errors
from sync.kinds import KINDS
from sync.reconcile import DELETED, NOTHING, Clash, Record, Since, patch, read_fields

CHANGED = "What stands changed while you were deciding. Look at it again."


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a choice does: `fields` are written to the record, which may also be deleted or restored.

    `was`: what the writer of the fields had seen, where it is not the one who chose that saw what stands.
    """

    errors: Errors | None = None
    fields: Mapping[str, Any] | None = None
    was: Mapping[str, Any] | None = None
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
    values, was = made.get("values") or {}, made.get("was") or {}
    return Settlement(deleted=False, fields=values, was={name: was.get(name) for name in values})


def carry_out(
    settlement: Settlement, record: Record, standing: Mapping[str, Any], since: Since = NOTHING
) -> tuple[Record, tuple[Clash, ...]]:
    """Give the record as the settlement leaves it; `standing` is what it holds, or held until it was deleted.

    Who restores a record chooses that it is there, and not between two values of a field: what was
    typed without having seen the value that stands is kept aside once more, by its field.
    """
    if settlement.deleted:
        return replace(record, version=record.version + 1, data={}, deleted=True), ()
    whole = replace(record, data=standing, deleted=False)
    fields = settlement.fields or {}
    seen = {name: standing.get(name) for name in fields} if settlement.was is None else settlement.was
    verdict = patch(whole, fields, seen, since)
    return verdict.record or replace(whole, version=record.version + 1), verdict.clashes
