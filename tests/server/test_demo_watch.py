"""The watch of the demo: somebody is on duty, somebody is on call, and the last weeks have a story."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from server.adapters.world import World
from server.app import create_app
from server.demo.staff import STAFF
from server.demo.watch import PASTS, set_up_watch
from server.services.board import see_board
from server.services.drills import hold_drills
from server.services.duty import end_duty, see_duty
from server.services.invitations import new_account
from server.services.organisations import create_organisation
from server.services.policies import see_policy
from server.services.reports import safety_report
from server.settings import read_settings
from server.store import database
from server.store.accounts import Account, Organisation
from server.store.database import writing
from tests.support.data import Data

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
Demo = tuple[Organisation, dict[str, Account]]


@pytest.fixture
def app(data: Data) -> Iterator[Flask]:
    app = create_app(read_settings(data.environment()), World(now=lambda: NOW))
    with app.app_context():
        yield app
        database.db.engine.dispose()


@pytest.fixture
def demo(app: Flask) -> Demo:
    house = create_organisation("A demo", demo=True)
    with writing():
        accounts = {one.key: new_account(house.id, one.email, one.name, one.role) for one in STAFF}
    with writing():
        set_up_watch(house, accounts, TODAY)
    return house, accounts


def test_the_monitor_is_on_duty_for_ever_and_the_supervisor_on_call(demo: Demo) -> None:
    _, accounts = demo
    turns = see_duty(accounts["monitor"].actor())["duties"]
    assert {(one["name"], one["post"], one["ends"][:4]) for one in turns} == {
        ("Ewan Lockhart", "monitor", "9999"), ("Morag Sutherland", "manager", "9999"),
    }  # fmt: skip
    board = see_board(accounts["monitor"].actor())
    assert [one["name"] for one in board["watching"]] == ["Ewan Lockhart"]
    assert not any("on duty as monitor" in one or "on call" in one for one in board["trouble"])


def test_there_is_a_number_to_ring_when_there_is_no_connection(demo: Demo) -> None:
    found = see_policy(demo[1]["admin"].actor())
    assert (found["version"], found["waiting"]) == (1, None)
    assert found["policy"]["monitor_phone"].startswith("0131 496 0")


def test_the_last_weeks_had_alerts_and_drills_and_nothing_is_open(demo: Demo) -> None:
    _, accounts = demo
    found = safety_report(accounts["supervisor"].actor(), date(2026, 9, 1), TODAY, None)
    assert found["alerts"] == found["acknowledge"]["count"] == found["resolve"]["count"] == len(PASTS)
    assert found["forgotten"] == 4
    assert (found["drills"]["held"], found["drills"]["missed"]) == (8, 1)
    assert see_board(accounts["monitor"].actor())["alerts"] == []


def test_nobody_is_drilled_on_the_first_day(demo: Demo) -> None:
    assert hold_drills(NOW) == 0


def test_what_was_changed_in_the_demo_stays_so(demo: Demo) -> None:
    house, accounts = demo
    end_duty(accounts["supervisor"].actor(), "demo manager")
    with writing():
        set_up_watch(house, accounts, TODAY)
    assert [one["post"] for one in see_duty(accounts["monitor"].actor())["duties"]] == ["monitor"]
