"""The supervisor's desk with a thousand notes waiting: opening it, and going on to the next item.

Offline, so that only the device counts: a desk at full speed, and a phone with its processor slowed four
times. Then the same with many times as many notes that were read before.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from server.app import create_app
from server.services.tokens import make_token
from server.settings import read_settings
from server.store.database import db, reading
from server.store.people import by_email
from tests.bench.opening import sign_in
from tests.bench.results import Result
from tests.bench.rows import Rows
from tests.bench.stage import EMAIL, SUPERVISOR, doorstep_server, make_workers
from tests.bench.wire import Wire
from tests.support.chromium import DESK, PHONE, launch_arguments, lend_node
from tests.support.data import Data, Store

WAITING, CLIENTS, SLOWER, STEPS = 1_000, 40, 4, 20
DESK_MS, PHONE_MS = 100, 300

# Presses a link and waits until these words are on the page and painted; the milliseconds in between.
GO = """async ([link, words]) => {
  const began = performance.now();
  document.querySelector(link).click();
  while (!document.querySelector('main')?.innerText.includes(words)) await new Promise(requestAnimationFrame);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - began;
}"""
NEXT, HOME, OTHER = ".actions a:last-child", ".menu__link[href='/']", ".menu__link[href='/this-phone']"


def measure_desk(folder: Path, rounds: int, behind: int) -> list[Result]:
    """Medians of opening and of going on, each against what was promised."""
    lend_node()
    results = []
    for read in (0, behind):
        with _desk(folder / str(read), read) as (browser, url):
            for name, device, rate, promised in (
                ("desk", DESK, 1, DESK_MS),
                (f"phone {SLOWER} times slower", PHONE, SLOWER, PHONE_MS),
            ):
                opening, going_on = _measure(browser, url, device, rate, rounds)
                about = f"{name}: {WAITING:,} waiting, {read:,} read"
                remark = f"promised: {promised} ms"
                results += [
                    Result(f"{about}, opening", opening, promised, 1, remark),
                    Result(f"{about}, next item", going_on, promised, 1, remark),
                ]
    return results


def _measure(
    browser: Browser, url: str, device: dict[str, Any], rate: int, rounds: int
) -> tuple[float, float]:
    context = browser.new_context(base_url=url, **device)
    page = context.new_page()
    sign_in(page, SUPERVISOR)
    context.set_offline(True)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    opening = []
    for _ in range(rounds):
        page.evaluate(GO, [OTHER, "Sign out"])
        opening.append(page.evaluate(GO, [HOME, "to read"]))
    page.evaluate(GO, [".desk__notes a", "1 of "])
    going_on = [page.evaluate(GO, [NEXT, f"{step} of "]) for step in range(2, STEPS * rounds)]
    context.close()
    return median(opening), median(going_on)


@contextmanager
def _desk(folder: Path, read: int) -> Iterator[tuple[Browser, str]]:
    """A server on which one worker's notes wait for their supervisor, many of them read long ago."""
    store = Store(folder, None)
    with store.lend(store.migrated()) as data, sync_playwright() as playwright:
        worker, _ = make_workers(data)
        with doorstep_server(data) as port, playwright.chromium.launch(**launch_arguments()) as browser:
            _fill(port, worker, *_supervisor(data), read)
            yield browser, f"http://localhost:{port}"


def _supervisor(data: Data) -> tuple[str, str]:
    """A token of the supervisor's, and the id of the worker."""
    app = create_app(read_settings(data.environment()))
    with app.app_context():
        token = make_token(SUPERVISOR)
        with reading():
            worker = by_email(EMAIL)
        db.engine.dispose()
    if worker is None:
        raise RuntimeError("There is no worker.")
    return token, worker.id


def _fill(port: int, worker: str, supervisor: str, id: str, read: int) -> None:
    rows, theirs, wire = Rows(3), Wire(port, worker), Wire(port, supervisor)
    _send(theirs, rows, [rows.client() for _ in range(CLIENTS)])
    reader = Rows(8)
    for changes in rows.batches(read):
        _send(theirs, rows, changes)
        _send(wire, reader, [reader.reading(change, id) for change in changes])
    for changes in rows.batches(WAITING):
        _send(theirs, rows, changes)


def _send(wire: Wire, rows: Rows, changes: list[dict[str, Any]]) -> None:
    envelope = {"protocol": 1, "device": rows.device, "cursor": None, "limit": 1}
    answer = wire.post("/api/v1/sync", {**envelope, "changes": changes})
    if answer.text.count(b'"status":"applied"') != len(changes):
        raise RuntimeError(f"Not everything was applied: {answer.text[:500]!r}")
