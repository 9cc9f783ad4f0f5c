"""Starts a server of its own with demo data on a free port, and walks through every screen."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scripts.pictures.album import SIZES, Album
from scripts.pictures.cover import picture_cover
from scripts.pictures.everyone import (
    picture_conflict,
    picture_desk,
    picture_expired,
    picture_sign_in,
    sign_in,
)
from scripts.pictures.handover import picture_handover, picture_team
from scripts.pictures.odd import picture_deletion, picture_invitation, picture_people, picture_refusal
from scripts.pictures.worker import picture_worker
from tests.support.chromium import launch_arguments, lend_node
from tests.support.data import ROOT, Data
from tests.support.server import ServerProcess


def picture_all(browser: Browser, url: str, album: Album, invitation: str) -> None:
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
    picture_deletion(people["worker"], people["supervisor"], album, client)
    picture_refusal(people["worker"], album, client)
    picture_handover(people["worker"], people["supervisor"], album)
    picture_team(people["supervisor"], album)
    picture_people(people["worker"], album, client)
    picture_invitation(open_page("invited"), album, invitation)
    picture_expired(contexts["worker"], people["worker"], album)
    for context in contexts.values():
        context.close()


@contextmanager
def serving(folder: str | None, pwa: str) -> Iterator[tuple[str, Data]]:
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
            server = ServerProcess(data, DOORSTEP_PWA=pwa)
            try:
                yield server.url, data
            finally:
                server.stop()
        finally:
            engine.terminate()
            engine.wait(10)


def invite(data: Data, size: str) -> str:
    """A one-time link for somebody new."""
    words = ["--name", "Nora Blair", "--role", "case_manager", "--team", "North team"]
    said = data.doorstep("invite", f"new-{size}@demo.example", *words)
    return "/invitations/" + said.split("/invitations/", 1)[1].split()[0]


def main() -> int:
    """Take them all; 1 when something was found wrong."""
    parser = argparse.ArgumentParser(description="Take a picture of every screen.")
    parser.add_argument("--data", help="folder of an existing server's data; else new demo data")
    parser.add_argument("--out", default="build/screenshots", help="folder for the pictures")
    parser.add_argument("--only", choices=[*SIZES, "cover"], help="only this size, or only the README's")
    parser.add_argument("--pwa", default="pwa/dist", help="folder of the built phone app")
    wanted: Any = parser.parse_args()
    folder = ROOT / wanted.out
    folder.mkdir(parents=True, exist_ok=True)
    lend_node()
    faults: list[str] = []
    with serving(wanted.data, wanted.pwa) as (url, data), sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        if wanted.only in (None, "cover"):
            picture_cover(browser, url, ROOT / "docs" / "screenshot.png")
        for size in [wanted.only] if wanted.only in SIZES else [] if wanted.only else SIZES:
            album = Album(folder, size)
            picture_all(browser, url, album, invite(data, size))
            faults += album.faults
        browser.close()
    print("\n".join(faults) or "Nothing found wrong.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
