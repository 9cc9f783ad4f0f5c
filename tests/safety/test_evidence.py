"""What a signal is answered, and what it says to an alert that is open."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from server.safety.evidence import meaning_of, receipt_status
from server.safety.signals import Signal
from server.safety.visit import Case, Plan, fold_visit
from server.safety.words import AlertKind, Meaning, Pin, Trust
from tests.safety.makers import POLICY, after, signal
from tests.safety.visits import START, fold


def receipt(*earlier: Signal, new: Signal, cases: tuple[Case, ...] = ()) -> str:
    at = (new.received - after(0)) / timedelta(minutes=1)
    before, afterwards = (fold(*found, at=at, cases=cases) for found in (earlier, (*earlier, new)))
    return receipt_status(new, before, afterwards)


class TestReceipts:
    def test_right_and_duress_are_answered_alike(self) -> None:
        answers = {receipt(START, new=signal("finish", 46, 2, pin=pin)) for pin in (Pin.RIGHT, Pin.DURESS)}
        assert answers == {"received"}

    def test_a_wrong_pin_and_a_missing_one_are_asked_for_again(self) -> None:
        assert receipt(START, new=signal("finish", 46, 2, pin=Pin.WRONG)) == "pin_wrong"
        assert receipt(START, new=signal("finish", 46, 2)) == "pin_needed"

    def test_they_are_asked_for_again_where_a_flagged_plan_is_called_off(self) -> None:
        plan = Plan(start=after(60), minutes=30, flagged=True)
        for pin, status in ((Pin.WRONG, "pin_wrong"), (Pin.NONE, "pin_needed"), (Pin.RIGHT, "received")):
            new = signal("cancel", 10, pin=pin)
            before, afterwards = (fold_visit(plan, found, new.received, POLICY) for found in ((), (new,)))
            assert receipt_status(new, before, afterwards) == status
        assert receipt(START, new=signal("cancel", 10, 2)) == "received"

    def test_late_they_are_taken(self) -> None:
        late = signal("finish", 46, 2, received=48, pin=Pin.WRONG, trust=Trust.TRUSTED)
        assert receipt(START, new=late) == "received"

    def test_an_extension_beyond_what_is_allowed_says_so(self) -> None:
        full = signal("extend", 10, 2, minutes=45)
        assert receipt(START, new=full) == "received"
        assert receipt(START, full, new=signal("extend", 11, 3, minutes=1)) == "too_long"
        assert receipt(START, signal("finish", 5, 2), new=signal("extend", 11, 3, minutes=1)) == "received"


def meaning(
    new: Signal,
    kind: AlertKind = AlertKind.OVERDUE,
    since: datetime | None = None,
    *,
    settles: bool = True,
    overdue: Sequence[datetime] = (),
) -> Meaning:
    at = (new.received - after(0)) / timedelta(minutes=1)
    cases = () if kind is AlertKind.NO_CONTACT else (Case(kind, after(50)),)
    earlier = () if kind is AlertKind.NO_CONTACT else (START,)
    before, afterwards = (fold(*found, at=at, cases=cases) for found in (earlier, (*earlier, new)))
    return meaning_of(new, before, afterwards, kind, since, settles=settles, overdue=overdue)


class TestMeaning:
    def test_a_live_finish_with_the_right_pin_stands_down(self) -> None:
        assert meaning(signal("finish", 52, 2, pin=Pin.RIGHT)) is Meaning.STAND_DOWN

    def test_without_it_it_says_nothing(self) -> None:
        assert meaning(signal("finish", 52, 2)) is Meaning.LINE
        assert meaning(signal("finish", 52, 2, pin=Pin.WRONG)) is Meaning.LINE

    def test_where_she_has_set_none_it_only_downgrades(self) -> None:
        assert meaning(signal("finish", 52, 2, pin=Pin.UNSET)) is Meaning.DOWNGRADE

    def test_a_late_one_that_can_be_trusted_downgrades(self) -> None:
        late = signal("finish", 40, 2, received=60, trust=Trust.TRUSTED)
        assert meaning(late) is Meaning.DOWNGRADE

    def test_a_late_one_that_cannot_is_a_line(self) -> None:
        late = signal("finish", 40, 2, received=60, trust=Trust.UNTRUSTED)
        assert meaning(late) is Meaning.LINE

    def test_a_wrong_pin_from_offline_is_a_line(self) -> None:
        late = signal("finish", 51, 2, received=60, pin=Pin.WRONG, trust=Trust.TRUSTED)
        assert meaning(late) is Meaning.LINE

    def test_a_sign_of_life_downgrades_an_overdue_visit_and_no_call_for_help(self) -> None:
        assert meaning(signal("check_in", 52, 2)) is Meaning.DOWNGRADE
        assert meaning(signal("extend", 52, 2, minutes=10)) is Meaning.DOWNGRADE
        assert meaning(signal("check_in", 52, 2), AlertKind.PANIC) is Meaning.LINE
        assert meaning(signal("note", 52, 2)) is Meaning.LINE

    def test_nothing_lowers_duress(self) -> None:
        assert meaning(signal("finish", 52, 2, pin=Pin.RIGHT), AlertKind.DURESS) is Meaning.LINE

    def test_a_finish_from_before_the_panic_says_nothing_about_it(self) -> None:
        late = signal("finish", 40, 2, received=60, trust=Trust.TRUSTED, pin=Pin.RIGHT)
        assert meaning(late, AlertKind.PANIC, since=after(50)) is Meaning.LINE
        assert meaning(late, AlertKind.PANIC, since=after(30)) is Meaning.DOWNGRADE

    def test_a_call_for_help_is_lowered_by_no_end_without_the_pin_that_she_has_set(self) -> None:
        before_due = signal("finish", 40, 2)
        unset = signal("finish", 40, 2, pin=Pin.UNSET)
        assert meaning(before_due, AlertKind.PANIC, since=after(30)) is Meaning.LINE
        assert meaning(unset, AlertKind.PANIC, since=after(30)) is Meaning.DOWNGRADE

    def test_a_late_word_from_before_the_alert_says_nothing_about_it(self) -> None:
        for type in ("check_in", "extend"):
            old = signal(type, 40, 2, received=55, trust=Trust.TRUSTED, minutes=10)
            new = signal(type, 52, 2, received=55, trust=Trust.TRUSTED, minutes=10)
            assert meaning(old, since=after(50)) is Meaning.LINE
            assert meaning(new, since=after(50)) is Meaning.DOWNGRADE

    def test_what_is_live_was_heard_just_now_whatever_its_clock(self) -> None:
        slow = signal("check_in", 52, 2, at=after(49.5), received=50.4)
        assert meaning(slow, since=after(50)) is Meaning.DOWNGRADE

    def test_a_late_end_from_before_the_alert_counts_where_the_alert_is_about_that_visit_alone(self) -> None:
        late = signal("finish", 40, 2, received=60, trust=Trust.TRUSTED)
        assert meaning(late, since=after(50)) is Meaning.DOWNGRADE
        assert meaning(late, since=after(50), settles=False) is Meaning.LINE

    def test_a_late_word_lowers_nothing_while_a_visit_is_overdue_since_it_was_made(self) -> None:
        words = [(type, AlertKind.OVERDUE) for type in ("check_in", "extend", "finish")]
        for type, kind in [*words, ("finish", AlertKind.PANIC)]:
            late = signal(type, 52, 2, received=60, trust=Trust.TRUSTED, pin=Pin.RIGHT, minutes=10)
            assert meaning(late, kind, after(50), settles=False, overdue=[after(54)]) is Meaning.LINE
            lowered = meaning(late, kind, after(50), settles=False, overdue=[after(50), after(51)])
            assert lowered is Meaning.DOWNGRADE
        live = signal("check_in", 54, 2, received=54.5)
        assert meaning(live, since=after(50), overdue=[after(54.2)]) is Meaning.DOWNGRADE

    def test_a_word_from_her_ends_the_silence(self) -> None:
        assert meaning(signal("start", 20, 1, minutes=30), AlertKind.NO_CONTACT) is Meaning.STAND_DOWN
        assert meaning(signal("position", 20, 1), AlertKind.NO_CONTACT) is Meaning.LINE

    def test_but_no_late_one_about_another_visit_from_before_it_was_noticed(self) -> None:
        late = signal("start", 20, 1, received=40, minutes=60, trust=Trust.TRUSTED)
        for since, settles, means in [
            (after(30), False, Meaning.LINE), (after(30), True, Meaning.STAND_DOWN),
            (after(15), False, Meaning.STAND_DOWN),
        ]:  # fmt: skip
            assert meaning(late, AlertKind.NO_CONTACT, since, settles=settles) is means

    def test_a_monitors_own_entry_is_no_evidence(self) -> None:
        entry = signal("finish", 52, 1, by_monitor=True, device="desk")
        assert meaning(entry) is Meaning.LINE

    def test_an_end_that_is_not_taken_is_no_word_from_her(self) -> None:
        plan = Plan(start=after(0), minutes=30)
        ends = [("finish", Pin.WRONG), ("cancel", Pin.WRONG), ("finish", Pin.NONE)]
        for type, pin in ends:
            assert of_plan(plan, signal(type, 40, pin=pin)) is Meaning.LINE
        for type in ("finish", "cancel"):
            assert of_plan(plan, signal(type, 40, pin=Pin.RIGHT)) is Meaning.STAND_DOWN
        assert of_plan(plan, signal("finish", 20)) is Meaning.STAND_DOWN


def of_plan(plan: Plan, new: Signal) -> Meaning:
    """What a signal says about the silence of a plan."""
    before, afterwards = (fold_visit(plan, found, new.received, POLICY) for found in ((), (new,)))
    return meaning_of(new, before, afterwards, AlertKind.NO_CONTACT)
