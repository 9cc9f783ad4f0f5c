"""Phones that talk to the server as a phone does, for tests of the sync contract.

Ada and Ben visit clients of the north team, Sam supervises them, Mo watches, Eve is of another team and
must never get in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from server.adapters.world import world
from server.app import create_app
from server.services.organisations import create_organisation, team_of
from server.services.tokens import make_token
from server.settings import read_settings
from server.store.accounts import Account
from server.store.database import writing
from sync.change import Role
from tests.support.data import Data

AT = "2026-11-23T10:02:11.123Z"
PEOPLE = {
    "ada": (Role.CASE_MANAGER, "north"),
    "ben": (Role.CASE_MANAGER, "north"),
    "sam": (Role.SUPERVISOR, "north"),
    "mo": (Role.MONITOR, "north"),
    "ann": (Role.ADMINISTRATOR, "north"),
    "eve": (Role.CASE_MANAGER, "south"),
    "sid": (Role.SUPERVISOR, "south"),
}


@dataclass
class Phone:
    """One person's phone: sends what it is told to, and remembers its cursor and its last number."""

    http: FlaskClient
    token: str
    user: str
    device: str
    new_id: Any
    cursor: str | None = None
    seq: int = 0
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    def change(self, kind: str, record: str | None = None, base: int = 0, **parts: Any) -> dict[str, Any]:
        """A change with the next number of this phone."""
        self.seq += 1
        made = {"id": self.new_id(), "seq": self.seq, "kind": kind, "record": record or self.new_id()}
        return {**made, "base": base, "at": AT, **parts}

    def post(self, *changes: Any, **envelope: Any) -> Any:
        """Send a request and give the response as it came."""
        body = {"protocol": 1, "device": self.device, "cursor": self.cursor, "changes": list(changes)}
        headers = {"Authorization": f"Bearer {self.token}"}
        return self.http.post("/api/v1/sync", json={**body, **envelope}, headers=headers)

    def sync(self, *changes: Any, **envelope: Any) -> dict[str, Any]:
        """Send changes and take in what is new, as far as the first page goes."""
        response = self.post(*changes, **envelope)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.get_json()
        for client in answer["forget"]:
            self.rows = {id: row for id, row in self.rows.items() if row["client"] != client}
        for row in answer["records"]:
            self.rows[row["id"]] = row
        self.cursor = answer["cursor"]
        return answer

    def sync_all(self, limit: int = 500) -> list[dict[str, Any]]:
        """Take in every page; give the rows in the order in which they came."""
        rows = []
        while True:
            answer = self.sync(limit=limit)
            rows += answer["records"]
            if not answer["more"]:
                return rows

    def statuses(self, *changes: Any) -> list[str]:
        """Send changes and give the words of their receipts."""
        return [receipt["status"] for receipt in self.sync(*changes)["receipts"]]

    def add_client(self, **fields: Any) -> str:
        """Meet a new client; give the id."""
        change = self.change("client", set={"known_as": "Jean", **fields})
        assert self.statuses(change) == ["applied"]
        return str(change["record"])

    def edit(
        self, client: str, base: int, was: dict[str, Any] | None = None, **fields: Any
    ) -> dict[str, Any]:
        """A change of a client's details; what has no old value was empty on the screen."""
        return self.change("client", client, base, set=fields, was={**dict.fromkeys(fields), **(was or {})})

    def note(self, client: str, text: str = "Jean was well.") -> dict[str, Any]:
        """A note about a client."""
        return self.change("note", client=client, set={"text": text})

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        """The rows of a kind that this phone holds."""
        return [row for row in self.rows.values() if row["kind"] == kind and not row["deleted"]]


@dataclass
class Service:
    """One organisation with its people, and their phones."""

    app: Flask
    organisation: str
    users: dict[str, str]
    tokens: dict[str, str]

    def phone(self, name: str) -> Phone:
        """A new phone in somebody's hand."""
        with self.app.app_context():
            new_id = world().new_id
        return Phone(self.app.test_client(), self.tokens[name], self.users[name], new_id(), new_id)


@contextmanager
def open_service(data: Data) -> Iterator[Service]:
    """An organisation with its people, on an empty migrated database."""
    app = create_app(read_settings(data.environment()))
    with app.app_context():
        organisation = create_organisation("Northside").id
        users = {name: _add_person(organisation, name, *PEOPLE[name]) for name in PEOPLE}
        tokens = {name: make_token(f"{name}@northside.example") for name in PEOPLE}
    yield Service(app, organisation, users, tokens)


def _add_person(organisation: str, name: str, role: Role, team: str) -> str:
    with writing() as session:
        id = world().new_id()
        session.add(
            Account(
                organisation=organisation,
                id=id,
                email=f"{name}@northside.example",
                name=name.title(),
                role=role.value,
                team=team_of(organisation, team).id,
                active=True,
                fs_uniquifier=id,
                fs_webauthn_user_handle=id,
                created=world().now(),
            )
        )
    return id
