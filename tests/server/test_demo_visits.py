"""The demo's visits: a day's work to go out to, and some of it behind."""

from datetime import UTC, date, datetime

import pytest

from server.demo.timeline import Entry
from server.demo.visits import make_visits
from server.demo.year import make_year
from sync.change import Change, Status
from sync.reconcile import reconcile

TODAY = date(2026, 11, 23)
ACCOUNTS = {key: f"0197a0b0-0000-7000-8000-00000000000{n}" for n, key in enumerate(("worker", "worker2"))}


@pytest.fixture(scope="module")
def year() -> list[Entry]:
    return make_year(TODAY, 1)


def visits(year: list[Entry], hour: int) -> list[Entry]:
    return make_visits(year, ACCOUNTS, datetime(2026, 11, 23, hour, 5, tzinfo=UTC), 1)


def planned(entries: list[Entry], worker: str) -> list[str]:
    return [one.data["planned_at"][:10] for one in entries
            if one.kind == "visit" and one.data["state"] == "planned" and one.author == worker]  # fmt: skip


def test_both_case_managers_have_visits_today_and_tomorrow(year: list[Entry]) -> None:
    found = visits(year, 9)
    for worker in ACCOUNTS:
        assert planned(found, worker) == ["2026-11-23", "2026-11-23", "2026-11-24", "2026-11-24"]


def test_late_in_the_evening_nothing_is_planned_for_today_any_more(year: list[Entry]) -> None:
    assert planned(visits(year, 22), "worker") == ["2026-11-24", "2026-11-24"]


def test_every_visit_that_was_made_became_one_of_the_meetings(year: list[Entry]) -> None:
    contacts = {one.id: one for one in year if one.kind == "contact"}
    made = [one for one in visits(year, 9) if one.kind == "visit" and one.data["state"] == "done"]
    assert len(made) > 5
    for visit in made:
        contact = contacts[visit.data["contact"]]
        assert (contact.data["at"], contact.client) == (visit.data["planned_at"], visit.client)


def test_risks_say_who_and_until_when_and_near_misses_what_was_learned(year: list[Entry]) -> None:
    found = visits(year, 9)
    risks = [one.data for one in found if one.kind == "risk"]
    assert any("two_people_only" in one["flags"] for one in risks)
    assert any(one["flags"] == ["none_known"] for one in risks)
    assert all(one["said_by"] and one["said_on"] and one["review_on"] for one in risks)
    near = [one for one in found if one.kind == "near_miss"]
    assert {one.author for one in near if one.was is None} == {"worker", "worker2"}
    assert [one.author for one in near if one.was is not None] == ["supervisor"]


def test_everything_is_valid_and_the_same_each_time(year: list[Entry]) -> None:
    found = visits(year, 9)
    assert found == visits(year, 9)
    for one in (entry for entry in found if entry.was is None):
        made = Change(one.change, 1, one.kind, one.id, 0, one.at, client=one.client, set=one.data)
        assert reconcile(None, made).status is Status.APPLIED
