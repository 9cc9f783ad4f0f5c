"""Receive what a phone sends: a receipt for each change, and every effect in one transaction."""

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from server.adapters.json import canonical_dump
from server.services.batch import Author, Batch
from server.services.greet_device import Report, greet_device, note_arrival
from server.services.own_changes import is_lent
from server.services.send_records import Asked, Page, send_along
from server.services.take_change import take_change
from server.store.database import writing
from server.store.ledger import Ledger
from sync.change import Actor, Change, Receipt, Status, Unreadable, read_change, read_number

SAID_ANEW = frozenset({"seq", "base", "was"})
"""What may differ where a phone repeats itself: renumbered, or without what it had to forget."""

Known = dict[str, tuple[str | None, str | Receipt]]
"""The changes that were received before, by id: their digests, and their receipts, stored or new.

One without a digest is not repeated by any other: it was another person's, or the server's own.
"""


REUSED_ID = {"id": ["This id was used before, for another change."]}


Receipts = Sequence[Receipt | dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Received:
    """A receipt for each change, the device's last number received, and the page that goes back with them.

    `page` is None where none was asked for, or where it takes a transaction of its own.
    """

    receipts: Receipts
    seq: int
    page: Page | None = None


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
        digest = digest_of(one)
        try:
            frames.append(Frame(index, one, digest, read_change(one), None))
        except Unreadable as fault:
            frames.append(Frame(index, one, digest, None, fault))
    return frames


def digest_of(raw: object, without: Collection[str] = SAID_ANEW) -> str:
    """Tell one content from another, whatever a phone may say anew."""
    content = (
        {name: part for name, part in raw.items() if name not in without} if isinstance(raw, dict) else raw
    )
    return hashlib.blake2b(canonical_dump(content), digest_size=16).hexdigest()


def _is_same(frame: Frame, digest: str | None) -> bool:
    # What was stored by the first versions of this server has its old values in its digest.
    return digest in (frame.digest, digest_of(frame.raw, {"seq"}))


def receive_changes(
    actor: Actor,
    report: Report,
    raw: Sequence[object],
    now: str,
    new_id: Callable[[], str],
    *,
    closed: bool = False,
    asked: Asked | None = None,
) -> Received:
    """Take a batch of changes in order, and give what is said of it.

    With `closed`, the sender's account is: whatever still comes from it is held.

    Raises what `greet_device` raises for a device that may not send, and Busy.
    """
    frames = read_frames(raw)
    with writing() as session:
        ledger = Ledger(session, actor.organisation)
        counter = ledger.lock_counter()
        device = greet_device(ledger, actor, report)
        author = Author(actor.user, actor.name, report.device)
        batch = Batch(ledger, actor, author, now, new_id, closed=closed)
        batch.load(frame.change for frame in frames if frame.change)
        known = _find_known(ledger, frames, actor)
        receipts: list[Receipt | dict[str, Any]] = []
        count = Count(device.seq)
        for frame in frames:
            device.copied += _is_of_copy(batch, frame, known, count)
            receipt, number = _receive(batch, frame, known, count)
            receipts.append(receipt)
            count.add(frame, number)
        device.seq = count.last
        note_arrival(device, report, receipts)
        after = batch.write(counter)
        if after != counter:
            ledger.raise_counter(after)
        return Received(receipts, count.last, send_along(ledger, counter, actor, asked) if asked else None)


@dataclass(slots=True)
class Count:
    """How far a device's numbers have been received, while its request is read.

    `loose`: how many changes since the last number had neither an id nor a number that can be read. Each may
    have had the next one, or none: so what is behind them is not too early.
    """

    last: int
    loose: int = 0

    def is_early(self, number: int) -> bool:
        """Tell whether numbers before this one are still to come."""
        return number > self.last + 1 + self.loose

    def next(self, number: int | None) -> int:
        """Give a number that counts on from the last, and 0 in place of any other."""
        return number if number is not None and number > self.last and not self.is_early(number) else 0

    def add(self, frame: Frame, number: int) -> None:
        """Count on, where a change has come under a number that is new."""
        if _number(frame) is not None:
            self.loose = 0 if number > self.last else self.loose
        elif _id(frame) is None:
            self.loose += 1
        self.last = max(self.last, number)


def _id(frame: Frame) -> str | None:
    return frame.change.id if frame.change else frame.fault.id if frame.fault else None


def _find_known(ledger: Ledger, frames: Sequence[Frame], actor: Actor) -> Known:
    """Give those of these changes that were received before; what was another's is not what comes now."""
    found = ledger.find_receipts([one for one in map(_id, frames) if one])
    return {
        id: (digest if account == actor.user else None, receipt)
        for id, (account, digest, receipt) in found.items()
    }


def _number(frame: Frame) -> int | None:
    if frame.change:
        return frame.change.seq
    return read_number(frame.raw.get("seq")) if isinstance(frame.raw, dict) else None


def _is_of_copy(batch: Batch, frame: Frame, known: Known, count: Count) -> bool:
    """Tell whether a new change comes under a number already used: then two copies of a phone are at work."""
    change = frame.change
    if change is None or change.id in known or change.seq > count.last:
        return False
    return not is_lent(batch, change.seq)


def _receive(batch: Batch, frame: Frame, known: Known, count: Count) -> tuple[Receipt | dict[str, Any], int]:
    """Give the receipt for one change, and the number that it counts as."""
    own, number = _id(frame), _number(frame)
    if own is not None and own in known:
        digest, receipt = known[own]
        if _is_same(frame, digest):
            # Under a new name a phone says again what is known; its numbers count on from there.
            return json.loads(receipt) if isinstance(receipt, str) else receipt, count.next(number)
    if number is not None and count.is_early(number):
        return Receipt(own, Status.OUT_OF_ORDER, index=None if own else frame.index), 0
    if own is not None and own in known:
        return Receipt(own, Status.REFUSED, errors=REUSED_ID), count.next(number)
    if frame.change is None:
        return _refuse_unreadable(batch, frame, known, count)
    given = take_change(batch, frame.change, frame.digest)
    known[frame.change.id] = (frame.digest, given)
    return given, frame.change.seq


def _refuse_unreadable(batch: Batch, frame: Frame, known: Known, count: Count) -> tuple[Receipt, int]:
    """Refuse a change that could not be read; where its id could, the receipt is remembered.

    Then it counts even where its number could not: its phone may have given it one, and it counts once.
    """
    fault = frame.fault or Unreadable(None, {})
    receipt = Receipt(fault.id, Status.REFUSED, errors=fault.errors, index=None if fault.id else frame.index)
    said = _number(frame)
    number = count.next(said)
    if fault.id:
        number = count.last + 1 if said is None else number
        change = Change(fault.id, number, "", "", 0, batch.now)
        batch.remember(change, receipt, frame.digest, version=None, content={"unreadable": frame.raw})
        known[fault.id] = (frame.digest, receipt)
    return receipt, number
