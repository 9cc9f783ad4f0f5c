"""The PINs of somebody who is out: whoever takes her phone must not be able to put their own there."""

import pytest

from server.engine import Engine
from server.services.pins import OUT
from tests.server.house import House
from tests.server.walks import Walker, alerts, run


def change(walker: Walker, right: str = "5555", duress: str = "6666") -> tuple[int, str | None]:
    """Try to set both PINs anew: status, and what is said of it."""
    walker.watch()
    body = {"right": walker.seal(right), "duress": walker.seal(duress)}
    answer = walker.http.put("/api/v1/pin", json=body)
    return answer.status_code, answer.json["detail"] if answer.status_code == 409 else None


def test_while_she_is_out_nobody_gives_her_phone_another_pin(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins("1234", "9999")
    visit = ada.start(minutes=10, flagged=True)
    assert change(ada) == (409, OUT)
    run(engine, house, minutes=13)
    assert [one.kind for one in alerts(house)] == ["overdue"]
    assert change(ada) == (409, OUT)
    assert ada.finish(visit, "5555")["status"] == "pin_wrong"
    assert [one.state for one in alerts(house)] == ["open"]


@pytest.mark.parametrize("pin", ["1234", "9999"])
def test_once_a_visit_has_ended_they_are_changed_after_either_pin(ada: Walker, pin: str) -> None:
    ada.set_pins("1234", "9999")
    ada.finish(ada.start(minutes=10, flagged=True), pin)
    assert change(ada) == (204, None)
    assert ada.finish(ada.start(minutes=10, flagged=True), "5555")["visit"]["state"] == "ended"


def test_who_has_none_yet_sets_them_on_a_visit_too(ada: Walker) -> None:
    ada.start(minutes=10)
    assert change(ada) == (204, None)
    assert change(ada) == (409, OUT)
