"""What happens seldom: a deletion meets an edit, a refused note, an invitation, two people on one phone."""

import json
import time
import uuid
from typing import Any

from playwright.sync_api import Page, Route

from scripts.pictures.album import Album
from scripts.pictures.handover import write_note
from server.demo.staff import PASSWORD, WORKER2
from tests.support.chromium import offline_ready

SEND = """([body, ]) => fetch('/api/v1/sync', { method: 'POST', body: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json', 'Doorstep-Build': '1' } }).then((answer) => answer.json())"""


def uuid7() -> str:
    """An id as a phone would make it."""
    stamp = int(time.time() * 1000) << 80
    return str(uuid.UUID(int=stamp | 7 << 76 | uuid.uuid4().int & ~(0xF << 76) & ((1 << 80) - 1)))


def delete_record(page: Page, kind: str, record: str) -> Any:
    """Delete a record at its first version, as a script of whoever is signed in on the page would."""
    change = {"id": uuid7(), "seq": 1, "kind": kind, "record": record, "base": 1, "delete": True}
    change["at"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return page.evaluate(
        SEND, [{"protocol": 1, "device": uuid7(), "cursor": None, "limit": 1, "changes": [change]}]
    )


def picture_deletion(worker: Page, supervisor: Page, album: Album, client: str) -> None:
    """Somebody deletes a contact to which somebody else adds without a network."""
    worker.goto(f"{client}/contacts/new")
    worker.get_by_label("Planned").check(force=True)
    worker.get_by_label("Purpose").fill("To look at the letter from the housing office")
    worker.get_by_role("button", name="Save contact").click()
    # Not the status line: that may not have noticed yet that there is something to send.
    worker.locator(".banner--good").wait_for(timeout=60_000)
    worker.goto(client)
    contact = worker.locator(".timeline-item--contact a").first.get_attribute("href") or ""
    offline_ready(worker)
    worker.context.set_offline(True)
    worker.goto(contact)
    worker.get_by_label("Took place").check(force=True)
    worker.get_by_label("Summary").fill("She has until Friday to answer. We wrote it together.")
    worker.get_by_role("button", name="Save contact").click()
    worker.get_by_text("Saved on this phone", exact=True).wait_for()
    delete_record(supervisor, "contact", contact.rsplit("/", 1)[1])
    worker.context.set_offline(False)
    worker.goto("/")
    worker.get_by_text("Somebody deleted this contact").first.wait_for(timeout=60_000)
    album.take(worker, "today-deletion")
    supervisor.goto("/conflicts")
    supervisor.get_by_text("Somebody deleted this contact").first.wait_for(timeout=60_000)
    album.take(supervisor, "conflicts-deletion", whole=True)


def picture_refusal(page: Page, album: Album, client: str) -> None:
    """A note that the server does not take, shown and mended."""

    def spoil(route: Route) -> None:
        body: Any = route.request.post_data_json
        for change in body["changes"]:
            change["set"]["source"] = "x" * 201
        route.continue_(post_data=json.dumps(body))

    page.context.route("**/api/v1/sync", spoil)
    write_note(page, client, "Her brother rang: she is in hospital since Tuesday, ward 4.")
    page.goto("/")
    page.get_by_text("200 characters").wait_for(timeout=60_000)
    album.take(page, "today-refused", whole=True)
    page.get_by_role("link", name="Note:").first.click()
    page.get_by_role("heading", name="Mend a note").wait_for()
    album.take(page, "mend-note", whole=True)
    page.goto("/this-phone")
    page.get_by_role("button", name="Save a copy").wait_for()
    album.take(page, "this-phone-refused", whole=True)
    page.context.unroute("**/api/v1/sync")
    page.goto("/")
    page.get_by_role("link", name="Note:").first.click()
    page.get_by_role("button", name="Send it again").click()
    page.get_by_role("link", name="Everything received").wait_for(timeout=60_000)


def picture_invitation(page: Page, album: Album, link: str) -> None:
    """Setting a password by a link, and what the link says the second time."""
    page.goto(link)
    page.get_by_role("heading", name="Welcome to Doorstep").wait_for()
    page.get_by_label("Choose a password").fill("kettle")
    page.get_by_role("button", name="Set password").click()
    page.get_by_text("4 more characters").first.wait_for()
    album.take(page, "invitation")
    page.get_by_label("Choose a password").fill("a kettle on the hob")
    page.get_by_role("button", name="Show password").click()
    page.get_by_role("button", name="Set password").click()
    page.get_by_text("Your password is set").wait_for()
    album.take(page, "sign-in-invited")
    page.goto(link)
    page.get_by_label("Choose a password").fill("a kettle on the hob")
    page.get_by_role("button", name="Set password").click()
    page.get_by_role("heading", name="This link has been used").wait_for()
    album.take(page, "invitation-spent")


def picture_people(page: Page, album: Album, client: str) -> None:
    """One works on a phone on which another has something unsent."""
    page.goto("/this-phone")
    page.get_by_role("button", name="Check this phone against the server").click()
    page.get_by_text("Everything was the same.").wait_for(timeout=60_000)
    album.take(page, "this-phone-safe", whole=True)
    page.context.route("**/api/v1/sync", lambda route: route.abort())
    write_note(page, client, "Left a card. Will ring on Monday.")
    page.goto("/this-phone")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Yes, sign out").click()
    page.get_by_label("Email").fill(WORKER2.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("navigation", name="Main menu").wait_for()
    page.goto("/this-phone")
    page.get_by_role("button", name="Let Rhona work").wait_for(timeout=60_000)
    page.get_by_text("1 entry").first.wait_for(timeout=60_000)
    album.take(page, "this-phone-two-people", whole=True)
    page.context.unroute("**/api/v1/sync")
    page.get_by_role("button", name="Let Rhona work").click()
    page.get_by_role("heading", name="Rhona").wait_for()
