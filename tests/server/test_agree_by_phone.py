"""What a monitor agrees with a worker by phone about her visit."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.engine import Engine
from server.safety.words import AlertKind
from server.store.columns import write_time
from server.store.database import reading
from server.store.signals import SignalRow
from tests.server.house import House
from tests.server.walks import Walker, alerts, run, watch_of
from tests.server.watching import add_watch, hire_zoe, raise_case, state_of

VISIT = "0197a0b0-0000-7000-8000-000000000001"


def begin(house: House, minutes: float = 45, visit: str = VISIT, name: str = "ada") -> None:
    """Somebody starts a visit on her phone."""
    now = house.clock.now()
    start = {
        "id": f"{visit[:-1]}f", "seq": 1, "type": "start", "visit": visit, "at": write_time(now),
        "offset_ms": 0, "offset_age_s": 1, "minutes": minutes, "place": "12 Larch Lane",
    }  # fmt: skip
    body = {"device": "0197a0b0-0000-7000-8000-00000000000d", "signals": [start]}
    answer: Any = house.browser_of(name).post("/api/v1/signals", json=body)
    assert answer.json["receipts"][0]["status"] == "received", answer.text


def agree(house: House, verb: str, name: str = "mo", visit: str = VISIT, **said: Any) -> Any:
    return house.browser_of(name).post(f"/api/v1/visits/{visit}/{verb}", json=said)


def test_a_monitor_gives_a_visit_more_time_than_a_worker_may(house: House) -> None:
    begin(house, 45)
    house.clock.pass_by(minutes=40)
    given = agree(house, "extend", minutes=90, note="She is waiting with him for the ambulance.").json
    due = house.clock.now() + timedelta(minutes=5 + 90)
    assert (given["state"], given["due"]) == ("armed", write_time(due))
    assert (given["worker"], given["place"]) == ("Ada", "12 Larch Lane")


def test_what_is_agreed_again_because_no_answer_came_is_added_once(house: House) -> None:
    begin(house, 45)
    words = {"minutes": 30, "note": "She is waiting for a doctor."}
    first, due = "0197a0b0-0000-7000-8000-0000000000a1", house.clock.now() + timedelta(minutes=75)
    for _ in range(2):
        assert agree(house, "extend", id=first, **words).json["due"] == write_time(due)
        house.clock.pass_by(seconds=20)
    more = agree(house, "extend", id="0197a0b0-0000-7000-8000-0000000000a2", **words).json
    assert more["due"] == write_time(due + timedelta(minutes=30))
    assert agree(house, "extend", id=f"{VISIT[:-1]}f", **words).status_code == 422


def close(house: House) -> None:
    """Mo takes the alert and closes it."""
    mo, [alert] = house.browser_of("mo"), [one.id for one in alerts(house) if one.resolved is None]
    mo.post(f"/api/v1/alerts/{alert}/acknowledge", json={})
    closed: Any = mo.post(f"/api/v1/alerts/{alert}/resolve", json={"outcome": "safe_spoke"})
    assert closed.status_code < 300, closed.text


def test_more_time_agreed_under_an_alert_counts_from_the_call_and_outlives_the_alert(
    engine: Engine, house: House, ada: Walker
) -> None:
    visit = ada.start(minutes=10)
    run(engine, house, minutes=25)
    until = house.clock.now() + timedelta(minutes=10)
    assert agree(house, "extend", visit=visit, minutes=10, note="10 more.").json["due"] == write_time(until)
    close(house)
    run(engine, house, minutes=14)
    assert watch_of(house, visit).ended is None
    run(engine, house, minutes=1)
    assert [one.state for one in alerts(house)] == ["resolved", "open"]


def test_more_time_agreed_for_a_visit_whose_start_was_never_heard_is_watched(
    engine: Engine, house: House
) -> None:
    now = house.clock.now()
    times = {"planned_start": now, "planned_minutes": 45, "due": None, "alert_at": None}
    add_watch(house, VISIT, state="planned", last_heard=None, next_action_at=now, **times)
    run(engine, house, minutes=55)
    until = house.clock.now() + timedelta(minutes=30)
    assert agree(house, "extend", minutes=30, note="Still inside.").json["due"] == write_time(until)
    close(house)
    run(engine, house, minutes=34)
    assert watch_of(house, VISIT).ended is None
    run(engine, house, minutes=1)
    assert [one.state for one in alerts(house)] == ["resolved", "open"]


def test_more_time_agreed_for_a_plan_without_a_time_is_watched_from_the_call(
    engine: Engine, house: House
) -> None:
    nothing = dict.fromkeys(("planned_start", "planned_minutes", "due", "alert_at", "last_heard"))
    add_watch(house, VISIT, state="planned", next_action_at=None, **nothing)
    until = house.clock.now() + timedelta(minutes=30)
    assert agree(house, "extend", minutes=30, note="She is with him now.").json["due"] == write_time(until)
    run(engine, house, minutes=34)
    assert alerts(house) == []
    run(engine, house, minutes=1)
    assert [(one.kind, one.state) for one in alerts(house)] == [("overdue", "open")]


def test_who_said_so_stays_on_record(house: House) -> None:
    begin(house)
    agree(house, "extend", minutes=30, note="She rang.")
    with house.app.app_context(), reading() as session:
        row = session.scalars(select(SignalRow).where(SignalRow.type == "extend")).one()
    assert (row.name, row.account) == ("Mo", house.accounts["ada"].id)
    assert "She rang." in row.content


def test_a_monitor_ends_a_visit(house: House) -> None:
    begin(house)
    ended = agree(house, "end", note="She rang from the bus.").json
    assert ended["state"] == "ended"
    board: Any = house.browser_of("mo").get("/api/v1/board").json
    assert board["visits"] == []
    again = agree(house, "end", note="She rang from the bus.")
    assert (again.status_code, again.json["code"]) == (409, "closed")
    assert agree(house, "extend", minutes=5, note="x").json["code"] == "closed"


def test_the_end_of_a_visit_by_phone_is_not_the_end_of_its_alert(house: House) -> None:
    begin(house)
    alert = raise_case(house, AlertKind.PANIC, visit=VISIT)
    found = agree(house, "end", note="She says that all is well.").json
    assert found["alert"] == alert
    assert state_of(house, alert)[0] != "resolved"


def test_nobody_agrees_with_herself(house: House) -> None:
    begin(house, name="sam")
    assert agree(house, "end", "sam", note="I am fine.").status_code == 403
    assert agree(house, "extend", "sam", minutes=30, note="I am fine.").status_code == 403


def test_a_stranger_organisation_agrees_to_nothing(house: House) -> None:
    hire_zoe(house)
    begin(house)
    assert agree(house, "end", "zoe", note="x").status_code == 404
    assert agree(house, "extend", "zoe", minutes=5, note="x").status_code == 404


@pytest.mark.parametrize(
    ("verb", "said", "wrong"),
    [("extend", {"minutes": 5}, "note"), ("extend", {"note": "x"}, "minutes"),
     ("extend", {"minutes": 0, "note": "x"}, "minutes"), ("extend", {"minutes": 1e9, "note": "x"}, "minutes"),
     ("end", {}, "note"), ("end", {"note": ""}, "note"), ("end", {"note": "x", "minutes": 5}, "minutes")],
)  # fmt: skip
def test_what_is_missing_is_told(small_house: House, verb: str, said: dict[str, Any], wrong: str) -> None:
    add_watch(small_house, VISIT)
    answer = agree(small_house, verb, **said)
    assert (answer.status_code, list(answer.json["errors"])) == (422, [wrong])


@pytest.mark.parametrize(("name", "status"), [("ada", 403), ("ann", 403), ("eve", 403)])
def test_who_may_not_agree(small_house: House, name: str, status: int) -> None:
    add_watch(small_house, VISIT)
    assert agree(small_house, "end", name, note="x").status_code == status
