"""Know the device that talks to us: enrolled at its first word, refused once it was revoked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from server.policy.refusal import Refusal
from server.store.accounts import Device
from server.store.feed import Known
from server.store.ledger import Ledger
from sync.change import Actor, Receipt, Status

SEEN_EVERY = timedelta(minutes=1)  # a poll with nothing new writes no more often than this

MOST_MISSING = 2**31 - 1
"""What the column holds; a phone may say any number."""

ARRIVED = frozenset({Status.APPLIED, Status.MERGED, Status.CONFLICT, Status.HELD})
"""The words after which a change is no longer only on its phone."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What a device says after its storage was emptied: its last number, and how many changes it has."""

    last: int
    recovered: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a device says of itself with a request."""

    device: str
    now: datetime
    name: str | None = None
    build: int | None = None
    unsent: int | None = None
    oldest_unsent: datetime | None = None
    forgotten: Sequence[str] = ()
    formerly: Sequence[str] = ()
    lost: Lost | None = None


def greet_device(ledger: Ledger, actor: Actor, report: Report) -> Device:
    """Give the device that sends, with what it says of itself noted; a new one is enrolled.

    Raises Refusal `device_revoked` for a device that may not come back.
    """
    device = ledger.find_device(actor.user, report.device)
    if device is None:
        device = ledger.enrol(actor.user, report.device, report.now)
    check_welcome(revoked=device.revoked is not None)
    device.last_seen = report.now
    device.successor = None
    device.name = report.name if report.name is not None else device.name
    device.build = report.build if report.build is not None else device.build
    if report.unsent is not None:
        device.unsent, device.oldest_unsent = report.unsent, report.oldest_unsent
    if report.lost is not None:
        # What was received tells what is missing: the numbers leave no gap. Said again because its answer was
        # lost, it would seem to be less by what has come meanwhile.
        missing = report.lost.last - device.seq - report.lost.recovered
        device.emptied, device.missing = report.now, min(max(device.missing, missing), MOST_MISSING)
    _take_over(ledger, device, report.formerly)
    if report.forgotten:
        ledger.confirm_purge(actor.user, report.device, report.forgotten, report.now)
    return device


def _take_over(ledger: Ledger, device: Device, formerly: Iterable[str]) -> None:
    """Wait no more for the names that the device had before: it says under its own what is unsent.

    Not where two copies of a phone had that name in common: the other may still speak under it.
    """
    for name in formerly:
        old = ledger.find_device(device.account, name)
        if old is None or old is device or old.revoked is not None or old.copied > 0:
            continue
        old.successor, old.unsent, old.oldest_unsent = device.id, 0, None


def note_arrival(device: Device, report: Report, receipts: Iterable[Receipt | Mapping[str, Any]]) -> None:
    """Take off what a device said it had unsent whatever of that has come with the same request.

    It counts before it sends, and may be switched off before it could say that nothing is left.
    """
    if report.unsent is None or device.unsent is None:
        return
    words = (one.wire() if isinstance(one, Receipt) else one for one in receipts)
    arrived = {one["id"] for one in words if one["status"] in ARRIVED}
    device.unsent = max(0, device.unsent - len(arrived))
    if device.unsent == 0:
        device.oldest_unsent = None


def check_welcome(*, revoked: bool) -> None:
    """Raise Refusal `device_revoked` for a device that may not come back."""
    if revoked:
        raise Refusal("device_revoked")


def has_news(device: Known, report: Report) -> bool:
    """Tell whether what a device says of itself is worth writing down."""
    return (
        bool(report.forgotten or report.formerly or report.lost)
        or report.now - device.last_seen > SEEN_EVERY
        or (
            report.unsent is not None
            and (report.unsent, report.oldest_unsent) != (device.unsent, device.oldest_unsent)
        )
    )
