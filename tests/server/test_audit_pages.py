"""The pages of the log: who looked at this client, and what did this person look at."""

from typing import Any

import pytest

from tests.server.phones import Phone, Service
from tests.server.test_audit_entries import entries

AUDIT = "/api/v1/audit"


def get(phone: Phone, path: str) -> Any:
    return phone.http.get(path, headers={"Authorization": f"Bearer {phone.token}"})


@pytest.fixture
def client(service: Service) -> str:
    """A client of Ada's, whom Sam has fetched."""
    ada, sam = service.phone("ada"), service.phone("sam")
    client = ada.add_client()
    sam.sync()
    return client


def test_a_supervisor_reads_who_looked_at_a_client(service: Service, client: str) -> None:
    found = get(service.phone("sam"), f"{AUDIT}/clients/{client}").get_json()["entries"]
    assert [(one["name"], one["verb"], one["clients"]) for one in found] == [
        ("Sam", "delivered", [client]),
        ("Ada", "delivered", [client]),
        ("Ada", "changed", [client]),
    ]
    assert found[0]["records"] == 2


def test_whoever_asks_is_in_the_log_too(service: Service, client: str) -> None:
    sam = service.phone("sam")
    get(sam, f"{AUDIT}/clients/{client}")
    [first, *_] = get(sam, f"{AUDIT}/clients/{client}").get_json()["entries"]
    assert (first["name"], first["verb"], first["act"]) == ("Sam", "viewed", "audit.client")


def test_a_supervisor_reads_what_one_of_her_team_did(service: Service, client: str) -> None:
    ada = service.users["ada"]
    found = get(service.phone("sam"), f"{AUDIT}/people/{ada}").get_json()["entries"]
    assert [one["verb"] for one in found] == ["delivered", "changed"]


def test_what_others_did_to_a_person_is_no_look_of_hers(service: Service, client: str) -> None:
    ada = service.users["ada"]
    get(service.phone("sam"), f"{AUDIT}/people/{ada}")
    found = get(service.phone("sam"), f"{AUDIT}/people/{ada}").get_json()["entries"]
    assert {one["account"] for one in found} == {ada}


@pytest.mark.parametrize("name", ["ada", "mo"])
def test_who_does_not_answer_for_others_may_not_ask(service: Service, client: str, name: str) -> None:
    for path in (f"clients/{client}", f"people/{service.users['ada']}"):
        assert get(service.phone(name), f"{AUDIT}/{path}").status_code == 403


def test_the_supervisor_of_another_team_finds_nothing_and_that_she_asked_is_kept(
    service: Service, client: str
) -> None:
    sid = service.phone("sid")
    for path in (f"clients/{client}", f"people/{service.users['ada']}"):
        assert get(sid, f"{AUDIT}/{path}").status_code == 404
    asked = entries(service.app, account=sid.user)
    assert [(one["record"], one["outcome"]) for one in asked[-2:]] == [
        (client, "not_found"),
        (service.users["ada"], "not_found"),
    ]


def test_an_administrator_asks_about_anybody(service: Service, client: str) -> None:
    ann = service.phone("ann")
    assert len(get(ann, f"{AUDIT}/clients/{client}").get_json()["entries"]) == 3
    assert get(ann, f"{AUDIT}/people/{service.users['eve']}").status_code == 200


def test_pages_follow_one_another_without_a_gap(service: Service, client: str) -> None:
    ann, path = service.phone("ann"), f"{AUDIT}/people/{service.users['ada']}"
    whole = get(ann, path).get_json()["entries"]
    found: list[Any] = []
    page = {"next": None}
    while not found or page["next"]:
        after = f"&before={page['next']}" if page["next"] else ""
        page = get(ann, f"{path}?limit=1{after}").get_json()
        found += page["entries"]
    assert found == whole
    assert len(whole) == 2
