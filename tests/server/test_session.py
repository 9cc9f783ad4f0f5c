"""Signing in and out."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from server.adapters.sign_in import hash_password
from server.app import create_app
from server.settings import read_settings
from server.store.database import writing
from tests.server.house import HEADER, PASSWORD, House, open_house
from tests.support.data import Data


def test_ada_signs_in_and_is_told_who_she_is(house: House) -> None:
    answer = house.sign_in("ada")
    assert answer.status_code == 200
    ada = house.accounts["ada"]
    assert answer.json == {
        "person": {
            "id": ada.id,
            "name": "Ada",
            "email": "ada@northside.example",
            "role": "case_manager",
            "team": ada.team,
            "team_name": "North",
        },
        "organisation": {
            "id": house.organisation,
            "name": "Northside",
            "demo": False,
            "time_zone": "Europe/London",
            "read_days": 7,
            "answer_days": 5,
            "caseload_limit": None,
        },
    }


def test_she_stays_signed_in_until_she_signs_out(house: House) -> None:
    browser = house.browser_of("ada")
    assert browser.get("/api/v1/session").json["person"]["name"] == "Ada"
    assert browser.delete("/api/v1/session").status_code == 204
    assert browser.get("/api/v1/session").json["code"] == "sign_in"


def test_the_address_is_the_same_in_capitals(small_house: House) -> None:
    body = {"email": " ADA@Northside.example ", "password": PASSWORD}
    assert small_house.browser().post("/api/v1/session", json=body).status_code == 200


def test_somebody_without_a_team_signs_in(small_house: House) -> None:
    person = small_house.sign_in("ann").json["person"]
    assert (person["team"], person["team_name"]) == (None, None)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(house: House) -> None:
    wrong, unknown = house.sign_in("ada", "guess"), house.sign_in("nobody", "guess")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.get_data() == unknown.get_data()
    assert wrong.json["code"] == "wrong_sign_in"


def test_a_closed_account_does_not_get_in(small_house: House) -> None:
    with small_house.app.app_context(), writing() as session:
        session.merge(small_house.accounts["eve"]).active = False
    assert small_house.sign_in("eve").json["code"] == "wrong_sign_in"


def test_an_invited_person_who_has_no_password_yet_does_not_get_in(small_house: House) -> None:
    with small_house.app.app_context(), writing() as session:
        session.merge(small_house.accounts["eve"]).password = None
    assert small_house.sign_in("eve").json["code"] == "wrong_sign_in"


def test_after_ten_wrong_passwords_she_is_asked_to_wait(small_house: House) -> None:
    assert {small_house.sign_in("ada", "guess").status_code for _ in range(10)} == {401}
    refused = small_house.sign_in("ada")
    assert (refused.status_code, refused.json["code"]) == (429, "too_many")
    assert int(refused.headers["Retry-After"]) > 0
    assert small_house.sign_in("sam").status_code == 200


def test_as_many_wrong_passwords_at_once_as_one_after_another(small_house: House) -> None:
    with ThreadPoolExecutor(24) as many:
        found = list(many.map(lambda _: small_house.sign_in("ada", "guess").status_code, range(24)))
    assert sorted(found) == [401] * 10 + [429] * 14


def test_right_passwords_are_not_counted(small_house: House) -> None:
    assert {small_house.sign_in("ada").status_code for _ in range(12)} == {200}


def guesses_from(house: House, *addresses: str) -> list[int]:
    body = {"email": "ada@northside.example", "password": "guess"}
    return [
        house.browser().post("/api/v1/session", json=body, headers={"X-Forwarded-For": address}).status_code
        for address in addresses
    ]


def test_behind_a_proxy_one_guesser_does_not_lock_out_the_rest(sqlite_data: Data) -> None:
    with open_house(sqlite_data, DOORSTEP_PROXIES="1") as house:
        assert guesses_from(house, *["203.0.113.1"] * 11, "203.0.113.2") == [401] * 10 + [429, 401]


def test_a_guesser_with_a_new_address_each_time_is_stopped_and_does_not_lock_out_the_rest(
    sqlite_data: Data,
) -> None:
    with open_house(sqlite_data, DOORSTEP_PROXIES="1") as house:
        own = [f"2001:db8:0:1:{number:x}::1" for number in range(101)]
        assert guesses_from(house, *own, "2001:db8:0:2::1") == [401] * 10 + [429] * 91 + [401]


def test_without_a_proxy_nobody_can_claim_another_address(small_house: House) -> None:
    addresses = [f"203.0.113.{number}" for number in range(11)]
    assert guesses_from(small_house, *addresses) == [401] * 10 + [429]


def test_a_password_is_kept_as_owasp_advises(sqlite_data: Data) -> None:
    app = create_app(read_settings(sqlite_data.environment()))
    with app.app_context():
        assert hash_password(PASSWORD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_an_old_hash_is_renewed_at_sign_in(small_house: House) -> None:
    context = small_house.app.extensions["security"].pwd_context
    weak = context.using(argon2__time_cost=1).hash(PASSWORD)
    with small_house.app.app_context(), writing() as session:
        session.merge(small_house.accounts["ada"]).password = weak
    assert small_house.sign_in("ada").status_code == 200
    assert small_house.account("ada").password != weak
    assert small_house.sign_in("ada").status_code == 200


def cookie_of(house: House) -> str:
    return str(house.sign_in("ada").headers["Set-Cookie"])


def test_the_cookie_is_out_of_reach_of_scripts_and_lasts_thirty_days(small_house: House) -> None:
    cookie = cookie_of(small_house)
    assert cookie.startswith("doorstep=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires=" in cookie
    assert "Secure" not in cookie


def test_with_tls_the_cookie_belongs_to_this_host_alone(sqlite_data: Data) -> None:
    with open_house(sqlite_data, DOORSTEP_URL="https://notes.example.org") as house:
        answer = house.sign_in("ada")
        cookie = str(answer.headers["Set-Cookie"])
    assert cookie.startswith("__Host-doorstep=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b'"text"', 422),
        (b"[]", 422),
        (b"null", 422),
        (b"{}", 422),
        (b'{"email": 7, "password": true}', 422),
        (b'{"email": "a@b", "password": ""}', 422),
        (b'{"email": "a@b", "password": "x", "role": "administrator"}', 422),
        (b'{"email": "a\\u0000@b", "password": "x"}', 422),
        (b'{"email": "a@b", "password": "\\ud800"}', 422),
        (b'{"email": "a@b", "password": "' + b"x" * 1001 + b'"}', 422),
        (b'{"email": "a@b", "email": "c@d", "password": "x"}', 400),
        (b'{"email": NaN, "password": "x"}', 400),
        (b'{"email": 1e999, "password": "x"}', 400),
        (b'{"email": 99999999999999999999, "password": "x"}', 400),
        (b"[" * 100_000, 400),
        (b'{"email": "\xff"}', 400),
        (b"x" * 2**20 + b"x", 413),
    ],
)
def test_a_hostile_sign_in_is_refused_in_words(small_house: House, body: bytes, status: int) -> None:
    answer = small_house.browser().post("/api/v1/session", data=body, content_type="application/json")
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    assert answer.json["title"]


def test_a_form_from_another_page_cannot_sign_anyone_in(small_house: House) -> None:
    answer = small_house.browser().post("/api/v1/session", data={"email": "a@b", "password": "x"})
    assert (answer.status_code, answer.json["code"]) == (415, "not_json")


def test_what_is_wrong_is_said_by_field(small_house: House) -> None:
    answer = small_house.browser().post("/api/v1/session", json={"email": "a@b", "role": "administrator"})
    assert set(answer.json["errors"]) == {"password", "role"}


def test_an_answer_that_comes_after_signing_out_signs_nobody_in_again(small_house: House) -> None:
    browser = small_house.browser_of("ada")
    under_way = browser.get("/api/v1/devices")
    assert browser.delete("/api/v1/session").status_code == 204
    assert "Set-Cookie" not in under_way.headers


def test_who_comes_each_day_stays_signed_in(small_house: House) -> None:
    browser = small_house.browser_of("ada")
    cookies = []
    for _ in range(3):
        small_house.clock.pass_by(hours=13)
        cookies.append("Set-Cookie" in browser.get("/api/v1/session").headers)
    assert cookies == [False, True, True]


def test_signing_out_needs_our_own_page(small_house: House) -> None:
    browser = small_house.browser()
    small_house.sign_in("ada", browser=browser)
    assert browser.delete("/api/v1/session").json["code"] == "wrong_page"
    assert browser.delete("/api/v1/session", headers=HEADER).status_code == 204
