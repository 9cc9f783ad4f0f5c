"""What is odd about a signal leaves nobody unwatched, and no call for help unheard."""

from typing import Any

import pytest

from server.engine import Engine
from tests.server.house import House
from tests.server.walks import Walker, alerts, events, kinds, new_id, run, watch_of
from tests.server.watching import say

ODD: list[dict[str, Any]] = [
    {"battery": 41},
    {"position": {"lat": 55, "lon": -3, "accuracy_m": 20, "altitude": 3}},
    {"text": "x" * 1001},
    {"app_version": "1"},
    {"client": "somebody"},
    {"offset_ms": "fast", "offset_age_s": -1},
]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: next(iter(odd)))
def test_a_visit_is_watched_without_the_detail_that_cannot_be_read(
    engine: Engine, house: House, ada: Walker, odd: dict[str, Any]
) -> None:
    visit = new_id()
    receipt = ada.say("start", visit, minutes=30, **odd)
    assert (receipt["status"], receipt["visit"]["state"]) == ("received", "armed")
    assert ada.say("extend", visit, minutes=5, **odd)["status"] == "received"
    assert ada.say("finish", visit, **odd)["visit"]["state"] == "ended"


@pytest.mark.parametrize(
    "wrong", [{"minutes": -4}, {"at": "now"}, {"seq": "first"}, {"flagged": "no"}, {"pin": "x" * 1001}]
)
def test_what_the_watch_goes_by_has_to_be_readable(house: House, ada: Walker, wrong: dict[str, Any]) -> None:
    receipt = ada.send({**ada.signal("start", new_id(), minutes=10), "battery": 41, **wrong})[0]
    assert receipt["status"] == "refused"
    assert receipt["errors"].keys() >= wrong.keys()


@pytest.mark.parametrize("id", [None, "x", 5])
def test_a_call_for_help_without_an_id_is_heard_once_and_answered_as_before(
    engine: Engine, house: House, ada: Walker, id: Any
) -> None:
    visit = ada.start()
    call = {**ada.signal("panic", visit), "id": id}
    for _ in range(3):
        [receipt] = ada.send(call)
        assert (receipt["id"], receipt["status"], list(receipt["errors"])) == (None, "refused", ["id"])
        run(engine, house, minutes=1)
    assert [(one.kind, one.visit) for one in alerts(house)] == [("panic", visit)]
    assert [type for type, _ in events(house)].count("signal") == 0
    say(house.browser_of("mo"), alerts(house)[0].id, "resolve", outcome="safe_spoke", kind="panic")
    ada.send(call)
    assert [state for _, state, _ in kinds(house)] == ["resolved"]
    assert watch_of(house, visit).ended is None


def test_a_call_for_help_of_one_word_counts_anew_after_an_hour(
    engine: Engine, house: House, ada: Walker
) -> None:
    for _ in range(2):
        ada.send({"type": "panic"}, {"type": "panic"})
        [alert] = [one for one in alerts(house) if one.resolved is None]
        mo = house.browser_of("mo")
        say(mo, alert.id, "acknowledge")
        assert say(mo, alert.id, "resolve", outcome="safe_spoke", kind="panic").status_code == 200
        house.clock.pass_by(hours=1)
    assert [one.kind for one in alerts(house)] == ["panic", "panic"]
