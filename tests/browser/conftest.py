"""Fixtures of the browser tests: one server for all of them, and for each test people and devices of its own.

| fixture | gives |
|---|---|
| `server` | the shared server, with demo data; `devices` and `at` are on it |
| `team` | a small organisation of its own: `.worker`, `.worker2`, `.supervisor`, `.stranger` |
| `watched` | the team, whose monitor is on duty |
| `at` | `at(team.worker)`: a new phone with this person signed in; `at(team.supervisor, DESK)`: a desk |
| `pocket` | `pocket(team.worker)`: the same, on a profile that can be killed and opened again |
| `app_build` | the built phone app, in a folder that nobody builds anew while the tests run |
"""

import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from server.app import create_app
from server.demo.staff import PASSWORD as DEMO_PASSWORD
from server.settings import read_settings
from tests.browser import team as teams
from tests.browser.steps import sign_in
from tests.support.chromium import PHONE, Profile
from tests.support.data import ROOT, Store
from tests.support.mending import missing
from tests.support.server import ServerProcess

# How long a page takes says nothing on a machine that does other things too.
expect.set_options(timeout=30_000)

FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def app_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = ROOT / "pwa" / "dist"
    if not (built / "worker.js").is_file():
        missing("The phone app has not been built.", "./test, which builds it, or `npm run build` in pwa.")
    return Path(shutil.copytree(built, tmp_path_factory.mktemp("pwa") / "dist"))


@pytest.fixture(scope="session")
def shared_server(sqlite_store: Store, app_build: Path) -> Iterator[ServerProcess]:
    with sqlite_store.lend(sqlite_store.demo()) as data:
        # Each test leaves its event streams behind, and the server learns of it only at the next heartbeat.
        many = {"DOORSTEP_THREADS": "256", "DOORSTEP_STREAMS": "224"}
        server = ServerProcess(data, DOORSTEP_PWA=str(app_build), **many)
        yield server
        server.stop()


@pytest.fixture
def server(shared_server: ServerProcess) -> ServerProcess:
    return shared_server


@pytest.fixture(scope="session")
def founder(shared_server: ServerProcess) -> teams.Founder:
    return teams.Founder(create_app(read_settings(shared_server.data.environment())))


@pytest.fixture
def team(founder: teams.Founder) -> teams.Team:
    return founder.found()


@pytest.fixture
def watched(founder: teams.Founder, team: teams.Team) -> teams.Team:
    """The team, whose monitor is on duty."""
    founder.put_on_duty(team.monitor)
    return team


def password_of(email: str) -> str:
    """The demo's people and the teams' have different ones."""
    return DEMO_PASSWORD if email.endswith("@demo.example") else teams.PASSWORD


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the fixtures know that their test has failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def tell(page: Page) -> None:
    """Say what stands on a page whose test has failed: it may not come again."""
    print(f"{page.url}\n{page.locator('body').inner_text()}")


@pytest.fixture
def at(
    chromium: Browser, server: ServerProcess, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    contexts = []

    def at(email: str, device: dict[str, Any] = PHONE) -> Page:
        contexts.append(chromium.new_context(base_url=server.url, **device))
        page = contexts[-1].new_page()
        sign_in(page, email, password_of(email))
        return page

    yield at
    for context in contexts:
        if request.node.stash.get(FAILED, False):
            for page in context.pages:
                tell(page)
        context.close()


@pytest.fixture
def pocket(profile: Callable[..., Profile], server: ServerProcess) -> Callable[[str], tuple[Profile, Page]]:
    def pocket(email: str) -> tuple[Profile, Page]:
        phone = profile(email, base_url=server.url)
        sign_in(phone.open(), email, password_of(email))
        phone.close()  # a browser writes its cookies when it closes; while it is open, only now and then
        page = phone.open()
        page.goto("/")
        return phone, page

    return pocket
