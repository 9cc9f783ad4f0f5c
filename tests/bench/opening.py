"""Opening the app offline with 2,000 notes on the phone, the processor slowed four times."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.bench.results import Result
from tests.bench.rows import Rows
from tests.bench.stage import EMAIL, PASSWORD, doorstep_server, make_workers
from tests.bench.wire import Wire
from tests.support.chromium import PHONE, launch_arguments, lend_node, offline_ready, until
from tests.support.data import Store

NOTES, CLIENTS, SLOWER = 2_000, 40, 4

# Notes the moment at which every client stands in the list, by the page's own clock since navigation.
WATCH = f"""
addEventListener('DOMContentLoaded', () => {{
  const look = () => {{
    if (document.querySelectorAll('main ul.list > li').length >= {CLIENTS}) {{
      performance.mark('usable');
      watching.disconnect();
    }}
  }};
  const watching = new MutationObserver(look);
  watching.observe(document.documentElement, {{ childList: true, subtree: true }});
  look();
}});
"""
USABLE = "performance.getEntriesByName('usable')[0]?.startTime"


def measure_opening(folder: Path, rounds: int) -> list[Result]:
    """Medians of opening the list of clients offline, slowed and at full speed, with and without notes."""
    lend_node()
    slowed, full = _open_many(folder / "full", NOTES, rounds)
    bare, _ = _open_many(folder / "empty", 0, rounds)
    name = f"opening offline, {NOTES:,} notes, processor {SLOWER} times slower"
    return [
        Result(name, slowed, bare, None, "compared with the same phone without a note"),
        Result(f"opening offline, {NOTES:,} notes, full speed", full, None, None),
    ]


def _open_many(folder: Path, notes: int, rounds: int) -> tuple[float, float]:
    """Medians in milliseconds: slowed, and at full speed."""
    with _phone(folder, notes) as (context, page):
        context.set_offline(True)
        devtools = context.new_cdp_session(page)
        medians = []
        for rate in (SLOWER, 1):
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": rate})
            medians.append(median([_open(page) for _ in range(rounds)]))
        return medians[0], medians[1]


def _open(page: Page) -> float:
    page.goto("/clients", wait_until="commit")
    return float(until(page, USABLE, 60))


@contextmanager
def _phone(folder: Path, notes: int) -> Iterator[tuple[BrowserContext, Page]]:
    """A phone that has fetched everything and has the app for offline use."""
    store = Store(folder, None)
    with store.lend(store.migrated()) as data, sync_playwright() as playwright:
        token, _ = make_workers(data)
        with doorstep_server(data) as port, playwright.chromium.launch(**launch_arguments()) as browser:
            _fill(port, token, notes)
            context = browser.new_context(base_url=f"http://localhost:{port}", **PHONE)
            page = context.new_page()
            sign_in(page, EMAIL)
            context.add_init_script(WATCH)
            page.goto("/clients", wait_until="commit")
            until(page, USABLE, 60)
            yield context, page


def _fill(port: int, token: str, notes: int) -> None:
    rows, wire = Rows(3), Wire(port, token)
    clients = [rows.client() for _ in range(CLIENTS)]
    for changes in chain([clients], rows.batches(notes)):
        wire.post("/api/v1/sync", {"protocol": 1, "device": rows.device, "cursor": None, "changes": changes})


def sign_in(page: Page, email: str) -> None:
    """Sign in, and wait until the app is there for offline use and everything has been fetched."""
    page.goto("/sign-in")
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("button[form=credentials]").click()
    page.wait_for_url("**/")
    offline_ready(page)
    page.get_by_text("Everything received").first.wait_for(timeout=600_000)
