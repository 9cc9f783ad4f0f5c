"""A plan that falls silent behind another alert about the same person is not closed along with that one."""

from server.engine import Engine
from tests.server.house import House
from tests.server.test_woken_alerts import plan
from tests.server.walks import Walker, alerts, kinds, put_on_duty, run
from tests.server.watching import ALERTS


def close(house: House) -> None:
    """Mo takes what is open, and ends it."""
    [alert] = [one for one in alerts(house) if one.resolved is None]
    mo = house.browser_of("mo")
    for verb, more in (("acknowledge", {}), ("resolve", {"outcome": "safe_spoke"})):
        assert mo.post(f"{ALERTS}/{alert.id}/{verb}", json=more).status_code == 200


def open_ones(house: House) -> list[tuple[str, str | None]]:
    """What is open, and about which visit."""
    return [(one.kind, one.visit) for one in alerts(house) if one.resolved is None]


def test_it_has_an_alert_of_its_own_once_the_other_is_closed(
    engine: Engine, house: House, ada: Walker
) -> None:
    put_on_duty(house)
    silent = plan(house, minutes=60, begins_in=5)
    ada.say("panic")
    run(engine, house, minutes=25)
    assert [kind for kind, _, _ in kinds(house)] == ["panic"]
    close(house)
    run(engine, house, minutes=1)
    assert open_ones(house) == [("no_contact", silent)]
    assert alerts(house)[-1].grade == "amber"


def test_it_has_none_where_somebody_has_answered_for_it_before(
    engine: Engine, house: House, ada: Walker
) -> None:
    put_on_duty(house)
    plan(house, minutes=60, begins_in=-30)
    run(engine, house, minutes=1)
    close(house)
    ada.say("panic")
    run(engine, house, minutes=1)
    close(house)
    run(engine, house, minutes=2)
    assert open_ones(house) == []


def test_it_has_none_once_she_was_heard(engine: Engine, house: House, ada: Walker) -> None:
    put_on_duty(house)
    silent = plan(house, minutes=60, begins_in=5)
    ada.say("panic")
    run(engine, house, minutes=25)
    ada.say("start", silent, minutes=30)
    close(house)
    run(engine, house, minutes=1)
    assert open_ones(house) == []
