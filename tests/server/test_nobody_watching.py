"""That nobody watches: told to those who lead, and told when it is over; what comes back is told anew."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from server.engine import Engine
from tests.server.house import House
from tests.server.walks import Walker, events, kinds, messages, put_on_duty, run


@pytest.fixture
def alarmed(house: House, ada: Walker) -> Iterator[Engine]:
    """Sam is on call, Ada is out, and nobody watches: so he was told."""
    put_on_duty(house, "sam", "manager")
    engine = Engine(house.app)
    ada.start(minutes=60)
    engine.audit()
    assert kinds(house) == [("nobody_watching", "open", 1)]
    yield engine
    engine._deliverer.close()


def finished(house: House, ada: Walker) -> None:
    [visit] = [one["id"] for one in board(house)["visits"]]
    ada.finish(visit)


def board(house: House) -> dict[str, Any]:
    """What Sam sees; he is not at it, so that he does not watch by looking."""
    found: dict[str, Any] = house.browser_of("sam").get("/api/v1/board?attended=false").get_json()
    return found


def passed(engine: Engine, house: House, minutes: float) -> None:
    house.clock.pass_by(minutes=minutes)
    engine.work()
    engine.audit()


def test_it_is_calmed_once_somebody_watches_again_and_told_so_and_ends_quietly(
    alarmed: Engine, house: House
) -> None:
    put_on_duty(house)
    passed(alarmed, house, 1)
    assert kinds(house) == [("nobody_watching", "stand_down", 1)]
    assert events(house)[-1] == ("stand_down", "Somebody is watching again.")
    told = json.loads(messages(house)[-1].payload)
    assert (told["title"], told["body"]) == ("News of an alert", "Somebody is watching again.")
    assert not told["siren"]
    run(alarmed, house, minutes=10)
    assert kinds(house) == [("nobody_watching", "resolved", 1)]
    assert events(house)[-1] == ("resolved", "Nobody has been out unwatched since: closed by itself.")


def test_it_is_calmed_once_nobody_is_out_any_more(alarmed: Engine, house: House, ada: Walker) -> None:
    finished(house, ada)
    passed(alarmed, house, 1)
    assert events(house)[-1] == ("stand_down", "Nobody is out on a visit any more.")


def test_calmed_and_come_back_it_is_told_anew_from_the_first_step(
    alarmed: Engine, house: House, ada: Walker
) -> None:
    finished(house, ada)
    passed(alarmed, house, 1)
    before = len(messages(house))
    ada.start(minutes=60)
    passed(alarmed, house, 1)
    assert kinds(house) == [("nobody_watching", "open", 1)]
    assert events(house)[-2][0] == "raised"
    assert len(messages(house)) == before + 1


def test_while_it_goes_on_it_is_neither_calmed_nor_told_as_news(alarmed: Engine, house: House) -> None:
    before = events(house)
    passed(alarmed, house, 1)
    assert (events(house), kinds(house)) == (before, [("nobody_watching", "open", 1)])


def test_from_whoever_has_it_nothing_is_taken(alarmed: Engine, house: House) -> None:
    alert = board(house)["alerts"][0]["id"]
    house.browser_of("sam").post(f"/api/v1/alerts/{alert}/acknowledge", json={})
    put_on_duty(house)
    passed(alarmed, house, 1)
    assert kinds(house) == [("nobody_watching", "owned", 1)]


def test_the_script_stays_its_own_when_it_is_calmed(alarmed: Engine, house: House) -> None:
    put_on_duty(house)
    passed(alarmed, house, 1)
    assert board(house)["alerts"][0]["script"] == "nobody_watching"
