"""The front door on each kind of database."""

from collections.abc import Iterator

import pytest

from server.engine import Engine
from tests.server.house import House, open_house
from tests.server.phones import Service, open_service
from tests.server.post import Post, open_post
from tests.server.walks import Walker, put_on_duty
from tests.support.data import Data, Store


@pytest.fixture
def house(data: Data) -> Iterator[House]:
    with open_house(data) as house:
        yield house


@pytest.fixture
def sqlite_data(sqlite_store: Store) -> Iterator[Data]:
    """For what has nothing to do with the kind of database."""
    with sqlite_store.lend(sqlite_store.migrated()) as data:
        yield data


@pytest.fixture
def small_house(sqlite_data: Data) -> Iterator[House]:
    """A house on SQLite only."""
    with open_house(sqlite_data) as house:
        yield house


@pytest.fixture
def service(data: Data) -> Iterator[Service]:
    with open_service(data) as service:
        yield service


@pytest.fixture
def post(data: Data) -> Iterator[Post]:
    """A house with its channels, all on loopback, and an alert about Ada."""
    with open_post(data) as post:
        yield post


@pytest.fixture
def engine(house: House) -> Iterator[Engine]:
    for name, post in (("mo", "monitor"), ("sam", "second"), ("ann", "manager")):
        put_on_duty(house, name, post)
    made = Engine(house.app)
    yield made
    made._deliverer.close()


@pytest.fixture
def ada(house: House) -> Walker:
    return Walker(house)
