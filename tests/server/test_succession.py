"""Supervisors come and go; their clients, open conflicts and tray are always with those who are there."""

from typing import Any

import pytest
from sqlalchemy import text

from server.services.handovers import begin_leaving
from server.services.invitations import invite
from server.services.people import close_account, find_account
from server.services.tokens import make_token
from server.store.database import writing
from sync.change import Role
from tests.server.phones import Phone, Service
from tests.server.test_sync_held import decide, move, tray


def close(service: Service, name: str) -> None:
    with service.app.app_context():
        close_account(f"{name}@northside.example")


def join(service: Service, name: str, team: str = "north") -> Phone:
    """Somebody is invited as a supervisor of a team; her phone."""
    email = f"{name}@northside.example"
    with service.app.app_context():
        invite(service.organisation, email, name.title(), Role.SUPERVISOR, team)
        service.users[name], service.tokens[name] = find_account(email).id, make_token(email)
    return service.phone(name)


def known(phone: Phone) -> set[str]:
    """The clients whom a phone holds once it has synced, by the name under which they are known."""
    phone.sync_all()
    return {row["data"]["known_as"] for row in phone.of_kind("client")}


@pytest.fixture
def jean(service: Service) -> str:
    """Ada works with Jean; of a field that two of her phones wrote there is a conflict."""
    ada, other = service.phone("ada"), service.phone("ada")
    jean = ada.add_client(phone="0")
    other.sync(other.edit(jean, 1, {"phone": "0"}, phone="1"))
    ada.sync(ada.note(jean), ada.edit(jean, 1, {"phone": "0"}, phone="2"))
    return jean


def settle(phone: Phone) -> str:
    phone.sync_all()
    (conflict,) = phone.of_kind("conflict")
    fields = {"choice": "offered"}
    change = phone.change("conflict", conflict["id"], 1, set=fields, was=dict.fromkeys(fields))
    return str(phone.sync(change)["receipts"][0]["status"])


def test_who_takes_over_a_team_has_its_clients_and_decides(service: Service, jean: str) -> None:
    ada = service.phone("ada")
    note = ada.note(jean, "Written before I knew.")
    move(service, jean, "ben")
    assert ada.statuses(note) == ["held"]
    close(service, "sam")
    sue = join(service, "sue")
    assert known(sue) == {"Jean"}
    assert {row["data"]["text"] for row in sue.of_kind("note")} == {"Jean was well."}
    assert settle(sue) == "applied"
    (held,) = tray(sue)
    assert decide(sue, held, decision="accepted")["status"] == "applied"
    ada.sync_all()
    assert [row["data"]["decided_name"] for row in ada.of_kind("decision")] == ["Sue"]


def test_a_phone_that_has_synced_before_receives_what_falls_to_its_owner(service: Service, jean: str) -> None:
    sue = join(service, "sue", "south")
    ada = service.phone("ada")
    note = ada.note(jean, "Written before I knew.")
    move(service, jean, "ben")
    assert ada.statuses(note) == ["held"]
    assert (known(sue), tray(sue)) == (set(), [])
    close(service, "sam")
    assert known(sue) == {"Jean"}
    assert len(tray(sue)) == 1


def test_without_a_supervisor_a_team_is_with_all_others_until_it_has_one(service: Service, jean: str) -> None:
    sid, eve = service.phone("sid"), service.phone("eve")
    close(service, "sam")
    assert known(sid) == {"Jean"}
    assert settle(sid) == "applied"
    sue = join(service, "sue")
    assert (known(sue), known(sid), known(eve)) == ({"Jean"}, set(), set())


def test_what_is_held_from_now_on_goes_past_who_has_left(service: Service, jean: str) -> None:
    ada = service.phone("ada")
    note = ada.note(jean, "Written before I knew.")
    move(service, jean, "ben")
    sue = join(service, "sue")
    close(service, "sam")
    assert ada.statuses(note) == ["held"]
    assert len(tray(sue)) == 1
    assert tray(service.phone("sid")) == []


def test_an_account_that_was_closed_before_this_rule_decides_nothing(service: Service, jean: str) -> None:
    ada, sid = service.phone("ada"), service.phone("sid")
    note = ada.note(jean, "Written before I knew.")
    move(service, jean, "ben")
    with service.app.app_context(), writing() as session:
        session.execute(text("UPDATE account SET active = false WHERE name = 'Sam'"))
    assert ada.statuses(note) == ["held"]
    assert len(tray(sid)) == 1


@pytest.mark.parametrize("by", ["the caseload", "a supervisor"])
def test_a_client_whom_nobody_works_with_passes_from_team_to_team_mate(service: Service, by: str) -> None:
    sam, sid = service.phone("sam"), service.phone("sid")
    if by == "a supervisor":
        sam.add_client()
    else:
        jean = service.phone("ada").add_client()
        sam.sync_all()
        (entry,) = sam.of_kind("caseload")
        ended = {"set": {"until": "2026-01-01"}, "was": {"until": None}}
        assert sam.statuses(sam.change("caseload", entry["id"], 1, client=jean, **ended)) == ["applied"]
    close(service, "sam")
    assert known(sid) == {"Jean"}
    sue = join(service, "sue")
    assert (known(sue), known(sid)) == ({"Jean"}, set())
    joy = join(service, "joy")
    close(service, "sue")
    assert (known(joy), known(sid)) == ({"Jean"}, set())


def test_the_first_supervisor_of_all_finds_what_waited_for_anybody(service: Service, jean: str) -> None:
    ada = service.phone("ada")
    note = ada.note(jean, "Written before I knew.")
    move(service, jean, "ben")
    close(service, "sid")
    close(service, "sam")
    assert ada.statuses(note) == ["held"]
    sue = join(service, "sue", "south")
    assert known(sue) == {"Jean"}
    assert len(tray(sue)) == 1


def test_what_was_decided_and_what_is_private_goes_to_nobody_else(service: Service, jean: str) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    note = ada.note(jean, "Written before I knew.")
    said: dict[str, Any] = {"worker": service.users["ben"], "held_on": "2026-11-20", "agreed": "Much."}
    move(service, jean, "ben")
    ada.sync(note)
    sam.sync_all()
    assert decide(sam, tray(sam)[0], decision="declined", reason="Ben wrote it.")["status"] == "applied"
    assert sam.statuses(sam.change("supervision", set=said)) == ["applied"]
    with service.app.app_context():
        assert begin_leaving("ben@northside.example")[1] == 1
    close(service, "sam")
    for phone in (join(service, "sue"), service.phone("sid")):
        phone.sync_all()
        assert phone.of_kind("supervision") == phone.of_kind("decision") == tray(phone) == []
