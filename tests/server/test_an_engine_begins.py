"""An engine begins: the auditor looks at once, and what a downtime left is not taken for a fault."""

from collections.abc import Iterator

import pytest
from sqlalchemy import update

from server.engine import Engine
from server.store.database import session, writing
from server.store.heartbeat import beat
from server.store.watches import WatchRow
from tests.server.house import House
from tests.server.walks import Walker, alerts, events, put_on_duty


@pytest.fixture
def engine(house: House) -> Iterator[Engine]:
    put_on_duty(house)
    made = Engine(house.app)
    yield made
    made._deliverer.close()


def test_what_a_downtime_left_is_no_fault_of_the_engine_that_begins(engine: Engine, house: House) -> None:
    Walker(house).start(minutes=10)
    Walker(house, "eve").say("panic")  # its messages have waited since
    with house.app.app_context(), writing():
        beat("sender", house.clock.now())
    house.clock.pass_by(hours=1)
    engine._begin()
    engine.audit(first=True)
    house.clock.pass_by(seconds=20)
    engine.audit()
    assert [one.kind for one in alerts(house)] == ["panic"]
    house.clock.pass_by(seconds=11)
    engine.audit()
    assert [one.kind for one in alerts(house)] == ["panic", "overdue", "engine_degraded"]
    assert "Visits found with nothing to happen next: 1." in events(house)[-2][1]


def test_what_nobody_would_act_on_is_found_as_soon_as_an_engine_begins(engine: Engine, house: House) -> None:
    Walker(house).start(minutes=10)
    with house.app.app_context(), writing():
        session().execute(update(WatchRow).values(next_action_at=None))
    engine._begin()
    engine.audit(first=True)
    assert [one.kind for one in alerts(house)] == ["engine_degraded"]
