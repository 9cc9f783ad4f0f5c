"""Moving a client: what the case manager who had them wrote without a network is held, decided and told."""

import re

from playwright.sync_api import Page

from scripts.pictures.album import Album
from server.demo.staff import WORKER2
from tests.support.chromium import offline_ready

NOTE = "Rang from the stairs: no answer, but the light was on. A neighbour says she is at her sister's."


def picture_handover(worker: Page, supervisor: Page, album: Album) -> None:
    """From the note on the stairs to the writer's reading what was decided."""
    worker.goto("/clients")
    # The two sizes share one server, so each moves a client of its own.
    card = worker.locator(".entry__link").nth(3 + len(album.size))
    name = card.inner_text()
    card.click()
    worker.get_by_role("heading", name="Story").wait_for()
    client = worker.url
    offline_ready(worker)
    worker.context.set_offline(True)
    write_note(worker, client, NOTE)
    write_note(worker, client, f"Met {name} at the door after all. She wants to keep Thursday.")
    move_client(supervisor, album, client)
    worker.context.set_offline(False)
    worker.goto("/")
    worker.get_by_text("Held: your supervisor decides").first.wait_for(timeout=60_000)
    album.take(worker, "today-held", whole=True)
    decide(supervisor, album)
    worker.goto("/")
    worker.get_by_role("heading", name="Decided about what you wrote").wait_for(timeout=60_000)
    album.take(worker, "today-decided", whole=True)
    worker.get_by_role("button", name="Put away").first.click()


def write_note(page: Page, client: str, words: str) -> None:
    """Write a note about a client."""
    page.goto(f"{client}/notes/new")
    page.get_by_label("Note", exact=True).fill(words)
    page.get_by_role("button", name="Save note").click()
    page.get_by_text("Saved on this phone", exact=True).wait_for()


def move_client(page: Page, album: Album, client: str) -> None:
    """Hand another client over, then move this one at once."""
    page.goto(client)
    page.get_by_role("link", name="Move or hand over").click()
    page.get_by_role("button", name="Move", exact=True).click()
    page.get_by_text("Choose the case manager who takes over").first.wait_for()
    album.take(page, "move-client-empty", whole=True)
    page.get_by_label("To whom?").select_option(label=WORKER2.name)
    page.get_by_role("button", name="Move", exact=True).click()
    page.get_by_role("button", name="Close the handover").wait_for()
    page.get_by_role("button", name="Close the handover").click()
    album.take(page, "handing-over", whole=True)
    page.get_by_role("button", name="Yes, close it").click()
    page.get_by_role("button", name="Yes, close it").wait_for(state="detached")
    page.get_by_role("link", name="Everything received").wait_for()


def decide(page: Page, album: Album) -> None:
    """Decline one held change, with a reason, and accept the other."""
    page.goto("/")
    page.get_by_text("2 changes wait for your decision.").wait_for(timeout=60_000)
    album.take(page, "desk-held")
    page.get_by_role("link", name="See held changes").click()
    page.locator(".held").nth(1).wait_for()
    album.take(page, "held", whole=True)
    page.get_by_role("button", name="Decline").first.click()
    page.get_by_role("button", name="Decline it").click()
    page.get_by_text("Say why, for the one who wrote it.").wait_for()
    page.get_by_label(re.compile("Why not")).fill(
        "Calum wrote the same an hour earlier, and the sister's address."
    )
    album.take(page, "held-declining")
    page.get_by_role("button", name="Decline it").click()
    page.get_by_text("Declined. Its author").wait_for()
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Nothing is held").wait_for()
    album.take(page, "held-decided", whole=True)


def picture_team(page: Page, album: Album) -> None:
    """The phones of the team, and who works with whom."""
    page.goto("/team")
    page.get_by_text("Last heard").first.wait_for()
    page.locator("main details summary").first.click()
    album.take(page, "team", whole=True)
    album.take_large(page, "team")
