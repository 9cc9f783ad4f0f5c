"""Worlds for every test here: one PostgreSQL and one bundle of the phones."""

import pytest

from tests.simulation.worlds import Worlds
from tests.support.postgres import Postgres


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres) -> Worlds:
    return Worlds(tmp_path_factory.mktemp("worlds"), postgres)
