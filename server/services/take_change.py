"""Take one change: decide about it, write what it does, and do what follows from it."""

from dataclasses import replace
from typing import Any

from server.policy.permissions import may
from server.services.batch import Batch, Stored
from server.services.conflicts import carry_out_choice, follow_record, keep_aside, names_written
from server.services.grants import check_caseload, share_client, welcome_client
from server.services.held import carry_out_decision, check_decision, hold_change
from server.services.plans import follow_plan
from server.services.reviews import check_review, follow_review
from server.services.supervisions import check_supervision, share_supervision
from sync.change import Change, Errors, Receipt, Status
from sync.kinds import KINDS
from sync.reconcile import DELETED, Record, Since, Verdict, read_fields, reconcile, refused
from sync.settle import CHANGED, settle
from sync.visibility import scope_of

ANOTHER_KIND = {"kind": ["The record is of another kind."]}


def take_change(batch: Batch, change: Change, digest: str) -> Receipt:
    """Decide about one change and do what follows from it."""
    stored = batch.find(change.record)
    verdict = _decide(batch, change, stored)
    data = dict(stored.record.data) if stored else {}
    if verdict.record is not None:
        batch.put(verdict.record if not change.delete else replace(verdict.record, data={}), change)
    conflicts = tuple(keep_aside(batch, change, stored, clash) for clash in verdict.clashes if stored)
    aside = tuple(clash.field for clash in verdict.clashes)
    now = batch.records.get(change.record)
    settled = verdict.status is not Status.REFUSED and verdict.status is not Status.HELD
    receipt = Receipt(
        change.id,
        verdict.status,
        version=now.record.version if now and settled else None,
        errors=verdict.errors,
        fields=aside,
        conflicts=conflicts,
    )
    content: dict[str, Any] = {"set": dict(change.set), "was": dict(change.was)}
    if aside:
        content["aside"] = list(change.set) if DELETED in aside else list(aside)
    if change.delete:
        content |= {"delete": True, "before": data, "set": {DELETED: True}}
    version = verdict.record.version if verdict.record else None
    batch.remember(change, receipt, digest, version=version, content=content)
    if verdict.status is Status.HELD:
        hold_change(batch, change)
    if verdict.record is not None:
        before = stored.record if stored else None
        _follow(batch, change, stored, names_written(set(change.set) - set(aside), before, verdict.record))
    return receipt


def _decide(batch: Batch, change: Change, stored: Stored | None) -> Verdict:
    # What the sender may not see is answered as if nobody knew it.
    errors = _check_sender(batch, change, stored if stored and _sees(batch, stored.record) else None)
    if errors:
        return refused(errors)
    if not _may_write(batch, change, stored):
        _, errors = read_fields(KINDS[change.kind], change.set)
        if not errors and change.client and batch.refused_to_create(change.client):
            errors = {"client": ["The client was not taken. Mend the client first, then this."]}
        return refused(errors) if errors else Verdict(Status.HELD)
    if stored is not None and stored.record.kind != change.kind:
        return refused(ANOTHER_KIND)  # before anything reads its fields as those of this kind
    since = batch.since(change, stored)
    errors = _check_said(batch, change, stored, since)
    if errors:
        return refused(errors)
    record = stored.record if stored else None
    verdict = reconcile(record, change, since)
    if any(clash.joins is None for clash in verdict.clashes):
        if KINDS[change.kind].locked:
            return refused({name: [CHANGED] for name in change.set})
        # Rare, and the only case that needs this device's earlier changes: so they are read only now.
        chain = batch.chain(change)
        if chain:
            verdict = reconcile(record, change, replace(since, chain=chain))
    return verdict


def _may_write(batch: Batch, change: Change, stored: Stored | None) -> bool:
    if batch.closed:
        return False
    if stored is None and change.base == 0 and (change.kind == "client" or KINDS[change.kind].private):
        return True  # whoever meets somebody new may write them down; what is private is nobody's yet
    if stored is not None:
        return _sees(batch, stored.record)
    if change.kind == "client":
        return False
    return batch.may_hold(change.kind, scope_of(change.kind, change.record, change.client))


def _sees(batch: Batch, record: Record) -> bool:
    return batch.may_hold(record.kind, scope_of(record.kind, record.id, record.client))


def _check_said(batch: Batch, change: Change, stored: Stored | None, since: Since) -> Errors | None:
    """Check what a person decides, beyond what its fields may hold."""
    if change.kind == "conflict" and stored is not None:
        return settle(stored.record, change, since).errors
    if change.kind == "held" and stored is not None:
        return check_decision(batch, stored.record, change)
    if change.kind == "supervision":
        return check_supervision(batch, change, stored)
    if change.kind == "review" and stored is None:
        return check_review(batch, change, _reviewed(batch, change))
    return None


def _reviewed(batch: Batch, change: Change) -> Stored | None:
    """What a review is about, as far as its sender may see it."""
    said, _ = read_fields(KINDS["review"], {"of_record": change.set.get("of_record")})
    item = batch.find(said["of_record"]) if said.get("of_record") else None
    return item if item is not None and _sees(batch, item.record) else None


def _check_sender(batch: Batch, change: Change, stored: Stored | None) -> Errors | None:
    if change.kind not in KINDS:
        return {"kind": [f"There is no kind called {change.kind}."]}
    if not may(batch.actor, f"write.{change.kind}"):
        return {"kind": [f"Your role does not write records of the kind {change.kind}."]}
    if stored is not None and stored.record.client and change.client not in (None, stored.record.client):
        return {"client": ["A record stays with the client that it was made for."]}
    is_about_client = change.kind != "client" and not KINDS[change.kind].private
    if stored is None and change.client is None and is_about_client and change.base == 0:
        return {"client": ["Say which client this is about."]}
    if change.kind == "caseload":
        return check_caseload(batch, change)
    if KINDS[change.kind].locked and stored is None and change.base == 0:
        return {"kind": ["Only the server makes these."]}
    return None


def _follow(batch: Batch, change: Change, before: Stored | None, names: set[str]) -> None:
    """Do what a change of this kind brings with it."""
    record = batch.records[change.record].record
    if before is not None:
        follow_record(batch, change, batch.records[change.record], names)
    follow_plan(batch, record)
    follow_review(batch, change, record)
    if change.kind == "client" and before is None:
        welcome_client(batch, change, record.id)
    elif change.kind == "supervision" and before is None:
        share_supervision(batch, record)
    elif change.kind == "caseload" and record.client:
        share_client(batch, record.client)
    elif change.kind == "conflict" and before is not None:
        settlement = settle(before.record, change, batch.since(change, before))
        carry_out_choice(batch, change, record, settlement)
    elif change.kind == "held" and before is not None and before.record.data.get("decision") is None:
        carry_out_decision(batch, change, record)
