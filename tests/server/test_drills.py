"""Drills: the whole way of an alert, marked as practice, for each monitor weekly and by itself."""

from typing import Any

import pytest
from sqlalchemy import select

from server.engine import Engine
from server.safety.words import AlertKind
from server.services.drills import hold_drills
from server.store import drills
from server.store.alerts import AlertRow
from server.store.database import reading
from tests.server.house import House
from tests.server.moments import Worker, stopped_before_commit
from tests.server.watching import climb, hire_mel, hire_zoe, put_on_duty, raise_case, say, state_of, stored

PATH = "/api/v1/drills"


def start(house: House, name: str, **body: Any) -> Any:
    return house.browser_of(name).post(PATH, json=body)


def hold(house: House) -> int:
    with house.app.app_context():
        return hold_drills(house.clock.now())


def drills_of(house: House) -> list[str]:
    """Whom the drills so far were for, in their order."""
    names = {one.id: name for name, one in house.accounts.items()}
    with house.app.app_context(), reading() as session:
        rows = session.scalars(select(AlertRow).where(AlertRow.kind == "drill").order_by(AlertRow.opened))
        return [names.get(row.account or "", row.worker_name) for row in rows]


def end(house: House, name: str = "mo") -> None:
    """The open drill is answered by whom it is for."""
    with house.app.app_context(), reading():
        row = drills.open_drill(house.organisation, house.accounts[name].id)
        assert row
        id = row.id
    assert say(house.browser_of(name), id, "resolve", outcome="drill").status_code == 200


def test_a_monitor_starts_a_drill_for_herself_and_answers_it_as_if_it_were_real(house: House) -> None:
    begun = start(house, "mo")
    assert begun.status_code == 201
    found = begun.json
    assert (found["kind"], found["drill"], found["worker"], found["mine"]) == ("drill", True, "Mo", False)
    assert [one["type"] for one in found["events"]] == ["opened", "nobody_told"]
    assert "DRILL" in found["events"][0]["text"]
    mo = house.browser_of("mo")
    assert say(mo, found["id"], "acknowledge").json["state"] == "owned"
    assert say(mo, found["id"], "resolve", outcome="drill").json["outcome"] == "drill"


def test_one_drill_is_open_at_a_time(house: House) -> None:
    assert start(house, "mo").json["id"] == start(house, "mo").json["id"]


def test_a_supervisor_starts_one_for_anybody_who_watches_and_a_monitor_for_nobody_else(house: House) -> None:
    hire_zoe(house)
    assert start(house, "sam", account=house.accounts["mo"].id).json["worker"] == "Mo"
    assert start(house, "mo", account=house.accounts["sam"].id).status_code == 403
    assert start(house, "sam", account=house.accounts["ada"].id).status_code == 404
    assert start(house, "zoe", account=house.accounts["mo"].id).status_code == 403


def test_a_drill_that_nobody_answers_counts_as_missed(house: House) -> None:
    drill = start(house, "mo").json["id"]
    for _ in range(20):
        house.clock.pass_by(minutes=5)
        climb(house, drill)
    with stored(house, drill) as row:
        assert (row.state, row.outcome) == ("resolved", "drill_missed")


def test_each_monitor_on_duty_is_drilled_weekly(house: House) -> None:
    put_on_duty(house, house.accounts["mo"])
    house.clock.pass_by(days=6)
    assert hold(house) == 0
    put_on_duty_again(house)
    assert hold(house) == 0
    house.clock.pass_by(days=1)
    put_on_duty_again(house)
    assert hold(house) == 1
    assert hold(house) == 0
    end(house)
    house.clock.pass_by(days=6, hours=23)
    put_on_duty_again(house)
    assert hold(house) == 0
    house.clock.pass_by(hours=1)
    assert hold(house) == 1
    assert drills_of(house) == ["mo", "mo"]


def put_on_duty_again(house: House, name: str = "mo") -> None:
    """A new turn, which began an hour ago."""
    account, times = house.accounts[name].id, {"begins": at(house, -1), "ends": at(house, 8)}
    body = {"account": account, "post": "monitor", **times}
    taken = house.browser_of("sam").post("/api/v1/duty", json=body)
    assert taken.status_code == 201, taken.text


def at(house: House, hours: float) -> str:
    house.clock.pass_by(hours=hours)
    moment = house.clock.now().isoformat()
    house.clock.pass_by(hours=-hours)
    return moment


def test_nobody_is_drilled_off_duty_or_in_the_first_minutes_of_her_turn(house: House) -> None:
    house.clock.pass_by(days=30)
    assert hold(house) == 0
    put_on_duty(house, house.accounts["mo"])
    assert hold(house) == 0
    house.clock.pass_by(minutes=10)
    assert hold(house) == 1


def test_a_drill_waits_while_there_is_a_real_alert(house: House) -> None:
    house.clock.pass_by(days=30)
    put_on_duty(house, house.accounts["mo"], hours=1)
    alert = raise_case(house, AlertKind.NO_CONTACT)
    assert hold(house) == 0
    say(house.browser_of("mo"), alert, "resolve", outcome="overran")
    assert hold(house) == 1


def test_nobody_begins_a_drill_beside_a_real_alert(house: House) -> None:
    alert = raise_case(house, AlertKind.NO_CONTACT)
    refused = start(house, "mo")
    assert (refused.status_code, refused.json["code"]) == (422, "not_valid")
    assert refused.json["errors"] == {"account": ["There is a real alert. Answer it first."]}
    say(house.browser_of("mo"), alert, "resolve", outcome="overran")
    assert start(house, "mo").status_code == 201


def test_two_monitors_are_drilled_one_after_the_other(house: House) -> None:
    mel = hire_mel(house)
    house.clock.pass_by(days=30)
    put_on_duty(house, house.accounts["mo"], hours=1)
    put_on_duty(house, mel, hours=1)
    assert hold(house) == 1
    assert hold(house) == 0
    first = drills_of(house)[0]
    with house.app.app_context(), reading() as session:
        open_ = session.scalars(select(AlertRow.id).where(AlertRow.kind == "drill")).one()
    assert say(house.browser_of(first.lower()), open_, "resolve", outcome="drill").status_code == 200
    assert hold(house) == 1
    assert {one.lower() for one in drills_of(house)} == {"mo", "mel"}


def test_two_engines_hold_one_drill(house: House) -> None:
    house.clock.pass_by(days=30)
    put_on_duty(house, house.accounts["mo"], hours=1)
    with stopped_before_commit(house, lambda: hold(house)) as first:
        second = Worker(lambda: hold(house))
        second.join(0.3)
    assert (first.result(), second.result()) == (1, 0)
    assert drills_of(house) == ["mo"]


def test_the_engine_holds_drills_by_itself(house: House) -> None:
    house.clock.pass_by(days=30)
    put_on_duty(house, house.accounts["mo"], hours=1)
    Engine(house.app).audit()
    assert drills_of(house) == ["mo"]


def test_only_monitors_are_drilled_by_themselves(house: House) -> None:
    house.clock.pass_by(days=30)
    put_on_duty(house, house.accounts["sam"], hours=1)
    put_on_duty(house, house.accounts["mo"], "second", hours=1)
    assert hold(house) == 0


def test_each_organisation_has_its_own_drill(house: House) -> None:
    zoe = hire_zoe(house)
    house.clock.pass_by(days=30)
    for account in (zoe, house.accounts["mo"]):
        put_on_duty(house, account, hours=1)
    assert hold(house) == 2


def test_a_drill_is_found_under_the_person_it_is_for(house: House) -> None:
    drill = start(house, "mo").json["id"]
    assert state_of(house, drill)[0] == "open"
    with stored(house, drill) as row:
        assert row.subject == drills.subject_of(house.accounts["mo"].id)


@pytest.mark.parametrize("body", [{"account": "mo"}, {"account": 5}, {"colour": 1}, []])
def test_a_drill_for_nobody_is_refused(small_house: House, body: Any) -> None:
    answer = small_house.browser_of("sam").post(PATH, json=body)
    assert answer.status_code == 422
