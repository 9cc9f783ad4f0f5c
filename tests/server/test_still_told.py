"""Whoever was told of an alert goes on being told, and hears what becomes of it."""

import json
from datetime import timedelta

import pytest

from server.engine import Engine
from server.store.columns import write_time
from server.store.database import writing
from tests.server.house import House
from tests.server.phones import Phone
from tests.server.walks import Walker, give_browser, late, messages, new_id, run
from tests.server.watching import hire_mel, put_on_duty


def change_shift(house: House) -> None:
    """Mo goes home, and Mel comes."""
    mel = hire_mel(house)
    house.accounts = {**house.accounts, "mel": mel}
    sam = house.browser_of("sam")
    for turn in sam.get("/api/v1/duty").get_json()["duties"]:
        if turn["account"] == house.accounts["mo"].id:
            assert sam.delete(f"/api/v1/duty/{turn['id']}").status_code == 204
    put_on_duty(house, mel)
    with house.app.app_context(), writing():
        give_browser(house, "mel")


def told(house: House, since: int = 0) -> set[tuple[str, int]]:
    """Who has been told at which step."""
    names = {one.id: name for name, one in house.accounts.items()}
    return {(names[one.account], one.step) for one in messages(house)[since:] if one.alert}


def plan(house: House, **parts: object) -> str:
    """A visit of Ada's, planned."""
    phone = Phone(house.browser(), house.token("ada"), house.accounts["ada"].id, new_id(), new_id)
    at = write_time(house.clock.now() + timedelta(minutes=1))
    about = {"worker": house.accounts["ada"].id, "planned_at": at, "minutes": 45, "state": "planned"}
    change = phone.change("visit", client=phone.add_client(), set={**about, **parts})
    assert phone.statuses(change) == ["applied"]
    visit: str = change["record"]
    return visit


@pytest.mark.parametrize("how", ["in time", "late"])
def test_after_a_change_of_shift_both_hear_that_she_is_well(
    engine: Engine, house: House, ada: Walker, how: str
) -> None:
    ada.set_pins()
    visit = ada.start(10)
    run(engine, house, minutes=9)
    made = late(ada, "finish", visit)
    run(engine, house, minutes=6, seconds=30)
    assert told(house) == {("mo", 1)}
    change_shift(house)
    count = len(messages(house))
    if how == "late":
        ada.send(made)
    else:
        ada.finish(visit, "1234")
    assert told(house, count) == {("mo", 1), ("mel", 1)}
    assert json.loads(messages(house)[-1].payload)["title"] == "News of Ada"


def test_after_a_change_of_shift_whoever_was_told_first_goes_on_being_told(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.start(10)
    run(engine, house, minutes=15, seconds=30)
    change_shift(house)
    count = len(messages(house))
    run(engine, house, minutes=7)
    assert {("mo", 2), ("mel", 2), ("mo", 3), ("mel", 3)} <= told(house, count)


def test_whoever_was_told_because_nobody_was_on_duty_hears_that_she_is_well(
    house: House, ada: Walker
) -> None:
    with house.app.app_context(), writing():
        give_browser(house, "mo")
        give_browser(house, "sam")
    engine, visit = Engine(house.app), plan(house)
    run(engine, house, minutes=17)
    before = {name for name, _ in told(house)}
    assert before == {"mo", "sam"}
    count = len(messages(house))
    ada.say("check_in", visit)
    assert {name for name, _ in told(house, count)} == before
    engine._deliverer.close()


def test_the_buddy_for_one_visit_hears_what_becomes_of_an_alert_about_two(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins()
    with house.app.app_context(), writing():
        give_browser(house, "eve")
    first = plan(house, buddy=house.accounts["eve"].id)
    house.clock.pass_by(minutes=1)
    ada.say("start", first, minutes=10)
    second = ada.start(12)
    run(engine, house, minutes=19)
    assert "eve" in {name for name, _ in told(house)}
    for visit in (first, second):
        count = len(messages(house))
        ada.finish(visit, "1234")
        assert "eve" in {name for name, _ in told(house, count)}


def test_whoever_has_left_is_not_told_again(engine: Engine, house: House, ada: Walker) -> None:
    ada.set_pins()
    visit = ada.start(10)
    run(engine, house, minutes=15, seconds=30)
    change_shift(house)
    with house.app.app_context(), writing() as session:
        session.merge(house.accounts["mo"]).active = False
    count = len(messages(house))
    ada.finish(visit, "1234")
    assert told(house, count) == {("mel", 1)}
