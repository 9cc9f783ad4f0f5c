"""An alert about Ada climbs until somebody answers; Mo and Max are monitors."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest

from server.safety.alert import Alert, Move, Reaches, climb, downgrade, stand_down
from server.safety.answers import (
    Closed,
    NotYours,
    Person,
    Taken,
    acknowledge,
    progress,
    reopen,
    resolve,
    take_over,
)
from server.safety.ladder import ladder_for, read_ladder, write_ladder
from server.safety.policy import Policy
from server.safety.raising import open_alert, raise_alert
from server.safety.words import AlertKind, AlertState, Grade, Group, Outcome
from tests.safety.makers import ADA, POLICY, VISIT, after

MO, MAX = Person("mo", "Mo"), Person("max", "Max")


def everyone(_group: Group, _step: int) -> bool:
    return True


def opened(kind: AlertKind = AlertKind.OVERDUE, *, flagged: bool = False) -> Alert:
    move = open_alert(
        "a1", kind, after(50), POLICY, for_time=after(50), worker=ADA, worker_name="Ada", visit=VISIT,
        flagged=flagged,
    )  # fmt: skip
    return move.alert


def climbed(alert: Alert, at: datetime, reaches: Reaches = everyone) -> Move:
    return climb(alert, at, POLICY, reaches)


def run(alert: Alert, until: datetime, policy: Policy = POLICY) -> list[tuple[datetime, Move]]:
    """Let the engine act whenever something is due."""
    moves = []
    while alert.next_action_at is not None and alert.next_action_at <= until:
        at = alert.next_action_at
        moves.append((at, climb(alert, at, policy, everyone)))
        alert = moves[-1][1].alert
    return moves


class TestClimbing:
    def test_it_climbs_by_the_table_and_then_has_no_end(self) -> None:
        told = [(at, [tell.step for tell in move.tells]) for at, move in run(opened(), after(71))]
        assert told == [
            (after(50), [1]), (after(53), [2]), (after(56), [3]), (after(60), [4]), (after(65), [4]),
            (after(70), [4]),
        ]  # fmt: skip

    def test_a_panic_tells_the_second_monitor_at_once(self) -> None:
        moves = run(opened(AlertKind.PANIC), after(54))
        assert [(at, move.tells[0].step) for at, move in moves] == [
            (after(50), 2), (after(51), 3), (after(53), 4)
        ]  # fmt: skip
        assert {Group.MONITORS, Group.SECOND} <= set(moves[0][1].tells[0].groups)

    def test_earlier_people_keep_being_told(self) -> None:
        for kind in (AlertKind.OVERDUE, AlertKind.PANIC, AlertKind.DURESS):
            rungs = ladder_for(kind, POLICY)
            for lower, upper in pairwise(rungs[:-1]):
                assert set(lower.groups) <= set(upper.groups)
            assert rungs[-1].groups == (Group.EVERYONE,)
            assert rungs[-1].every_s

    def test_a_step_that_can_reach_nobody_is_not_waited_for(self) -> None:
        move = climbed(opened(), after(50), lambda group, _step: group is Group.MANAGER)
        assert move.tells[0].step == 3
        assert move.alert.next_action_at == after(54)

    def test_when_nobody_at_all_can_be_reached_it_tells_everyone_and_goes_on(self) -> None:
        move = climbed(opened(), after(50), lambda _group, _step: False)
        assert move.alert.state is AlertState.BROADCAST
        assert move.alert.next_action_at == after(55)

    def test_missed_steps_are_taken_together_once_and_say_so(self) -> None:
        move = climbed(opened(), after(57))
        assert [tell.step for tell in move.tells] == [3]
        assert "Detected 7 min late." in move.tells[0].sentence

    def test_a_late_opening_says_so(self) -> None:
        move = open_alert("a1", AlertKind.OVERDUE, after(57), POLICY, for_time=after(50), worker_name="Ada")
        assert "Detected 7 min late." in move.events[0].text

    def test_asked_too_early_it_does_nothing(self) -> None:
        first = climbed(opened(), after(50)).alert
        assert climbed(first, after(52)) == Move(first)

    def test_amber_tells_monitors_without_a_siren_and_never_everyone(self) -> None:
        moves = run(opened(AlertKind.NO_CONTACT), after(90))
        assert len(moves) > 3
        assert not any(
            tell.siren or Group.EVERYONE in tell.groups for _, move in moves for tell in move.tells
        )

    def test_nobody_watching_goes_to_managers_and_then_to_everyone(self) -> None:
        moves = run(opened(AlertKind.NOBODY_WATCHING), after(56))
        assert Group.MANAGER in moves[0][1].tells[0].groups
        assert moves[1][1].tells[0].groups == (Group.EVERYONE,)

    def test_a_drill_ends_as_missed_when_nobody_answers(self) -> None:
        moves = run(opened(AlertKind.DRILL), after(90))
        assert moves[-1][1].alert.outcome is Outcome.DRILL_MISSED
        assert all("DRILL" in tell.sentence for _, move in moves for tell in move.tells[:1] if tell.step == 1)

    def test_its_ladder_is_frozen(self) -> None:
        slower = replace(POLICY, ladder_s=(0, 600, 1200, 1800))
        assert [at for at, _ in run(opened(), after(60), slower)] == [
            after(50),
            after(53),
            after(56),
            after(60),
        ]

    def test_a_ladder_is_stored_as_it_was(self) -> None:
        for kind in AlertKind:
            assert read_ladder(write_ladder(ladder_for(kind, POLICY))) == ladder_for(kind, POLICY)


class TestAnswering:
    def test_the_first_one_has_it_and_the_other_sees_who(self) -> None:
        mine = acknowledge(opened(), MO, after(51), POLICY).alert
        assert (mine.state, mine.owner) == (AlertState.OWNED, "mo")
        with pytest.raises(Taken) as caught:
            acknowledge(mine, MAX, after(51), POLICY)
        assert caught.value.owner == "Mo"
        assert acknowledge(mine, MO, after(52), POLICY) == Move(mine)

    def test_nobody_answers_their_own(self) -> None:
        ada = Person(ADA, "Ada")
        for answer in (acknowledge, take_over):
            with pytest.raises(NotYours):
                answer(opened(), ada, after(51), POLICY)
        with pytest.raises(NotYours):
            progress(opened(), ada, after(51), POLICY, "all well")
        with pytest.raises(NotYours):
            resolve(opened(), ada, after(51), Outcome.SAFE_SPOKE)
        with pytest.raises(NotYours):
            reopen(closed(), ada, after(60))

    def test_a_monitor_answers_the_drill_that_is_hers(self) -> None:
        drill = replace(opened(AlertKind.DRILL), worker="mo")
        assert acknowledge(drill, MO, after(51), POLICY).alert.owner == "mo"

    @pytest.mark.parametrize(("kind", "minutes"), [(AlertKind.OVERDUE, 10), (AlertKind.PANIC, 5)])
    def test_who_records_nothing_loses_it_and_the_ladder_goes_on(self, kind: AlertKind, minutes: int) -> None:
        first = climbed(opened(kind), after(50)).alert
        mine = acknowledge(first, MO, after(51), POLICY).alert
        assert climbed(mine, after(51 + minutes - 0.1)) == Move(mine)
        move = climbed(mine, after(51 + minutes))
        assert [event.type for event in move.events] == ["lapsed", "step"]
        assert move.alert.owner is None
        assert move.alert.step == first.step + 1
        assert move.alert.next_action_at
        assert move.alert.next_action_at > after(51 + minutes)

    def test_progress_keeps_it(self) -> None:
        mine = acknowledge(opened(), MO, after(51), POLICY).alert
        kept = progress(mine, MO, after(60), POLICY, "Rang twice.").alert
        assert kept.owned_until == after(70)
        other = progress(mine, MAX, after(60), POLICY, "I know her buddy.")
        assert (other.alert, other.events[0].name) == (mine, "Max")

    def test_taking_over_says_from_whom(self) -> None:
        mine = acknowledge(opened(), MO, after(51), POLICY).alert
        move = take_over(mine, MAX, after(52), POLICY)
        assert (move.alert.owner, move.events[0].detail) == ("max", {"from": "Mo"})

    def test_it_ends_with_an_outcome_by_whoever_has_it(self) -> None:
        mine = acknowledge(opened(), MO, after(51), POLICY).alert
        with pytest.raises(Taken):
            resolve(mine, MAX, after(52), Outcome.SAFE_SPOKE)
        move = resolve(mine, MO, after(52), Outcome.SAFE_SPOKE, "She had forgotten.")
        assert (move.alert.state, move.alert.next_action_at) == (AlertState.RESOLVED, None)
        assert move.events[0].detail == {"outcome": "safe_spoke"}
        for answer in (acknowledge, take_over):
            with pytest.raises(Closed):
                answer(move.alert, MO, after(53), POLICY)

    def test_a_drill_ends_as_a_drill_and_nothing_else_does(self) -> None:
        with pytest.raises(Closed):
            resolve(opened(), MO, after(52), Outcome.DRILL)
        with pytest.raises(Closed):
            resolve(opened(AlertKind.DRILL), MO, after(52), Outcome.SAFE_SPOKE)
        assert resolve(opened(AlertKind.DRILL), MO, after(52), Outcome.DRILL).alert.outcome is Outcome.DRILL

    def test_within_a_day_it_opens_again_and_climbs_from_the_start(self) -> None:
        again = reopen(closed(), MAX, after(60)).alert
        assert (again.state, again.owner, again.next_action_at) == (AlertState.OPEN, None, after(60))
        assert climbed(again, after(60)).tells[0].step == 1
        with pytest.raises(Closed):
            reopen(closed(), MAX, after(52 + 24 * 60 + 1))
        with pytest.raises(Closed):
            reopen(opened(), MAX, after(60))


def closed() -> Alert:
    return resolve(opened(), MO, after(52), Outcome.SAFE_SPOKE).alert


class TestWordsOfSafety:
    def test_a_late_one_pauses_the_ladder_once_and_is_told_to_whoever_was_told(self) -> None:
        first = climbed(opened(), after(50)).alert
        calm = downgrade(first, "Finish made 14:40.", after(51), POLICY)
        assert (calm.alert.state, calm.alert.grade) == (AlertState.DOWNGRADED, Grade.AMBER)
        assert calm.tells[0].groups == (Group.MONITORS,)
        assert not calm.tells[0].siren
        assert climbed(calm.alert, after(60)) == Move(calm.alert)
        again = climbed(calm.alert, after(61))
        assert [event.type for event in again.events] == ["resumed", "step"]
        assert again.alert.grade is Grade.RED
        second = downgrade(again.alert, "And again.", after(62), POLICY)
        assert (second.alert.state, second.alert.next_action_at) == (
            again.alert.state,
            again.alert.next_action_at,
        )
        assert second.events[0].type == "signal"

    def test_whoever_has_it_keeps_it(self) -> None:
        mine = acknowledge(opened(), MO, after(51), POLICY).alert
        move = downgrade(mine, "Finish made 14:40.", after(52), POLICY)
        assert (move.alert.state, move.alert.owner) == (AlertState.OWNED, "mo")
        assert move.tells[0].also == ("mo",)

    def test_her_own_finish_stands_it_down_until_a_person_confirms_or_ten_quiet_minutes(self) -> None:
        calm = stand_down(climbed(opened(), after(50)).alert, "She ended it.", after(52), POLICY)
        assert calm.alert.state is AlertState.STAND_DOWN
        assert calm.tells
        assert climbed(calm.alert, after(61)) == Move(calm.alert)
        assert climbed(calm.alert, after(62)).alert.outcome is Outcome.SELF_CLEARED

    @pytest.mark.parametrize(
        ("kind", "flagged"), [(AlertKind.OVERDUE, True), (AlertKind.PANIC, False), (AlertKind.DURESS, False)]
    )
    def test_but_never_by_itself_where_the_risk_is_greater(self, kind: AlertKind, flagged: bool) -> None:
        alert = stand_down(opened(kind, flagged=flagged), "She ended it.", after(52), POLICY).alert
        for _ in range(20):
            assert alert.next_action_at
            alert = climb(alert, alert.next_action_at, POLICY, everyone).alert
        assert alert.state is AlertState.STAND_DOWN

    def test_on_what_is_closed_or_stood_down_they_are_a_line(self) -> None:
        calm = stand_down(opened(), "She ended it.", after(52), POLICY).alert
        assert stand_down(calm, "Again.", after(53), POLICY).alert == calm
        assert downgrade(calm, "Again.", after(53), POLICY).alert == calm
        assert downgrade(closed(), "Late.", after(60), POLICY).alert == closed()


class TestRising:
    def test_something_graver_starts_the_ladder_again_and_takes_it_from_nobody_unheard(self) -> None:
        mine = acknowledge(climbed(opened(), after(50)).alert, MO, after(51), POLICY).alert
        move = raise_alert(mine, AlertKind.PANIC, after(52), POLICY, for_time=after(52))
        assert (move.alert.kind, move.alert.state, move.alert.owner) == (
            AlertKind.PANIC,
            AlertState.OPEN,
            None,
        )
        assert move.tells[0].also == ("mo",)
        assert climbed(move.alert, after(52)).tells[0].step == 2

    def test_amber_becomes_red(self) -> None:
        move = raise_alert(
            opened(AlertKind.NO_CONTACT), AlertKind.OVERDUE, after(60), POLICY, for_time=after(60)
        )
        assert (move.alert.grade, move.tells) == (Grade.RED, ())

    def test_the_same_again_is_told_to_whoever_was_told(self) -> None:
        first = climbed(opened(AlertKind.PANIC), after(50)).alert
        move = raise_alert(first, AlertKind.PANIC, after(51), POLICY, for_time=after(51))
        assert move.alert.state == first.state
        assert move.tells[0].groups
        assert move.tells[0].round > first.round

    def test_a_new_panic_wakes_one_that_had_been_calmed(self) -> None:
        calm = stand_down(opened(AlertKind.PANIC), "She ended it.", after(52), POLICY).alert
        move = raise_alert(calm, AlertKind.PANIC, after(55), POLICY, for_time=after(55))
        assert (move.alert.state, move.alert.next_action_at) == (AlertState.OPEN, after(55))

    def test_what_is_less_grave_is_a_line_for_whoever_has_it(self) -> None:
        mine = acknowledge(opened(AlertKind.PANIC), MO, after(51), POLICY).alert
        move = raise_alert(mine, AlertKind.OVERDUE, after(55), POLICY, for_time=after(55))
        assert (move.alert.kind, move.alert.owner, move.tells[0].groups) == (AlertKind.PANIC, "mo", ())
        quiet = raise_alert(opened(AlertKind.PANIC), AlertKind.OVERDUE, after(55), POLICY, for_time=after(55))
        assert quiet.tells == ()
