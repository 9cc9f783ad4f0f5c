"""The rota: who is at which post, and whether the one at the board can hear it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from server.adapters.world import world
from server.services.people import close_account
from server.store import duty
from server.store.columns import write_time
from server.store.database import reading, writing
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow
from tests.server.house import House
from tests.server.watching import board

PATH = "/api/v1/duty"


def later(house: House, **span: float) -> str:
    return write_time(house.clock.now() + timedelta(**span))


def take(browser: FlaskClient, ends: str, post: str = "monitor", **parts: Any) -> Any:
    return browser.post(PATH, json={"post": post, "ends": ends, **parts})


def duties(browser: FlaskClient) -> list[dict[str, Any]]:
    found: Any = browser.get(PATH).json
    duties: list[dict[str, Any]] = found["duties"]
    return duties


def test_a_monitor_begins_her_own_turn(house: House) -> None:
    mo = house.browser_of("mo")
    taken = take(mo, later(house, hours=8))
    assert taken.status_code == 201
    assert taken.json == {
        "id": taken.json["id"], "account": house.accounts["mo"].id, "name": "Mo", "post": "monitor",
        "begins": later(house), "ends": later(house, hours=8), "made_by_name": "Mo",
    }  # fmt: skip
    assert duties(mo) == [taken.json]


def test_a_supervisor_plans_anybodys_turn_and_a_monitor_nobody_elses(house: House) -> None:
    sam, mo = house.browser_of("sam"), house.browser_of("mo")
    times = {"begins": later(house, days=1), "ends": later(house, days=1, hours=8)}
    planned = take(sam, account=house.accounts["mo"].id, **times)
    assert (planned.json["name"], planned.json["made_by_name"]) == ("Mo", "Sam")
    assert take(mo, later(house, hours=1), "manager", account=house.accounts["sam"].id).status_code == 403


def test_who_can_be_put_on_duty_is_who_may_answer(house: House) -> None:
    found: Any = house.browser_of("ann").get(PATH).json
    assert [one["name"] for one in found["people"]] == ["Mo", "Sam"]
    for name in ("ada", "ann"):
        wanted = {"account": house.accounts[name].id}
        assert take(house.browser_of("ann"), later(house, hours=1), **wanted).status_code == 404


def test_a_person_who_has_left_is_not_put_on_duty(house: House) -> None:
    with house.app.app_context():
        close_account("mo@northside.example")
    wanted = {"account": house.accounts["mo"].id}
    assert take(house.browser_of("sam"), later(house, hours=1), **wanted).status_code == 404


def test_the_turns_of_a_person_who_leaves_end_with_her_account(house: House) -> None:
    mo, sam, nobody = house.browser_of("mo"), house.browser_of("sam"), "Nobody is on duty as monitor."
    take(mo, later(house, hours=8))
    take(mo, later(house, days=2), begins=later(house, days=1))
    house.clock.pass_by(hours=1)
    assert nobody not in board(sam)["trouble"]
    with house.app.app_context():
        close_account("mo@northside.example")
    assert duties(sam) == []
    assert nobody in board(sam)["trouble"]


def test_one_person_has_one_post_once_at_a_time(house: House) -> None:
    mo = house.browser_of("mo")
    assert take(mo, later(house, hours=8)).status_code == 201
    again = take(mo, later(house, hours=9))
    assert (again.status_code, list(again.json["errors"])) == (422, ["begins"])
    assert take(mo, later(house, hours=9), "second").status_code == 201
    assert take(mo, later(house, hours=9), begins=later(house, hours=8)).status_code == 201


def test_a_turn_that_runs_ends_now_and_one_to_come_is_struck(house: House) -> None:
    mo = house.browser_of("mo")
    running = take(mo, later(house, hours=8)).json["id"]
    coming = take(mo, later(house, hours=9), begins=later(house, hours=8)).json["id"]
    house.clock.pass_by(hours=1)
    for id in (running, coming):
        assert mo.delete(f"{PATH}/{id}").status_code == 204
    assert duties(mo) == []
    with house.app.app_context(), reading():
        kept, struck = (duty.turn(house.organisation, id) for id in (running, coming))
    assert kept is not None
    assert kept.ends == house.clock.now()
    assert struck is None


def test_what_is_over_cannot_be_ended_and_what_is_anothers_not_by_a_monitor(house: House) -> None:
    sam, mo = house.browser_of("sam"), house.browser_of("mo")
    sams = take(sam, later(house, hours=1), "manager").json["id"]
    assert mo.delete(f"{PATH}/{sams}").status_code == 403
    assert mo.delete(f"{PATH}/nothing").status_code == 404
    house.clock.pass_by(hours=2)
    assert sam.delete(f"{PATH}/{sams}").status_code == 404


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [({"ends": "2026-11-23T09:00:00Z"}, "ends"), ({"ends": "2026-11-23T12:00:00"}, "ends"),
     ({"begins": "2026-11-23T13:00:00Z"}, "ends"), ({"post": "guard"}, "post"),
     ({"account": "mo"}, "account"),
     ({"ends": "0001-01-01T00:00:00+14:00"}, "ends"), ({"begins": 5}, "begins"), ({"colour": 1}, "colour")],
)  # fmt: skip
def test_a_turn_that_cannot_be_is_told_why(small_house: House, parts: dict[str, Any], wrong: str) -> None:
    body = {"post": "monitor", "ends": "2026-11-23T12:00:00Z", **parts}
    answer: Any = small_house.browser_of("mo").post(PATH, json=body)
    assert (answer.status_code, list(answer.json["errors"])) == (422, [wrong])


@pytest.mark.parametrize(("name", "see", "change"), [("ada", 403, 403), ("ann", 200, 201)])
def test_who_sees_and_sets_the_rota(small_house: House, name: str, see: int, change: int) -> None:
    browser = small_house.browser_of(name)
    assert browser.get(PATH).status_code == see
    wanted = {"account": small_house.accounts["mo"].id}
    assert take(browser, later(small_house, hours=1), **wanted).status_code == change


def sound_tested(house: House) -> datetime | None:
    with house.app.app_context(), reading():
        found = duty.presence(house.organisation, house.accounts["mo"].id)
    return found.sound_tested if found else None


def test_that_the_siren_was_heard_is_noted(house: House) -> None:
    mo = house.browser_of("mo")
    assert sound_tested(house) is None
    assert mo.post(f"{PATH}/test", json={"sound": True}).status_code == 200
    assert sound_tested(house) == house.clock.now()


def test_a_test_push_is_a_real_message_to_each_of_her_own_browsers(house: House) -> None:
    mo, now = house.browser_of("mo"), house.clock.now()
    assert mo.post(f"{PATH}/test", json={"push": True}).get_json() == {"endpoints": 0}
    with house.app.app_context(), writing() as session:
        for owner in ("mo", "mo", "sam"):
            session.add(
                PushEndpointRow(
                    organisation=house.organisation, id=world().new_id(), account=house.accounts[owner].id,
                    device="phone", endpoint=world().new_id(), p256dh="", auth="", created=now,
                )
            )  # fmt: skip
    assert mo.post(f"{PATH}/test", json={"push": True}).get_json() == {"endpoints": 2}
    with house.app.app_context(), reading() as session:
        sent = session.scalars(select(MessageRow)).all()
    assert {(one.account, one.channel, one.state) for one in sent} == {
        (house.accounts["mo"].id, "push", "waiting")
    }
    assert board_says_tested(mo) is None


def board_says_tested(browser: FlaskClient) -> Any:
    """A push counts as tested once it was shown, and not when it was sent."""
    found: Any = browser.get("/api/v1/board").json
    return found["me"]["push_tested"]


@pytest.mark.parametrize("body", [{}, {"sound": False}, {"sound": 1}, {"sound": "yes"}, {"smell": True}])
def test_a_test_of_nothing_is_refused(small_house: House, body: dict[str, Any]) -> None:
    assert small_house.browser_of("mo").post(f"{PATH}/test", json=body).status_code == 422
