"""Every screen lies on the phone as soon as the app does, even one never opened with a network."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.screens import go
from tests.browser.steps import add_client, go_offline, write_note
from tests.browser.team import Team
from tests.support.chromium import DESK
from tests.support.server import ServerProcess

SUPERVISING = {
    "/conflicts": "Conflicts",
    "/held": "Held changes",
    "/team": "Team",
    "/this-phone": "This phone",
    "/clients": "Clients",
    "/clients/new": "Add a client",
}


def heading(page: Page, words: str) -> None:
    """Wait for a page's first heading."""
    expect(page.get_by_role("heading", level=1, name=words)).to_be_visible()


def test_a_case_manager_opens_every_screen_without_a_network(at: Callable[..., Page], team: Team) -> None:
    phone = at(team.worker)
    go_offline(phone)
    client = add_client(phone, "Jean")
    write_note(phone, client, "Heating off.")
    note = phone.locator(".timeline-item--note a").first.get_attribute("href")
    screens = {
        "/": "Good ",
        "/clients": "Clients",
        client: "Jean",
        f"{client}/edit": "Edit details",
        f"{client}/contacts/new": "Add a contact",
        f"{note}": "Note about",
        f"{note}/addendum": "Add an addendum",
        "/this-phone": "This phone",
        "/sign-in": "Sign in",
    }
    for path, words in screens.items():
        phone.goto(path)
        heading(phone, words)


def test_a_supervisor_opens_every_screen_without_a_network(at: Callable[..., Page], team: Team) -> None:
    desk = at(team.supervisor, DESK)
    go_offline(desk)
    for path, words in SUPERVISING.items():
        desk.goto(path)
        heading(desk, words)


def test_a_page_that_stays_open_needs_no_file_any_more(at: Callable[..., Page], team: Team) -> None:
    """A newer version may have put its files in the place of those that this page was made of."""
    desk = at(team.supervisor, DESK)
    desk.evaluate("caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")
    go_offline(desk)
    for path, words in SUPERVISING.items():
        go(desk, path)
        heading(desk, words)


@pytest.fixture
def newcomer(chromium, server: ServerProcess):
    context = chromium.new_context(base_url=server.url, **{**DESK, "service_workers": "block"})
    yield context
    context.close()


def test_a_screen_that_could_not_be_fetched_says_so_and_offers_another_try(newcomer: BrowserContext) -> None:
    missing = True

    def lose(route: Route) -> None:
        route.abort() if missing else route.continue_()

    newcomer.route("**/assets/entering-*.js", lose)
    page = newcomer.new_page()
    page.goto("/")
    heading(page, "This page could not be shown")
    missing = False
    page.get_by_role("button", name="Try again").click()
    heading(page, "Sign in")
