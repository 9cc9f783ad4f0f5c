"""Accounts are invited, never taken."""

import pytest

from server.policy.refusal import Refusal
from server.services.invitations import invite
from server.services.organisations import create_organisation, find_organisation
from server.services.people import close_account
from sync.change import Role
from tests.server.house import House

NEW = "a lamp in the hall"


def link_for(house: House, email: str = "joy@northside.example", team: str | None = "North") -> str:
    with house.app.app_context():
        return "/api/v1" + invite(house.organisation, email, "Joy", Role.CASE_MANAGER, team)


def accept(house: House, link: str, password: str = NEW) -> tuple[int, str]:
    answer = house.browser().post(link, json={"password": password})
    return answer.status_code, answer.json.get("code", "")


def test_an_invited_person_sets_her_password_and_is_signed_in(house: House) -> None:
    browser = house.browser()
    answer = browser.post(link_for(house), json={"password": NEW})
    assert answer.json["person"]["name"] == "Joy"
    assert browser.get("/api/v1/session").json == answer.json
    assert house.sign_in("joy", NEW).status_code == 200


def test_she_joins_the_team_of_that_name(house: House) -> None:
    answer = house.browser().post(link_for(house, team="north"), json={"password": NEW})
    assert answer.json["person"]["team"] == house.accounts["ada"].team


def test_a_link_works_once(house: House) -> None:
    link = link_for(house)
    assert accept(house, link)[0] == 200
    assert accept(house, link, "another password") == (410, "link_spent")
    assert house.sign_in("joy", NEW).status_code == 200


def test_a_link_is_too_old_after_seven_days(house: House) -> None:
    link = link_for(house)
    house.clock.pass_by(days=7)
    assert accept(house, link) == (410, "link_spent")


def test_a_second_invitation_makes_the_first_worthless(house: House) -> None:
    first, second = link_for(house), link_for(house)
    assert accept(house, first) == (410, "link_spent")
    assert accept(house, second)[0] == 200


def test_a_link_of_a_closed_account_is_worthless(small_house: House) -> None:
    link = link_for(small_house)
    with small_house.app.app_context():
        close_account("joy@northside.example")
    assert accept(small_house, link) == (410, "link_spent")


@pytest.mark.parametrize("token", ["x", "a.b.c", "%00.b.c", "%C3%A4.b.c", "a.b.c.d"])
def test_a_made_up_link_is_worthless(house: House, token: str) -> None:
    assert accept(house, f"/api/v1/invitations/{token}") == (410, "link_spent")


def test_a_short_password_is_refused_and_the_link_still_works(small_house: House) -> None:
    link = link_for(small_house)
    assert accept(small_house, link, "short")[0] == 422
    assert accept(small_house, link)[0] == 200


def test_nobody_is_invited_twice_under_one_address(small_house: House) -> None:
    with pytest.raises(Refusal, match="already"):
        link_for(small_house, email="ADA@northside.example")


def test_what_is_no_address_is_not_invited(small_house: House) -> None:
    with pytest.raises(Refusal, match="not an e-mail address"):
        link_for(small_house, email="joy")


def test_with_several_organisations_one_must_be_named(small_house: House) -> None:
    with small_house.app.app_context():
        assert find_organisation(None).name == "Northside"
        create_organisation("Southside")
        assert find_organisation("Southside").name == "Southside"
        with pytest.raises(Refusal, match="Northside, Southside"):
            find_organisation(None)
