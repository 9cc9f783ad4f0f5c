"""Who may come in, and who may not any more."""

import pytest

from server.api.guard import guard_of, requires
from server.policy.permissions import PERMISSIONS
from server.services.people import close_account, revoke_tokens
from server.services.tokens import USE_NOTED_EVERY
from server.store.looking import looking
from server.store.passes import find_pass
from tests.server.house import HEADER, House

SESSION = "/api/v1/session"


def test_a_script_comes_in_with_a_token(house: House) -> None:
    answer = house.browser().get(SESSION, headers=house.bearer(house.token("ada")))
    assert answer.json["person"]["name"] == "Ada"


def test_a_script_need_not_send_the_header_of_our_pages(house: House) -> None:
    headers = house.bearer(house.token("ada"))
    assert house.browser().delete(SESSION, headers=headers).status_code == 204


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer x",
        "Bearer doorstep.a.b.c",
        "Bearer a.b.c.d",
        "Bearer doorstep.\x00.b.c",
        "Bearer doorstep.ä.b.c",
        "Basic YWRhOmFkYQ==",
        "",
    ],
)
def test_what_is_no_token_is_refused(house: House, header: str) -> None:
    answer = house.browser().get(SESSION, headers={"Authorization": header})
    assert (answer.status_code, answer.json["code"]) == (401, "sign_in")


def test_a_token_with_another_secret_is_refused(small_house: House) -> None:
    forged = small_house.token("ada").rsplit(".", 1)[0] + "." + "x" * 43
    assert small_house.browser().get(SESSION, headers=small_house.bearer(forged)).status_code == 401


def test_a_bad_token_is_not_saved_by_a_good_cookie(small_house: House) -> None:
    browser = small_house.browser_of("ada")
    assert browser.get(SESSION, headers={"Authorization": "Bearer x"}).status_code == 401


def test_a_token_ends_on_its_day(house: House) -> None:
    headers = house.bearer(house.token("ada", days=1))
    house.clock.pass_by(hours=23)
    assert house.browser().get(SESSION, headers=headers).status_code == 200
    house.clock.pass_by(hours=1)
    assert house.browser().get(SESSION, headers=headers).status_code == 401


def test_a_revoked_token_is_worthless_at_once(house: House) -> None:
    headers = house.bearer(house.token("ada"))
    with house.app.app_context():
        assert revoke_tokens("ada@northside.example") == 1
        assert revoke_tokens("ada@northside.example") == 0
    assert house.browser().get(SESSION, headers=headers).status_code == 401


def test_a_closed_account_is_out_everywhere_at_once(house: House) -> None:
    browser, headers = house.browser_of("eve"), house.bearer(house.token("eve"))
    with house.app.app_context():
        close_account("eve@northside.example")
    assert browser.get(SESSION).json["code"] == "sign_in"
    assert house.browser().get(SESSION, headers=headers).json["code"] == "sign_in"


def test_the_use_of_a_token_is_noted_to_the_hour(house: House) -> None:
    token = house.token("ada")
    row = token.split(".")[2]
    for span in ({}, {"minutes": 59}, {"minutes": 1}):
        house.clock.pass_by(**span)
        house.browser().get(SESSION, headers=house.bearer(token))
        with house.app.app_context(), looking() as look:
            found = find_pass(look, house.organisation, row)
            assert found
            assert found.last_used
            assert house.clock.now() - found.last_used < USE_NOTED_EVERY


def test_another_site_cannot_use_her_cookie(house: House) -> None:
    browser = house.browser()
    house.sign_in("ada", browser=browser)
    house.give_device("ada", "phone-1")
    answer = browser.post("/api/v1/devices/phone-1/revoke")
    assert (answer.status_code, answer.json["code"]) == (403, "wrong_page")
    assert browser.post("/api/v1/devices/phone-1/revoke", headers=HEADER).status_code == 204


def test_a_cookie_made_with_another_key_is_refused(small_house: House) -> None:
    browser = small_house.browser_of("ada")
    small_house.app.secret_key = "another key"
    assert browser.get(SESSION).status_code == 401


def test_a_permission_that_does_not_exist_cannot_be_required() -> None:
    with pytest.raises(LookupError, match=r"fly\.to_the_moon"):
        requires("fly.to_the_moon")


def test_a_role_without_the_permission_is_told_so(
    small_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PERMISSIONS, "session", set())
    answer = small_house.browser().get(SESSION, headers=small_house.bearer(small_house.token("mo")))
    assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")


def test_a_request_in_somebody_elses_name_is_refused_at_every_door(small_house: House) -> None:
    ada, eve = (small_house.accounts[name].id for name in ("ada", "eve"))
    doors = [
        (method, rule.rule.replace("<int:version>", "1").replace("<id>", "1"))
        for rule in small_house.app.url_map.iter_rules()
        if (guard := guard_of(small_house.app.view_functions[rule.endpoint])) and guard.permission
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]
    assert len(doors) > 30
    for method, path in doors:
        for headers in ({}, small_house.bearer(small_house.token("ada"))):
            said = {**headers, "Doorstep-Person": eve}
            answer = small_house.browser_of("ada").open(path, method=method, headers=said)
            assert (path, answer.status_code, answer.get_json()["code"]) == (path, 401, "sign_in")
    browser = small_house.browser_of("ada")
    assert browser.get(SESSION, headers={"Doorstep-Person": ada}).status_code == 200
    assert browser.get(SESSION).status_code == 200
