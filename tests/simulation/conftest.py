"""Worlds for every test here: one PostgreSQL and one bundle of the phones."""

import signal

import pytest

from tests.simulation.worlds import Worlds
from tests.support.postgres import Postgres

# `./test` ends this when another check has failed: then what it has started ends too.
signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres) -> Worlds:
    return Worlds(tmp_path_factory.mktemp("worlds"), postgres)
