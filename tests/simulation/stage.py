"""The house that every seed begins with: one organisation, two teams, five people who are signed in."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import psycopg
from flask import Flask
from psycopg import sql
from sqlalchemy import Engine, event

from server.adapters.sign_in import hash_password
from server.adapters.world import World
from server.app import create_app
from server.services.invitations import new_account
from server.services.organisations import create_organisation
from server.settings import read_settings
from server.store.database import Base, db, writing
from sync.change import Role

PASSWORD = "a kettle on the hob"
PEOPLE = {
    "ada": (Role.CASE_MANAGER, "North"),
    "ben": (Role.CASE_MANAGER, "North"),
    "sam": (Role.SUPERVISOR, "North"),
    # Nobody's phone is theirs: they are there to be given a client whom North then loses.
    "eve": (Role.CASE_MANAGER, "South"),
    "tess": (Role.SUPERVISOR, "South"),
}
BIRTH = datetime(2026, 11, 23, 9, tzinfo=UTC)

PATIENCE = 600
"""Seconds. A world has a time of its own: a machine that stands still is no fault of the server's."""

UNHURRIED = "".join(
    f" -c {limit}={PATIENCE}s"
    for limit in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
)

# It waits until they are gone: one that is still dying may hold what the next request asks for.
OTHERS_END = f"""
    SELECT pg_terminate_backend(pid, {PATIENCE * 1000}) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass
class Fate:
    """The server's clock and dice, which the world holds."""

    time: datetime = BIRTH
    dice: random.Random = field(default_factory=lambda: random.Random(0))

    def world(self) -> World:
        """What the app reads them through."""
        return World(
            now=lambda: self.time,
            chance=lambda: self.dice.getrandbits(74),
            new_secret=lambda: f"{self.dice.getrandbits(256):064x}",
        )


class Stage:
    """The app on its database, which goes back to the beginning in a few milliseconds."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        settings = read_settings(environment)
        self.fate = Fate()
        event.listen(Engine, "do_connect", _take_time)
        self.app: Flask = create_app(settings, self.fate.world())
        self.database = psycopg.connect(settings.database_url.replace("+psycopg", ""), autocommit=True)
        for table in ("audit", "audit_client"):
            # The log refuses to be emptied; a world that begins anew has to.
            self.database.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_is_not_emptied")
        self.tables = [table.name for table in Base.metadata.sorted_tables]
        with self.app.app_context():
            self.organisation = create_organisation("Northside").id
            secret = hash_password(PASSWORD)
            with writing():
                for name, (role, team) in PEOPLE.items():
                    new_account(self.organisation, address(name), name.title(), role, team).password = secret
        self._cookies: dict[str, str] = {}
        self.people = {name: self._sign_in(name) for name in PEOPLE}
        self._beginning = self.copy()

    def begin(self, seed: int) -> None:
        """Put everything back to where every seed begins."""
        self.fate.time = BIRTH
        self.fate.dice.seed(seed)
        self.replace(self._beginning)

    def copy(self) -> Rows:
        """Take a copy of the whole database."""
        return {
            name: self.database.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(name))).fetchall()
            for name in self.tables
        }

    def replace(self, rows: Rows) -> None:
        """Put a copy in the place of what there is."""
        with self.database.transaction(), self.database.cursor() as cursor:
            # Not deleted: what was deleted leaves gaps, and rows without an order would come in another one.
            everything = sql.SQL(", ").join(map(sql.Identifier, self.tables))
            cursor.execute(sql.SQL("TRUNCATE {}").format(everything))
            for name in self.tables:
                if rows[name]:
                    blanks = sql.SQL(", ").join([sql.Placeholder()] * len(rows[name][0]))
                    insert = sql.SQL("INSERT INTO {} VALUES ({})").format(sql.Identifier(name), blanks)
                    cursor.executemany(insert, rows[name])

    def lose_power(self) -> None:
        """End every connection of the server's, as they end with its process: nothing stays half done."""
        self.database.execute(OTHERS_END)
        with self.app.app_context():
            db.engine.dispose()

    def cookie_of(self, name: str | None) -> dict[str, str]:
        """The header with which somebody's browser says who is signed in on it."""
        return {"Cookie": self._cookies[name]} if name in self._cookies else {}

    def _sign_in(self, name: str) -> dict[str, Any]:
        credentials = {"email": address(name), "password": PASSWORD}
        answer = self.app.test_client().post("/api/v1/session", json=credentials)
        self._cookies[name] = answer.headers["Set-Cookie"].split(";")[0]
        found: dict[str, Any] = answer.get_json()
        return found


def _take_time(_dialect: Any, _record: Any, _arguments: Any, how: dict[str, Any]) -> None:
    """Give a connection that is about to be made the time of the worlds."""
    how["connect_timeout"] = PATIENCE
    how["options"] += UNHURRIED


def address(name: str) -> str:
    """Somebody's sign-in name."""
    return f"{name}@northside.example"
