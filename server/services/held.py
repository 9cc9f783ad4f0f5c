"""The tray: changes whose sender may no longer write the record wait here for a supervisor."""

from dataclasses import replace
from typing import Any

from server.services.batch import Author, Batch
from server.services.conflicts import follow_record, keep_aside, names_written, storable
from server.services.grants import check_caseload, share_client, welcome_client
from server.services.plans import follow_plan
from server.services.reviews import follow_review
from server.services.tray import share_held
from server.store.audit import were_held
from sync.change import Change, Errors, Status
from sync.kinds import KINDS
from sync.reconcile import Record, Since, Verdict, read_fields, reconcile
from sync.visibility import Access

DECIDED = "This has been decided already."
NOTHING_THERE = "What it changes is not here any more. Decline it, and say so."


def hold_change(batch: Batch, change: Change) -> None:
    """Put a change into the tray of the supervisors who have the client, or else of the writer's own."""
    stored = batch.find(change.record)
    client = stored.record.client if stored else change.client
    values, _ = read_fields(KINDS[change.kind], change.set)
    made: dict[str, Any] = {
        "change": change.id,
        "of_kind": change.kind,
        "of_record": change.record,
        "of_client": client,
        "deletes": change.delete or None,
        "values": values,
        "was": storable(change.was),
        "base": change.base,
        "written_by": batch.author.user,
        "written_name": batch.author.name,
        "written_at": change.at,
        "offset_ms": change.offset_ms,
        "form": change.form,
        "device": batch.author.device,
    }
    data = {name: value for name, value in made.items() if value is not None}
    record = Record("held", batch.new_id(), None, 1, data)
    batch.write_as_server(record, {}, change)
    share_held(batch, record.id, data)


def check_decision(batch: Batch, held: Record, change: Change) -> Errors | None:
    """Check that a decision can be carried out. Declining asks for a reason, because the writer is told."""
    made = held.data
    decision = change.set.get("decision")
    if made.get("decision") is not None:
        return None if made["decision"] == decision else {"decision": [DECIDED]}
    if decision not in ("accepted", "declined"):
        return {"decision": ["Accept it or decline it."]}
    if decision == "declined":
        reason = change.set.get("reason")
        told = isinstance(reason, str) and reason.strip()
        return None if told else {"reason": ["Say why, for the one who wrote it."]}
    if made["of_kind"] == "caseload" and (errors := check_caseload(batch, _change_of(held))):
        return errors
    verdict = _judge(batch, held)
    return verdict.errors if verdict.status is Status.REFUSED else None


def carry_out_decision(batch: Batch, change: Change, held: Record) -> None:
    """Write what was accepted, as its author's; tell the author what was decided, and why."""
    made = held.data
    author = Author(made["written_by"], made["written_name"], made["device"])
    if made["decision"] == "accepted":
        with batch.in_the_name_of(author):
            _write(batch, held)
    told = {
        "change": made["change"],
        "of_kind": made["of_kind"],
        "decision": made["decision"],
        "reason": made.get("reason"),
        "decided_by": batch.actor.user,
        "decided_name": batch.actor.name,
    }
    data = {name: value for name, value in told.items() if value is not None}
    record = Record("decision", batch.new_id(), None, 1, data)
    batch.write_as_server(record, data, change)
    batch.grant(author.user, record.id, Access.HELD)


def _change_of(held: Record) -> Change:
    made = held.data
    return Change(
        made["change"],
        0,
        made["of_kind"],
        made["of_record"],
        made.get("base", 0),
        made["written_at"],
        client=made.get("of_client"),
        offset_ms=made.get("offset_ms"),
        form=made.get("form"),
        set=made.get("values", {}),
        was=made.get("was", {}),
        delete=made.get("deletes", False),
    )


def _judge(batch: Batch, held: Record) -> Verdict:
    change = _change_of(held)
    stored = batch.find(change.record)
    about = change.kind == "client" or (change.client is not None and batch.find(change.client) is not None)
    unseen = stored is not None and KINDS[stored.record.kind].private and not _held_by_writer(batch, held)
    if unseen or (stored is None and (change.base > 0 or not about)):
        return Verdict(Status.REFUSED, errors={"decision": [NOTHING_THERE]})
    since = Since()
    if stored is not None:
        batch.remember_past(change.record)
        since = batch.since(change, stored)
    return reconcile(stored.record if stored else None, change, since)


def _held_by_writer(batch: Batch, held: Record) -> bool:
    """Tell whether its writer ever held the private record that a change is to: else nobody can accept it."""
    record = held.data["of_record"]
    return record in were_held(batch.actor.organisation, held.data["written_by"], [record])


def _write(batch: Batch, held: Record) -> None:
    change = _change_of(held)
    stored = batch.find(change.record)
    with_since = _judge(batch, held)
    if with_since.record is not None:
        record = replace(with_since.record, data={}) if change.delete else with_since.record
        aside = {clash.field for clash in with_since.clashes}
        fields = {name: record.data.get(name) for name in change.set if name not in aside}
        batch.write_as_server(record, fields, change)
        names = names_written(fields, stored.record if stored else None, record)
        follow_record(batch, change, batch.records[record.id], names)
        follow_plan(batch, record)
        follow_review(batch, change, record)
        if record.kind == "caseload" and record.client:
            share_client(batch, record.client)
    for clash in with_since.clashes:
        if stored is not None:
            keep_aside(batch, change, stored, clash)
    if stored is None and change.kind == "client":
        welcome_client(batch, change, change.record)
