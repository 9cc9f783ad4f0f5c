"""What was planned and synced in the morning protects a worker whose phone never comes online at the door."""

from datetime import timedelta
from typing import Any

import pytest

from server.engine import Engine
from server.services.audit_watch import audit_watch
from server.store.columns import write_time
from tests.server.house import House
from tests.server.phones import Phone
from tests.server.walks import Walker, alerts, new_id, put_on_duty, watch_of
from tests.server.watching import say


@pytest.fixture
def phone(small_house: House) -> Phone:
    put_on_duty(small_house)
    house = small_house
    return Phone(house.browser(), house.token("ada"), house.accounts["ada"].id, new_id(), new_id)


def plan(house: House, phone: Phone, client: str, hours: float = 2, **fields: Any) -> str:
    """A visit of 45 minutes, planned and synced."""
    at = write_time(house.clock.now() + timedelta(hours=hours))
    wanted = {
        "worker": house.accounts["ada"].id,
        "planned_at": at,
        "minutes": 45,
        "state": "planned",
        **fields,
    }
    change = phone.change("visit", client=client, set=wanted)
    assert phone.statuses(change) == ["applied"]
    return str(change["record"])


def change_plan(phone: Phone, visit: str, base: int, was: dict[str, Any], **fields: Any) -> None:
    assert phone.statuses(phone.change("visit", visit, base, set=fields, was=was)) == ["applied"]


def after(house: House, **span: float) -> list[str]:
    """Let time pass in steps; the kinds of the alerts that there are then."""
    end, engine = house.clock.now() + timedelta(**span), Engine(house.app)
    while house.clock.now() < end:
        house.clock.pass_by(minutes=5)
        engine.work()
    engine._deliverer.close()
    return [one.kind for one in alerts(house)]


def test_a_plan_from_which_nothing_comes_is_amber_and_then_red(small_house: House, phone: Phone) -> None:
    plan(small_house, phone, phone.add_client())
    assert after(small_house, hours=2, minutes=10) == []
    assert after(small_house, minutes=5) == ["no_contact"]
    assert after(small_house, minutes=35) == ["overdue"]


def test_a_plan_that_was_taken_back_is_not_watched(small_house: House, phone: Phone) -> None:
    visit = plan(small_house, phone, phone.add_client())
    change_plan(phone, visit, 1, {"state": "planned"}, state="cancelled")
    assert after(small_house, hours=4) == []
    assert watch_of(small_house, visit).state == "ended"


def test_a_plan_that_moves_is_watched_at_its_new_time(small_house: House, phone: Phone) -> None:
    visit = plan(small_house, phone, phone.add_client())
    old = write_time(small_house.clock.now() + timedelta(hours=2))
    new = write_time(small_house.clock.now() + timedelta(hours=3))
    change_plan(phone, visit, 1, {"planned_at": old}, planned_at=new)
    assert after(small_house, hours=3, minutes=10) == []
    assert after(small_house, minutes=5) == ["no_contact"]


def test_a_plan_that_moves_to_before_now_is_red_at_once_and_no_fault_of_the_watch(
    small_house: House, phone: Phone
) -> None:
    visit = plan(small_house, phone, phone.add_client(), hours=1)
    planned = small_house.clock.now() + timedelta(hours=1)
    assert after(small_house, hours=1, minutes=15) == ["no_contact"]
    earlier = write_time(planned - timedelta(hours=1))
    change_plan(phone, visit, 1, {"planned_at": write_time(planned)}, planned_at=earlier)
    assert after(small_house, minutes=5) == ["overdue"]
    with small_house.app.app_context():
        assert "Visits found" not in str(audit_watch(small_house.clock.now()))


@pytest.mark.parametrize("more", [0, 30])
def test_a_plan_that_a_monitor_ended_is_watched_again_once_it_is_moved_to_a_time_to_come(
    small_house: House, phone: Phone, more: int
) -> None:
    visit = plan(small_house, phone, phone.add_client())
    planned, mo = small_house.clock.now() + timedelta(hours=2), small_house.browser_of("mo")
    assert after(small_house, hours=2, minutes=50) == ["overdue"]
    agreed = {"minutes": more, "note": "She is late."}
    if more:
        assert mo.post(f"/api/v1/visits/{visit}/extend", json=agreed).status_code == 200
    ended = mo.post(f"/api/v1/visits/{visit}/end", json={"note": "They were out. She goes at five."})
    assert ended.status_code == 200
    [alert] = alerts(small_house)
    assert say(mo, alert.id, "resolve", outcome="safe_spoke").status_code == 200
    assert after(small_house, minutes=5) == ["overdue"]
    assert watch_of(small_house, visit).state == "ended"
    was, new = {"planned_at": write_time(planned)}, planned + timedelta(hours=5)
    change_plan(phone, visit, 1, was, planned_at=write_time(new))
    assert after(small_house, hours=4, minutes=15) == ["overdue"]
    assert (watch_of(small_house, visit).state, watch_of(small_house, visit).due) == (
        "planned", new + timedelta(minutes=45),
    )  # fmt: skip
    assert after(small_house, minutes=5) == ["overdue", "no_contact"]


def test_what_was_over_when_it_first_came_promises_nothing(small_house: House, phone: Phone) -> None:
    plan(small_house, phone, phone.add_client(), hours=-3)
    assert after(small_house, hours=1) == []


def test_a_visit_recorded_as_done_without_its_timer_is_not_missed(small_house: House, phone: Phone) -> None:
    visit = plan(small_house, phone, phone.add_client())
    change_plan(phone, visit, 1, {"state": "planned"}, state="done")
    assert after(small_house, hours=4) == []


def test_a_started_visit_is_not_ended_by_its_record(small_house: House, phone: Phone) -> None:
    visit = plan(small_house, phone, phone.add_client(), hours=0)
    Walker(small_house).say("start", visit, minutes=45)
    change_plan(phone, visit, 1, {"state": "planned"}, state="done")
    assert after(small_house, minutes=55) == ["overdue"]


def test_a_risk_shortens_the_grace_of_the_visits_to_come(small_house: House, phone: Phone) -> None:
    client = phone.add_client()
    visit = plan(small_house, phone, client)
    risk = {"flags": ["dogs"], "said_by": "The housing officer"}
    assert phone.statuses(phone.change("risk", client=client, set=risk)) == ["applied"]
    assert watch_of(small_house, visit).flagged
    later = plan(small_house, phone, client, hours=5)
    assert watch_of(small_house, later).flagged


def test_none_known_and_what_has_expired_are_no_flags(small_house: House, phone: Phone) -> None:
    client = phone.add_client()
    for risk in ({"flags": ["none_known"]}, {"flags": ["weapons"], "expires_on": "2026-11-22"}):
        made = phone.change("risk", client=client, set={"said_by": "Sam", **risk})
        assert phone.statuses(made) == ["applied"]
    assert not watch_of(small_house, plan(small_house, phone, client)).flagged


def test_a_plan_that_no_watch_follows_is_known_once_its_own_worker_begins_it(
    small_house: House, phone: Phone
) -> None:
    client = phone.add_client()
    risk = {"flags": ["dogs"], "said_by": "The GP", "said_on": "2026-11-01", "about": "client"}
    assert phone.statuses(phone.change("risk", client=client, set=risk)) == ["applied"]
    visit = plan(small_house, phone, client, hours=-3, place="12 Larch Lane")
    Walker(small_house).say("start", visit, minutes=30)
    row = watch_of(small_house, visit)
    assert (row.unplanned, row.state) == (False, "armed")
    assert (row.client, row.place, row.flagged) == (client, "12 Larch Lane", True)


def test_a_plan_of_somebody_else_is_nothing_that_was_planned_for_her(
    small_house: House, phone: Phone
) -> None:
    visit = plan(small_house, phone, phone.add_client(), hours=-3, place="12 Larch Lane")
    Walker(small_house, "eve").say("start", visit, minutes=30)
    row = watch_of(small_house, visit)
    assert (row.unplanned, row.place, row.client) == (True, None, None)
