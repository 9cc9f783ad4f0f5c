"""What alerts there were at a client's door, beside what was written about the visits."""

from typing import Any

import pytest

from server.safety.words import AlertKind
from server.services.alerts import hold_case
from server.store.database import writing
from server.store.records import AccessRow
from tests.server.house import House
from tests.server.watching import ALERTS, add_watch, put, put_on_duty, raise_case, work

JEAN = "0197a0b0-0000-7000-8000-000000000001"
JOE = "0197a0b0-0000-7000-8000-000000000002"


def holds(house: House, name: str, client: str) -> None:
    account = house.accounts[name]
    put(
        house,
        AccessRow(organisation=house.organisation, account=account.id, scope=client, state="held", seq=1),
    )


def alerts(house: House, client: str = JEAN, name: str = "sam") -> Any:
    return house.browser_of(name).get(f"/api/v1/clients/{client}/alerts")


@pytest.fixture
def at_the_door(house: House) -> str:
    """An alert from Ada's visit to Jean, whom Sam holds; one from a visit to Joe."""
    holds(house, "sam", JEAN)
    add_watch(house, "to jean", client=JEAN)
    add_watch(house, "to joe", client=JOE)
    raise_case(house, AlertKind.PANIC, about="eve", visit="to joe")
    return raise_case(house, visit="to jean")


def test_an_alert_stands_beside_the_story_of_the_client_at_whose_door_it_was(
    house: House, at_the_door: str
) -> None:
    [found] = alerts(house).get_json()["alerts"]
    assert (found["id"], found["kind"], found["worker"]) == (at_the_door, "overdue", "Ada")
    assert (found["resolved"], found["outcome"]) == (None, None)


def test_it_says_how_the_alert_ended(house: House, at_the_door: str) -> None:
    work(house)
    put_on_duty(house, house.accounts["mo"])
    mo = house.browser_of("mo")
    assert mo.post(f"{ALERTS}/{at_the_door}/acknowledge", json={}).status_code == 200
    assert mo.post(f"{ALERTS}/{at_the_door}/resolve", json={"outcome": "safe_spoke"}).status_code == 200
    [found] = alerts(house).get_json()["alerts"]
    assert found["outcome"] == "safe_spoke"
    assert found["resolved"] is not None


def test_it_says_why_where_something_was_heard(house: House) -> None:
    holds(house, "sam", JEAN)
    add_watch(house, "to jean", client=JEAN)
    raise_case(house, AlertKind.NO_CONTACT, visit="to jean", reason="Ended without the PIN")
    [found] = alerts(house).get_json()["alerts"]
    assert (found["kind"], found["reason"]) == ("no_contact", "Ended without the PIN")


def test_a_reason_that_belongs_to_what_came_later_is_not_said_of_what_was_graver(house: House) -> None:
    holds(house, "sam", JEAN)
    add_watch(house, "to jean", client=JEAN)
    panic = raise_case(house, AlertKind.PANIC, visit="to jean")
    with house.app.app_context(), writing():
        alert = hold_case(house.organisation, panic)
        assert alert
        alert.cause, alert.reason = AlertKind.NO_CONTACT.value, "Ended without the PIN"
    [found] = alerts(house).get_json()["alerts"]
    assert (found["kind"], found["reason"]) == ("panic", None)


def test_who_does_not_hold_the_client_is_told_of_nobody(house: House, at_the_door: str) -> None:
    assert alerts(house, JOE).status_code == 404
    assert [alerts(house, name=name).status_code for name in ("ada", "mo", "ann")] == [403, 403, 403]


def test_nobody_reads_there_of_an_alert_about_herself(house: House) -> None:
    """Of duress her own phone shows no trace."""
    holds(house, "sam", JEAN)
    add_watch(house, "her own", about="sam", client=JEAN)
    raise_case(house, AlertKind.DURESS, about="sam", visit="her own")
    assert alerts(house).get_json()["alerts"] == []
