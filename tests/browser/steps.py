"""What a person does in the app, in her own words: the tests are told in these."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.support.chromium import offline_ready

EVERYTHING_RECEIVED = re.compile("Everything received")
WAITING = re.compile(r"(\d+) on this phone")
UNKNOWN = "This is not on this phone"


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in, and wait until all that this person may see has been fetched."""
    page.goto("/")
    fill_in_sign_in(page, email, password)
    all_received(page)
    offline_ready(page)


def fill_in_sign_in(page: Page, email: str, password: str) -> None:
    """Sign in on the page that asks for it."""
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()


def status_line(page: Page) -> Locator:
    """The line that says what is on this phone and what is received."""
    return page.get_by_role("region", name="What is received")


def all_received(page: Page) -> None:
    """Wait until nothing waits on this phone."""
    expect(page.get_by_role("link", name=EVERYTHING_RECEIVED)).to_be_visible(timeout=30_000)


def waiting(page: Page, count: int) -> None:
    """Hold the status line to the number of changes that wait on this phone."""
    said = re.compile(rf"\b{count} on this phone")
    expect(status_line(page).get_by_role("link", name=said)).to_be_visible()


def go_offline(page: Page) -> None:
    """Lose the network, page and service worker alike."""
    page.context.set_offline(True)


def go_online(page: Page) -> None:
    """Find the network again."""
    page.context.set_offline(False)


def add_client(page: Page, name: str, **details: str) -> str:
    """Add a client through the form; the address of their page. `details` are boxes by their label."""
    page.goto("/clients/new")
    page.get_by_label("Name to call them by").fill(name)
    fill_details(page, details)
    page.get_by_role("button", name="Add client").click()
    expect(page.get_by_role("heading", name="Story")).to_be_visible()
    return page.url


def edit_client(page: Page, client: str, **details: str) -> None:
    """Change a client's details through the form."""
    page.goto(f"{client}/edit")
    expect(page.get_by_label("Name to call them by")).to_be_visible()
    fill_details(page, details)
    page.get_by_role("button", name="Save details").click()
    expect(page.get_by_role("heading", name="Story")).to_be_visible()


def fill_details(page: Page, details: dict[str, str]) -> None:
    """Fill boxes of the client's form, opening the section that each is in."""
    for label, value in details.items():
        box = page.get_by_label(label, exact=True).first
        box.evaluate("box => { const section = box.closest('details'); if (section) section.open = true }")
        box.fill(value)


def write_note(page: Page, client: str, text: str) -> None:
    """Write a note about the client at this address; returns when it is said to be saved on this phone."""
    page.goto(f"{client}/notes/new")
    page.get_by_label("Note", exact=True).fill(text)
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_role("heading", name="Story")).to_be_visible()
    saved(page)


def saved(page: Page) -> None:
    """Wait for the word that what was written is on this phone, or has been received already."""
    expect(
        page.get_by_role("status").filter(has_text=re.compile("Saved on this phone|received"))
    ).to_be_visible()


def throw_away(page: Page) -> None:
    """Throw away what was found again on this page; returns when it is gone from this phone."""
    page.get_by_role("button", name="Discard").click()
    page.get_by_role("button", name="Yes, throw it away").click()
    expect(page.get_by_text("Throw away what you began?")).to_have_count(0)


def add_contact(page: Page, client: str, purpose: str) -> None:
    """Add a meeting at home that took place."""
    page.goto(f"{client}/contacts/new")
    page.get_by_label("Took place").check(force=True)
    page.get_by_label("Purpose").fill(purpose)
    page.get_by_role("button", name="Save contact").click()
    expect(page.get_by_role("heading", name="Story")).to_be_visible()
    saved(page)


def story(page: Page) -> Locator:
    """The client's story on their page."""
    return page.get_by_role("region", name="Story")


def details(page: Page) -> Locator:
    """The client's details on their page."""
    return page.get_by_role("region", name="Details")


def sign_out(page: Page) -> None:
    """Sign out, which asks once more."""
    page.goto("/this-phone")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Yes, sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def have_a_note_held(writer: Page, desk: Page) -> str:
    """Ada writes about Jean offline, while the desk moves Jean to Bea; Jean's address."""
    client = add_client(writer, "Jean")
    all_received(writer)
    go_offline(writer)
    write_note(writer, client, "She asked for me.")
    move_client(desk, client, "Bea Worker", "At once")
    go_online(writer)
    return client


def move_client(desk: Page, client: str, to: str, way: str) -> None:
    """Move a client to another case manager, `Hand over` or `At once`; returns when the server has it."""
    desk.goto(f"{client}/case-manager")
    desk.get_by_label("To whom?").select_option(to)
    desk.get_by_label(way).check(force=True)
    desk.get_by_role("button", name="Move", exact=True).click()
    expect(desk.get_by_text(f"{to} works with")).to_be_visible()
    all_received(desk)
