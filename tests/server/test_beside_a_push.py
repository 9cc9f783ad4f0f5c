"""While a push is written, whoever calls for help does not wait, and nor does an alert."""

from collections.abc import Iterator
from threading import Event, Thread

import pytest

from server.engine import Engine
from server.store.database import writing
from server.store.ledger import Ledger
from server.store.people import lock_organisation
from tests.server.house import House, open_house
from tests.server.walks import Walker, kinds
from tests.support.data import Store


@pytest.fixture
def house(postgresql_store: Store) -> Iterator[House]:
    """On PostgreSQL; on SQLite there is one writer."""
    with postgresql_store.lend(postgresql_store.migrated()) as data, open_house(data) as house:
        yield house


@pytest.fixture
def ada(house: House) -> Walker:
    """Ada, signed in, half an hour before her visit is over."""
    ada = Walker(house)
    ada.start(minutes=30)
    return ada


@pytest.fixture
def pushing(house: House, ada: Walker) -> Iterator[None]:
    """Something large is being written, and the rota besides."""
    begun, over = Event(), Event()

    def push() -> None:
        with house.app.app_context(), writing() as session:
            lock_organisation(house.organisation)
            Ledger(session, house.organisation).lock_counter()
            begun.set()
            over.wait(60)

    thread = Thread(target=push)
    thread.start()
    assert begun.wait(10)
    yield
    over.set()
    thread.join()


@pytest.mark.postgres
def test_a_call_for_help_waits_for_no_push(house: House, ada: Walker, pushing: None) -> None:
    assert ada.say("panic")["status"] == "received"
    assert kinds(house) == [("panic", "broadcast", 4)]


@pytest.mark.postgres
def test_an_alert_waits_for_no_push(engine: Engine, house: House, pushing: None) -> None:
    house.clock.pass_by(minutes=36)
    engine.work()
    assert kinds(house) == [("overdue", "open", 1)]
