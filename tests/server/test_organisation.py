"""What an administrator looks after: who works here, and the rules of the desk."""

from typing import Any

import pytest

from server.services.people import close_account
from tests.server.house import House
from tests.server.test_audit_entries import entries

PATH = "/api/v1/desk/rules"
BORN: dict[str, Any] = {"read_days": 7, "answer_days": 5, "caseload_limit": None}
RULES: dict[str, Any] = {"read_days": 3, "answer_days": 2, "caseload_limit": 25}
SETTING = {**RULES, "was": BORN}


def test_an_administrator_sees_who_works_here_and_who_has_left(house: House) -> None:
    with house.app.app_context():
        close_account("eve@northside.example")
    found = house.browser_of("ann").get("/api/v1/people").get_json()["people"]
    told = {one["name"]: (one["role"], one["team_name"], one["active"]) for one in found}
    assert told["Ada"] == ("case_manager", "North", True)
    assert told["Ann"] == ("administrator", None, True)
    assert told["Eve"] == ("case_manager", "South", False)


def test_a_supervisor_sees_who_is_in_her_team(house: House) -> None:
    found = house.browser_of("sam").get("/api/v1/people").get_json()["people"]
    north = [name.title() for name, one in house.accounts.items() if one.team == house.accounts["sam"].team]
    assert sorted(one["name"] for one in found) == sorted(north)
    assert ("Ada" in north, "Eve" in north) == (True, False)


@pytest.mark.parametrize("name", ["ada", "mo"])
def test_who_leads_nobody_sees_nothing_of_it(house: House, name: str) -> None:
    assert house.browser_of(name).get("/api/v1/people").status_code == 403


@pytest.mark.parametrize("name", ["ada", "sam", "mo"])
def test_nobody_else_changes_the_rules(house: House, name: str) -> None:
    browser = house.browser_of(name)
    assert browser.put(PATH, json=SETTING).status_code == 403


def test_the_rules_of_the_desk_hold_for_everybody_at_once_and_are_logged(house: House) -> None:
    ann, sam = house.browser_of("ann"), house.browser_of("sam")
    assert ann.put(PATH, json=SETTING).get_json() == RULES
    told = sam.get("/api/v1/session").get_json()["organisation"]
    assert {rule: told[rule] for rule in RULES} == RULES
    [entry] = entries(house.app, act="organisation.desk_rules", outcome="done")
    assert (entry["verb"], entry["record"]) == ("administered", house.organisation)
    ann.put(PATH, json={**RULES, "caseload_limit": None, "was": RULES})
    assert sam.get("/api/v1/session").get_json()["organisation"]["caseload_limit"] is None


def test_what_another_has_set_since_is_not_set_over_unseen(house: House) -> None:
    ann, now = house.browser_of("ann"), {**BORN, "read_days": 10}
    assert ann.put(PATH, json={**now, "was": BORN}).get_json() == now
    late = ann.put(PATH, json={**BORN, "read_days": 3, "answer_days": 2, "was": BORN})
    assert (late.status_code, list(late.get_json()["errors"])) == (422, ["read_days"])
    # What she has not touched stays as the other has set it.
    answered = ann.put(PATH, json={**BORN, "answer_days": 2, "was": BORN})
    assert answered.get_json() == {**now, "answer_days": 2}
    assert ann.put(PATH, json={**now, "was": BORN}).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [{"read_days": 0}, {"answer_days": 366}, {"read_days": 1.5}, {"caseload_limit": 0}, {"read_days": None},
     {"more": 1}, {"was": None}, {"was": {}}],
)  # fmt: skip
def test_rules_that_are_none_change_nothing(house: House, wrong: dict[str, Any]) -> None:
    ann = house.browser_of("ann")
    before = ann.get("/api/v1/session").get_json()
    assert ann.put(PATH, json={**SETTING, **wrong}).status_code == 422
    assert ann.get("/api/v1/session").get_json() == before
