"""A plan that a colleague takes on is watched for her, and whoever was to go before is not forgotten."""

import pytest

from server.engine import Engine
from server.services.audit_watch import audit_watch
from server.store.columns import write_time
from tests.server.house import House
from tests.server.phones import Phone
from tests.server.test_plans_watched import change_plan, phone, plan
from tests.server.walks import Walker, alerts, events, late, messages, minutes_after, run, watch_of
from tests.server.watching import board, say

__all__ = ["phone"]  # the fixture


@pytest.fixture
def house(small_house: House) -> House:
    return small_house


def give(house: House, phone: Phone, visit: str, base: int = 1, hours: float | None = None) -> None:
    """Write that Eve is to go, at the old time or in so many hours."""
    was, planned = {}, watch_of(house, visit).planned_start
    now = {"worker": house.accounts["eve"].id, "state": "planned"}
    if hours is not None:
        assert planned
        was["planned_at"] = write_time(planned)
        now["planned_at"] = write_time(minutes_after(house.clock.now(), 60 * hours))
    state = "cancelled" if base > 1 else "planned"
    change_plan(phone, visit, base, {"worker": house.accounts["ada"].id, "state": state, **was}, **now)


def about(house: House) -> list[tuple[str, str, str]]:
    """The alerts: what each is of, about whom, and how it stands."""
    return [(one.kind, one.worker_name, one.state) for one in alerts(house)]


def test_what_was_called_off_and_is_planned_for_a_colleague_is_watched_for_her(
    engine: Engine, house: House, phone: Phone
) -> None:
    visit = plan(house, phone, phone.add_client())
    change_plan(phone, visit, 1, {"state": "planned"}, state="cancelled")
    run(engine, house, minutes=1)
    assert watch_of(house, visit).state == "ended"
    give(house, phone, visit, base=2)
    run(engine, house, minutes=1)
    assert (watch_of(house, visit).state, watch_of(house, visit).worker_name) == ("planned", "Eve")
    assert Walker(house, "eve").say("start", visit, minutes=15)["visit"]["state"] == "armed"
    run(engine, house, minutes=21)
    assert about(house) == [("overdue", "Eve", "open")]


def test_what_ada_cancelled_on_her_phone_before_is_not_the_end_of_the_colleagues_plan(
    engine: Engine, house: House, phone: Phone
) -> None:
    visit = plan(house, phone, phone.add_client(), hours=0.5)
    Walker(house).say("cancel", visit)
    assert watch_of(house, visit).state == "ended"
    give(house, phone, visit)
    run(engine, house, minutes=46)
    assert about(house) == [("no_contact", "Eve", "open")]


def test_an_alert_about_whoever_was_to_go_before_stays_hers_and_says_who_goes_now(
    engine: Engine, house: House, phone: Phone
) -> None:
    visit = plan(house, phone, phone.add_client(), hours=0.1)
    run(engine, house, minutes=57)
    give(house, phone, visit, hours=1)
    run(engine, house, seconds=30)
    assert about(house) == [("overdue", "Ada", "open")]
    words = "Eve is to make this visit now, and is watched on it. This alert is still about Ada."
    assert ("signal", words) in events(house)
    assert Walker(house, "eve").say("start", visit, minutes=15)["visit"]["state"] == "armed"
    run(engine, house, minutes=21)
    assert [one[:2] for one in about(house)] == [("overdue", "Ada"), ("overdue", "Eve")]


def test_the_board_takes_nobody_from_a_colleagues_visit_to_the_alert_about_whoever_was_to_go_before(
    engine: Engine, house: House, phone: Phone
) -> None:
    visit = plan(house, phone, phone.add_client(), hours=0.1)
    run(engine, house, minutes=57)
    give(house, phone, visit, hours=1)
    eve = Walker(house, "eve")
    eve.say("start", visit, minutes=15)
    eve.say("position", visit, position={"lat": 55.9, "lon": -3.1}, battery=0.4)
    seen = board(house.browser_of("mo"))
    [card] = [one for one in seen["visits"] if one["id"] == visit]
    assert (card["worker"], card["alert"], card["battery"]) == ("Eve", None, 0.4)
    [alert] = seen["alerts"]
    assert (alert["worker"], alert["visit"], alert["place"]) == ("Ada", visit, card["place"])
    assert [alert[name] for name in ("due", "last_heard", "position", "battery")] == [None] * 4


def test_the_end_of_an_alert_about_whoever_was_to_go_before_ends_nothing_of_the_colleagues(
    engine: Engine, house: House, phone: Phone
) -> None:
    visit = plan(house, phone, phone.add_client(), hours=0.1)
    run(engine, house, minutes=57)
    give(house, phone, visit)
    assert Walker(house, "eve").say("start", visit, minutes=15)["visit"]["state"] == "armed"
    mo, [alert] = house.browser_of("mo"), alerts(house)
    run(engine, house, minutes=19)
    assert say(mo, alert.id, "resolve", outcome="safe_spoke").status_code == 200
    run(engine, house, minutes=2)
    assert about(house) == [("overdue", "Ada", "resolved"), ("overdue", "Eve", "open")]


def test_a_colleague_who_takes_on_what_should_be_over_is_watched_once_she_begins(
    engine: Engine, house: House, phone: Phone
) -> None:
    visit = plan(house, phone, phone.add_client(), hours=0.1)
    run(engine, house, minutes=57)
    give(house, phone, visit)
    change_plan(phone, visit, 2, {"place": None}, place="2 Loud Lane")
    run(engine, house, minutes=1)
    with house.app.app_context():
        assert "Visits found" not in str(audit_watch(house.clock.now()))
    assert "Eve" not in [name for _, name, _ in about(house)]
    assert Walker(house, "eve").say("start", visit, minutes=15)["visit"]["state"] == "armed"


def test_what_is_given_on_between_its_end_and_its_alert_is_watched_all_the_same(
    engine: Engine, house: House, phone: Phone
) -> None:
    visit = plan(house, phone, phone.add_client(), hours=0.1)
    run(engine, house, minutes=53)
    give(house, phone, visit)
    run(engine, house, minutes=4)
    assert [one[:2] for one in about(house)] == [("no_contact", "Ada"), ("overdue", "Eve")]


def test_a_visit_that_was_begun_stays_with_whoever_is_behind_the_door(
    engine: Engine, house: House, phone: Phone
) -> None:
    visit = plan(house, phone, phone.add_client(), hours=0)
    Walker(house).say("start", visit, minutes=10)
    run(engine, house, minutes=16)
    give(house, phone, visit)
    assert watch_of(house, visit).worker_name == "Ada"
    assert board(house.browser_of("mo"))["alerts"][0]["visit"] == visit
    assert Walker(house, "eve").say("start", visit, minutes=45)["status"] == "refused"


def test_that_whoever_had_begun_it_before_is_not_watched_on_it_is_told(
    engine: Engine, house: House, phone: Phone
) -> None:
    visit, ada = plan(house, phone, phone.add_client(), hours=0.1, place="12 Larch Lane"), Walker(house)
    run(engine, house, minutes=6)
    start = late(ada, "start", visit, minutes=30)
    give(house, phone, visit)
    run(engine, house, minutes=2)
    assert [ada.send(start)[0]["status"] for _ in range(2)] == ["refused", "refused"]
    run(engine, house, minutes=1)
    assert about(house) == [("no_contact", "Ada", "open")]
    assert watch_of(house, visit).worker_name == "Eve"
    [alert] = board(house.browser_of("mo"))["alerts"]
    assert "the visit is Eve's by now, and Ada is not watched on it. Ring Ada." in alert["reason"]
    assert alert["place"] == "12 Larch Lane"
    assert house.accounts["mo"].id in {one.account for one in messages(house)}
