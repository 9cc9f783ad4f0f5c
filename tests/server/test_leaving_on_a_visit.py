"""Whoever is leaving the house, and is on a visit when her phone has handed in what it held."""

import pytest

from server.engine import Engine
from server.services.handovers import begin_leaving
from tests.server.house import House
from tests.server.walks import Walker, kinds, run


@pytest.fixture
def out(engine: Engine, house: House, ada: Walker) -> str:
    visit = ada.start(minutes=10)
    with house.app.app_context():
        begin_leaving("ada@northside.example")
    return visit


def test_the_account_closes_once_she_has_ended_it(
    engine: Engine, house: House, ada: Walker, out: str
) -> None:
    run(engine, house, minutes=9)
    assert house.account("ada").active
    assert ada.finish(out)["visit"]["state"] == "ended"
    run(engine, house, minutes=1)
    assert not house.account("ada").active


def test_it_stays_open_while_she_is_looked_for(engine: Engine, house: House, ada: Walker, out: str) -> None:
    run(engine, house, minutes=20)
    assert kinds(house)[0][0] == "overdue"
    assert house.account("ada").active
    assert ada.watch()["visits"][0]["state"] == "overdue"
