"""A case manager's screens."""

from playwright.sync_api import Page

from scripts.pictures.album import Album


def picture_worker(page: Page, album: Album) -> str:
    """A case manager's screens; the address of the client that they show."""
    album.take(page, "today", whole=True)
    album.take_large(page, "today")
    page.goto("/clients")
    page.locator(".entry").first.wait_for()
    album.take(page, "clients")
    page.get_by_label("Search").fill("office")
    album.take(page, "clients-found")
    page.goto("/clients?next=note")
    page.locator(".entry").first.wait_for()
    album.take(page, "clients-for-a-note")
    page.get_by_label("Search").fill("")
    page.goto("/clients")
    page.locator(".entry__link").first.click()
    page.get_by_role("heading", name="Story").wait_for()
    client = page.url
    album.take(page, "client", whole=True)
    album.take_large(page, "client")
    picture_forms(page, album, client)
    page.goto(client)
    page.locator(".timeline-item--note a").first.click()
    addendum = page.locator(".actions .nhsuk-button")  # of a note that was returned it is an answer
    addendum.wait_for()
    album.take(page, "note", whole=True)
    addendum.click()
    page.locator("#text").wait_for()
    album.take(page, "addendum")
    page.goto("/this-phone")
    album.take(page, "this-phone", whole=True)
    album.take_large(page, "this-phone")
    page.get_by_role("button", name="Sign out").click()
    album.take(page, "signing-out", whole=True)
    picture_going_out(page, album, client)
    page.goto("/no-such-page")
    album.take(page, "not-found")
    return client


def picture_going_out(page: Page, album: Album, client: str) -> None:
    """A visit, as far as it can be seen without going on one, and calling for help."""
    page.goto(f"{client}/visits/new")
    page.locator("#minutes").wait_for()
    album.take(page, "plan-visit", whole=True)
    page.goto(f"{client}/risk")
    page.get_by_role("heading", name="Risk brief").wait_for()
    album.take(page, "risk-brief", whole=True)
    page.goto("/this-phone/pins")
    page.get_by_role("heading", name="Your PINs").wait_for()
    album.take(page, "pins", whole=True)
    page.goto("/practice")
    page.get_by_role("button", name="Start the visit").click()
    album.take(page, "practice")
    page.get_by_role("button", name="Finish the visit").click()
    album.take(page, "practice-outcome")
    page.get_by_role("button", name="Call for help").click()
    album.take(page, "help")
    page.get_by_role("button", name="No, go back").click()


def picture_forms(page: Page, album: Album, client: str) -> None:
    """Every form: empty, filled, and with what is wrong."""
    page.goto(f"{client}/edit")
    page.locator("#known_as").wait_for()
    album.take(page, "edit-client")
    for section in page.locator("summary").all():
        section.click()
    album.take(page, "edit-client-open", whole=True)
    page.goto("/clients/new")
    page.get_by_role("button", name="Add client").click()
    page.get_by_text("There is a problem").wait_for()
    album.take(page, "add-client-empty", whole=True)
    page.goto(f"{client}/contacts/new")
    page.get_by_label("Cancelled").check(force=True)
    album.take(page, "add-contact", whole=True)
    album.take_large(page, "add-contact")
    page.goto(client)
    page.locator(".timeline-item--contact a").first.click()
    page.locator("#outcome").wait_for()
    album.take(page, "change-contact", whole=True)
    page.goto(f"{client}/notes/new")
    page.get_by_label("Note", exact=True).wait_for()
    album.take(page, "write-note", whole=True)
    page.get_by_label("Note", exact=True).fill("Rang the bell twice. " * 920)
    album.take(page, "write-note-near-the-limit")
    album.take_large(page, "write-note")
    page.get_by_label("Note", exact=True).fill("She was at the door before I rang.")
    page.wait_for_timeout(1500)
    page.goto("/")
    page.get_by_role("heading", name="Not finished").wait_for()
    album.take(page, "today-unfinished", whole=True)
    page.goto(f"{client}/notes/new")
    page.get_by_text("Found again").wait_for()
    album.take(page, "write-note-found-again")
    page.get_by_role("button", name="Discard").click()
    album.take(page, "write-note-discard")
    page.get_by_role("button", name="Yes, throw it away").click()
