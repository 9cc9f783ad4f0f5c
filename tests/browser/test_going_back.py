"""“Back” in the app leads to the place where somebody was."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.steps import add_client, all_received, write_note
from tests.browser.team import Team
from tests.support.chromium import until_true

DEMO_WORKER = "worker@demo.example"


def back(page: Page) -> None:
    """Press the link on top of the page."""
    page.get_by_role("link", name="Back", exact=True).click()


def test_back_from_a_client_leads_to_the_same_place_in_the_list_with_its_search(
    at: Callable[..., Page],
) -> None:
    page = at(DEMO_WORKER)
    page.get_by_role("link", name="Clients", exact=True).click()
    page.get_by_label("Search").fill("a")
    expect(page.get_by_text("found for")).to_be_visible()
    last = page.locator(".entry__link").last
    last.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 1000
    last.click()
    expect(page.get_by_role("heading", name="Story")).to_be_visible()
    back(page)
    expect(page.get_by_label("Search")).to_have_value("a")
    until_true(page, lambda: abs(page.evaluate("scrollY") - place) < 5)
    assert page.evaluate("location.search") == ""


def test_a_list_that_is_opened_anew_has_no_search(at: Callable[..., Page], team: Team) -> None:
    page = at(team.worker)
    add_client(page, "Jean")
    page.get_by_role("link", name="Clients", exact=True).click()
    page.get_by_label("Search").fill("jean")
    page.get_by_role("link", name="Jean").click()
    expect(page.get_by_role("heading", name="Story")).to_be_visible()
    page.get_by_role("link", name="Clients", exact=True).click()
    expect(page.get_by_label("Search")).to_have_value("")


def test_back_from_a_note_leads_to_where_it_was_opened(at: Callable[..., Page], team: Team) -> None:
    page = at(team.worker)
    write_note(page, add_client(page, "Jean"), "The kettle was on.")
    all_received(page)
    page.goto("/")
    page.get_by_role("link", name="Jean").click()
    expect(page.get_by_role("heading", name="Note about Jean")).to_be_visible()
    back(page)
    expect(page.get_by_role("heading", name="Good ")).to_be_visible()


def test_back_after_writing_leads_out_of_the_client_and_not_to_the_form(
    at: Callable[..., Page], team: Team
) -> None:
    page = at(team.worker)
    add_client(page, "Jean")
    page.get_by_role("link", name="Clients", exact=True).click()
    page.get_by_role("link", name="Jean").click()
    page.get_by_role("link", name="Write a note").click()
    page.get_by_role("link", name="Not now").click()
    page.get_by_role("link", name="Write a note").click()
    page.get_by_label("Note", exact=True).fill("She was well.")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_role("heading", name="Story")).to_be_visible()
    back(page)
    expect(page.get_by_role("heading", name="Clients")).to_be_visible()


def test_back_on_a_page_opened_by_its_address_leads_to_the_page_above(
    at: Callable[..., Page], team: Team
) -> None:
    page = at(team.worker)
    page.goto(add_client(page, "Jean"))
    back(page)
    expect(page.get_by_role("heading", name="Clients")).to_be_visible()
