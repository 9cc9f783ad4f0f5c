"""Keep what was written unseen: make a conflict, add to it, and carry out what a person chose."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from server.services.batch import Author, Batch, Stored
from server.services.checks import check_said
from server.services.follow import follow_kind
from server.store.records import OpenConflictRow
from sync.change import Change, Errors, printable
from sync.kinds import KINDS
from sync.kinds.fields import Invalid, value
from sync.reconcile import DELETED, NOTHING, Clash, Record, read_fields
from sync.settle import Settlement, carry_out


def keep_aside(batch: Batch, change: Change, stored: Stored, clash: Clash) -> str:
    """Keep an offered value in a conflict that both writers and their supervisor can see; give its id."""
    joined = batch.find(clash.joins) if clash.joins is not None else None
    if joined is not None and joined.record.data.get("choice") is None:
        return _add(batch, change, clash, joined.record.id)
    if joined is not None:
        _close(batch, joined.record)  # settled, and among the open ones only by a fault of an earlier version
    about = stored.record
    offered = {
        "of_kind": about.kind,
        "of_record": about.id,
        "field": clash.field,
        "kept": clash.kept,
        **_writer_of(batch, stored, clash.field),
        "offered": clash.offered,
        "offered_by": batch.author.user,
        "offered_name": batch.author.name,
        "offered_at": change.at,
        "offset_ms": change.offset_ms,
        "form": change.form,
        "values": dict(clash.values) if clash.values is not None else None,
        "was": storable(clash.was) if clash.was is not None else _seen_in_field(change, clash.field),
        "base": change.base,
        "change": change.id,
    }
    data = {name: value for name, value in offered.items() if value is not None}
    # What is private is its own scope: with none, the conflict would be on no phone and anybody's to settle.
    record = Record("conflict", batch.new_id(), about.client or about.id, 1, data)
    batch.write_as_server(record, data, change)
    row = OpenConflictRow(
        organisation=batch.actor.organisation,
        conflict=record.id,
        record=about.id,
        field=clash.field,
        account=batch.author.user,
        device=batch.author.device,
    )
    batch.ledger.open_conflict(row)
    batch.open_about(about.id).append(row)
    return record.id


def _writer_of(batch: Batch, stored: Stored, name: str) -> dict[str, Any]:
    """Tell who wrote what stands in a field, and when."""
    for one in reversed(batch.past.get(stored.record.id, ())):
        if name in one.fields:
            return _kept(one.account, one.name, one.when)
    last = stored.changed or stored.made
    return _kept(last["by"], last["name"], last)


def _kept(by: str, name: str, when: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kept_by": by,
        "kept_name": name,
        "kept_at": when["at"],
        "kept_offset_ms": when.get("offset_ms"),
    }


def _add(batch: Batch, change: Change, clash: Clash, conflict: str) -> str:
    """Let a later value of the same device take the place of its earlier one, which the history keeps."""
    fields: dict[str, Any] = {
        "offered": clash.offered,
        "offered_at": change.at,
        "offset_ms": change.offset_ms,
        "form": change.form,
        "change": change.id,
    }
    stored = batch.find(conflict)
    earlier = stored.record.data if stored else {}
    seen = _seen_in_field(change, clash.field)
    if seen is not None and seen[clash.field] != earlier.get("offered"):
        fields["was"] = seen  # else it goes on from the phone's own earlier value, and began where that did
    if clash.values is not None:
        fields["was"] = _seen_first(earlier, storable(clash.was or {}))
        fields["values"] = {**(earlier.get("values") or {}), **clash.values}
    gave_in = clash.field != DELETED and clash.offered == clash.kept
    _change(batch, change, conflict, fields | ({"choice": "kept"} if gave_in else {}))
    if gave_in and stored:
        _close(batch, stored.record)
    return conflict


def _seen_in_field(change: Change, name: str) -> dict[str, Any] | None:
    """What the writer had on the screen in a field; None where their phone did not say it, or not rightly."""
    if name not in change.was:
        return None
    seen, _ = read_fields(KINDS[change.kind], {name: change.was[name]})
    return seen or None


def _seen_first(earlier: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    """What goes on from a phone's own earlier value began where that one did."""
    values, was = earlier.get("values") or {}, earlier.get("was") or {}
    goes_on = [name for name, found in seen.items() if name in values and values[name] == found]
    return {**was, **seen, **{name: was.get(name) for name in goes_on}}


def storable(was: Mapping[str, Any]) -> dict[str, Any]:
    """Give the old values; one that no database could take is as good as unknown."""
    kept = {}
    for name, found in was.items():
        try:
            kept[printable(name)] = value().clean(found)
        except Invalid:
            kept[printable(name)] = None
    return kept


def follow_record(batch: Batch, change: Change, stored: Stored, names: set[str]) -> None:
    """Tell the open conflicts what stands now, and that it was written by someone who had seen what stood.

    `names` are the fields that were written; with DELETED among them the record went, or came back: then no
    choice counts that was made before. What was kept aside has come true when the record went, or when its
    own writer wrote it, on another phone: nobody has anything to choose between then.
    """
    stamp = _kept(batch.author.user, batch.author.name, change.when)
    about = stored.record
    for row in list(batch.open_about(about.id)):
        if row.field == DELETED and about.deleted and _would_delete(batch, row.conflict):
            _change(batch, change, row.conflict, {"kept": True, "choice": "offered", **stamp})
            _close(batch, batch.records[row.conflict].record)
        elif row.field == DELETED and DELETED in names:
            _change(batch, change, row.conflict, {"kept": about.deleted, **stamp})
        elif about.deleted:
            # It would come back with what the conflict says; that this was said again tells of the deletion.
            _change(batch, change, row.conflict, {"kept": _kept_in(batch, row.conflict)})
        elif row.field in names and _wrote_it(batch, row.conflict, about.data.get(row.field)):
            said = {"kept": about.data.get(row.field), "choice": "offered"}
            _change(batch, change, row.conflict, {**said, **stamp})
            _close(batch, batch.records[row.conflict].record)
        elif row.field in names or DELETED in names:
            _change(batch, change, row.conflict, {"kept": about.data.get(row.field), **stamp})
        elif row.field == DELETED and names and _would_delete(batch, row.conflict):
            # Whoever is to choose whether the record goes has to see first what goes with it.
            _change(batch, change, row.conflict, {"kept": False, **stamp})


def names_written(fields: Iterable[str], before: Record, after: Record) -> set[str]:
    """The names of what was written, as `follow_record` takes them."""
    return {*fields, DELETED} if before.deleted != after.deleted else {*fields}


def _kept_in(batch: Batch, conflict: str) -> Any:
    stored = batch.find(conflict)
    return stored.record.data.get("kept") if stored else None


def _would_delete(batch: Batch, conflict: str) -> bool:
    stored = batch.find(conflict)
    return stored is not None and stored.record.data.get("offered") is True


def _wrote_it(batch: Batch, conflict: str, found: Any) -> bool:
    made = stored.record.data if (stored := batch.find(conflict)) else {}
    return (made.get("offered_by"), made.get("offered")) == (batch.author.user, found)


def _change(batch: Batch, change: Change, conflict: str, fields: dict[str, Any]) -> None:
    stored = batch.find(conflict)
    if stored is None or stored.record.data.get("choice") is not None:
        return
    record = stored.record
    data = {**record.data, **fields}
    batch.write_as_server(replace(record, version=record.version + 1, data=data), fields, change)


def check_settlement(batch: Batch, conflict: Record, settlement: Settlement) -> Errors | None:
    """Check what a choice writes as if it had been sent as an ordinary change to that record."""
    stored = batch.find(conflict.data["of_record"])
    said = settlement.fields
    if stored is not None and settlement.deleted is False:
        said = {**batch.before_deletion(stored.record), **(said or {})}
    if stored is None or said is None:
        return None
    change = replace(_edit_of(conflict), client=stored.record.client, set=said)
    errors = check_said(batch, change, stored, batch.find)
    return {"value": [sentence for words in errors.values() for sentence in words]} if errors else None


def carry_out_choice(batch: Batch, change: Change, conflict: Record, settlement: Settlement) -> None:
    """Do to the record what the settlement of a conflict says, and take the conflict off the open ones."""
    writer = _close(batch, conflict)
    stored = batch.find(conflict.data["of_record"])
    if stored is None or (settlement.fields is None and settlement.deleted is None):
        return
    edit = _edit_of(conflict)
    since = NOTHING
    if settlement.was is not None:
        batch.remember_past(edit.record)
        with batch.in_the_name_of(writer):
            since = replace(batch.since(edit, stored), chain=batch.chain(edit))
    record, clashes = carry_out(settlement, stored.record, batch.before_deletion(stored.record), since)
    aside = {clash.field for clash in clashes}
    fields = {name: found for name, found in (settlement.fields or {}).items() if name not in aside}
    batch.write_as_server(record, fields, change)
    names = names_written(fields, stored.record, record)
    follow_record(batch, change, batch.records[record.id], names)
    follow_kind(batch, change, record, new=False)
    with batch.in_the_name_of(writer):
        for clash in clashes:
            keep_aside(batch, edit, batch.records[record.id], clash)


def _close(batch: Batch, conflict: Record) -> Author:
    """Take a conflict off the open ones, and say whose value was kept aside in it."""
    open_ones = batch.open_about(conflict.data["of_record"])
    device = next((row.device for row in open_ones if row.conflict == conflict.id), "")
    open_ones[:] = [row for row in open_ones if row.conflict != conflict.id]
    batch.ledger.close_conflict(conflict.id)
    return Author(conflict.data["offered_by"], conflict.data["offered_name"], device)


def _edit_of(conflict: Record) -> Change:
    """The change whose value was kept aside, as far as the conflict still knows it."""
    made = conflict.data
    return Change(
        made["change"],
        0,
        made["of_kind"],
        made["of_record"],
        made.get("base", 0),
        made["offered_at"],
        client=conflict.client,
        offset_ms=made.get("offset_ms"),
        form=made.get("form"),
        set=made.get("values") or {},
        was=made.get("was") or {},
    )
