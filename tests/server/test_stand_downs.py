"""What a worker ended herself after an alert waits for a person; it closes by itself only where it may."""

import json

import pytest

from server.engine import Engine
from server.store.database import writing
from tests.server.house import House
from tests.server.phones import Phone
from tests.server.walks import (
    Walker,
    alerts,
    events,
    give_browser,
    kinds,
    late,
    messages,
    new_id,
    put_on_duty,
    run,
)
from tests.server.watching import say


@pytest.fixture
def phone(house: House) -> Phone:
    return Phone(house.browser(), house.token("ada"), house.accounts["ada"].id, new_id(), new_id)


def overdue(engine: Engine, house: House, ada: Walker, **parts: str) -> str:
    ada.set_pins()
    visit = ada.start(10, **parts)
    run(engine, house, minutes=16)
    return visit


@pytest.mark.parametrize("flagged_after", ["the alert", "the end of the visit"])
def test_what_is_flagged_after_its_alert_has_opened_never_closes_by_itself(
    engine: Engine, house: House, ada: Walker, phone: Phone, flagged_after: str
) -> None:
    client = phone.add_client()
    visit = overdue(engine, house, ada, client=client)
    risk = {"flags": ["violence"], "said_by": "The housing officer"}
    flag = phone.change("risk", client=client, set=risk)
    if flagged_after == "the alert":
        assert phone.statuses(flag) == ["applied"]
    ada.finish(visit, "1234")
    if flagged_after != "the alert":
        assert phone.statuses(flag) == ["applied"]
    run(engine, house, minutes=21)
    assert kinds(house) == [("overdue", "stand_down", 1)]
    assert alerts(house)[0].flagged


def resolve(house: House) -> tuple[int, str]:
    """A monitor ends the alert with the body that the contract gives, having taken nothing before."""
    body = {"note": "Spoke to her.", "outcome": "safe_spoke"}
    answer = house.browser_of("mo").post(f"/api/v1/alerts/{alerts(house)[0].id}/resolve", json=body)
    return answer.status_code, answer.get_json().get("code") or answer.get_json()["state"]


def test_a_person_confirms_a_call_for_help_that_she_stood_down(
    engine: Engine, house: House, ada: Walker
) -> None:
    visit = overdue(engine, house, ada)
    ada.say("panic", visit)
    assert resolve(house) == (409, "graver")
    house.clock.pass_by(seconds=30)
    ada.finish(visit, "1234")
    assert resolve(house) == (200, "resolved")


def test_whoever_saw_a_call_for_help_has_seen_its_repeat(house: House, ada: Walker) -> None:
    visit = ada.start(10)
    for _ in range(2):
        ada.say("panic", visit)
        house.clock.pass_by(seconds=3)
    assert resolve(house) == (200, "resolved")


def test_a_call_for_help_from_before_an_alert_that_is_heard_after_it_is_news(
    engine: Engine, house: House, ada: Walker
) -> None:
    visit = ada.start(10)
    run(engine, house, minutes=12)
    queued = late(ada, "panic", visit)
    run(engine, house, minutes=4)
    ada.send(queued)
    assert resolve(house) == (409, "graver")


def test_one_that_was_taken_and_left_waits_for_a_person_again_and_says_nothing_untrue(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.finish(overdue(engine, house, ada), "1234")
    mo, [alert] = house.browser_of("mo"), alerts(house)
    assert say(mo, alert.id, "acknowledge").status_code == 200
    run(engine, house, minutes=5)
    assert say(mo, alert.id, "progress", "It rings.").status_code == 200
    before = len(messages(house))
    run(engine, house, minutes=10)
    assert [(one.state, one.grade, one.owner) for one in alerts(house)] == [("stand_down", "amber", None)]
    assert events(house)[-1] == ("lapsed", "Mo has recorded nothing since: it waits for somebody to confirm.")
    told = [json.loads(one.payload) for one in messages(house)[before:]]
    words = "Ada has ended the visit. Confirm that all is well, and close the alert."
    assert [(one["title"], one["body"], one["siren"]) for one in told] == [("News of Ada", words, False)]
    run(engine, house, minutes=10)
    assert (alerts(house)[0].state, alerts(house)[0].outcome) == ("resolved", "self_cleared")


def test_what_comes_while_somebody_has_it_goes_on_when_it_is_left(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.finish(overdue(engine, house, ada), "1234")
    second = ada.start(2)
    say(house.browser_of("mo"), alerts(house)[0].id, "acknowledge")
    run(engine, house, minutes=8)
    [alert] = alerts(house)
    assert (alert.state, alert.grade, alert.visit) == ("owned", "red", second)
    run(engine, house, minutes=2)
    assert kinds(house) == [("overdue", "open", 2)]
    assert json.loads(messages(house)[-1].payload)["body"].endswith("should have been over by 10:18.")


def test_after_a_gap_in_which_the_engine_lived_on_nothing_closes_by_itself(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.finish(overdue(engine, house, ada), "1234")
    house.clock.pass_by(minutes=30)
    run(engine, house, minutes=9)
    assert kinds(house)[0] == ("overdue", "stand_down", 1)
    run(engine, house, minutes=2)
    assert kinds(house)[0] == ("overdue", "resolved", 1)


def test_one_that_waits_for_a_person_is_put_to_everybody_once_nobody_is_on_duty(
    house: House, ada: Walker
) -> None:
    put_on_duty(house, hours=0.25)
    with house.app.app_context(), writing():
        give_browser(house, "sam")
    engine, visit = Engine(house.app), ada.start(minutes=30)
    ada.set_pins()
    ada.say("panic", visit)
    house.clock.pass_by(minutes=1)
    ada.finish(visit, "1234")
    run(engine, house, minutes=12)
    assert kinds(house) == [("panic", "stand_down", 4)]
    before = len(messages(house))
    run(engine, house, minutes=10)
    engine._deliverer.close()
    asked = {one.account for one in messages(house)[before:]}
    assert asked == {house.accounts[name].id for name in ("mo", "sam")}
