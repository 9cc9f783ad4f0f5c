"""First fetch into IndexedDB in Chromium: the phone's own code, a bare loop, PouchDB and RxDB."""

import subprocess
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.bench.ours import Ours
from tests.bench.packages import HOME, node_environment
from tests.bench.pouch import pouch_server
from tests.bench.results import Result
from tests.bench.rows import Rows
from tests.bench.stage import EMAIL, PASSWORD, doorstep_server, make_workers
from tests.support.chromium import launch_arguments
from tests.support.data import ROOT, Store

CLIENTS = 40
HTML = '<!doctype html><meta charset="utf-8"><title>bench</title><script src="/bench.js"></script>'
OTHERS = {"a bare IndexedDB loop": ("bare", 1.0), "PouchDB": ("pouchdb", 0.2), "RxDB (Dexie)": ("rxdb", None)}
"""How it is called in the page, and the goal: no slower than the loop, five times as fast as PouchDB."""


def measure_browser(folder: Path, amount: int, rounds: int) -> list[Result]:
    """Medians of fetching so many records onto a new phone, turn by turn."""
    script = _bundle(folder)
    store = Store(folder, None)
    with store.lend(store.migrated()) as data, sync_playwright() as playwright:
        token, _ = make_workers(data)
        with doorstep_server(data) as port, pouch_server(folder / "pouch") as pouch:
            rows = Rows(8)
            changes = list(chain([rows.client() for _ in range(CLIENTS)], rows.notes(amount)))
            Ours(port, token).push(changes)
            pouch.push(changes)
            how = launch_arguments()
            # PouchDB's server is another origin; whether a page may ask it is not what is measured.
            how["args"] = [*how["args"], "--disable-web-security"]
            with playwright.chromium.launch(**how) as browser:
                context = browser.new_context(base_url=f"http://localhost:{port}")
                context.route(
                    "**/bench.html", lambda route: route.fulfill(body=HTML, content_type="text/html")
                )
                context.route("**/bench.js", lambda route: route.fulfill(path=script))
                return _compare(context.new_page(), pouch.url, len(changes), rounds)


def _compare(page: Page, pouch: str, amount: int, rounds: int) -> list[Result]:
    page.goto("/bench.html")
    person = page.evaluate("([email, password]) => bench.signIn(email, password)", [EMAIL, PASSWORD])
    took: dict[str, list[float]] = {name: [] for name in ("doorstep", "bare", "pouchdb", "rxdb")}
    given = {"doorstep": person, "pouchdb": pouch}
    for _ in range(rounds):
        for name, times in took.items():
            found: Any = page.evaluate(f"(given) => bench.{name}(given)", given.get(name))
            if found["records"] < amount:
                raise RuntimeError(f"{name} fetched {found['records']} of {amount}.")
            times.append(found["ms"])
    ours = median(took["doorstep"])
    title = f"Chromium: first fetch of {amount:,} against"
    return [
        Result(f"{title} {other}", ours, median(took[name]), goal) for other, (name, goal) in OTHERS.items()
    ]


def _bundle(folder: Path) -> Path:
    """One script out of the phone's sources and the others' packages."""
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "bench.js"
    subprocess.run(
        [
            HOME / "node_modules" / ".bin" / "esbuild", Path(__file__).with_name("fetching.ts"),
            "--bundle", "--minify", "--format=iife", "--define:global=globalThis",
            f"--tsconfig={ROOT / 'pwa' / 'tsconfig.base.json'}", f"--outfile={script}", "--log-level=error",
        ],
        check=True, env=node_environment(),
    )  # fmt: skip
    return script
