"""An engine begins: the auditor looks at once, and what a downtime left is not taken for a fault."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, update

from server.engine import Engine
from server.services.audit_watch import audit_watch
from server.store.database import db, session, writing
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


def test_what_an_engine_does_while_the_auditor_looks_is_not_done_again(engine: Engine, house: House) -> None:
    Walker(house).start(minutes=10)
    house.clock.pass_by(minutes=15)
    engine.work()
    put_on_duty(house, "sam", "second")
    house.clock.pass_by(minutes=4)  # the second step has waited for a minute
    with house.app.app_context(), as_soon_as_read("alert.resolved IS NULL", engine.work):
        audit_watch(house.clock.now())
    overdue = next(one for one in alerts(house) if one.kind == "overdue")
    assert overdue.step == 2, "everybody was called, because the next step had no time left to wait for"


@contextmanager
def as_soon_as_read(words: str, do: Callable[[], object]) -> Iterator[None]:
    """Let somebody else do something right after the first transaction that read these words."""
    seen: list[bool] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not seen and statement.startswith("SELECT") and words in statement:
            seen.append(False)

    def act(_connection: Any) -> None:
        if seen == [False]:
            seen[0] = True
            other = threading.Thread(target=do)
            other.start()
            other.join(20)

    event.listen(db.engine, "before_cursor_execute", note)
    event.listen(db.engine, "rollback", act)
    yield
    event.remove(db.engine, "before_cursor_execute", note)
    event.remove(db.engine, "rollback", act)
    assert seen == [True]
