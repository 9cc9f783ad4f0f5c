"""The end of a visit that is refused, and the call for help that may be hidden in it."""

import pytest

from server.engine import Engine
from server.services.receive_signals import SHUT_OUT
from server.services.take_signal import NOT_YOURS
from tests.server.house import House
from tests.server.walks import Walker, alerts, late, new_id, run, watch_of


@pytest.mark.parametrize("pin", ["1234", "9999"])
def test_a_secret_call_that_comes_with_a_refused_end_raises_its_alert(ada: Walker, pin: str) -> None:
    ada.set_pins("1234", "9999")
    visit = ada.start(place="1 Quiet Row")
    sent = ada.signal("finish", visit)
    sent["pin"] = ada.seal(pin, signal=sent["id"])
    ada.house.give_device("ada", ada.device)
    assert ada.http.post(f"/api/v1/devices/{ada.device}/revoke").status_code < 300
    refused = {"id": sent["id"], "status": "refused", "errors": SHUT_OUT}
    assert ada.send(sent) == ada.send(sent) == [refused]
    raised = [(one.kind, one.visit) for one in alerts(ada.house)]
    assert raised == ([("duress", visit)] if pin == "9999" else [])
    assert watch_of(ada.house, visit).ended is None


@pytest.mark.parametrize("pin", ["1234", "9999"])
def test_a_secret_call_from_a_visit_that_is_somebody_elses_by_now_raises_its_alert(
    ada: Walker, pin: str
) -> None:
    ada.set_pins("1234", "9999")
    visit = Walker(ada.house, "eve").start()
    receipt = ada.finish(visit, pin)
    assert (receipt["status"], receipt["errors"]) == ("refused", NOT_YOURS)
    raised = [(one.kind, one.visit, one.worker_name) for one in alerts(ada.house)]
    assert raised == ([("duress", None, "Ada")] if pin == "9999" else [])
    assert watch_of(ada.house, visit).ended is None


def test_a_wrong_pin_online_does_not_end_the_silence_that_was_noticed(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins()
    start = late(ada, "start", new_id(), minutes=10)
    run(engine, house, minutes=30)
    ada.send(start)
    visit = str(start["visit"])
    assert [ada.finish(visit, pin)["status"] for pin in (None, "0000")] == ["pin_needed", "pin_wrong"]
    assert [(one.kind, one.state) for one in alerts(house)] == [("no_contact", "open")]
    assert ada.finish(visit, "1234")["visit"]["state"] == "ended"
    assert [(one.kind, one.state) for one in alerts(house)] == [("no_contact", "stand_down")]
