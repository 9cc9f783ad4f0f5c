"""The demo is filled by the service itself, once, and whole."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.adapters.world import World
from server.app import create_app
from server.demo import fill
from server.demo.staff import PASSWORD, STAFF
from server.engine import Engine
from server.services.organisations import create_organisation
from server.settings import read_settings
from server.store import database
from server.store.alerts import AlertRow
from server.store.database import reading
from tests.support.data import Data


@pytest.fixture
def app(data: Data) -> Iterator[Flask]:
    app = create_app(read_settings(data.environment()))
    with app.app_context():
        yield app
        database.db.engine.dispose()


class PulledPlug(Exception):
    """Somebody stopped the filling."""


def sign_in(app: Flask, email: str) -> int:
    answer = app.test_client().post("/api/v1/session", json={"email": email, "password": PASSWORD})
    return answer.status_code


def fetch(app: Flask, email: str) -> list[dict[str, object]]:
    """Everything that somebody's new phone gets."""
    browser = app.test_client()
    browser.post("/api/v1/session", json={"email": email, "password": PASSWORD})
    cursor, records, more = None, [], True
    while more:
        device = "019a0000-0000-7000-8000-000000000000"
        body = {"protocol": 1, "device": device, "cursor": cursor, "limit": 1000, "changes": []}
        answer = browser.post("/api/v1/sync", json=body, headers={"Doorstep-Build": "1"})
        assert answer.status_code == 200, answer.text
        page = answer.get_json()
        records += page["records"]
        cursor, more = page["cursor"], page["more"]
    return records


def report(app: Flask) -> dict[str, Any]:
    """The supervisor's safety report of the last four weeks."""
    browser: Any = app.test_client()
    browser.post("/api/v1/session", json={"email": "supervisor@demo.example", "password": PASSWORD})
    found: dict[str, Any] = browser.get("/api/v1/reports/safety").get_json()
    return found


def opened_by_itself(app: Flask, days: int) -> list[str]:
    """The kinds of the alerts that are open when an engine has looked so many days later."""
    here, later = app.extensions["doorstep"], timedelta(days=days)
    app.extensions["doorstep"] = World(now=lambda: datetime.now(UTC) + later)
    engine = Engine(app)
    while engine.work():
        pass
    engine.audit()
    engine._deliverer.close()
    app.extensions["doorstep"] = here
    with app.app_context(), reading() as session:
        return list(session.scalars(select(AlertRow.kind).where(AlertRow.resolved.is_(None))))


@pytest.mark.slow
def test_a_filled_demo_is_there_for_each_of_its_people(app: Flask) -> None:
    told: list[tuple[int, int]] = []
    fill(progress=lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1]
    assert [sign_in(app, one.email) for one in STAFF] == [200] * len(STAFF)

    hers = fetch(app, "worker@demo.example")
    assert sum(row["kind"] == "client" for row in hers) == 62
    supervisors = fetch(app, "supervisor@demo.example")
    assert sum(row["kind"] == "client" for row in supervisors) == 78
    conflicts = [row for row in supervisors if row["kind"] == "conflict" and "choice" not in row["data"]]
    assert len(conflicts) == 3
    assert all("kept_by" in row["data"] for row in conflicts)
    assert fetch(app, "monitor@demo.example") == []

    visits = report(app)["visits"]
    assert 0 < visits["armed"] < visits["home"], "some were made without the timer, and most with it"
    assert opened_by_itself(app, days=3) == []

    before = {row["id"]: row["version"] for row in supervisors}
    assert "stays as it is" in fill()
    assert {row["id"]: row["version"] for row in fetch(app, "supervisor@demo.example")} == before


@pytest.mark.slow
def test_a_filling_that_was_cut_off_goes_on_where_it_stopped(app: Flask) -> None:
    def pull(done: int, _of: int) -> None:
        if done > 1000:
            raise PulledPlug

    with pytest.raises(PulledPlug):
        fill(progress=pull)
    assert sign_in(app, "worker@demo.example") == 401, "nobody may enter a half-filled demo"
    fill(if_empty=True)
    assert sum(row["kind"] == "client" for row in fetch(app, "worker@demo.example")) == 62


def test_beside_real_work_no_demo_is_made_unasked(app: Flask) -> None:
    create_organisation("A real service")
    assert "no demo was made" in fill(if_empty=True)
    assert sign_in(app, "worker@demo.example") == 401
