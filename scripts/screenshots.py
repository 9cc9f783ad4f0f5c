"""Take a picture of every screen, on a phone and on a desk, and say what axe and a ruler find wrong with it.

    .venv/bin/python scripts/screenshots.py [--data FOLDER] [--out build/screenshots] [--only phone|desk]

Starts a server of its own with demo data on a free port. Exits with 1 when something was found wrong.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # run as a script: our own rooms are found from here

from axe_playwright_python.sync_playwright import Axe  # noqa: E402  # after the path is set
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright  # noqa: E402

from server.demo.staff import PASSWORD  # noqa: E402
from tests.support.chromium import DESK, PHONE, launch_arguments, lend_node, offline_ready  # noqa: E402
from tests.support.data import Data  # noqa: E402
from tests.support.server import ServerProcess  # noqa: E402

SIZES = {"phone": PHONE, "desk": DESK}

TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

# A link inside a sentence may be lower than a thumb; everything else may not.
TOO_SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter((one) => one.checkVisibility() && !one.matches('.nhsuk-skip-link, p a:not([class])'))
  .map((one) => {
    const chosen = one.matches('[type=radio], [type=checkbox]') // then its tile is what a thumb meets
    const cover = one.closest(one.matches('.entry__link') ? 'li' : chosen ? 'div' : '*')
    return [one.outerHTML.slice(0, 90), Math.round(cover.getBoundingClientRect().height)]
  })
  .filter(([, height]) => height < 44)"""


@dataclass
class Album:
    """Where the pictures go, and what was found wrong on the way."""

    folder: Path
    size: str
    faults: list[str] = field(default_factory=list)

    def take(self, page: Page, name: str, *, whole: bool = False) -> None:
        """Picture what is on the screen, and the whole page too where it is long; then check it."""
        page.wait_for_timeout(150)
        page.screenshot(path=self.folder / f"{name}-{self.size}.png")
        if whole:
            self._take_whole(page, self.folder / f"{name}-{self.size}-whole.png")
        for violation in Axe().run(page).response["violations"]:
            nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
            self.faults.append(f"{name} ({self.size}): axe {violation['id']}: {nodes}")
        if page.evaluate(TOO_WIDE):
            self.faults.append(f"{name} ({self.size}): wider than the screen")
        for html, height in page.evaluate(TOO_SMALL):
            self.faults.append(f"{name} ({self.size}): only {height} px high: {html}")
        print(f"  {name}-{self.size}", flush=True)

    def take_large(self, page: Page, name: str) -> None:
        """Picture the page with text at 200 %, then zoomed to 200 %, which halves the screen."""
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        self.take(page, f"{name}-text-200", whole=True)
        page.evaluate("document.documentElement.style.fontSize = ''")
        width, height = self._size()
        page.set_viewport_size({"width": width // 2, "height": height // 2})
        self.take(page, f"{name}-zoom-200")
        page.set_viewport_size({"width": width, "height": height})

    def _take_whole(self, page: Page, file: Path) -> None:
        """On a screen as high as the page: what sticks to an edge of the screen is then where it belongs."""
        width, height = self._size()
        whole: int = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": min(whole, 4000)})
        page.screenshot(path=file)
        page.set_viewport_size({"width": width, "height": height})

    def _size(self) -> tuple[int, int]:
        viewport: Any = SIZES[self.size]["viewport"]
        return viewport["width"], viewport["height"]


def sign_in(page: Page, who: str) -> None:
    """Sign in and wait until everything has been fetched."""
    page.goto("/")
    page.get_by_label("Email").fill(f"{who}@demo.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("navigation").wait_for()
    page.get_by_role("link", name="Everything received").wait_for(timeout=60_000)


def picture_sign_in(page: Page, album: Album) -> None:
    """Signing in, with what can go wrong."""
    page.goto("/")
    page.get_by_role("heading", name="Sign in").wait_for()
    album.take(page, "sign-in")
    page.get_by_role("button", name="Sign in").click()
    album.take(page, "sign-in-empty")


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
    page.get_by_role("link", name="Add an addendum").wait_for()
    album.take(page, "note", whole=True)
    page.get_by_role("link", name="Add an addendum").click()
    page.locator("#text").wait_for()
    album.take(page, "addendum")
    page.goto("/this-phone")
    album.take(page, "this-phone", whole=True)
    album.take_large(page, "this-phone")
    page.get_by_role("button", name="Sign out").click()
    album.take(page, "signing-out", whole=True)
    page.goto("/no-such-page")
    album.take(page, "not-found")
    return client


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


def picture_conflict(worker: Page, supervisor: Page, album: Album, client: str) -> None:
    """Written without a network, while the supervisor writes something else; and how she settles it."""
    worker.goto(client)
    offline_ready(worker)
    worker.context.set_offline(True)
    last = len(album.size)  # not the number that the other size left behind
    change_phone(worker, client, f"0131 496 011{last}")
    worker.get_by_text("Saved on this phone", exact=True).wait_for()
    worker.get_by_role("link", name="not sent yet").wait_for()
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


def picture_desk(page: Page, album: Album) -> None:
    """The supervisor's screens."""
    album.take(page, "desk", whole=True)
    if album.size == "phone":
        page.get_by_text("Whose notes").click()
    page.get_by_label("Case manager").select_option(index=1)
    album.take(page, "desk-by-worker")
    page.goto("/")
    page.locator(".desk__notes a").first.click()
    page.get_by_role("link", name="Add an addendum").wait_for()
    album.take(page, "desk-note")


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


def picture_all(browser: Browser, url: str, album: Album) -> None:
    """Every screen at one size."""
    contexts: dict[str, BrowserContext] = {}

    def open_page(who: str) -> Page:
        contexts[who] = browser.new_context(base_url=url, **SIZES[album.size])
        return contexts[who].new_page()

    picture_sign_in(open_page("nobody"), album)
    people = {who: open_page(who) for who in ("worker", "supervisor", "monitor", "admin")}
    for who, page in people.items():
        sign_in(page, who)
    album.take(people["monitor"], "monitor")
    album.take(people["admin"], "administrator")
    client = picture_worker(people["worker"], album)
    picture_desk(people["supervisor"], album)
    picture_conflict(people["worker"], people["supervisor"], album, client)
    picture_expired(contexts["worker"], people["worker"], album)
    for context in contexts.values():
        context.close()


@contextmanager
def serving(folder: str | None) -> Iterator[str]:
    """A server with demo data: in a folder of its own, or in one that is there already."""
    with tempfile.TemporaryDirectory() as temporary:
        var = Path(folder or temporary).resolve()
        data = Data(var, f"sqlite:///{var / 'doorstep.db'}")
        if folder is None:
            data.doorstep("migrate")
            data.doorstep("demo")
        # The server says that it is well only while the engine works, as it does under ./run.
        engine = subprocess.Popen(
            [Path(sys.executable).parent / "doorstep", "engine"], env=data.environment()
        )
        try:
            server = ServerProcess(data)
            try:
                yield server.url
            finally:
                server.stop()
        finally:
            engine.terminate()
            engine.wait(10)


def main() -> int:
    """Take them all; 1 when something was found wrong."""
    parser = argparse.ArgumentParser(description="Take a picture of every screen.")
    parser.add_argument("--data", help="folder of an existing server's data; else new demo data")
    parser.add_argument("--out", default="build/screenshots", help="folder for the pictures")
    parser.add_argument("--only", choices=SIZES, help="only this size")
    wanted: Any = parser.parse_args()
    folder = ROOT / wanted.out
    folder.mkdir(parents=True, exist_ok=True)
    lend_node()
    faults: list[str] = []
    with serving(wanted.data) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        for size in [wanted.only] if wanted.only else SIZES:
            album = Album(folder, size)
            picture_all(browser, url, album)
            faults += album.faults
        browser.close()
    print("\n".join(faults) or "Nothing found wrong.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
