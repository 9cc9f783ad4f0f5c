"""The safety report: how soon alerts were taken and ended, which home visits were watched, who practised."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from server.safety.words import AlertKind
from server.services.reports import spread
from server.store.columns import write_time
from server.store.database import writing
from server.store.records import RecordRow
from server.store.signals import SignalRow
from tests.server.house import House
from tests.server.watching import climb, hire_mel, hire_zoe, raise_case, say

PATH = "/api/v1/reports/safety"


def report(house: House, name: str = "sam", **query: str) -> Any:
    answer = house.browser_of(name).get(PATH, query_string=query)
    assert answer.status_code == 200, answer.text
    return answer.json


def answer(house: House, after: float, ended: float, outcome: str, about: str = "ada") -> None:
    """An alert that Mo takes after so many seconds, and ends so many seconds after it was opened."""
    mo, alert = house.browser_of("mo"), raise_case(house, about=about)
    house.clock.pass_by(seconds=after)
    say(mo, alert, "acknowledge")
    house.clock.pass_by(seconds=ended - after)
    assert say(mo, alert, "resolve", outcome=outcome).status_code == 200


def test_the_middle_and_what_nine_of_ten_did_not_exceed() -> None:
    assert spread([]) == {"count": 0, "median_s": None, "p90_s": None}
    assert spread([5]) == {"count": 1, "median_s": 5, "p90_s": 5}
    assert spread([40, 10, 30, 20]) == {"count": 4, "median_s": 25, "p90_s": 40}
    assert spread(range(1, 101)) == {"count": 100, "median_s": 50.5, "p90_s": 90}


def test_how_soon_alerts_were_taken_and_ended(house: House) -> None:
    for after, ended in ((60, 300), (20, 100), (120, 240)):
        answer(house, after, ended, "forgot_to_finish" if after == 20 else "overran")
    raise_case(house, AlertKind.PANIC)
    found = report(house)
    assert found["alerts"] == 4
    assert found["acknowledge"] == {"count": 3, "median_s": 60, "p90_s": 120}
    assert found["resolve"] == {"count": 3, "median_s": 240, "p90_s": 300}
    assert found["kinds"] == [{"kind": "overdue", "count": 3}, {"kind": "panic", "count": 1}]
    assert found["outcomes"] == [
        {"outcome": "overran", "count": 2}, {"outcome": "forgot_to_finish", "count": 1},
    ]  # fmt: skip
    assert found["forgotten"] == 1
    [week] = found["weeks"]
    assert (week["week"], week["alerts"], week["acknowledge_median_s"]) == ("2026-11-23", 4, 60)


def test_who_was_told_first_counts_and_not_who_took_over(house: House) -> None:
    hire_mel(house)
    alert = raise_case(house)
    house.clock.pass_by(seconds=30)
    say(house.browser_of("mo"), alert, "acknowledge")
    house.clock.pass_by(seconds=30)
    say(house.browser_of("mel"), alert, "take_over")
    assert report(house)["acknowledge"] == {"count": 1, "median_s": 30, "p90_s": 30}


def test_drills_are_counted_by_themselves(house: House) -> None:
    mo = house.browser_of("mo")
    drill = mo.post("/api/v1/drills", json={}).get_json()["id"]
    say(mo, drill, "resolve", outcome="drill")
    missed = mo.post("/api/v1/drills", json={}).get_json()["id"]
    for _ in range(20):
        house.clock.pass_by(minutes=5)
        climb(house, missed)
    mo.post("/api/v1/drills", json={})
    found = report(house)
    assert found["drills"] == {"held": 2, "missed": 1, "people": [{"name": "Mo", "held": 2, "missed": 1}]}
    assert (found["alerts"], found["kinds"], found["outcomes"]) == (0, [], [])


def record(house: House, id: str, kind: str, by: str = "ada", **data: Any) -> RecordRow:
    made = {"by": house.accounts[by].id, "name": by.title(), "at": "", "received": ""}
    body = json.dumps({"kind": kind, "id": id, "data": data, "made": made}, separators=(",", ":"))
    return RecordRow(
        organisation=house.organisation, id=id, kind=kind, scope="jean", version=1, seq=len(id),
        deleted=False, body=body,
    )  # fmt: skip


def visited(house: House, id: str, by: str = "ada", **more: Any) -> RecordRow:
    at = write_time(house.clock.now())
    return record(
        house,
        id,
        "contact",
        by,
        **{"way": "meeting", "place": "home", "at": at, "outcome": "took_place", **more},
    )


def started(house: House, visit: str) -> SignalRow:
    now = house.clock.now()
    return SignalRow(
        organisation=house.organisation, id=f"start of {visit}", visit=visit,
        account=house.accounts["ada"].id, name="Ada", device="phone", seq=1,
        type="start", at=now, received=now, trust="live", content="{}",
        digest="", receipt="{}",
    )  # fmt: skip


def test_which_home_visits_were_watched(house: House) -> None:
    with house.app.app_context(), writing() as session:
        session.add_all(
            [
                visited(house, "watched"),
                record(house, "visit 1", "visit", contact="watched"),
                started(house, "visit 1"),
                visited(house, "planned, and never started"),
                record(house, "visit 2", "visit", contact="planned, and never started"),
                visited(house, "not planned", by="eve"),
                visited(house, "elsewhere", place="office"),
                visited(house, "in a café", by="eve", place="alternative_venue"),
                record(house, "visit 3", "visit", contact="in a café"),
                started(house, "visit 3"),
                visited(house, "nobody in", outcome="did_not_attend"),
                visited(house, "long ago", at="2025-11-23T10:00:00.000Z"),
            ]
        )
    found = report(house)
    assert found["visits"] == {"home": 4, "armed": 2}
    assert found["weeks"] == [
        {"week": "2026-11-23", "alerts": 0, "home": 4, "armed": 2, "acknowledge_median_s": None}
    ]
    teams = {one["name"]: one["id"] for one in found["teams"]}
    assert report(house, team=teams["North"])["visits"] == {"home": 2, "armed": 1}
    assert report(house, team=teams["South"])["visits"] == {"home": 2, "armed": 1}


def test_a_team_is_counted_by_itself(house: House) -> None:
    answer(house, 10, 20, "overran", about="ada")
    answer(house, 30, 40, "overran", about="eve")
    teams = {one["name"]: one["id"] for one in report(house)["teams"]}
    assert report(house, team=teams["South"])["acknowledge"] == {"count": 1, "median_s": 30, "p90_s": 30}
    assert report(house, team="0197a0b0-0000-7000-8000-000000000001")["alerts"] == 0


def test_days_are_those_of_the_organisations_own_clock(house: House) -> None:
    house.clock.time = house.clock.time.replace(month=7, day=1, hour=23, minute=30)
    raise_case(house)
    assert report(house, **{"from": "2026-07-01", "to": "2026-07-01"})["alerts"] == 0
    assert report(house, **{"from": "2026-07-02", "to": "2026-07-02"})["alerts"] == 1
    assert report(house)["to"] == "2026-07-02"


def test_without_days_it_is_four_weeks(house: House) -> None:
    found = report(house)
    first, last = (date.fromisoformat(found[name]) for name in ("from", "to"))
    assert last - first == timedelta(days=27)


@pytest.mark.parametrize(
    ("query", "wrong"),
    [({"from": "2026-11-24", "to": "2026-11-23"}, "from"),
     ({"from": "2020-01-01", "to": "2026-01-01"}, "from"), ({"from": "yesterday"}, "from"),
     ({"to": "9999-12-31"}, "to"), ({"to": "0001-01-01"}, "to"), ({"team": "north"}, "team")],
)  # fmt: skip
def test_a_period_that_cannot_be_is_refused(small_house: House, query: dict[str, str], wrong: str) -> None:
    answer: Any = small_house.browser_of("sam").get(PATH, query_string=query)
    assert (answer.status_code, list(answer.json["errors"])) == (422, [wrong])


def test_a_stranger_organisation_counts_nothing_of_ours(house: House) -> None:
    answer(house, 10, 20, "overran")
    zoe = hire_zoe(house)
    with house.app.app_context(), writing() as session:
        session.merge(zoe).role = "supervisor"
    found = report(house, "zoe")
    assert (found["alerts"], found["teams"], found["visits"]["home"]) == (0, [], 0)


@pytest.mark.parametrize(("name", "status"), [("ada", 403), ("mo", 403), ("sam", 200), ("ann", 200)])
def test_who_reads_it(small_house: House, name: str, status: int) -> None:
    assert small_house.browser_of(name).get(PATH).status_code == status
