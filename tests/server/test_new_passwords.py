"""Who has forgotten her password sets a new one by a link, and loses nothing else."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from server.adapters.world import World
from server.app import create_app
from server.policy.refusal import Refusal
from server.services.invitations import invite, renew_password
from server.services.people import close_account
from server.settings import read_settings
from server.store import people
from server.store.accounts import Device, Token
from server.store.database import db, reading, writing
from server.store.duty import DutyRow
from server.store.pins import PinRow
from server.store.reach import PushEndpointRow
from server.store.watches import WatchRow
from sync.change import Role
from tests.server.house import PASSWORD, House, open_house
from tests.server.test_audit_entries import entries
from tests.server.test_cli import type_in
from tests.server.walks import Walker, put_on_duty
from tests.support.data import Data

API, URL = "/api/v1", "http://localhost:8000"
ADA = "ada@northside.example"
NEW = "a lamp in the hall"
new_id = World().new_id


def link_for(house: House, email: str = ADA) -> str:
    with house.app.app_context():
        return API + renew_password(email)


def use(house: House, link: str, password: str = NEW, browser: FlaskClient | None = None) -> tuple[int, str]:
    answer = (browser or house.browser()).post(link, json={"password": password})
    return answer.status_code, answer.json.get("code", "")


def test_a_link_sets_a_new_password_and_until_then_the_old_one_works(house: House) -> None:
    link = link_for(house)
    assert house.sign_in("ada").status_code == 200
    assert use(house, link)[0] == 200
    assert [house.sign_in("ada", word).status_code for word in (PASSWORD, NEW)] == [401, 200]


def test_it_ends_every_session_of_hers_and_nobody_elses(house: House) -> None:
    hers, also_hers, sams = (house.browser_of(name) for name in ("ada", "ada", "sam"))
    assert use(house, link_for(house), browser=also_hers)[0] == 200
    assert [one.get(f"{API}/session").status_code for one in (hers, also_hers, sams)] == [401, 401, 200]


def test_used_where_a_colleague_is_signed_in_it_leaves_her_at_work(house: House) -> None:
    browser = house.browser_of("sam")
    assert use(house, link_for(house), browser=browser)[0] == 200
    assert browser.get(f"{API}/session").json["person"]["name"] == "Sam"


def test_a_link_works_once(house: House) -> None:
    link = link_for(house)
    assert use(house, link)[0] == 200
    assert use(house, link, "another password") == (410, "link_spent")
    assert house.sign_in("ada", NEW).status_code == 200


def test_a_link_that_becomes_worthless_while_it_is_used_is_spent(house: House) -> None:
    link, answers = link_for(house), []
    account = house.accounts["ada"]
    user = threading.Thread(target=lambda: answers.append(use(house, link)))
    with house.app.app_context(), writing():
        people.forget_invitations(account.organisation, account.id)
        user.start()
        user.join(1)  # by now it waits for this transaction
        assert answers == []
    user.join(20)
    assert answers == [(410, "link_spent")]
    assert house.sign_in("ada").status_code == 200


def test_a_later_link_makes_an_earlier_one_worthless(house: House) -> None:
    first, second = link_for(house), link_for(house)
    assert use(house, first) == (410, "link_spent")
    assert use(house, second)[0] == 200


def test_a_link_is_too_old_after_a_day(house: House) -> None:
    link = link_for(house)
    house.clock.pass_by(hours=23)
    assert use(house, link, "short")[0] == 422
    house.clock.pass_by(hours=1)
    assert use(house, link) == (410, "link_spent")


def test_a_link_of_an_account_that_is_closed_meanwhile_is_worthless(small_house: House) -> None:
    link = link_for(small_house)
    with small_house.app.app_context():
        close_account(ADA)
    assert use(small_house, link) == (410, "link_spent")


def test_who_gets_no_link_is_told_why_in_plain_words(sqlite_data: Data) -> None:
    with open_house(sqlite_data) as house, house.app.app_context():
        close_account("eve@northside.example")
        invite(house.organisation, "joy@northside.example", "Joy", Role.MONITOR)
    said = {
        name: str(type_in(sqlite_data, "password", f"{name}@northside.example").exception)
        for name in ("nobody", "eve", "joy")
    }
    assert said == {
        "nobody": "Nobody has the address nobody@northside.example.",
        "eve": "The account of Eve is closed.",
        "joy": "Joy has never set a first password. "
        "For a fresh invitation use: doorstep invite joy@northside.example.",
    }


def test_an_invitation_is_for_nobody_who_has_a_password_or_a_closed_account(small_house: House) -> None:
    with small_house.app.app_context():
        invite(small_house.organisation, "joy@northside.example", "Joy", Role.MONITOR)
        close_account("joy@northside.example")
        with pytest.raises(Refusal, match="already has the address joy@northside"):
            invite(small_house.organisation, "joy@northside.example", "Joy", Role.MONITOR)
        renew_password(ADA)
        with pytest.raises(Refusal, match=r"Where only the password is forgotten, use: doorstep password\."):
            invite(small_house.organisation, ADA, "Ada", Role.CASE_MANAGER)


def test_the_command_prints_the_link_and_nothing_else_on_its_output(sqlite_data: Data) -> None:
    with open_house(sqlite_data) as house:
        printed = type_in(sqlite_data, "password", " ADA@northside.example")
        assert printed.exit_code == 0
        assert printed.stdout.startswith(f"{URL}/invitations/{house.organisation}.")
        assert "within one day" in printed.stderr
        house.clock.time = datetime.now(UTC)  # a command has the clock of the machine
        assert use(house, API + printed.stdout.strip().removeprefix(URL))[0] == 200


def wrong_sign_ins(house: House, count: int) -> set[int]:
    return {house.sign_in("ada", "guess").status_code for _ in range(count)}


def test_wrong_sign_ins_keep_nobody_out_after_a_new_password(house: House, data: Data) -> None:
    other_process = House(create_app(read_settings(data.environment())), house.clock, house.organisation)
    for process in (house, other_process):
        assert wrong_sign_ins(process, 10) == {401}
        assert process.sign_in("ada").json["code"] == "too_many"
    assert use(house, link_for(house))[0] == 200
    assert [one.sign_in("ada", NEW).status_code for one in (house, other_process)] == [200, 200]
    with other_process.app.app_context():
        db.engine.dispose()


def a_client() -> dict[str, Any]:
    """The first change that a phone has made."""
    return {
        "id": new_id(), "seq": 1, "kind": "client", "record": new_id(), "base": 0,
        "at": "2026-11-23T09:00:00.000Z", "set": {"known_as": "Jean"},
    }  # fmt: skip


def sent_by(house: House, token: str, where: str, **body: Any) -> list[str]:
    """Hand something in by a token; the words of the receipts."""
    answer = house.browser().post(f"{API}/{where}", json=body, headers=house.bearer(token))
    assert answer.status_code == 200, answer.text
    return [receipt["status"] for receipt in answer.json["receipts"]]


def test_her_phones_still_hand_in_what_is_unsent_and_her_scripts_go_on(house: House) -> None:
    ada, script = Walker(house), house.token("ada")
    visit = ada.start()
    token = ada.http.post(f"{API}/devices/{ada.device}/token").json["token"]
    assert use(house, link_for(house))[0] == 200
    signal = ada.signal("check_in", visit)
    assert ada.post(signal).json["code"] == "sign_in"
    assert sent_by(house, token, "signals", device=ada.device, signals=[signal]) == ["received"]
    assert sent_by(house, token, "sync", device=ada.device, protocol=1, changes=[a_client()]) == ["applied"]
    assert house.browser().get(f"{API}/session", headers=house.bearer(script)).status_code == 200


def kept(house: House) -> dict[str, list[tuple[Any, ...]]]:
    """What is hers beside her password, as it stands in the database."""
    tables = [row.__table__ for row in (PinRow, PushEndpointRow, DutyRow, Device, Token, WatchRow)]
    with house.app.app_context(), reading() as session:
        return {str(table): [tuple(row) for row in session.execute(select(table))] for table in tables}


def test_nothing_else_of_hers_is_touched(house: House) -> None:
    ada = Walker(house)
    ada.start()
    ada.set_pins()
    put_on_duty(house, "ada", "second")
    house.token("ada")
    house.give_device("ada", ada.device)
    before = kept(house)
    assert use(house, link_for(house))[0] == 200
    assert [len(rows) for rows in before.values()] == [1, 1, 1, 1, 1, 1]
    assert kept(house) == before


def test_the_log_has_who_got_a_link_and_who_used_it(sqlite_data: Data) -> None:
    with open_house(sqlite_data) as house:
        ada = house.accounts["ada"].id
        link = type_in(sqlite_data, "password", ADA).stdout.strip()
        house.clock.time = datetime.now(UTC)
        use(house, API + link.removeprefix(URL))
        found = entries(house.app, kind="password", record=ada)
    assert [(one["act"], one["verb"], one["purpose"], one["account"]) for one in found] == [
        ("doorstep password", "administered", "administration", None),
        ("session.accept_invitation", "changed", "own_account", ada),
    ]
