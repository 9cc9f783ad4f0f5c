"""A visit that had an alert wants the PIN to its end, and every phone of hers is told so."""

from typing import Any

import pytest

from server.engine import Engine
from tests.server.house import House
from tests.server.walks import Walker, alerts, kinds, late, new_id, run, watch_of
from tests.server.watching import say


def told(ada: Walker, visit: str) -> Any:
    """Whether her phone is told that there was an alert about this visit."""
    return {one["id"]: one["alerted"] for one in ada.watch()["visits"]}[visit]


def close(house: House) -> None:
    """A monitor hears from her that it was nothing."""
    mo, [alert] = house.browser_of("mo"), alerts(house)
    say(mo, alert.id, "acknowledge")
    assert say(mo, alert.id, "resolve", outcome="pressed_by_accident").status_code == 200


def test_a_call_that_was_an_accident_is_told_of_after_it_is_over_and_the_pin_ends_the_visit_offline(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins()
    visit, other = ada.start(minutes=45), ada.start(minutes=45)
    assert not told(ada, visit)
    ada.say("panic", visit)
    assert told(ada, visit)
    close(house)
    assert (told(ada, visit), told(ada, other)) == (True, False)
    finish = late(ada, "finish", visit)
    finish["pin"] = ada.seal("1234", signal=finish["id"])
    run(engine, house, minutes=5)
    assert ada.send(finish)[0]["visit"]["state"] == "ended"
    assert watch_of(house, visit).ending == "late"
    assert [state for _, state, _ in kinds(house)] == ["resolved"]
    assert not told(ada, visit)  # it is over


def test_an_overdue_visit_that_was_given_more_time_is_told_of_too(
    engine: Engine, house: House, ada: Walker
) -> None:
    visit = ada.start(minutes=10)
    run(engine, house, minutes=16)
    mo = house.browser_of("mo")
    said = {"minutes": 30, "note": "She rang."}
    assert mo.post(f"/api/v1/visits/{visit}/extend", json=said).status_code == 200
    assert told(ada, visit)


@pytest.mark.parametrize("kind", ["duress", "note"])
def test_a_call_in_secret_shows_no_more_than_a_note_does(house: House, ada: Walker, kind: str) -> None:
    visit = new_id()
    ada.say("start", visit, minutes=45)
    ada.say(kind, visit)
    assert told(ada, visit) is False
