"""The rules of the watch: changed by an administrator, and by two people where somebody becomes less safe."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from server.safety.policy import Policy, write_policy
from server.services.organisations import create_organisation
from server.services.policies import policy_of
from server.store.database import reading, writing
from server.store.watches import WatchRow
from tests.server.house import House
from tests.server.watching import climb, put_on_duty, raise_case, say, state_of

PATH = "/api/v1/policy"


def in_force(house: House) -> Policy:
    with house.app.app_context(), reading():
        return policy_of(house.organisation)


def put(browser: FlaskClient, version: int = 0, *, only_try: bool = False, **policy: Any) -> Any:
    body = {"policy": policy, "version": version, "only_try": only_try}
    return browser.put(PATH, json=body)


def see(browser: FlaskClient) -> Any:
    return browser.get(PATH).json


def test_until_somebody_changes_them_the_defaults_hold(house: House) -> None:
    found = see(house.browser_of("ann"))
    assert (found["version"], found["waiting"], found["history"]) == (0, None, [])
    assert found["policy"] == write_policy(Policy())
    assert in_force(house) == Policy(time_zone="Europe/London")


def test_a_change_that_makes_nobody_less_safe_is_in_force_at_once(house: House) -> None:
    answer = put(house.browser_of("ann"), grace_s=180, monitor_phone="0131 496 0199")
    assert answer.status_code == 200
    found = answer.json
    assert (found["version"], found["made_by_name"], found["waiting"]) == (1, "Ann", None)
    assert in_force(house).grace_s == 180
    assert in_force(house).owned_s == Policy().owned_s


def test_what_makes_somebody_less_safe_waits_for_a_second_person(house: House) -> None:
    ann, sam = house.browser_of("ann"), house.browser_of("sam")
    waiting = put(ann, grace_s=600).json["waiting"]
    assert waiting["less_safe"] == ["Monitors are told later after a visit's time has passed."]
    assert in_force(house).grace_s == Policy().grace_s
    own: Any = ann.post(f"{PATH}/1/confirm")
    assert (own.status_code, own.json["code"]) == (409, "own_change")
    assert in_force(house).grace_s == Policy().grace_s
    agreed: Any = sam.post(f"{PATH}/1/confirm").json
    assert (agreed["version"], agreed["made_by_name"], agreed["confirmed_by_name"]) == (1, "Ann", "Sam")
    assert agreed["waiting"] is None
    assert in_force(house).grace_s == 600


def test_every_version_stays_on_record_with_who_made_it_and_who_agreed(house: House) -> None:
    ann = house.browser_of("ann")
    put(ann, grace_s=600)
    house.browser_of("sam").post(f"{PATH}/1/confirm")
    house.clock.pass_by(hours=1)
    history = put(ann, 1, grace_s=240).json["history"]
    assert [(one["version"], one["policy"]["grace_s"]) for one in history] == [(2, 240), (1, 600)]
    assert history[1]["less_safe"]
    assert history[1]["confirmed_by_name"] == "Sam"
    assert history[0]["made_at"] > history[1]["made_at"]


def test_a_version_that_a_later_one_has_replaced_cannot_be_agreed_to(house: House) -> None:
    ann = house.browser_of("ann")
    put(ann, grace_s=600)
    put(ann, 1, grace_s=200)
    assert house.browser_of("sam").post(f"{PATH}/1/confirm").status_code == 404
    assert in_force(house).grace_s == 200


def test_a_version_is_agreed_to_once(house: House) -> None:
    sam = house.browser_of("sam")
    put(house.browser_of("ann"), grace_s=600)
    assert [sam.post(f"{PATH}/{version}/confirm").status_code for version in (2, 1, 1)] == [404, 200, 404]


def test_whoever_saves_second_is_told_who_was_first(house: House) -> None:
    ann = house.browser_of("ann")
    put(ann, grace_s=200)
    late = put(ann, grace_s=250)
    assert (late.status_code, late.json["code"], late.json["detail"]) == (409, "taken", "Ann")
    assert in_force(house).grace_s == 200


def test_a_change_can_be_tried_before_it_is_made(house: House) -> None:
    tried = put(house.browser_of("ann"), only_try=True, grace_s=600)
    assert tried.json["less_safe"] == ["Monitors are told later after a visit's time has passed."]
    assert see(house.browser_of("ann"))["history"] == []


@pytest.mark.parametrize(
    "policy",
    [{"grace_s": 1}, {"grace_s": "300"}, {"grace_s": True}, {"grace_s": None}, {"grace_s": 1.5},
     {"ladder_s": [0, 1, 2]}, {"ladder_s": [60, 120, 180, 240]}, {"ladder_s": "0123"}, {"warnings_s": []},
     {"warnings_s": [[]]}, {"time_zone": "Asia/Tokyo"}, {"colour": 1}, {"monitor_phone": 5},
     {"monitor_name": "x" * 101}, {"urgent_ladder_s": {}}],
)  # fmt: skip
def test_a_value_that_cannot_be_is_told_by_its_name(small_house: House, policy: dict[str, Any]) -> None:
    answer = put(small_house.browser_of("ann"), **policy)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == list(policy)


@pytest.mark.parametrize("policy", [None, 5, [], "x", {"a\0b": 1}, {"monitor_name": "\ud800"}], ids=repr)
def test_what_is_no_policy_is_refused(small_house: House, policy: Any) -> None:
    answer: Any = small_house.browser_of("ann").put(PATH, json={"policy": policy})
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == ["policy"]


@pytest.mark.parametrize(("name", "see", "change"), [("ada", 403, 403), ("mo", 403, 403), ("sam", 200, 403)])
def test_who_may_see_and_who_may_change(small_house: House, name: str, see: int, change: int) -> None:
    browser = small_house.browser_of(name)
    assert browser.get(PATH).status_code == see
    assert put(browser, grace_s=200).status_code == change


def test_another_organisation_keeps_its_own_rules(house: House) -> None:
    with house.app.app_context():
        other = create_organisation("Southside", "Europe/Dublin").id
    put(house.browser_of("ann"), grace_s=200)
    with house.app.app_context(), reading():
        assert policy_of(other) == Policy(time_zone="Europe/Dublin")


def test_an_open_alert_keeps_the_rules_with_which_it_opened(house: House) -> None:
    put_on_duty(house, house.accounts["mo"])
    opened, mo = raise_case(house), house.browser_of("mo")
    house.clock.pass_by(minutes=1)
    put(house.browser_of("ann"), owned_s=60)
    say(mo, opened, "acknowledge")
    house.clock.pass_by(minutes=1)
    climb(house, opened)
    assert state_of(house, opened) == ("owned", "Mo")
    later = raise_case(house, about="eve")
    say(mo, later, "acknowledge")
    house.clock.pass_by(minutes=1)
    climb(house, later)
    assert state_of(house, later)[1] is None
    house.clock.pass_by(minutes=8)
    climb(house, opened)
    assert state_of(house, opened)[1] is None


def test_visits_under_way_are_worked_out_anew_when_the_rules_change(house: House) -> None:
    now = house.clock.now()
    times = {"running": now + timedelta(minutes=30), "over": None, "due": now - timedelta(minutes=1)}
    with house.app.app_context(), writing() as session:
        for visit, time in times.items():
            session.add(
                WatchRow(
                    organisation=house.organisation, visit=visit, account=house.accounts["ada"].id,
                    worker_name="Ada", state="armed", next_action_at=time,
                )
            )  # fmt: skip
    put(house.browser_of("ann"), grace_s=200)
    with house.app.app_context(), reading() as session:
        found = {
            visit: session.get_one(WatchRow, (house.organisation, visit)).next_action_at for visit in times
        }
    assert found == {**times, "running": now}
