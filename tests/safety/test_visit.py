"""What a visit is, from its signals and the time: Ada at Jean's door."""

import pytest

from server.safety.visit import Case, Moment, Plan, due_moments, next_moment
from server.safety.words import Action, AlertKind, Ending, Pin, Trust, VisitState
from tests.safety.makers import after, signal
from tests.safety.visits import OVERDUE, START, fold


class TestPlanned:
    def test_it_waits_for_its_start(self) -> None:
        visit = fold(at=-30)
        assert visit.state is VisitState.PLANNED
        assert visit.alert_at == after(50)

    def test_a_quarter_of_an_hour_of_silence_shows_to_monitors(self) -> None:
        assert fold(at=14.9).state is VisitState.PLANNED
        assert fold(at=15).state is VisitState.NO_CONTACT

    def test_its_end_and_grace_in_silence_is_overdue_like_any_other(self) -> None:
        assert fold(at=49.9).state is VisitState.NO_CONTACT
        assert fold(at=50).state is VisitState.OVERDUE
        assert [(one.at, one.action) for one in fold(at=0).moments] == [
            (after(15), Action.NO_CONTACT),
            (after(50), Action.OVERDUE),
        ]

    def test_a_plan_taken_back_is_watched_no_more(self) -> None:
        visit = fold(at=60, plan=Plan(after(0), 45, cancelled=True))
        assert (visit.state, visit.ending, visit.moments) == (VisitState.ENDED, Ending.CANCELLED, ())

    def test_taking_the_plan_back_stops_no_visit_that_has_begun(self) -> None:
        assert fold(START, at=20, plan=Plan(after(0), 45, cancelled=True)).state is VisitState.ARMED

    def test_taking_the_plan_back_ends_no_open_alert(self) -> None:
        visit = fold(at=60, plan=Plan(after(0), 45, cancelled=True), cases=(OVERDUE,))
        assert visit.state is VisitState.OVERDUE

    def test_what_ended_it_ends_no_plan_for_a_later_day(self) -> None:
        off = signal("cancel", -30, 2, planned=after(0))
        assert fold(off, at=20).ending is Ending.CANCELLED
        assert fold(off, at=20, plan=Plan(after(-60), 45)).ending is Ending.CANCELLED
        assert fold(off, at=20, plan=Plan(after(1440), 45)).state is VisitState.PLANNED

    def test_without_a_time_there_is_nothing_to_watch_before_the_start(self) -> None:
        visit = fold(at=500, plan=Plan())
        assert (visit.state, visit.moments) == (VisitState.PLANNED, ())

    def test_a_word_from_her_is_contact(self) -> None:
        assert fold(signal("check_in", 2), at=20).state is VisitState.PLANNED

    def test_she_may_cancel_before_it_begins_and_not_after(self) -> None:
        assert fold(signal("cancel", 2), at=20).ending is Ending.CANCELLED
        assert fold(START, signal("cancel", 10, 2), at=20).state is VisitState.ARMED


class TestArmed:
    @pytest.mark.parametrize(
        ("at", "state"),
        [(0, "armed"), (34.9, "armed"), (35, "due_soon"), (45, "grace"), (49.9, "grace"), (50, "overdue"),
         (5000, "overdue")],
    )  # fmt: skip
    def test_its_states_follow_the_clock(self, at: float, state: str) -> None:
        assert fold(START, at=at).state == state

    def test_a_flagged_visit_has_a_shorter_grace(self) -> None:
        assert fold(START, at=0, plan=Plan(after(0), 45, flagged=True)).alert_at == after(47)

    def test_a_visit_that_nobody_planned_is_armed_all_the_same(self) -> None:
        visit = fold(START, at=10, plan=Plan())
        assert (visit.state, visit.due) == (VisitState.ARMED, after(45))

    def test_without_a_length_the_plan_counts_and_else_an_hour(self) -> None:
        bare = signal("start", 0, 1)
        assert fold(bare, at=1).due == after(45)
        assert fold(bare, at=1, plan=Plan()).due == after(60)

    def test_a_second_start_moves_nothing(self) -> None:
        again = signal("start", 20, 2, minutes=90)
        assert fold(START, again, at=30).due == after(45)

    def test_a_wrong_clock_may_shorten_the_time_and_never_lengthen_it(self) -> None:
        slow = signal("start", 0, 1, at=after(-20), received=0, minutes=45, trust=Trust.UNTRUSTED)
        fast = signal("start", 0, 1, at=after(90), received=0, minutes=45, trust=Trust.UNTRUSTED)
        assert fold(slow, at=1).due == after(25)
        assert fold(fast, at=1).due == after(45)

    def test_a_start_that_arrives_after_its_own_due_time_has_its_grace_from_then(self) -> None:
        late = signal("start", 0, 1, received=70, minutes=45, trust=Trust.TRUSTED)
        visit = fold(late, at=70)
        assert (visit.state, visit.alert_at, visit.late_start) == (VisitState.GRACE, after(75), True)
        assert visit.moments == (Moment(after(70), Action.LATE_START), Moment(after(75), Action.OVERDUE))

    def test_an_absurd_length_stops_nothing(self) -> None:
        visit = fold(signal("start", 0, 1, minutes=1e300), at=1)
        assert visit.due == after(7 * 24 * 60)

    def test_the_newest_position_and_battery_are_kept(self) -> None:
        here, there = {"lat": 55.9, "lon": -3.1}, {"lat": 56.0, "lon": -3.2}
        older = signal("position", 5, 2, position=here, battery=0.5)
        newer = signal("position", 9, 3, position=there, battery=0.4)
        visit = fold(START, newer, older, at=10)
        assert visit.position is newer
        assert visit.battery == 0.4
        assert visit.last_heard == after(9)


class TestExtending:
    def test_it_adds_to_the_time(self) -> None:
        assert fold(START, signal("extend", 40, 2, minutes=15), at=41).due == after(60)

    def test_it_doubles_the_visit_at_most(self) -> None:
        more = [signal("extend", 10 + n, n, minutes=30) for n in (2, 3, 4)]
        assert fold(START, *more, at=20).due == after(90)

    def test_by_an_hour_at_most_at_once(self) -> None:
        long = signal("start", 0, 1, minutes=300)
        assert fold(long, signal("extend", 5, 2, minutes=200), at=6).due == after(360)

    def test_beyond_that_a_monitor_agrees(self) -> None:
        agreed = signal("extend", 40, 1, minutes=120, by_monitor=True, device="desk")
        assert fold(START, agreed, at=41).due == after(165)

    def test_after_the_alert_only_a_monitor_moves_the_time(self) -> None:
        hers = signal("extend", 52, 2, minutes=30)
        agreed = signal("extend", 52, 1, minutes=30, by_monitor=True, device="desk")
        assert fold(START, hers, at=53, cases=(OVERDUE,)).state is VisitState.OVERDUE
        assert fold(START, hers, at=53, cases=(OVERDUE,)).due == after(45)
        assert fold(START, agreed, at=53, cases=(OVERDUE,)).due == after(82)

    def test_what_a_monitor_agrees_counts_from_now_once_the_time_is_up(self) -> None:
        agreed = signal("extend", 60, 1, minutes=10, by_monitor=True, device="desk")
        closed = Case(AlertKind.OVERDUE, after(50), after(65))
        visit = fold(START, agreed, at=66, cases=(closed,))
        assert (visit.state, visit.due, visit.alert_at) == (VisitState.DUE_SOON, after(70), after(75))

    def test_what_a_monitor_agrees_counts_though_no_start_has_been_heard(self) -> None:
        agreed = signal("extend", 55, 1, minutes=30, by_monitor=True, device="desk")
        closed = Case(AlertKind.OVERDUE, after(50), after(56))
        visit = fold(agreed, at=57, cases=(closed,))
        assert visit.due == after(85)
        assert visit.state is not VisitState.ENDED
        assert fold(agreed, at=90, cases=(closed,)).state is VisitState.OVERDUE

    def test_what_a_monitor_agreed_stands_when_her_start_comes_after_all(self) -> None:
        agreed = signal("extend", 55, 1, minutes=30, by_monitor=True, device="desk")
        start = signal("start", 2, 1, received=60, minutes=45, trust=Trust.TRUSTED)
        visit = fold(agreed, start, at=61, cases=(Case(AlertKind.OVERDUE, after(50), after(56)),))
        assert (visit.state, visit.due, visit.late_start) == (VisitState.ARMED, after(85), False)
        again = signal("start", 70, 1, minutes=20, device="another")
        assert fold(agreed, signal("finish", 65, 2, pin=Pin.RIGHT), again, at=71).due == after(90)

    def test_what_a_monitor_agrees_counts_from_the_call_where_no_time_was_planned(self) -> None:
        first = signal("extend", 10, 1, minutes=30, by_monitor=True, device="desk")
        more = signal("extend", 20, 2, minutes=15, by_monitor=True, device="desk")
        visit = fold(first, at=11, plan=Plan())
        assert (visit.state, visit.due, visit.alert_at) == (VisitState.PLANNED, after(40), after(45))
        assert fold(first, at=46, plan=Plan()).state is VisitState.OVERDUE
        assert fold(first, more, at=21, plan=Plan()).due == after(55)
        assert fold(first, signal("start", 12, 1, minutes=10), at=13, plan=Plan()).due == after(40)
        assert fold(signal("extend", 10, 1, minutes=30), at=11, plan=Plan()).due is None

    def test_one_that_was_received_before_the_alert_was_made_before_it_whatever_its_clock(self) -> None:
        odd = signal("extend", 0, 2, at=after(-600), received=48, minutes=30, trust=Trust.UNTRUSTED)
        assert fold(START, odd, at=51, cases=()).due == after(75)

    @pytest.mark.parametrize("minutes", [None, 0, -30])
    def test_by_nothing_or_less_it_does_nothing(self, minutes: float | None) -> None:
        assert fold(START, signal("extend", 10, 2, minutes=minutes), at=20).due == after(45)

    def test_without_a_running_visit_it_does_nothing(self) -> None:
        assert fold(signal("extend", 1, 1, minutes=30), at=2).due == after(45)


class TestFinishing:
    def test_in_time_it_ends(self) -> None:
        visit = fold(START, signal("finish", 30, 2), at=31)
        assert (visit.state, visit.ending, visit.ended) == (VisitState.ENDED, Ending.LIVE, after(30))
        assert visit.moments == ()

    def test_it_may_overtake_its_own_start(self) -> None:
        start = signal("start", 0, 1, received=35, minutes=45, trust=Trust.TRUSTED)
        finish = signal("finish", 30, 2, received=30)
        assert fold(start, finish, at=36).state is VisitState.ENDED
        assert fold(finish, start, at=500).state is VisitState.ENDED

    @pytest.mark.parametrize(
        ("number", "state"),
        [(1, VisitState.ARMED), (58, VisitState.ENDED), (1_795_437_000_000, VisitState.ENDED)],
        ids=["counted anew", "the next", "far beyond"],
    )
    def test_its_number_decides_whether_it_was_made_after_the_start(
        self, number: int, state: VisitState
    ) -> None:
        start = signal("start", 0, 57, minutes=45)
        assert fold(start, signal("finish", 30, number), at=31).state is state

    def test_a_start_on_another_phone_after_the_end_begins_anew(self) -> None:
        again = signal("start", 40, 1, minutes=20, device="another")
        visit = fold(START, signal("finish", 30, 2), again, at=41)
        assert (visit.state, visit.due) == (VisitState.ARMED, after(60))

    def test_a_start_on_another_phone_from_before_the_end_does_not(self) -> None:
        other = signal("start", 10, 1, received=40, minutes=20, device="another", trust=Trust.TRUSTED)
        assert fold(START, signal("finish", 30, 2), other, at=41).state is VisitState.ENDED

    @pytest.mark.parametrize(
        ("pin", "ends"),
        [(Pin.RIGHT, True), (Pin.DURESS, True), (Pin.UNSET, True), (Pin.WRONG, False), (Pin.NONE, False)],
    )
    def test_past_due_it_wants_the_pin(self, pin: Pin, ends: bool) -> None:
        visit = fold(START, signal("finish", 46, 2, pin=pin), at=47)
        assert (visit.state is VisitState.ENDED) is ends
        assert visit.pin_needed

    def test_a_flagged_visit_wants_it_always(self) -> None:
        flagged = Plan(after(0), 45, flagged=True)
        assert fold(START, signal("finish", 10, 2), at=11, plan=flagged).state is VisitState.ARMED
        assert fold(START, signal("finish", 10, 2, pin=Pin.RIGHT), at=11, plan=flagged).ending is Ending.LIVE

    def test_and_so_does_one_that_had_an_alert(self) -> None:
        settled = Case(AlertKind.PANIC, after(5), after(8))
        assert fold(START, signal("finish", 10, 2), at=11, cases=(settled,)).state is VisitState.ARMED

    def test_a_wrong_pin_is_wrong_where_none_was_needed(self) -> None:
        assert fold(START, signal("finish", 10, 2, pin=Pin.WRONG), at=11).state is VisitState.ARMED

    def test_offline_with_a_wrong_pin_it_ends_unverified_and_shows(self) -> None:
        late = signal("finish", 46, 2, received=48, pin=Pin.WRONG, trust=Trust.TRUSTED)
        visit = fold(START, late, at=48)
        assert visit.ending is Ending.UNVERIFIED
        assert visit.moments == (Moment(after(48), Action.UNVERIFIED),)

    def test_made_in_time_and_received_late_it_needs_no_pin_that_nobody_asked_for(self) -> None:
        late = signal("finish", 40, 2, received=60, trust=Trust.TRUSTED)
        assert fold(START, late, at=60, cases=(OVERDUE,)).ending is Ending.LATE

    def test_after_the_alert_a_clock_that_cannot_be_trusted_ends_nothing(self) -> None:
        late = signal("finish", 40, 2, received=60, pin=Pin.RIGHT, trust=Trust.UNTRUSTED)
        assert fold(START, late, at=60, cases=(OVERDUE,)).state is VisitState.OVERDUE

    def test_received_before_the_alert_it_ends_whatever_its_clock(self) -> None:
        odd = signal("finish", 0, 2, at=after(-900), received=44, trust=Trust.UNTRUSTED)
        assert fold(START, odd, at=44).ending is Ending.LATE

    def test_a_monitor_ends_it(self) -> None:
        assert (
            fold(START, signal("finish", 46, 1, by_monitor=True, device="desk"), at=47).ending
            is Ending.MONITOR
        )

    def test_resolving_its_alert_ends_it_and_opening_it_again_does_not(self) -> None:
        settled = Case(AlertKind.OVERDUE, after(50), after(55))
        visit = fold(START, at=60, cases=(settled,))
        assert (visit.ending, visit.ended) == (Ending.MONITOR, after(55))
        assert fold(START, at=60, cases=(OVERDUE,)).state is VisitState.OVERDUE

    def test_a_panic_pressed_by_accident_does_not_end_the_visit(self) -> None:
        settled = Case(AlertKind.PANIC, after(10), after(12))
        assert fold(START, at=20, cases=(settled,)).state is VisitState.ARMED
        assert fold(START, at=50, cases=(settled,)).state is VisitState.OVERDUE
        flagged, late = Plan(after(0), 45, flagged=True), Case(AlertKind.PANIC, after(46), after(49))
        assert fold(START, at=49.5, plan=flagged, cases=(late,)).state is VisitState.OVERDUE


class TestMoments:
    def test_the_worker_is_reminded_before_her_time_is_up(self) -> None:
        assert [(one.at, one.action, one.minutes_left) for one in fold(START, at=0).moments] == [
            (after(35), Action.WARN, 10),
            (after(40), Action.WARN, 5),
            (after(44), Action.WARN, 1),
            (after(45), Action.GRACE, 0),
            (after(50), Action.OVERDUE, None),
        ]

    def test_not_of_times_before_she_began(self) -> None:
        short = fold(signal("start", 0, 1, minutes=3), at=0)
        assert [one.minutes_left for one in short.moments if one.action is Action.WARN] == [1]

    def test_of_those_that_were_missed_only_the_last_is_sent(self) -> None:
        visit = fold(START, at=46)
        assert [one.action for one in due_moments(visit, after(0), after(46))] == [Action.GRACE]
        assert [one.action for one in due_moments(visit, after(0), after(60))] == [
            Action.GRACE,
            Action.OVERDUE,
        ]
        assert due_moments(visit, after(45), after(46)) == ()

    def test_there_is_always_a_next_one_until_it_ends(self) -> None:
        visit = fold(START, at=0)
        assert next_moment(visit, None) == after(35)
        assert next_moment(visit, after(45)) == after(50)
        assert next_moment(visit, after(50)) is None
        assert next_moment(fold(START, signal("finish", 3, 2), at=5), None) is None
