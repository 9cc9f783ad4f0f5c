"""Alerts, and more people to answer them, for tests of the board.

Mel watches beside Mo. Zoe watches for another organisation, and must never see or do anything here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from server.safety.words import AlertKind
from server.services.alerts import climb_case, hold_case, open_case
from server.services.invitations import new_account
from server.services.organisations import create_organisation
from server.store.accounts import Account
from server.store.alerts import AlertRow
from server.store.database import reading, writing
from server.store.duty import DutyRow
from server.store.heartbeat import beat
from server.store.watches import WatchRow
from sync.change import Role
from tests.server.house import House, hashed

ALERTS = "/api/v1/alerts"


def hire(house: House, name: str, role: Role, organisation: str | None = None) -> Account:
    """Somebody new, who can sign in."""
    password = hashed(house.app)
    with house.app.app_context(), writing():
        account = new_account(
            organisation or house.organisation, f"{name}@northside.example", name.title(), role
        )
        account.password = password
    return account


def hire_mel(house: House) -> Account:
    """A second monitor."""
    return hire(house, "mel", Role.MONITOR)


def hire_zoe(house: House) -> Account:
    """A monitor of another organisation."""
    with house.app.app_context():
        other = create_organisation("Southside").id
    return hire(house, "zoe", Role.MONITOR, other)


def put_on_duty(house: House, account: Account, post: str = "monitor", **since: float) -> None:
    """Somebody's turn, for the next twelve hours."""
    now = house.clock.now()
    with house.app.app_context(), writing() as session:
        session.add(
            DutyRow(
                organisation=account.organisation, id=f"{account.id} {post}", account=account.id, post=post,
                begins=now - timedelta(**since), ends=now + timedelta(hours=12), made_by=account.id,
            )
        )  # fmt: skip


def add_watch(house: House, visit: str, about: str = "ada", **parts: Any) -> str:
    """A visit that is watched: forty minutes left, unless it is said otherwise."""
    now, account = house.clock.now(), house.accounts[about]
    fields = {
        "place": "12 Larch Lane",
        "state": "armed",
        "due": now + timedelta(minutes=40),
        "alert_at": now + timedelta(minutes=45),
        "last_heard": now,
        **parts,
    }
    with house.app.app_context(), writing() as session:
        session.add(
            WatchRow(
                organisation=house.organisation, visit=visit, account=account.id, worker_name=account.name,
                **fields,
            )
        )  # fmt: skip
    return visit


def raise_case(
    house: House,
    kind: AlertKind = AlertKind.OVERDUE,
    about: str = "ada",
    visit: str | None = None,
    **parts: Any,
) -> str:
    """An alert about somebody, and its id."""
    now, account = house.clock.now(), house.accounts[about]
    with house.app.app_context(), writing():
        return open_case(
            house.organisation, kind, now, subject=account.id, for_time=now, worker=account.id,
            worker_name=account.name, visit=visit, **parts,
        ).id  # fmt: skip


def climb(house: House, id: str) -> None:
    """What the engine does about an alert in one of its rounds."""
    with house.app.app_context(), writing():
        row = hold_case(house.organisation, id)
        assert row
        climb_case(row, house.clock.now())


@contextmanager
def stored(house: House, id: str) -> Iterator[AlertRow]:
    """An alert as it stands in the database."""
    with house.app.app_context(), reading() as session:
        yield session.get_one(AlertRow, (house.organisation, id))


def state_of(house: House, id: str) -> tuple[str, str | None]:
    """How an alert stands, and who has it."""
    with stored(house, id) as row:
        return row.state, row.owner_name


def say(
    browser: Any, id: str, verb: str, note: str = "", outcome: str | None = None, kind: str | None = None
) -> Any:
    """Do something about an alert; what the server answered."""
    return browser.post(f"{ALERTS}/{id}/{verb}", json={"note": note, "outcome": outcome, "kind": kind})


def board(browser: FlaskClient) -> dict[str, Any]:
    """What somebody sees at the board."""
    answer = browser.get("/api/v1/board")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json or {}
    return found


def put(house: House, *rows: Any) -> None:
    """Write rows."""
    with house.app.app_context(), writing() as session:
        session.add_all(rows)


def work(house: House, *names: str) -> None:
    """The processes of the watch have just done their work."""
    with house.app.app_context(), writing():
        for name in names or ("engine", "sender", "auditor"):
            beat(name, house.clock.now())
