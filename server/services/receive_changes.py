"""Receive what a phone sends: a receipt for each change, and every effect in one transaction."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from server.policy.permissions import may
from server.services.batch import Batch, Stored, dump
from server.services.conflicts import carry_out_choice, follow_record, keep_aside
from server.services.grants import check_caseload, share_client, welcome_client
from server.services.greet_device import Report, greet_device
from server.store.database import writing
from server.store.ledger import Ledger
from sync.change import Actor, Change, Errors, Receipt, Status, Unreadable, read_change
from sync.kinds import KINDS
from sync.reconcile import DELETED, Verdict, reconcile, refused
from sync.settle import CHANGED, settle

REUSED_ID = {"id": ["This id was used before, for another change."]}


@dataclass(frozen=True, slots=True)
class Frame:
    """A change as it arrived: read, or with what made it unreadable."""

    index: int
    raw: object
    digest: str
    change: Change | None
    fault: Unreadable | None


def read_frames(raw: Sequence[object]) -> list[Frame]:
    """Read the changes of a request before any transaction begins; a bad one is bad by itself."""
    frames = []
    for index, one in enumerate(raw):
        digest = hashlib.blake2b(json.dumps(one, sort_keys=True).encode(), digest_size=16).hexdigest()
        try:
            frames.append(Frame(index, one, digest, read_change(one), None))
        except Unreadable as fault:
            frames.append(Frame(index, one, digest, None, fault))
    return frames


def receive_changes(
    actor: Actor, report: Report, raw: Sequence[object], now: str, new_id: Callable[[], str]
) -> tuple[list[Receipt | dict[str, Any]], int]:
    """Take a batch of changes in order; give a receipt for each, and the device's last number received.

    Raises what `greet_device` raises for a device that may not send, and Busy.
    """
    frames = read_frames(raw)
    with writing() as session:
        ledger = Ledger(session, actor.organisation)
        counter = ledger.lock_counter()
        device = greet_device(ledger, actor, report)
        batch = Batch(ledger, actor, report.device, now, new_id)
        batch.load(frame.change for frame in frames if frame.change)
        known = ledger.find_receipts([one for one in map(_id, frames) if one])
        receipts: list[Receipt | dict[str, Any]] = []
        for frame in frames:
            receipt, number = _receive(batch, frame, known, device.seq)
            receipts.append(receipt)
            device.seq = max(device.seq, number)
        after = batch.write(counter)
        if after != counter:
            ledger.raise_counter(after)
        return receipts, device.seq


def _id(frame: Frame) -> str | None:
    return frame.change.id if frame.change else frame.fault.id if frame.fault else None


def _receive(
    batch: Batch, frame: Frame, known: dict[str, tuple[str | None, str]], last: int
) -> tuple[Receipt | dict[str, Any], int]:
    """Give the receipt for one change, and the number that it counts as."""
    own = _id(frame)
    if own is not None and own in known:
        digest, receipt = known[own]
        if digest == frame.digest:
            return json.loads(receipt), 0
        return Receipt(own, Status.REFUSED, errors=REUSED_ID), 0
    change = frame.change
    if change is None:
        return _refuse_unreadable(batch, frame, known, last)
    if change.seq > last + 1:
        return Receipt(change.id, Status.OUT_OF_ORDER), 0
    given = take(batch, change, frame.digest)
    known[change.id] = (frame.digest, dump(given.wire(), ascii=True))
    return given, change.seq


def _refuse_unreadable(
    batch: Batch, frame: Frame, known: dict[str, tuple[str | None, str]], last: int
) -> tuple[Receipt, int]:
    """Refuse a change that could not be read; where its id could, the receipt is remembered."""
    fault = frame.fault or Unreadable(None, {})
    receipt = Receipt(fault.id, Status.REFUSED, errors=fault.errors, index=None if fault.id else frame.index)
    seq = frame.raw.get("seq") if isinstance(frame.raw, dict) else None
    number = seq if type(seq) is int and seq == last + 1 else 0
    if fault.id:
        change = Change(fault.id, number, "", "", 0, batch.now)
        batch.remember(change, receipt, frame.digest, version=None, content={"unreadable": frame.raw})
        known[fault.id] = (frame.digest, dump(receipt.wire(), ascii=True))
    return receipt, number


def take(batch: Batch, change: Change, digest: str) -> Receipt:
    """Decide about one change and do what follows from it."""
    stored = batch.find(change.record)
    verdict = _decide(batch, change, stored)
    before = dict(stored.record.data) if stored else {}
    if verdict.record is not None:
        batch.put(verdict.record if not change.delete else replace(verdict.record, data={}), change.at)
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
        content |= {"delete": True, "before": before, "set": {DELETED: True}}
    version = verdict.record.version if verdict.record else None
    batch.remember(change, receipt, digest, version=version, content=content)
    if verdict.record is not None:
        _follow(batch, change, stored, set(change.set) - set(aside))
    return receipt


def _decide(batch: Batch, change: Change, stored: Stored | None) -> Verdict:
    errors = _check_sender(batch, change, stored)
    if errors:
        return refused(errors)
    client = stored.record.client if stored else change.record if change.kind == "client" else change.client
    new_client = stored is None and change.kind == "client"
    if stored is None and client is None:
        return refused({"client": ["Say which client this is about."]})
    if not new_client and not batch.may_hold(change.kind, client):
        return Verdict(Status.HELD)
    since = batch.since(change, stored)
    record = stored.record if stored else None
    if change.kind == "conflict" and record is not None:
        settlement = settle(record, change, since)
        if settlement.errors:
            return refused(settlement.errors)
    verdict = reconcile(record, change, since)
    if any(clash.joins is None for clash in verdict.clashes):
        # Rare, and the only case that needs this device's earlier changes: so they are read only now.
        if change.kind == "conflict":
            return refused({"choice": [CHANGED]})
        chain = batch.chain(change)
        if chain:
            verdict = reconcile(record, change, replace(since, chain=chain))
    return verdict


def _check_sender(batch: Batch, change: Change, stored: Stored | None) -> Errors | None:
    if change.kind not in KINDS:
        return {"kind": [f"There is no kind called {change.kind}."]}
    if not may(batch.actor, f"write.{change.kind}"):
        return {"kind": [f"Your role does not write records of the kind {change.kind}."]}
    if stored is not None and stored.record.client and change.client not in (None, stored.record.client):
        return {"client": ["A record stays with the client that it was made for."]}
    if change.kind == "caseload":
        return check_caseload(batch, change)
    if change.kind == "conflict" and stored is None:
        return {"kind": ["Conflicts are made by the server."]}
    return None


def _follow(batch: Batch, change: Change, before: Stored | None, names: set[str]) -> None:
    """Do what a change of this kind brings with it."""
    record = batch.records[change.record].record
    if before is not None:
        follow_record(batch, change, batch.records[change.record], names)
    if change.kind == "client" and before is None:
        welcome_client(batch, change, record.id)
    elif change.kind == "caseload" and record.client:
        share_client(batch, record.client)
    elif change.kind == "conflict" and before is not None:
        settlement = settle(before.record, change, batch.since(change, before))
        carry_out_choice(batch, change, record, settlement)
