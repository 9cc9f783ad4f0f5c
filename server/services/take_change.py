"""Take one change: decide about it, write what it does, and do what follows from it."""

from dataclasses import replace
from functools import partial
from typing import Any

from server.policy.permissions import may
from server.services.about import is_client
from server.services.batch import Batch, Stored
from server.services.conflicts import keep_aside
from server.services.grants import check_caseload
from server.services.held import check_change, follow_change, hold_change
from server.services.own_changes import refused_to_create
from sync.change import Change, Errors, Receipt, Status
from sync.kinds import KINDS
from sync.reconcile import DELETED, Record, Verdict, read_fields, reconcile, refused
from sync.settle import CHANGED
from sync.visibility import scope_of

ANOTHER_KIND = {"kind": ["The record is of another kind."]}


def take_change(batch: Batch, change: Change, digest: str) -> Receipt:
    """Decide about one change and do what follows from it."""
    stored = batch.find(change.record)
    if stored is not None and change.client is None and _sees(batch, stored.record):
        change = replace(change, client=stored.record.client)  # the history says about whom it is
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
        follow_change(batch, change, stored, set(change.set) - set(aside))
    return receipt


def _decide(batch: Batch, change: Change, stored: Stored | None) -> Verdict:
    # What the sender may not see is answered as if nobody knew it.
    errors = _check_sender(batch, change, stored if stored and _sees(batch, stored.record) else None)
    if errors:
        return refused(errors)
    if not _may_write(batch, change, stored):
        errors = _check_held(batch, change)
        return refused(errors) if errors else Verdict(Status.HELD)
    if stored is not None and stored.record.kind != change.kind:
        return refused(ANOTHER_KIND)  # before anything reads its fields as those of this kind
    since = batch.since(change, stored)
    errors = check_change(batch, change, stored, since, partial(_find_seen, batch))
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
    if change.kind == "client" or not is_client(batch, change.client):
        return False
    return batch.may_hold(change.kind, scope_of(change.kind, change.record, change.client))


def _sees(batch: Batch, record: Record) -> bool:
    return batch.may_hold(record.kind, scope_of(record.kind, record.id, record.client))


def _find_seen(batch: Batch, id: str) -> Stored | None:
    """Find what the sender names, as far as they may see it."""
    stored = batch.find(id)
    return stored if stored is not None and _sees(batch, stored.record) else None


def _check_held(batch: Batch, change: Change) -> Errors | None:
    """Check what is to be held: what nobody could accept goes back to the one who can mend it."""
    _, errors = read_fields(KINDS[change.kind], change.set)
    if errors:
        return errors
    if change.client and refused_to_create(batch, change.client):
        return {"client": ["The client was not taken. Mend the client first, then this."]}
    return check_caseload(batch, change) if change.kind == "caseload" else None


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
    if KINDS[change.kind].locked and stored is None and change.base == 0:
        return {"kind": ["Only the server makes these."]}
    return None
