"""Signing in, the supervisor's screens, and what two people do to one record."""

from playwright.sync_api import BrowserContext, Page

from scripts.pictures.album import Album
from server.demo.staff import PASSWORD
from tests.support.chromium import offline_ready


def sign_in(page: Page, who: str) -> None:
    """Sign in and wait until everything has been fetched."""
    page.goto("/")
    page.get_by_label("Email").fill(f"{who}@demo.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("navigation", name="Main menu").wait_for()
    page.get_by_role("link", name="Everything received").wait_for(timeout=60_000)


def picture_sign_in(page: Page, album: Album) -> None:
    """Signing in, with what can go wrong."""
    page.goto("/")
    page.get_by_role("heading", name="Sign in").wait_for()
    album.take(page, "sign-in")
    page.get_by_role("button", name="Sign in").click()
    album.take(page, "sign-in-empty")


def picture_desk(page: Page, album: Album) -> None:
    """The supervisor's screens."""
    album.take(page, "desk", whole=True)
    if album.size == "phone":
        page.get_by_text("Whose notes").click()
    page.get_by_label("Case manager").select_option(index=1)
    album.take(page, "desk-by-worker")
    page.goto("/")
    page.locator(".desk__notes a").first.click()
    page.get_by_role("link", name="Return", exact=True).wait_for()
    album.take(page, "desk-note")
    page.get_by_role("link", name="Return", exact=True).click()
    page.locator(".pins__place").nth(1).click()
    album.take(page, "desk-return")


def picture_conflict(worker: Page, supervisor: Page, album: Album, client: str) -> None:
    """Written without a network, while the supervisor writes something else; and how she settles it."""
    worker.goto(client)
    offline_ready(worker)
    worker.context.set_offline(True)
    last = len(album.size)  # not the number that the other size left behind
    change_phone(worker, client, f"0131 496 011{last}")
    worker.get_by_text("Saved on this phone", exact=True).wait_for()
    worker.get_by_role("region", name="What is received").get_by_text("on this phone").wait_for()
    album.take(worker, "client-saved-offline")
    worker.goto("/")
    album.take(worker, "today-offline", whole=True)
    worker.goto("/this-phone")
    worker.get_by_role("button", name="Sign out").click()
    album.take(worker, "this-phone-offline", whole=True)
    change_phone(supervisor, client, f"0131 496 022{last}")
    supervisor.get_by_role("link", name="Everything received").wait_for()
    worker.context.set_offline(False)
    worker.goto("/")
    worker.get_by_role("link", name="Phone of").first.wait_for(timeout=40_000)
    album.take(worker, "today-conflict")
    worker.goto(client)
    album.take(worker, "client-conflict")
    supervisor.goto("/conflicts")
    card = supervisor.locator(".conflict").first
    card.get_by_label("Another value").check(force=True, timeout=60_000)
    album.take(supervisor, "conflicts", whole=True)
    card.get_by_label("Kept aside").check(force=True)
    card.get_by_role("button", name="Use this value").click()
    supervisor.get_by_text("Settled").wait_for()
    album.take(supervisor, "conflicts-settled")


def change_phone(page: Page, client: str, phone: str) -> None:
    """Change a client's telephone number on the form."""
    page.goto(f"{client}/edit")
    page.get_by_text("Address and phone").click()
    page.get_by_label("Phone", exact=True).first.fill(phone)
    page.get_by_role("button", name="Save details").click()
    page.get_by_role("heading", name="Story").wait_for()


def picture_expired(context: BrowserContext, page: Page, album: Album) -> None:
    """A session that has ended: everything goes on but sending."""
    context.clear_cookies()
    page.goto("/this-phone")
    page.get_by_role("link", name="Sign in again").first.wait_for()
    album.take(page, "this-phone-expired")
    page.goto("/sign-in")
    album.take(page, "sign-in-again")
    offline_ready(page)
    context.set_offline(True)
    page.reload()
    album.take(page, "sign-in-offline")
