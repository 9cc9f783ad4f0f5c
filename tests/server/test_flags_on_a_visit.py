"""A flag that stood when a visit began holds until its end: whoever has her phone could take it away."""

import pytest

from server.store.columns import write_time
from tests.server.house import House
from tests.server.phones import Phone
from tests.server.walks import Walker, new_id, watch_of

FLAGS = {"flags": ["violence"], "said_by": "Housing"}


@pytest.fixture
def phone(house: House) -> Phone:
    return Phone(house.browser(), house.token("ada"), house.accounts["ada"].id, new_id(), new_id)


@pytest.fixture
def risk(phone: Phone) -> dict[str, str]:
    """What is known of the risk at a client's: the client and the record."""
    client = phone.add_client()
    made = phone.change("risk", client=client, set=FLAGS)
    assert phone.statuses(made) == ["applied"]
    return {"client": client, "record": made["record"]}


def take_away(phone: Phone, risk: dict[str, str]) -> None:
    edit = phone.change(
        "risk", risk["record"], 1, set={"flags": ["none_known"]}, was={"flags": FLAGS["flags"]}
    )
    assert phone.statuses(edit) == ["applied"]


def plan(phone: Phone, house: House, client: str) -> str:
    wanted = {
        "worker": phone.user,
        "planned_at": write_time(house.clock.now()),
        "minutes": 45,
        "state": "planned",
    }
    made = phone.change("visit", client=client, set=wanted)
    assert phone.statuses(made) == ["applied"]
    return str(made["record"])


@pytest.mark.parametrize("planned", [True, False])
def test_a_visit_that_began_flagged_is_not_ended_without_the_pin_once_its_flag_was_taken_away(
    house: House, phone: Phone, risk: dict[str, str], ada: Walker, planned: bool
) -> None:
    ada.set_pins()
    visit = plan(phone, house, risk["client"]) if planned else new_id()
    ada.say("start", visit, minutes=45, client=risk["client"])
    take_away(phone, risk)
    if planned:
        edit = phone.change("visit", visit, 1, set={"minutes": 50}, was={"minutes": 45})
        assert phone.statuses(edit) == ["applied"]
    assert ada.finish(visit)["status"] == "pin_needed"
    assert ada.finish(visit, "1234")["visit"]["state"] == "ended"


def test_a_flag_taken_away_before_it_begins_wants_no_pin(
    house: House, phone: Phone, risk: dict[str, str], ada: Walker
) -> None:
    visit = plan(phone, house, risk["client"])
    take_away(phone, risk)
    assert not watch_of(house, visit).flagged
    ada.say("start", visit, minutes=45, client=risk["client"])
    assert ada.finish(visit)["visit"]["state"] == "ended"
