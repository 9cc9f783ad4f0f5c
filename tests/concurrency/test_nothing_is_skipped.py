"""Four server processes, eight writers, readers throughout, and the plug pulled: none missed, none twice."""

import itertools
import os
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest

from tests.concurrency.soak import Soak
from tests.server.phones import Service, open_service
from tests.support.data import Data, Store
from tests.support.postgres import Postgres
from tests.support.server import ServerProcess

WRITERS, READERS = 8, 3
BETWEEN_TWO = 500  # changes: on a slow machine too something has to get through before the next thing dies
CHANGES = int(os.environ.get("DOORSTEP_SOAK", "10000"))


@pytest.fixture
def sturdy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Postgres, Data]]:
    """A PostgreSQL that keeps what it acknowledged, with our tables."""
    postgres = Postgres(fast=False)
    store = Store(tmp_path_factory.mktemp("soak"), postgres)
    with store.lend(store.migrated()) as data:
        yield postgres, data
    postgres.close()


def begin(data: Data) -> tuple[list[tuple[str, str]], list[str]]:
    """An organisation in which eight phones of two workers write about eight clients."""
    with open_service(data) as service:
        writers = [
            (service.tokens[name], add_client(service, name)) for name in ("ada", "ben") * (WRITERS // 2)
        ]
        return writers, [service.tokens["sam"]] * READERS


def add_client(service: Service, name: str) -> str:
    return service.phone(name).add_client()


def again_and_again(soak: Soak, *deeds: Callable[[], None]) -> Callable[[], None]:
    """One deed after the other, each once so much more has been written, and no two within a second."""
    turn = itertools.cycle(deeds)

    def trouble() -> None:
        enough, patience = len(soak.written) + BETWEEN_TWO, time.monotonic() + 20
        time.sleep(1.2)
        while len(soak.written) < min(enough, CHANGES) and time.monotonic() < patience:
            time.sleep(0.05)
        next(turn)()

    return trouble


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_no_change_is_missed_or_applied_twice_whatever_dies(sturdy: tuple[Postgres, Data]) -> None:
    postgres, data = sturdy
    writers, readers = begin(data)
    server = ServerProcess(data, workers=4, counted=False)

    def restart_database() -> None:
        postgres.kill()
        postgres.start()

    soak = Soak(server.port)
    kill = server.kill_worker
    try:
        soak.run(writers, readers, CHANGES // WRITERS, again_and_again(soak, kill, kill, restart_database))
    finally:
        server.stop()
    assert soak.statuses == {"applied": CHANGES // WRITERS * WRITERS}
    assert soak.missed() == 0
    assert max(max(seen.values()) for seen in soak.seen) == 1
    with psycopg.connect(data.database_url) as connection:
        made = connection.execute(
            "SELECT count(*), count(DISTINCT record), max(version) FROM change WHERE kind = 'note'"
        )
        assert made.fetchone() == (len(soak.written), len(soak.written), 1)


@pytest.mark.postgres
@pytest.mark.slow
def test_the_naive_cursor_would_miss_some(postgresql_store: Store) -> None:
    with postgresql_store.lend(postgresql_store.migrated()) as data:
        writers, readers = begin(data)
        with psycopg.connect(data.database_url, autocommit=True) as connection:
            connection.execute("CREATE SEQUENCE naive START 1000")
        server = ServerProcess(
            data, workers=4, app="tests.concurrency.naive:create_naive_app()", counted=False
        )
        soak = Soak(server.port)
        try:
            soak.run(writers, readers, 1000, lambda: time.sleep(0.05))
        finally:
            server.stop()
    assert soak.missed() > 0
