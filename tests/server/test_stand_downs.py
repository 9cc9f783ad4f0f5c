"""What a worker ended herself after an alert waits for a person; it closes by itself only where it may."""

import pytest

from server.engine import Engine
from tests.server.house import House
from tests.server.phones import Phone
from tests.server.walks import Walker, alerts, kinds, late, new_id, run


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
