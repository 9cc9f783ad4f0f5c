"""A small service and its people, for tests of the front door.

Ada visits clients of the north team. Sam supervises her. Mo watches. Ann administers. Eve is of another
team and must never get in.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from server.adapters.sign_in import hash_password
from server.adapters.world import World
from server.app import create_app
from server.services.invitations import new_account
from server.services.organisations import create_organisation
from server.services.tokens import make_token
from server.settings import read_settings
from server.store import database, people
from server.store.accounts import Account, Device
from server.store.database import reading, writing
from sync.change import Role
from tests.support.data import Data

PASSWORD = "a kettle on the hob"
PEOPLE = {
    "ada": (Role.CASE_MANAGER, "North"),
    "sam": (Role.SUPERVISOR, "North"),
    "mo": (Role.MONITOR, "North"),
    "ann": (Role.ADMINISTRATOR, None),
    "eve": (Role.CASE_MANAGER, "South"),
}
HEADER = {"Doorstep-Build": "1"}


@dataclass
class Clock:
    """A clock that moves only when told to."""

    time: datetime = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def pass_by(self, **span: float) -> None:
        self.time += timedelta(**span)


@dataclass
class House:
    """One organisation, its people and its clock."""

    app: Flask
    clock: Clock
    organisation: str
    accounts: Mapping[str, Account] = field(default_factory=dict)

    def browser(self) -> FlaskClient:
        """A browser in which nobody is signed in."""
        return self.app.test_client()

    def sign_in(self, name: str, password: str = PASSWORD, browser: FlaskClient | None = None) -> Any:
        """Try to sign in; what the server answered."""
        body = {"email": f"{name}@northside.example", "password": password}
        return (browser or self.browser()).post("/api/v1/session", json=body)

    def browser_of(self, name: str) -> FlaskClient:
        """A browser in which somebody is signed in; it sends the header that our own pages send."""
        browser = self.browser()
        assert self.sign_in(name, browser=browser).status_code == 200
        browser.environ_base["HTTP_DOORSTEP_BUILD"] = "1"
        return browser

    def token(self, name: str, **lifetime: float) -> str:
        """A bearer token of somebody."""
        with self.app.app_context():
            return make_token(f"{name}@northside.example", timedelta(**lifetime or {"days": 1}))

    def bearer(self, token: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {token}"}

    def give_device(self, name: str, id: str, *, copied: int = 0) -> None:
        """A phone of somebody's that has synced once, with two changes unsent."""
        now, account = self.clock.now(), self.accounts[name]
        with self.app.app_context(), writing() as session:
            session.add(
                Device(
                    organisation=account.organisation, account=account.id, id=id, name=f"{name}'s phone",
                    unsent=2, oldest_unsent=now, copied=copied, enrolled=now, last_seen=now,
                )
            )  # fmt: skip

    def account(self, name: str) -> Account:
        """Somebody's account as it stands in the database."""
        with self.app.app_context(), reading():
            found = people.by_email(f"{name}@northside.example")
        assert found
        return found


@contextmanager
def open_house(data: Data, **settings: str) -> Iterator[House]:
    """A house on an empty migrated database."""
    clock = Clock()
    app = create_app(read_settings(data.environment(**settings)), World(now=clock.now))
    # Real hashes, in a hundredth of the memory: thousands of tests sign in.
    app.extensions["security"].pwd_context.update(argon2__memory_cost=190)
    with app.app_context():
        organisation = create_organisation("Northside").id
        password = hashed(app)
        with writing():
            accounts = {name: add_person(organisation, name, password) for name in PEOPLE}
    yield House(app, clock, organisation, accounts)
    with app.app_context():
        database.db.engine.dispose()


def add_person(organisation: str, name: str, password: str) -> Account:
    role, team = PEOPLE[name]
    account = new_account(organisation, f"{name}@northside.example", name.title(), role, team)
    account.password = password
    return account


@cache
def _hash(password: str) -> str:
    return hash_password(password)


def hashed(app: Flask) -> str:
    """PASSWORD as it is stored, made once."""
    with app.app_context():
        return _hash(PASSWORD)
