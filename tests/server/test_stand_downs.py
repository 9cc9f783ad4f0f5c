"""What a worker ended herself after an alert waits for a person; it closes by itself only where it may."""

import pytest

from server.engine import Engine
from tests.server.house import House
from tests.server.phones import Phone
from tests.server.walks import Walker, alerts, kinds, new_id, run


@pytest.fixture
def phone(house: House) -> Phone:
    return Phone(house.browser(), house.token("ada"), house.accounts["ada"].id, new_id(), new_id)


def overdue(engine: Engine, house: House, ada: Walker, **parts: str) -> str:
    ada.set_pins()
    visit = ada.start(10, **parts)
    run(engine, house, minutes=16)
    return visit


@pytest.mark.parametrize("flagged_after", ["the alert", "the end of the visit"])
def test_what_is_flagged_after_its_alert_has_opened_never_closes_by_itself(
    engine: Engine, house: House, ada: Walker, phone: Phone, flagged_after: str
) -> None:
    client = phone.add_client()
    visit = overdue(engine, house, ada, client=client)
    risk = {"flags": ["violence"], "said_by": "The housing officer"}
    flag = phone.change("risk", client=client, set=risk)
    if flagged_after == "the alert":
        assert phone.statuses(flag) == ["applied"]
    ada.finish(visit, "1234")
    if flagged_after != "the alert":
        assert phone.statuses(flag) == ["applied"]
    run(engine, house, minutes=21)
    assert kinds(house) == [("overdue", "stand_down", 1)]
    assert alerts(house)[0].flagged
