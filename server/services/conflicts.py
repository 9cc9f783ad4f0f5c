"""Keep what was written unseen: make a conflict, add to it, and carry out what a person chose."""

from dataclasses import replace
from typing import Any

from server.services.batch import Batch, Stored
from server.store.records import OpenConflictRow
from sync.change import Change
from sync.reconcile import Clash, Record
from sync.settle import Settlement, carry_out


def keep_aside(batch: Batch, change: Change, stored: Stored, clash: Clash) -> str:
    """Keep an offered value in a conflict that both writers and their supervisor can see; give its id."""
    if clash.joins is not None:
        return _add(batch, change, clash, clash.joins)
    about = stored.record
    offered = {
        "of_kind": about.kind,
        "of_record": about.id,
        "field": clash.field,
        "kept": clash.kept,
        **batch.writer_of(stored, clash.field),
        "offered": clash.offered,
        "offered_by": batch.author.user,
        "offered_name": batch.author.name,
        "offered_at": change.at,
        "values": dict(clash.values) if clash.values is not None else None,
        "base": change.base,
        "change": change.id,
    }
    data = {name: value for name, value in offered.items() if value is not None}
    record = Record("conflict", batch.new_id(), about.client, 1, data)
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
    batch.open.setdefault(about.id, []).append(row)
    return record.id


def _add(batch: Batch, change: Change, clash: Clash, conflict: str) -> str:
    """Let a later value of the same device take the place of its earlier one, which the history keeps."""
    fields: dict[str, Any] = {"offered": clash.offered, "offered_at": change.at, "change": change.id}
    if clash.values is not None:
        stored = batch.find(conflict)
        earlier = stored.record.data.get("values") if stored else None
        fields["values"] = {**(earlier or {}), **clash.values}
    _change(batch, change, conflict, fields)
    return conflict


def follow_record(batch: Batch, change: Change, stored: Stored, names: set[str]) -> None:
    """Tell the open conflicts about fields that were written by someone who had seen what stood."""
    for row in batch.open.get(stored.record.id, ()):
        if row.field in names:
            stamp = {"kept_by": batch.author.user, "kept_name": batch.author.name, "kept_at": change.at}
            _change(batch, change, row.conflict, {"kept": stored.record.data.get(row.field), **stamp})


def _change(batch: Batch, change: Change, conflict: str, fields: dict[str, Any]) -> None:
    stored = batch.find(conflict)
    if stored is None or stored.record.data.get("choice") is not None:
        return
    record = stored.record
    data = {**record.data, **fields}
    batch.write_as_server(replace(record, version=record.version + 1, data=data), fields, change)


def carry_out_choice(batch: Batch, change: Change, conflict: Record, settlement: Settlement) -> None:
    """Do to the record what the settlement of a conflict says, and take the conflict off the open ones."""
    about = conflict.data["of_record"]
    batch.find(about)
    if about not in batch.open:
        batch.open[about] = batch.ledger.find_open_conflicts([about])
    batch.open[about] = [row for row in batch.open[about] if row.conflict != conflict.id]
    batch.ledger.close_conflict(conflict.id)
    stored = batch.find(about)
    if stored is None or (settlement.fields is None and settlement.deleted is None):
        return
    before = batch.ledger.find_deleted(about) if stored.record.deleted else {}
    record = carry_out(settlement, stored.record, before)
    batch.write_as_server(record, settlement.fields or {}, change)
    follow_record(batch, change, batch.records[about], set(settlement.fields or {}))
