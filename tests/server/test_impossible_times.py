"""Clocks that cannot be, rows that cannot be read: they cost nobody the board, an alert or a call."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from server.engine import Engine
from server.store.database import writing
from server.store.signals import SignalRow
from tests.server.house import House
from tests.server.walks import Walker, alerts, put_on_duty
from tests.server.watching import ALERTS

BOARD = "/api/v1/board"
HERE = {"lat": 55.93, "lon": -3.13}
NEVER = "0001-01-01T00:00:00.000Z"
IMPOSSIBLE: list[dict[str, Any]] = [
    {"offset_ms": 9e15},
    {"offset_ms": -9e15},
    {"at": NEVER},
    {"at": "9998-12-31T23:30:00.000Z", "offset_ms": timedelta(days=800) / timedelta(milliseconds=1)},
    {"at": "9999-12-31T23:59:59.999Z"},
]


def spoil(house: House) -> None:
    """Make every signal that is stored unreadable."""
    with house.app.app_context(), writing() as session:
        session.execute(update(SignalRow).values(content="{broken"))


@pytest.mark.parametrize("clock", IMPOSSIBLE)
def test_whatever_time_a_panic_claims_it_is_shown_taken_and_ended(
    house: House, ada: Walker, clock: dict[str, Any]
) -> None:
    put_on_duty(house)
    ada.send(ada.signal("panic", position=HERE) | clock)
    mo = house.browser_of("mo")
    [alert] = mo.get(BOARD).get_json()["alerts"]
    assert (alert["kind"], alert["position"]["lat"]) == ("panic", 55.93)
    for verb, more in (("acknowledge", {}), ("resolve", {"outcome": "safe_spoke"})):
        assert mo.post(f"{ALERTS}/{alert['id']}/{verb}", json=more).status_code == 200


@pytest.mark.parametrize("clock", IMPOSSIBLE)
def test_whatever_time_a_start_claims_the_visit_is_watched(
    house: House, ada: Walker, engine: Engine, clock: dict[str, Any]
) -> None:
    visit = ada.signal("start", "0197a0b0-0000-7000-8000-00000000000a", minutes=30, position=HERE) | clock
    receipts = ada.send(visit, ada.signal("panic"))
    assert [one["status"] for one in receipts] == ["received", "received"]
    assert [alert.kind for alert in alerts(house)] == ["panic"]
    [shown] = house.browser_of("mo").get(BOARD).get_json()["visits"]
    assert shown["id"] == visit["visit"]
    assert shown["state"] in ("armed", "grace")  # a start from long ago counts as one that is heard late


@pytest.mark.parametrize("type", ["finish", "check_in", "extend"])
def test_an_impossible_time_below_a_known_number_is_taken_as_untrusted(
    house: House, ada: Walker, type: str
) -> None:
    visit = ada.start(30)
    late = ada.signal(type, visit, offset_ms=0, offset_age_s=0, minutes=10) | {"seq": 0, "at": NEVER}
    assert ada.send(late)[0]["status"] != "refused"


def test_a_signal_that_cannot_be_read_takes_no_board_away(house: House, ada: Walker) -> None:
    ada.start(30)
    spoil(house)
    [shown] = house.browser_of("mo").get(BOARD).get_json()["visits"]
    assert (shown["position"], shown["battery"]) == (None, None)


@pytest.mark.parametrize("call", [{"type": "panic"}, {"type": "duress"}])
def test_a_call_for_help_is_heard_from_a_visit_that_cannot_be_read(
    house: House, ada: Walker, call: dict[str, Any]
) -> None:
    put_on_duty(house)
    visit = ada.start(30)
    spoil(house)
    plea = ada.signal("panic", visit) | call
    assert [one["status"] for one in ada.send(plea)] == ["received"]
    assert [alert.kind for alert in alerts(house)] == [call["type"]]


def test_what_cannot_be_taken_is_not_answered_and_stops_nothing_else(house: House, ada: Walker) -> None:
    visit = ada.start(30)
    spoil(house)
    receipts = ada.send(ada.signal("check_in", visit), panic := ada.signal("panic", visit))
    assert [one["id"] for one in receipts] == [panic["id"]]
