"""How far a device's clock is believed."""

from datetime import timedelta

import pytest

from server.safety.signals import EARLIEST, alarm_of, judge_trust, made_at
from server.safety.words import AlertKind, Pin, Trust
from tests.safety.makers import after, signal


def test_what_comes_within_a_minute_is_live() -> None:
    assert judge_trust(signal("finish", 0, received=1), []) is Trust.LIVE
    assert judge_trust(signal("finish", 0, received=1.02), []) is not Trust.LIVE


def test_a_measured_offset_puts_a_wrong_clock_right() -> None:
    slow = signal("finish", 0, at=after(-30), received=0, offset_ms=30 * 60_000)
    assert judge_trust(slow, []) is Trust.LIVE
    assert made_at(slow) == after(0)


def test_what_comes_late_is_trusted_only_when_its_clock_was_compared_within_a_day() -> None:
    assert judge_trust(signal("finish", 0, received=20, offset_age_s=86_400), []) is Trust.TRUSTED
    assert judge_trust(signal("finish", 0, received=20, offset_age_s=86_401), []) is Trust.UNTRUSTED
    assert judge_trust(signal("finish", 0, received=20, offset_age_s=-1), []) is Trust.UNTRUSTED
    assert judge_trust(signal("finish", 0, received=20, offset_ms=None), []) is Trust.UNTRUSTED
    assert judge_trust(signal("finish", 0, received=20, offset_age_s=None), []) is Trust.UNTRUSTED


def test_a_claim_from_the_future_is_not_trusted_and_counts_as_made_when_received() -> None:
    future = signal("finish", 0, at=after(40), received=20)
    assert judge_trust(future, []) is Trust.UNTRUSTED
    assert made_at(future) == after(20)


@pytest.mark.parametrize(
    ("seq", "made", "fits"),
    [(1, 5, True), (1, 12, False), (3, 12, True), (3, 5, False), (2, 10, False)],
    ids=["earlier one before", "earlier one after", "later one after", "later one before", "same number"],
)
def test_the_claim_has_to_fit_what_was_received_before(seq: int, made: float, fits: bool) -> None:
    other = signal("check_in", made, seq, received=15, id="other")
    late = signal("finish", 10, 2, received=40)
    assert (judge_trust(late, [other]) is Trust.TRUSTED) is fits


def test_a_device_that_counts_anew_is_not_trusted_and_one_that_skips_numbers_is() -> None:
    before = signal("start", 0, 57)
    assert judge_trust(signal("finish", 10, 1, received=40), [before]) is Trust.UNTRUSTED
    assert judge_trust(signal("finish", 10, 1_795_437_000_000, received=40), [before]) is Trust.TRUSTED


def test_its_own_repetition_does_not_speak_against_it() -> None:
    late = signal("finish", 10, 2, received=40)
    assert judge_trust(late, [late]) is Trust.TRUSTED


def test_a_device_time_beyond_the_calendar_stops_nothing() -> None:
    old = signal("panic", 0, at=after(0).replace(year=1), received=0, offset_ms=-(10**15))
    assert judge_trust(old, []) is not Trust.LIVE
    assert made_at(old) == EARLIEST
    assert alarm_of(old) is AlertKind.PANIC


def test_panic_and_duress_raise_alarm_however_old_they_are() -> None:
    old = timedelta(days=9)
    assert alarm_of(signal("panic", 0, at=after(0) - old, received=0)) is AlertKind.PANIC
    assert alarm_of(signal("duress", 0, at=after(0) - old, received=0)) is AlertKind.DURESS
    assert alarm_of(signal("finish", 0, pin=Pin.DURESS)) is AlertKind.DURESS
    assert alarm_of(signal("finish", 0, pin=Pin.RIGHT)) is None
