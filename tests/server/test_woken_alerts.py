"""An alert that something later has woken says what is so now, and keeps in its timeline what it said."""

import json
from datetime import timedelta
from typing import Any

from server.engine import Engine
from tests.server.house import House
from tests.server.walks import Walker, alerts, events, late, messages, new_id, run, watch_of
from tests.server.watching import add_watch, board, say

QUIET_ROW = {"place": "1 Quiet Row", "due": None, "alert_at": None, "last_heard": None}


def plan(house: House, minutes: float, begins_in: float) -> str:
    """A plan of Ada's that begins in so many minutes."""
    now = house.clock.now()
    times = {"planned_start": now + timedelta(minutes=begins_in), "planned_minutes": minutes}
    return add_watch(house, new_id(), state="planned", next_action_at=now, **QUIET_ROW, **times)


def told(house: House) -> list[tuple[str, str, bool]]:
    """Title, body and siren of all that Mo's browser was sent about alerts, the oldest first."""
    sent = [json.loads(one.payload) for one in messages(house) if one.endpoint == "push-mo" and one.alert]
    return [(one["title"], one["body"], one["siren"]) for one in sent]


def card(house: House) -> dict[str, Any]:
    [found] = board(house.browser_of("mo"))["alerts"]
    return dict(found)


def stood_down(engine: Engine, house: House, ada: Walker) -> None:
    """Ada was overdue at a quarter past ten, and has ended that visit herself a minute later."""
    ada.set_pins()
    visit = ada.start(minutes=10, place="9 Past Place")
    run(engine, house, minutes=16)
    ada.finish(visit, "1234")
    assert (card(house)["state"], card(house)["about"]) == ("stand_down", "overdue")


def called_and_was_overdue(engine: Engine, house: House, ada: Walker, **another: Any) -> str:
    """Ada has called for help and ended that visit herself; then another one is overdue. Its id."""
    ada.set_pins()
    visit = ada.start(minutes=30)
    ada.say("panic", visit)
    run(engine, house, minutes=1)
    ada.finish(visit, "1234")
    overdue = ada.start(minutes=5, **another)
    run(engine, house, minutes=11)
    return overdue


def test_one_that_a_silent_plan_has_woken_says_that_nothing_was_heard(
    engine: Engine, house: House, ada: Walker
) -> None:
    silent = plan(house, minutes=60, begins_in=5)
    stood_down(engine, house, ada)
    run(engine, house, minutes=5)
    shown = card(house)
    assert (shown["visit"], shown["about"], shown["script"]) == (silent, "no_contact", "no_contact")
    assert (shown["kind"], shown["grade"], shown["state"]) == ("overdue", "amber", "open")
    assert shown["reason"] is None
    nothing = "Nothing has been heard of a visit of Ada that was planned for 10:05."
    assert told(house)[-1] == ("No contact: Ada", nothing, False)
    lines = [text for type, text in events(house) if type in ("opened", "stand_down", "signal")]
    assert lines == [
        "Ada is overdue: the visit should have been over by 10:10.",
        "Ada ended the visit at 10:16. Confirm that all is well.",
        nothing,
    ]


def test_when_that_plan_is_overdue_it_is_red_again_and_begins_anew(
    engine: Engine, house: House, ada: Walker
) -> None:
    silent = plan(house, minutes=40, begins_in=5)
    stood_down(engine, house, ada)
    run(engine, house, minutes=34.5)
    shown = card(house)
    assert (shown["about"], shown["grade"], shown["step"]) == ("overdue", "red", 1)
    assert (shown["visit"], watch_of(house, silent).state) == (silent, "overdue")
    words = "Ada is overdue: the visit should have been over by 10:45."
    assert told(house)[-1] == ("Overdue: Ada", words, True)


def test_a_word_from_her_ends_the_silence_that_has_woken_one(
    engine: Engine, house: House, ada: Walker
) -> None:
    silent = plan(house, minutes=60, begins_in=5)
    stood_down(engine, house, ada)
    run(engine, house, minutes=5)
    ada.say("start", silent, minutes=60)
    assert [one.state for one in alerts(house)] == ["stand_down"]


def test_a_call_for_help_that_stood_down_and_is_woken_says_so_and_still_waits_for_a_person(
    engine: Engine, house: House, ada: Walker
) -> None:
    another = called_and_was_overdue(engine, house, ada, place="2 Loud Lane")
    shown = card(house)
    assert (shown["kind"], shown["about"], shown["place"]) == ("panic", "overdue", "2 Loud Lane")
    assert alerts(house)[0].for_time == watch_of(house, another).alert_at
    assert ("Overdue: Ada", "Ada is overdue: the visit should have been over by 10:06.", True) in told(house)
    ada.finish(another, "1234")
    run(engine, house, minutes=40)
    assert [one.state for one in alerts(house)] == ["stand_down"]


def test_who_saw_it_as_what_it_is_about_now_ends_no_second_call_for_help(
    engine: Engine, house: House, ada: Walker
) -> None:
    called_and_was_overdue(engine, house, ada)
    seen = card(house)
    house.clock.pass_by(minutes=1)
    ada.say("panic")
    mo = house.browser_of("mo")
    refused = say(mo, seen["id"], "resolve", outcome="safe_spoke", kind=seen["about"])
    assert (refused.status_code, refused.get_json()["code"]) == (409, "graver")
    assert (card(house)["about"], card(house)["step"]) == ("panic", 2)


def test_an_end_without_the_right_pin_is_said_to_whoever_is_told(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins()
    finish = late(ada, "finish", ada.start(minutes=30))
    finish["pin"] = ada.seal("1111", signal=finish["id"])
    run(engine, house, minutes=5)
    ada.send(finish)
    words = "Ada's visit was ended without the right PIN, with no signal. Find out how things are."
    assert told(house) == [("Check on Ada", words, False)]
    assert (card(house)["about"], card(house)["reason"]) == ("no_contact", words)
