"""The tray: changes whose sender may no longer write the record wait here for a supervisor."""

from dataclasses import replace
from typing import Any

from server.services.about import is_client
from server.services.batch import Author, Batch, Stored
from server.services.checks import Find, check_said
from server.services.conflicts import (
    carry_out_choice,
    check_settlement,
    follow_record,
    keep_aside,
    names_written,
    storable,
)
from server.services.follow import follow_kind
from server.services.tray import share_held
from server.store.audit import were_held
from server.store.ledger import Later
from sync.change import Change, Errors, Status
from sync.kinds import KINDS
from sync.reconcile import Record, Since, Verdict, read_fields, reconcile, refused
from sync.settle import CHANGED, settle
from sync.visibility import Access, scope_of

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
    with batch.in_the_name_of(_author_of(held)):
        return _judge(batch, held, _rest_of(batch, held)).errors


def carry_out_decision(batch: Batch, change: Change, held: Record) -> None:
    """Write what was accepted, as its author's; tell the author what was decided, and why."""
    made = held.data
    if made["decision"] == "accepted":
        with batch.in_the_name_of(_author_of(held)):
            _write(batch, held)
    told = {
        "change": made["change"],
        "of_kind": made["of_kind"],
        "decision": made["decision"],
        "reason": made.get("reason"),
        "decided_by": batch.author.user,
        "decided_name": batch.author.name,
    }
    data = {name: value for name, value in told.items() if value is not None}
    record = Record("decision", batch.new_id(), None, 1, data)
    batch.write_as_server(record, data, change)
    batch.grant(made["written_by"], record.id, Access.HELD)


def check_change(
    batch: Batch, change: Change, stored: Stored | None, since: Since, find: Find
) -> Errors | None:
    """Check what a person says or decides, beyond what its fields may hold."""
    if change.kind == "conflict" and stored is not None:
        settlement = settle(stored.record, change, since)
        return settlement.errors or check_settlement(batch, stored.record, settlement)
    if change.kind == "held" and stored is not None:
        return check_decision(batch, stored.record, change)
    return check_said(batch, change, stored, find)


def follow_change(batch: Batch, change: Change, before: Stored | None, names: set[str]) -> None:
    """Do what a change brings with it, whether it is taken as it comes or out of the tray."""
    after = batch.records[change.record]
    if before is not None:
        follow_record(batch, change, after, names_written(names, before.record, after.record))
    follow_kind(batch, change, after.record, new=before is None)
    if change.kind == "conflict" and before is not None:
        settlement = settle(before.record, change, batch.since(change, before))
        carry_out_choice(batch, change, after.record, settlement)
    elif change.kind == "held" and before is not None and before.record.data.get("decision") is None:
        carry_out_decision(batch, change, after.record)


def _author_of(held: Record) -> Author:
    made = held.data
    return Author(made["written_by"], made["written_name"], made["device"])


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


def _rest_of(batch: Batch, held: Record) -> Change:
    """The change without what its own phone wrote anew since, which took its place."""
    change = _change_of(held)
    if KINDS[change.kind].locked or batch.find(change.record) is None:
        return change
    anew = _written_anew(batch, change)
    return replace(change, set={name: found for name, found in change.set.items() if name not in anew})


def _written_anew(batch: Batch, change: Change) -> set[str]:
    """The fields that its own phone has written since, as far as that was taken."""
    later = _sent_later(batch, change)
    untaken = {one.id for one in later if one.status == Status.HELD.value}
    untaken -= _accepted(batch, untaken)
    return {name for one in later if one.id not in untaken for name in one.fields}


def _sent_later(batch: Batch, change: Change) -> list[Later]:
    """What its own phone sent of that record after a change, under the name of then or a later one."""
    names = batch.own_names()
    names = names[names.index(batch.author.device) :]
    return batch.ledger.find_later(batch.author.user, names, change.record, change.id)


def _accepted(batch: Batch, changes: set[str]) -> set[str]:
    """Those of these held changes that a supervisor let into the record."""
    if not changes:
        return set()
    tray = [one["id"] for one in batch.ledger.find_held(None) if one["data"]["change"] in changes]
    found = [stored.record.data for id in tray if (stored := batch.find(id))]
    return {one["change"] for one in found if one.get("decision") == "accepted"}


def _judge(batch: Batch, held: Record, change: Change) -> Verdict:
    stored = batch.find(change.record)
    nobodys = change.kind == "client" or KINDS[change.kind].private
    about = nobodys or is_client(batch, change.client)
    unseen = stored is not None and _is_strange(batch, held, stored.record)
    if unseen or (stored is None and (change.base > 0 or change.delete or not about)):
        return Verdict(Status.REFUSED, errors={"decision": [NOTHING_THERE]})
    if not change.set and not change.delete:
        return Verdict(Status.APPLIED)
    since = _since(batch, change, stored) if stored is not None else Since()
    verdict = reconcile(stored.record if stored else None, change, since)
    errors = verdict.errors or check_change(batch, change, stored, since, batch.find)
    if not errors and verdict.clashes and KINDS[change.kind].locked:
        errors = {name: [CHANGED] for name in change.set}
    return refused(errors) if errors else verdict


def _since(batch: Batch, change: Change, stored: Stored) -> Since:
    """What happened to the record meanwhile; what its own phone wrote leads on only where nobody else did.

    A deletion has not seen what its own phone wrote after it: whoever did that went on with the record.
    """
    batch.remember_past(change.record)
    since = batch.since(change, stored)
    if change.delete:
        since = replace(since, others=since.others | _written_anew(batch, change))
    chain = {name: links for name, links in batch.chain(change).items() if name not in since.others}
    return replace(since, chain=chain)


def _is_strange(batch: Batch, held: Record, record: Record) -> bool:
    """Tell whether what is private was changed by somebody who never held it: then nobody can accept it."""
    scope = scope_of(record.kind, record.id, record.client)
    whole = batch.find(scope)
    if whole is None or not KINDS[whole.record.kind].private:
        return False
    return scope not in were_held(batch.actor.organisation, held.data["written_by"], [scope])


def _write(batch: Batch, held: Record) -> None:
    change = _rest_of(batch, held)
    stored = batch.find(change.record)
    verdict = _judge(batch, held, change)
    if verdict.record is not None:
        record = replace(verdict.record, data={}) if change.delete else verdict.record
        aside = {clash.field for clash in verdict.clashes}
        fields = {name: record.data.get(name) for name in change.set if name not in aside}
        batch.write_as_server(record, fields, change)
        follow_change(batch, change, stored, set(fields))
    for clash in verdict.clashes:
        if stored is not None:
            keep_aside(batch, change, stored, clash)
