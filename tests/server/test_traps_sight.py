"""Traps of who may see what: grants and revocations in any order, and what an id gives away.

The numbers are those of the table in docs/reliability.md.
"""

import random
from dataclasses import dataclass, replace
from typing import Any

import pytest

from server.adapters.world import world
from server.services.organisations import create_organisation, team_of
from server.services.tokens import make_token
from server.store.accounts import Account
from server.store.database import writing
from sync.change import Role
from tests.server.moments import after_statement
from tests.server.phones import AT, Phone, Service


@dataclass
class Office:
    """Sam's caseload screen, and who has which client by it."""

    service: Service
    sam: Phone
    entries: dict[tuple[str, str], str]

    def give(self, client: str, worker: str) -> None:
        entry = self.sam.change(
            "caseload", client=client, set={"worker": self.service.users[worker], "since": "2026-11-01"}
        )
        assert self.sam.statuses(entry) == ["applied"]
        self.entries[client, worker] = entry["record"]

    def take(self, client: str, worker: str) -> None:
        id = self.entries.pop((client, worker))
        end = self.sam.change("caseload", id, 1, set={"until": "2026-01-01"}, was={"until": None})
        assert self.sam.statuses(end) == ["applied"]

    def clients_of(self, worker: str) -> set[str]:
        return {client for client, name in self.entries if name == worker}


@pytest.fixture
def office(service: Service) -> Office:
    return Office(service, service.phone("sam"), {})


def of_client(client: str, rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows if row["client"] == client]


@pytest.mark.slow
def test_28_a_grant_brings_thousands_of_old_records_and_what_changes_meanwhile(office: Office) -> None:
    service = office.service
    ada, ben = service.phone("ada"), service.phone("ben")
    jean = ada.add_client()
    contacts = [ada.change("contact", client=jean, set={"way": "call", "at": AT}) for _ in range(2_500)]
    for start in range(0, 2_500, 500):
        ada.sync(*contacts[start : start + 500])
    ben.add_client()
    ben.sync_all()
    office.give(jean, "ben")
    chance, more = random.Random(28), True
    last: dict[str, int] = {}
    while more:
        answer = ben.sync(limit=1000)
        more = answer["more"]
        for id in of_client(jean, answer["records"]):
            last[id] = last.get(id, 0) + 1
        if more:
            for change in chance.sample(contacts, 3):
                id = change["record"]
                note = {"summary": f"Seen {chance.random()}."}
                base = ada.rows.get(id, {"version": 1, "data": {}})
                was = {"summary": base["data"].get("summary")}
                ada.sync(ada.change("contact", id, base["version"], set=note, was=was))
    assert {change["record"] for change in contacts} <= last.keys()
    assert sum(last.values()) <= len(last) + 9, "a page holds a record that has not changed once more"
    ada.sync_all()
    contacts_of = {row["id"]: row for row in ada.of_kind("contact")}
    assert {row["id"]: row for row in ben.of_kind("contact")} == contacts_of
    assert ben.sync_all() == []


@pytest.mark.parametrize("number", [1, 2, 3])
def test_28_what_is_given_or_taken_between_two_statements_of_a_poll_is_not_passed_over(
    office: Office, number: int
) -> None:
    ada, ben, other = office.service.phone("ada"), office.service.phone("ben"), office.service.phone("ben")
    jean, joe = ada.add_client(), ben.add_client()
    jim = office.sam.add_client()
    office.give(jim, "ben")
    other.sync(other.note(joe, "first"))
    ben.sync_all()
    other.sync(other.note(joe, "pending"))

    def meanwhile() -> None:
        office.give(jean, "ben")
        office.take(jim, "ben")
        other.sync(*(other.note(joe, f"later {turn}") for turn in range(3)))

    with after_statement(number, meanwhile):
        ben.sync(limit=2)
    ben.sync_all(limit=2)
    clients = {row["id"] for row in ben.of_kind("client")}
    assert clients == {jean, joe}


@pytest.mark.parametrize("seed", range(4))
def test_30_whatever_is_given_taken_and_written_a_phone_holds_what_it_should(
    office: Office, seed: int
) -> None:
    service, chance = office.service, random.Random(seed)
    phones = {name: service.phone(name) for name in ("ada", "ben")}
    for _ in range(3):
        office.give(office.sam.add_client(), chance.choice(["ada", "ben"]))
    clients = sorted({client for client, _ in office.entries})
    for _ in range(25):
        client, name = chance.choice(clients), chance.choice(["ada", "ben"])
        deed = chance.choice(["move", "move", "write", "write", "poll", "poll"])
        if deed == "move":
            (office.take if (client, name) in office.entries else office.give)(client, name)
        elif deed == "write":
            phones[name].statuses(phones[name].note(client, f"{chance.random()}"))
        else:
            phones[name].sync(limit=chance.randint(1, 4))
        if chance.random() < 0.3:
            look(office, name, phones[name], chance.randint(1, 7))
    for name, phone in phones.items():
        look(office, name, phone, 3)


def look(office: Office, name: str, phone: Phone, limit: int) -> None:
    """Poll to the end, and compare with the caseload and with a phone that fetches everything anew."""
    phone.sync_all(limit)
    assert {row["client"] for row in phone.rows.values()} == office.clients_of(name)
    fresh = office.service.phone(name)
    fresh.sync_all()
    assert phone.rows == fresh.rows


def neighbour(service: Service, role: Role) -> Phone:
    """The phone of somebody in another organisation of the same database."""
    with service.app.app_context():
        organisation, id = create_organisation("Southbank").id, world().new_id()
        with writing() as session:
            session.add(
                Account(
                    organisation=organisation, id=id, email="nan@southbank.example", name="Nan",
                    role=role.value, team=team_of(organisation, "north").id, active=True,
                    fs_uniquifier=id, fs_webauthn_user_handle=id, created=world().now(),
                )
            )  # fmt: skip
        token = make_token("nan@southbank.example")
    phone = service.phone("eve")
    return replace(phone, token=token, user=id)


@pytest.fixture
def secrets(service: Service) -> dict[str, str]:
    """The ids of one record of each kind that is Ada's and Sam's business alone."""
    ada, other, sam = service.phone("ada"), service.phone("ada"), service.phone("sam")
    jean = ada.add_client(phone="0")
    contact, note = ada.change("contact", client=jean, set={"way": "call", "at": AT}), ada.note(jean)
    ada.sync(contact, note)
    other.sync(other.edit(jean, 1, {"phone": "0"}, phone="1"))
    ada.sync(ada.edit(jean, 1, {"phone": "0"}, phone="2"))
    ben = service.phone("ben")
    ben.sync(ben.edit(jean, 1, {"phone": "0"}, phone="3"))
    sam.sync_all()
    return {row["kind"]: row["id"] for row in sam.rows.values()}


def probe(phone: Phone, ids: dict[str, str], own: str | None) -> list[dict[str, Any]]:
    """Try everything with some ids; what was answered, without the ids."""
    read = {"of_kind": "note", "verdict": "read", "worker": phone.user}
    tries = [
        phone.change("client", ids["client"], 1, set={"phone": "9"}, was={"phone": "1"}),
        phone.change("client", ids["client"], 3, delete=True),
        phone.note(ids["client"], "Hello."),
        phone.change("review", client=ids["client"], set={**read, "of_record": ids["note"]}),
        phone.change("conflict", ids["conflict"], 1, set={"choice": "kept"}, was={"choice": None}),
        phone.change("caseload", client=ids["client"], set={"worker": phone.user}),
        phone.change("caseload", ids["caseload"], 1, set={"until": "2026-01-01"}, was={"until": None}),
        *[
            phone.change(kind, ids[kind], 1, client=client, set={"text": "x"}, was={"text": "y"})
            for kind in ("contact", "note", "held")
            for client in (ids["client"], None, own)
            if kind in ids
        ],
    ]  # fmt: skip
    answer = phone.sync(*tries)
    assert answer["forget"] == []
    return [{**receipt, "id": None} for receipt in answer["receipts"]]


def others(phone: Phone) -> dict[str, Any]:
    """What the phone holds but for what its own supervisor's tray now has of these tries."""
    return {id: row for id, row in phone.rows.items() if row["kind"] != "held"}


@pytest.mark.parametrize("who", ["ben", "eve", "sid", "mo", "ann", *Role])
def test_32_what_one_may_not_see_answers_like_what_nobody_knows(
    service: Service, secrets: dict[str, str], who: str
) -> None:
    phone = neighbour(service, Role(who)) if who in set(Role) else service.phone(who)
    owns = who in {"ben", "eve", "sid", Role.CASE_MANAGER, Role.SUPERVISOR}
    own = phone.add_client() if owns else None
    phone.sync_all()
    known, unknown = secrets, {kind: phone.new_id() for kind in secrets}
    before = others(phone)
    assert probe(phone, known, own) == probe(phone, unknown, own)
    assert {receipt["status"] for receipt in probe(phone, known, own)} <= {"held", "refused"}
    assert others(phone) == before
    ada = service.phone("ada")
    ada.sync_all()
    assert ada.rows[secrets["client"]]["data"] == {"known_as": "Jean", "phone": "1"}
    assert len(ada.of_kind("note")) == 1


@pytest.mark.parametrize("edit", [{"base": 1}, {"base": 0, "known_as": "x" * 101}], ids=["edit", "refused"])
def test_32_nor_does_what_is_written_about_a_client_tell_whether_there_is_one(
    service: Service, secrets: dict[str, str], edit: dict[str, Any]
) -> None:
    said = []
    for client in (secrets["client"], service.phone("eve").new_id()):
        eve = service.phone("eve")
        fields = {"known_as": edit.get("known_as", "Jo")}
        change = eve.change("client", client, edit["base"], set=fields, was={"known_as": "Jean"})
        said.append(eve.statuses(change, eve.note(client)) + eve.statuses(eve.note(client)))
    assert said[0] == said[1]
    assert set(said[0]) == ({"held"} if edit["base"] else {"refused"})
