"""The rules of SAFETY.md over signals in any order, with any delay, by any clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from server.safety.evidence import meaning_of, receipt_status
from server.safety.signals import Signal, alarm_of, judge_trust
from server.safety.visit import Case, Plan, fold_visit, next_moment
from server.safety.words import AlertKind, Ending, Meaning, Pin, SignalType, Trust, VisitState
from tests.safety.makers import POLICY, after, signal

TYPES = [one.value for one in SignalType]
MINUTES = st.floats(-30, 200, allow_nan=False)
PLANS = st.builds(
    Plan,
    start=st.one_of(st.none(), st.just(after(0))),
    minutes=st.sampled_from([None, 20.0, 45.0]),
    flagged=st.booleans(),
    cancelled=st.booleans(),
)


@st.composite
def signals(draw: st.DrawFn) -> list[Signal]:
    """What one or two phones send: numbered as made, received in any order, by clocks that are off."""
    found: list[Signal] = []
    for device in draw(st.sampled_from([("one",), ("one", "two")])):
        made = draw(st.floats(-20, 30))
        skew = draw(st.sampled_from([0.0, 0.0, 0.5, -45.0, 45.0, 100_000.0]))
        measured = draw(st.booleans())
        for seq in range(1, draw(st.integers(1, 6)) + 1):
            made += draw(st.floats(0.1, 30))
            received = made + draw(st.sampled_from([0.0, 0.2, 3.0, 40.0, 120.0]))
            one = signal(
                draw(st.sampled_from(TYPES)), made, seq, received=received, device=device,
                at=after(made + skew), id=f"{device}-{seq}", pin=draw(st.sampled_from(list(Pin))),
                minutes=draw(st.sampled_from([None, 5.0, 30.0, 90.0])),
                offset_ms=-skew * 60_000 if measured else None, offset_age_s=600 if measured else None,
            )  # fmt: skip
            found.append(one)
    return judged(found)


def judged(found: Sequence[Signal]) -> list[Signal]:
    """Each with the trust that the server gives it when it comes in."""
    arrived = sorted(found, key=lambda one: (one.received, one.seq))
    return [
        replace(
            one, trust=judge_trust(one, [other for other in arrived[:place] if other.device == one.device])
        )
        for place, one in enumerate(arrived)
    ]


def had(found: Sequence[Signal], at: float) -> list[Signal]:
    """What the server has by then."""
    return [one for one in found if one.received <= after(at)]


def overdue_cases(plan: Plan, found: Sequence[Signal], until: float) -> tuple[Case, ...]:
    """The alert that a punctual engine opens, looking whenever something happens or is due."""
    looks = sorted({one.received for one in found} | {after(minute) for minute in range(-30, int(until) + 1)})
    for now in looks:
        visit = fold_visit(plan, [one for one in found if one.received <= now], now, POLICY)
        if visit.alert_at is not None and visit.state is VisitState.OVERDUE:
            return (Case(AlertKind.OVERDUE, now),)
    return ()


@given(PLANS, signals(), MINUTES, st.randoms())
def test_the_order_in_which_signals_are_given_does_not_matter(
    plan: Plan, found: list[Signal], at: float, chance: Random
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert fold_visit(plan, found, after(at), POLICY) == fold_visit(plan, shuffled, after(at), POLICY)


@given(PLANS, signals(), MINUTES, st.floats(0, 10_000))
def test_no_visit_leaves_overdue_by_time_alone(
    plan: Plan, found: list[Signal], at: float, more: float
) -> None:
    now = after(at)
    here = had(found, at)
    if fold_visit(plan, here, now, POLICY).state is VisitState.OVERDUE:
        later = fold_visit(replace(plan, cancelled=False), here, now + timedelta(minutes=more), POLICY)
        assert later.state is VisitState.OVERDUE


@given(PLANS, signals(), MINUTES)
def test_a_visit_that_runs_always_has_something_due(plan: Plan, found: list[Signal], at: float) -> None:
    visit = fold_visit(plan, found, after(at), POLICY)
    if visit.state is VisitState.ENDED or visit.due is None:
        return
    assert visit.alert_at is not None
    assert next_moment(visit, visit.alert_at - timedelta(seconds=1)) is not None
    assert visit.moments[-1].at >= visit.alert_at


@settings(max_examples=200)
@given(PLANS, signals())
def test_only_a_live_or_trusted_time_lowers_an_open_alert(plan: Plan, found: list[Signal]) -> None:
    plan = replace(plan, cancelled=False)
    cases = overdue_cases(plan, found, 200)
    if not cases:
        return
    before_it = [one for one in found if one.received < cases[0].opened]
    doubtful = [one for one in found if one.received >= cases[0].opened and one.trust is Trust.UNTRUSTED]
    alone = fold_visit(plan, before_it, after(400), POLICY, cases)
    visit = fold_visit(plan, before_it + doubtful, after(400), POLICY, cases)
    assert visit.state is VisitState.OVERDUE
    if not any(one.type is SignalType.START for one in doubtful):
        assert (visit.due, visit.alert_at) == (alone.due, alone.alert_at)
    for one in doubtful:
        before = fold_visit(plan, before_it, one.received, POLICY, cases)
        afterwards = fold_visit(plan, [*before_it, one], one.received, POLICY, cases)
        assert meaning_of(one, before, afterwards, AlertKind.OVERDUE) is Meaning.LINE


@given(st.floats(-1e5, 1e5), st.floats(0, 300), st.sampled_from([20.0, 45.0]))
def test_a_start_by_any_clock_is_watched_no_longer_than_from_its_arrival(
    skew: float, delay: float, minutes: float
) -> None:
    start = signal("start", 0, at=after(skew), received=delay, minutes=minutes, offset_ms=None)
    (start,) = judged([start])
    visit = fold_visit(Plan(), [start], start.received, POLICY)
    assert visit.alert_at is not None
    assert visit.alert_at <= start.received + timedelta(minutes=minutes, seconds=POLICY.grace_s)


@given(signals())
def test_a_late_call_for_help_always_raises(found: list[Signal]) -> None:
    for one in found:
        called = one.type in (SignalType.PANIC, SignalType.DURESS) or one.pin is Pin.DURESS
        assert (alarm_of(one) is not None) is called


@given(PLANS, signals(), st.data())
def test_duress_cannot_be_told_from_the_right_pin(
    plan: Plan, found: list[Signal], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(found) - 1))
    answers = []
    for pin in (Pin.RIGHT, Pin.DURESS):
        new = replace(found[place], type=SignalType.FINISH, pin=pin)
        others = [one for one in found if one is not found[place] and one.received <= new.received]
        before = fold_visit(plan, others, new.received, POLICY)
        afterwards = fold_visit(plan, [*others, new], new.received, POLICY)
        shown = (afterwards.state, afterwards.due, afterwards.alert_at, afterwards.ended, afterwards.ending)
        answers.append((receipt_status(new, before, afterwards), shown))
    assert answers[0] == answers[1]


@given(PLANS, signals(), MINUTES)
def test_what_ends_a_visit_can_be_named(plan: Plan, found: list[Signal], at: float) -> None:
    visit = fold_visit(plan, found, after(at), POLICY)
    if visit.state is not VisitState.ENDED:
        return
    finishes = [one for one in found if one.type is SignalType.FINISH]
    cancels = [one for one in found if one.type is SignalType.CANCEL]
    by_signal = bool(finishes or cancels)
    assert by_signal or (plan.cancelled and visit.ending is Ending.CANCELLED)


@given(st.lists(st.floats(0.1, 500), max_size=8), st.floats(1, 300))
def test_the_worker_adds_no_more_than_the_visit_was_long(wanted: list[float], minutes: float) -> None:
    start = signal("start", 0, 1, minutes=minutes)
    more = [signal("extend", 0.01 * seq, seq, minutes=one) for seq, one in enumerate(wanted, 2)]
    visit = fold_visit(Plan(), [start, *more], after(0.5), POLICY)
    assert timedelta(0) <= visit.extended <= timedelta(minutes=minutes)
