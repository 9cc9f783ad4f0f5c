"""A signal, and how far the time that it claims may be believed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from server.safety.words import AlertKind, Pin, SignalType, Trust

LIVE_WITHIN = timedelta(seconds=60)
OFFSET_GOOD_FOR_S = 24 * 3600
SLACK = timedelta(seconds=2)  # two readings of one device's clock may be this far apart
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""The bounds of what a clock may claim: days can be added on either side, in every time zone."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What happened on a visit, as the server has it. Times are aware and UTC.

    `at` is by the device's clock, `received` by the server's; `offset_ms` is what the device measured that
    its clock is behind the server's, `offset_age_s` how long before. `by_monitor`: agreed by phone, and
    entered by a monitor. `planned`: for when the visit that it ends, or gives time by phone, was then.
    """

    id: str
    type: SignalType
    visit: str | None
    account: str
    device: str
    seq: int
    at: datetime
    received: datetime
    offset_ms: float | None = None
    offset_age_s: float | None = None
    trust: Trust = Trust.LIVE
    minutes: float | None = None
    pin: Pin = Pin.NONE
    by_monitor: bool = False
    position: Mapping[str, Any] | None = None
    battery: float | None = None
    text: str | None = None
    planned: datetime | None = None


def claimed_at(signal: Signal) -> datetime:
    """Give when the device says that it was made, by the server's clock as far as the device knows it."""
    try:
        claimed = signal.at + timedelta(milliseconds=signal.offset_ms or 0)
    except OverflowError:
        claimed = signal.at
    return min(max(claimed, EARLIEST), LATEST)


def made_at(signal: Signal) -> datetime:
    """Give when it was made, as claimed; it cannot have been made after it was received."""
    return min(claimed_at(signal), signal.received)


def is_about_another_plan(signal: Signal, start: datetime | None) -> bool:
    """Tell whether the plan that a signal was about has been moved since, to a time that was to come."""
    if signal.planned is None or start is None or start == signal.planned:
        return False
    return start > signal.received


def judge_trust(signal: Signal, earlier: Sequence[Signal]) -> Trust:
    """Judge the time that a signal claims; `earlier` is what was received of the same device before it.

    Live: received within a minute of the claim. Trusted: the clock was compared within a day, and the claim
    fits the device's own numbering and what was received before.
    """
    claimed = claimed_at(signal)
    if abs(signal.received - claimed) <= LIVE_WITHIN:
        return Trust.LIVE
    age = signal.offset_age_s
    if signal.offset_ms is None or age is None or not 0 <= age <= OFFSET_GOOD_FOR_S:
        return Trust.UNTRUSTED
    if claimed > signal.received:
        return Trust.UNTRUSTED
    return Trust.TRUSTED if all(_fits(signal, claimed, other) for other in earlier) else Trust.UNTRUSTED


def _fits(signal: Signal, claimed: datetime, other: Signal) -> bool:
    if other.seq < signal.seq:
        return made_at(other) <= claimed + SLACK
    if other.seq > signal.seq:
        return made_at(other) >= claimed - SLACK
    return other.id == signal.id


def alarm_of(signal: Signal) -> AlertKind | None:
    """Give the alarm that a signal raises, however old it is; None where it raises none."""
    if signal.type is SignalType.DURESS or signal.pin is Pin.DURESS:
        return AlertKind.DURESS
    return AlertKind.PANIC if signal.type is SignalType.PANIC else None
