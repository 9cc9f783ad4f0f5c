"""What an alert that has been calmed is about, once something more has happened."""

from typing import Any

from server.safety.alert import Alert, climb, downgrade, stand_down
from server.safety.raising import open_alert, raise_alert
from server.safety.words import AlertKind, Grade
from tests.safety.makers import ADA, POLICY, VISIT, after

ANOTHER = VISIT[:-1] + "2"


def opened(kind: AlertKind) -> Alert:
    about = {"worker": ADA, "worker_name": "Ada", "visit": VISIT}
    return open_alert("a1", kind, after(50), POLICY, for_time=after(50), **about).alert


def said(alert: Alert) -> str:
    """What whoever is told next is told."""
    assert alert.next_action_at
    [tell] = climb(alert, alert.next_action_at, POLICY, lambda _group, _step: True).tells
    return tell.sentence


def test_what_was_stood_down_is_about_what_came_since_and_is_as_grave_as_it_has_been() -> None:
    calm = stand_down(opened(AlertKind.PANIC), "She ended it.", after(52), POLICY).alert
    woken = raise_alert(calm, AlertKind.OVERDUE, after(55), POLICY, for_time=after(55), visit=ANOTHER).alert
    assert (woken.kind, woken.about, woken.for_time) == (AlertKind.PANIC, AlertKind.OVERDUE, after(55))
    assert said(woken) == "Ada is overdue: the visit should have been over by 14:50."


def test_what_was_only_lowered_is_still_so_and_said_with_what_came_since() -> None:
    calm = downgrade(opened(AlertKind.PANIC), "Ended without a PIN.", after(52), POLICY).alert
    move = raise_alert(
        calm, AlertKind.OVERDUE, after(55), POLICY, for_time=after(55), visit=ANOTHER, visit_ended=True
    )
    assert (move.alert.about, move.alert.visit) == (AlertKind.PANIC, ANOTHER)
    both = "Ada called for help at 14:50. Ada is overdue: the visit should have been over by 14:50."
    assert said(move.alert) == both


def test_what_is_graver_than_what_it_is_about_now_starts_the_ladder_again() -> None:
    calm = stand_down(opened(AlertKind.OVERDUE), "She ended it.", after(52), POLICY).alert
    silent = raise_alert(calm, AlertKind.NO_CONTACT, after(55), POLICY, for_time=after(55), visit=ANOTHER)
    assert (silent.alert.grade, silent.alert.about) == (Grade.AMBER, AlertKind.NO_CONTACT)
    told = climb(silent.alert, after(58), POLICY, lambda _group, _step: True).alert
    risen = raise_alert(told, AlertKind.OVERDUE, after(60), POLICY, for_time=after(60), visit=ANOTHER).alert
    assert (risen.grade, risen.step, risen.next_action_at) == (Grade.RED, 0, after(60))
    assert said(risen) == "Ada is overdue: the visit should have been over by 14:55."


def test_it_says_for_what_reason_as_long_as_it_is_about_that() -> None:
    words = "Ada's visit was ended without the right PIN, with no signal. Find out how things are."
    unsure = open_alert(
        "a1", AlertKind.NO_CONTACT, after(50), POLICY, for_time=after(50), worker_name="Ada", reason=words
    ).alert
    assert said(unsure) == words
    risen = raise_alert(unsure, AlertKind.PANIC, after(55), POLICY, for_time=after(55)).alert
    assert said(risen) == "Ada called for help at 14:55."


def test_it_says_when_a_visit_was_due_or_planned_and_not_when_that_had_been_waited_for() -> None:
    due_at_half_past: dict[str, Any] = {"policy": POLICY, "worker_name": "Ada"}
    overdue = open_alert("a1", AlertKind.OVERDUE, after(35), for_time=after(35), **due_at_half_past)
    flagged = open_alert(
        "a1", AlertKind.OVERDUE, after(32), for_time=after(32), flagged=True, **due_at_half_past
    )
    silent = open_alert("a1", AlertKind.NO_CONTACT, after(45), for_time=after(45), **due_at_half_past)
    for move in (overdue, flagged):
        assert move.events[0].text == "Ada is overdue: the visit should have been over by 14:30."
        assert said(move.alert) == move.events[0].text
    assert silent.events[0].text == "Nothing has been heard of a visit of Ada that was planned for 14:30."
    assert said(silent.alert) == silent.events[0].text
