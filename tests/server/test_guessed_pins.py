"""Whoever has her phone guesses at the PIN that ends her visit: the server tells, and the phone does not."""

from typing import Any

import pytest

from server.engine import Engine
from tests.server.house import House
from tests.server.walks import Walker, alerts, events, kinds, late, run, watch_of
from tests.server.watching import board, say

WORDS = "The PIN was wrong 5 times on Ada's visit. Somebody else may have the phone: find out how things are."


@pytest.fixture
def visit(ada: Walker) -> str:
    ada.set_pins()
    return ada.start(minutes=30, flagged=True)


def guess(ada: Walker, visit: str, times: int = 5) -> list[dict[str, Any]]:
    """The answers to so many wrong PINs, without their ids."""
    found = []
    for _ in range(times):
        ada.house.clock.pass_by(seconds=5)
        found.append({name: one for name, one in ada.finish(visit, "0000").items() if name != "id"})
    return found


def test_the_fifth_wrong_pin_is_told_to_whoever_watches_and_her_phone_shows_nothing_of_it(
    engine: Engine, house: House, ada: Walker, visit: str
) -> None:
    before = ada.watch()["visits"]
    answers = guess(ada, visit, times=4)
    assert kinds(house) == []
    answers += guess(ada, visit, times=1)
    assert kinds(house) == [("no_contact", "open", 1)]
    [card] = board(house.browser_of("mo"))["alerts"]
    assert (card["grade"], card["visit"], card["reason"]) == ("amber", visit, WORDS)
    assert answers == [answers[0]] * 5
    assert answers[0]["status"] == "pin_wrong"
    now = ada.watch()
    assert [{**one, "last_heard": None} for one in now["visits"]] == [
        {**one, "last_heard": None} for one in before
    ]
    assert now["alert"]["kind"] == "no_contact"  # of which her phone never says anything


def test_nothing_but_the_right_pin_calms_it_and_then_it_is_as_after_any_other_alert(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins()
    visit, another = ada.start(minutes=10), ada.start(minutes=60)
    run(engine, house, minutes=11)
    guess(ada, visit)
    ada.say("check_in", visit)
    ada.say("check_in", another)
    ada.finish(another)
    ada.start(minutes=60)
    assert [(one.kind, one.state) for one in alerts(house)] == [("no_contact", "open")]
    assert ada.finish(visit, "1234")["visit"]["state"] == "ended"
    assert [(one.kind, one.state) for one in alerts(house)] == [("no_contact", "stand_down")]
    run(engine, house, minutes=11)
    assert [one.outcome for one in alerts(house)] == ["self_cleared"]


def test_the_other_pin_calls_for_help_all_the_same(ada: Walker, visit: str) -> None:
    guess(ada, visit)
    assert ada.finish(visit, "9999")["visit"]["state"] == "ended"
    assert [(one.kind, one.state) for one in alerts(ada.house)] == [("duress", "broadcast")]


def test_she_may_have_more_time_all_the_same(ada: Walker, visit: str) -> None:
    guess(ada, visit)
    assert ada.say("extend", visit, minutes=10)["status"] == "received"


def test_whoever_goes_on_guessing_is_told_of_again(ada: Walker, visit: str) -> None:
    guess(ada, visit)
    [first] = alerts(ada.house)
    say(ada.house.browser_of("mo"), first.id, "resolve", outcome="safe_spoke")
    guess(ada, visit, times=4)
    assert [one.state for one in alerts(ada.house)] == ["resolved"]
    guess(ada, visit, times=1)
    assert [one.state for one in alerts(ada.house)] == ["resolved", "open"]


def test_in_an_alert_that_is_open_it_is_a_line(engine: Engine, house: House, ada: Walker, visit: str) -> None:
    run(engine, house, minutes=35)
    guess(ada, visit, times=6)
    assert [one.kind for one in alerts(house)] == ["overdue"]
    assert [text for _, text in events(house)].count(WORDS) == 1


def test_many_from_offline_end_it_unverified_and_raise_one_alert(ada: Walker, visit: str) -> None:
    made = [late(ada, "finish", visit) for _ in range(6)]
    for one in made:
        one["pin"] = ada.seal("0000", signal=one["id"])
    ada.house.clock.pass_by(minutes=5)
    ada.send(*made)
    assert watch_of(ada.house, visit).ending == "unverified"
    assert [(one.kind, one.state) for one in alerts(ada.house)] == [("no_contact", "open")]
    assert [text for type, text in events(ada.house) if type == "opened"] == [
        "Ada's visit was ended without the right PIN, with no signal. Find out how things are."
    ]
    assert WORDS not in [text for _, text in events(ada.house)]


def test_once_it_has_ended_they_change_nothing(ada: Walker, visit: str) -> None:
    guess(ada, visit, times=4)
    ada.finish(visit, "1234")
    guess(ada, visit)
    assert alerts(ada.house) == []
