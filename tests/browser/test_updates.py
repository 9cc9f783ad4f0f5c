"""A new version waits until a person says so, and loses nothing on the way; the app can be installed."""

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from server.demo.staff import PASSWORD
from tests.browser.steps import (
    add_client,
    all_received,
    go_offline,
    go_online,
    sign_in,
    story,
    waiting,
    write_note,
)
from tests.browser.team import Team
from tests.support.chromium import PHONE, Profile, offline_ready, until, until_true
from tests.support.server import ServerProcess

STRANGER = "stranger@demo.example"
READY = "navigator.serviceWorker.getRegistration().then((one) => Boolean(one.waiting))"
FIRST_RELEASE = Path(__file__).with_name("first_release.js")
LOOK = "navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => true)"


class Release:
    """A copy of the built app that can be followed by a newer one at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def publish_another(self) -> None:
        """Change a file of the app, and the worker with it, as the build does."""
        page, worker = self.folder / "index.html", self.folder / "worker.js"
        before = hashlib.sha256(page.read_bytes()).hexdigest()[:16]
        exchange(page, page.read_text().replace("<head>", '<head><meta name="version" content="second">'))
        after = hashlib.sha256(page.read_bytes()).hexdigest()[:16]
        text = worker.read_text()
        assert before in text, "the worker names each file with its hash"
        exchange(worker, re.sub(r"app-[0-9a-f]{16}", "app-" + "2" * 16, text.replace(before, after)))


def exchange(file: Path, text: str) -> None:
    """Put a text in the place of a file at once: to a browser that looks meanwhile, half a worker is one."""
    new = file.with_suffix(".new")
    new.write_text(text)
    new.replace(file)


@pytest.fixture
def release(app_build: Path, tmp_path: Path) -> Release:
    return Release(shutil.copytree(app_build, tmp_path / "dist"))


@pytest.fixture
def phone(chromium: Browser, start_server: Callable[..., ServerProcess], release: Release):
    server = start_server(DOORSTEP_PWA=str(release.folder))
    context = chromium.new_context(base_url=server.url, **PHONE)
    page = context.new_page()
    sign_in(page, STRANGER, PASSWORD)
    yield page
    context.close()


def test_an_update_in_mid_sync_waits_and_loses_nothing(phone: Page, release: Release) -> None:
    client = add_client(phone, "Jean")
    all_received(phone)
    go_offline(phone)
    for number in range(3):
        write_note(phone, client, f"Note number {number}.")
    unanswered: list[Route] = []

    def swallow_the_answer(route: Route) -> None:
        route.fetch()
        unanswered.append(route)

    phone.context.route("**/api/v1/sync", swallow_the_answer)
    go_online(phone)
    until_true(phone, lambda: unanswered)

    release.publish_another()
    phone.get_by_role("link", name="This phone", exact=True).click()
    expect(phone.get_by_role("button", name="Sending and fetching…")).to_be_visible()
    phone.evaluate("window.same = true")
    until(phone, LOOK)
    expect(phone.get_by_text("A new version is ready.")).to_be_visible()
    assert phone.evaluate("window.same"), "the page was loaded anew without a word"

    phone.get_by_role("button", name="Update Doorstep").click()
    expect(phone.locator("meta[name=version]")).to_have_count(
        1, timeout=60_000
    )  # when the old worker is idle
    phone.context.unroute("**/api/v1/sync")
    phone.reload()
    all_received(phone)
    phone.goto(client)
    expect(phone.locator(".timeline-item--note")).to_have_count(3)
    expect(story(phone).get_by_text("Received")).to_have_count(3)


def test_an_update_in_the_middle_of_a_note_loses_no_word_of_it(phone: Page, release: Release) -> None:
    client = add_client(phone, "Jean")
    phone.goto(f"{client}/notes/new")
    phone.get_by_label("Note", exact=True).fill("She was about to say")
    release.publish_another()
    until(phone, LOOK)
    until(phone, READY)
    expect(phone.get_by_label("Note", exact=True)).to_have_value("She was about to say")
    phone.get_by_role("link", name="This phone", exact=True).click()
    phone.get_by_role("button", name="Update Doorstep").click()
    expect(phone.locator("meta[name=version]")).to_have_count(
        1, timeout=60_000
    )  # when the old worker is idle
    phone.goto(f"{client}/notes/new")
    expect(phone.get_by_label("Note", exact=True)).to_have_value("She was about to say")


def test_unsent_work_of_the_first_release_is_shown_and_sent_by_this_one(
    at: Callable[..., Page], team: Team
) -> None:
    phone = at(team.worker)
    client = add_client(phone, "Jean")
    all_received(phone)
    go_offline(phone)
    write_note(phone, client, "Written with the first release.")
    phone.goto("/mark.svg")  # an address of ours where the app does not run
    assert phone.evaluate(FIRST_RELEASE.read_text()) > 0
    phone.goto(client)
    expect(story(phone).get_by_text("Written with the first release.")).to_be_visible()
    waiting(phone, 1)
    write_note(phone, client, "Written with this one.")
    go_online(phone)
    all_received(phone)
    expect(story(phone).get_by_text("Received")).to_have_count(2)


def test_the_app_can_be_installed(profile: Callable[..., Profile], server: ServerProcess) -> None:
    page = profile("newcomer", base_url=server.url).open()
    page.goto("/")
    offline_ready(page)
    browser = page.context.new_cdp_session(page)
    assert browser.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
    manifest = browser.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert '"standalone"' in manifest["data"]
