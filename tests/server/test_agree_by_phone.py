"""What a monitor agrees with a worker by phone about her visit."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.safety.words import AlertKind
from server.store.columns import write_time
from server.store.database import reading
from server.store.signals import SignalRow
from tests.server.house import House
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
