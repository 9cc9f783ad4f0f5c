"""Fixtures for every test: real databases, a real server, a real browser.

| fixture | gives |
|---|---|
| `postgres` | the session's PostgreSQL (`.url()`, `.create()`, `.kill()`, `.start()`) |
| `store` | data on one kind of database; a test that takes it runs twice, on SQLite and on PostgreSQL |
| `empty_data`, `data`, `demo_data` | from `store`: no tables; all tables; the demo organisation.
  `.database_url`, `.var`, `.doorstep("token", …)` |
| `start_server` | a real gunicorn: `start_server()` on demo data in SQLite, `start_server(data)` on other |
| `server` | `start_server()` |
| `chromium` | the session's browser, for `chromium.new_context(**PHONE)` |
| `devices` | two phones and a desk, three contexts on `server` |
| `profile` | `profile("name")`: a phone whose memory survives `.kill()` and `.close()` |
"""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from typing import Any

import coverage
import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Playwright

from tests.support.chromium import PHONE, Profile, launch_arguments, lend_node
from tests.support.data import Data, Store
from tests.support.devices import Devices, two_phones_and_a_desk
from tests.support.postgres import Postgres
from tests.support.server import ServerProcess

lend_node()

# How long one example takes says nothing on a machine that does other things too. The examples are the same
# each time, so that no build is red by chance; DOORSTEP_CHANCE=1 lets new ones be drawn.
settings.register_profile(
    "doorstep",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="DOORSTEP_CHANCE" not in os.environ,
)
settings.load_profile("doorstep")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count lines only where they are new: what ran on SQLite runs through the same ones on PostgreSQL."""
    counting = coverage.Coverage.current() if _is_second_time(item) else None
    if counting:
        counting.stop()
    try:
        return (yield)
    finally:
        if counting:
            counting.start()


def _is_second_time(item: pytest.Item) -> bool:
    case = getattr(item, "callspec", None)
    return bool(case) and case.params.get("store") == "postgresql"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    yield server
    server.close()


@pytest.fixture(scope="session")
def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("sqlite"), None)


@pytest.fixture(scope="session")
def postgresql_store(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres) -> Store:
    return Store(tmp_path_factory.mktemp("postgresql"), postgres)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Store:
    chosen: Store = request.getfixturevalue(f"{request.param}_store")
    return chosen


@pytest.fixture
def empty_data(store: Store) -> Iterator[Data]:
    with store.lend(store.empty()) as data:
        yield data


@pytest.fixture
def data(store: Store) -> Iterator[Data]:
    with store.lend(store.migrated()) as data:
        yield data


@pytest.fixture
def demo_data(store: Store) -> Iterator[Data]:
    with store.lend(store.demo()) as data:
        yield data


@pytest.fixture
def start_server(sqlite_store: Store) -> Iterator[Callable[..., ServerProcess]]:
    with ExitStack() as stack:

        def start(data: Data | None = None, **settings: Any) -> ServerProcess:
            data = data or stack.enter_context(sqlite_store.lend(sqlite_store.demo()))
            server = ServerProcess(data, **settings)
            stack.callback(server.stop)
            return server

        yield start


@pytest.fixture
def server(start_server: Callable[..., ServerProcess]) -> ServerProcess:
    return start_server()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, **launch_arguments()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, **PHONE}


@pytest.fixture(scope="session")
def chromium(browser: Browser) -> Browser:
    return browser


@pytest.fixture
def devices(chromium: Browser, server: ServerProcess) -> Iterator[Devices]:
    with two_phones_and_a_desk(chromium, server.url) as devices:
        yield devices


@pytest.fixture
def profile(playwright: Playwright, tmp_path: Any) -> Iterator[Callable[..., Profile]]:
    opened: list[Profile] = []

    def make(name: str, **options: Any) -> Profile:
        opened.append(Profile(playwright, tmp_path / name, **options))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
