"""Looks that deserve a question: raised by rule, listed until somebody has looked at them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from server.adapters.world import uuid7, world
from server.audit.questions import FEW, are_many, has_same_address, has_same_name
from server.services.reach import set_address
from server.services.seal_audit import seal_audit
from server.store import audit
from server.store.accounts import Account
from server.store.columns import write_time
from server.store.database import writing
from tests.server.phones import Phone, Service

QUESTIONS = "/api/v1/audit/questions"


@pytest.mark.parametrize(
    ("person", "surname", "same"),
    [
        ("Ada Byron", "byron ", True),
        ("Ada Byron", "Ada", False),
        ("Ada", "Ada", False),
        ("Ada Byron", None, False),
    ],
)
def test_a_surname_is_the_last_word_of_a_name(person: str, surname: str | None, same: bool) -> None:
    assert has_same_name(person, surname) is same


def test_a_number_is_the_same_however_it_is_spaced() -> None:
    assert has_same_address(["ada@x.example", "07700900123"], [None, "07700 900 123"])
    assert not has_same_address(["ada@x.example"], [None, ""])


def test_many_is_many_more_than_usual_and_more_than_a_few() -> None:
    assert are_many(FEW + 1, [1] * 5)
    assert not are_many(FEW, [1] * 5)
    assert not are_many(60, [20] * 5)
    assert are_many(61, [20] * 5)
    assert not are_many(500, [1] * 4)


def seal(service: Service) -> None:
    with service.app.app_context():
        seal_audit(world().now())


def ask(phone: Phone, method: str, path: str) -> Any:
    return phone.http.open(path, method=method, headers={"Authorization": f"Bearer {phone.token}"})


def questions(phone: Phone) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(phone, "GET", QUESTIONS).get_json()["questions"]
    return found


def rename(service: Service, name: str, full: str) -> None:
    with service.app.app_context(), writing() as session:
        session.get_one(Account, (service.organisation, service.users[name])).name = full


def test_a_client_of_the_same_surname_is_asked_about_once(service: Service) -> None:
    rename(service, "ada", "Ada Byron")
    ada = service.phone("ada")
    client = ada.add_client(last_name="Byron")
    seal(service)
    ada.sync(ada.note(client))
    seal(service)
    [found] = questions(service.phone("sam"))
    assert (found["rule"], found["client"], found["name"]) == ("same_name", client, "Ada Byron")


def test_a_client_with_her_own_number_is_asked_about(service: Service) -> None:
    with service.app.app_context():
        set_address("ada@northside.example", "text", "07700 900123")
    client = service.phone("ada").add_client(phone="07700900 123")
    seal(service)
    [found] = questions(service.phone("sam"))
    assert (found["rule"], found["client"]) == ("same_address", client)


def look(service: Service, days_ago: int, clients: int) -> None:
    """What Ada looked at on one day, a while ago."""
    now = datetime.now(UTC) - timedelta(days=days_ago)
    entry = {
        "organisation": service.organisation, "id": uuid7(now, days_ago), "at": write_time(now),
        "happened": None, "account": service.users["ada"], "role": "case_manager", "device": None,
        "act": "planted", "verb": "viewed", "purpose": "casework", "kind": None, "record": None,
        "what": "{}", "outcome": "done",
    }  # fmt: skip
    seen = [f"client {number}" for number in range(clients)]
    with service.app.app_context(), writing():
        audit.add({**entry, "clients": json.dumps(seen)}, seen)


@pytest.mark.parametrize(("clients", "rules"), [(FEW, []), (FEW + 1, ["many_clients"])])
def test_many_more_clients_than_usual_are_asked_about(
    service: Service, clients: int, rules: list[str]
) -> None:
    for days_ago in range(1, 7):
        look(service, days_ago, clients=3)
    look(service, 0, clients)
    for _ in range(2):
        seal(service)
    assert [one["rule"] for one in questions(service.phone("sam"))] == rules


def test_nobody_sees_or_answers_a_question_about_herself(service: Service) -> None:
    rename(service, "sam", "Sam Byron")
    service.phone("ada").add_client(last_name="Byron")
    sam = service.phone("sam")
    sam.sync()
    seal(service)
    assert questions(sam) == []
    [found] = questions(service.phone("ann"))
    assert ask(sam, "POST", f"{QUESTIONS}/{found['id']}/looked").status_code == 403


def test_the_supervisor_of_another_team_sees_none(service: Service) -> None:
    rename(service, "ada", "Ada Byron")
    service.phone("ada").add_client(last_name="Byron")
    seal(service)
    sid = service.phone("sid")
    assert questions(sid) == []
    [found] = questions(service.phone("sam"))
    assert ask(sid, "POST", f"{QUESTIONS}/{found['id']}/looked").status_code == 404


def test_who_looked_first_stays_named_and_the_question_leaves_the_list(service: Service) -> None:
    rename(service, "ada", "Ada Byron")
    service.phone("ada").add_client(last_name="Byron")
    seal(service)
    sam, ann = service.phone("sam"), service.phone("ann")
    [found] = questions(sam)
    for phone in (sam, ann):
        answer = ask(phone, "POST", f"{QUESTIONS}/{found['id']}/looked").get_json()
        assert answer["looked_by_name"] == "Sam"
    assert questions(sam) == []
