"""Every screen, on a phone and on a desk: for eyes, thumbs and screen readers that differ."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from server.demo.staff import PASSWORD
from tests.browser.ruler import cut_off, enlarge_text, faults_by_axe, moving, too_small, too_wide
from tests.browser.screens import (
    screens_of_a_monitor,
    screens_of_a_supervisor,
    screens_of_a_worker,
    screens_of_an_administrator,
)
from tests.browser.steps import sign_in
from tests.support.chromium import DESK, PHONE
from tests.support.devices import Devices
from tests.support.server import ServerProcess

NARROWEST = {"width": 320, "height": 640}

FAULTY = """document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="/mark.svg">'
  + '<button id="faulty">x</button>')
document.getElementById('faulty').style =
  'display: block; width: 30px; height: 20px; padding: 0; transition: all 2s; margin-left: 400px'"""

Screens = Callable[[Page], Iterator[str]]


@pytest.fixture(scope="module", params=["worker", "supervisor"])
def person(request: pytest.FixtureRequest, browser: Browser, shared_server: ServerProcess):
    """A case manager and a supervisor of the demo, each signed in once: her page, and her screens."""
    context = browser.new_context(base_url=shared_server.url, **PHONE, reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, f"{request.param}@demo.example", PASSWORD)
    yield page, {"worker": screens_of_a_worker, "supervisor": screens_of_a_supervisor}[request.param]
    context.close()


def faults(page: Page, screens: Screens, *checks: Callable[[Page], list[str]]) -> list[str]:
    """All that the checks find on all screens."""
    return [f"{name}: {fault}" for name in screens(page) for check in checks for fault in check(page)]


def no_demo_banner(page: Page) -> list[str]:
    """That a page of invented people does not say so."""
    return [] if page.get_by_text("Demo data: invented people").is_visible() else ["no demo banner"]


def test_every_screen_on_a_phone_suits_eyes_thumbs_and_screen_readers(person: tuple[Page, Screens]) -> None:
    page, screens = person
    page.set_viewport_size(PHONE["viewport"])
    assert faults(page, screens, faults_by_axe, too_wide, too_small, moving, no_demo_banner) == []


def test_every_screen_with_text_at_200_percent_suits_the_smallest_phone(person: tuple[Page, Screens]) -> None:
    page, screens = person
    page.set_viewport_size(NARROWEST)
    enlarge_text(page, 200)
    assert faults(page, screens, faults_by_axe, too_wide, cut_off) == []
    enlarge_text(page, 100)


def test_every_screen_on_a_desk_suits_eyes_and_screen_readers(person: tuple[Page, Screens]) -> None:
    page, screens = person
    page.set_viewport_size(DESK["viewport"])
    assert faults(page, screens, faults_by_axe, too_wide, too_small) == []


OTHERS = {"monitor": screens_of_a_monitor, "admin": screens_of_an_administrator}


@pytest.mark.parametrize("who", OTHERS)
def test_the_pages_of_those_without_cases_suit_everybody_too(at: Callable[..., Page], who: str) -> None:
    page = at(f"{who}@demo.example")
    assert faults(page, OTHERS[who], faults_by_axe, too_wide, too_small, no_demo_banner) == []


def test_signing_in_suits_everybody(devices: Devices) -> None:
    for page in (devices.phone, devices.desk):
        page.goto("/")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        assert faults_by_axe(page) + too_wide(page) + too_small(page) == []
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_contain_text("Enter your password")
        enlarge_text(page, 200)
        assert faults_by_axe(page) + too_wide(page) == []


def test_an_invitation_suits_everybody(devices: Devices, server: ServerProcess) -> None:
    said = server.data.doorstep(
        "invite",
        "nora@demo.example",
        "--name",
        "Nora Blair",
        "--role",
        "case_manager",
        "--team",
        "North team",
        "--organisation",
        "Doorstep demo",  # in a whole run this server has others too
    )
    link = "/invitations/" + said.split("/invitations/", 1)[1].split()[0]
    for page in (devices.phone, devices.desk):
        page.goto(link)
        expect(page.get_by_role("heading", name="Welcome to Doorstep")).to_be_visible()
        page.get_by_role("button", name="Set password").click()
        expect(page.get_by_role("alert")).to_contain_text("There is a problem")
        assert faults_by_axe(page) + too_wide(page) + too_small(page) == []
        enlarge_text(page, 200)
        assert faults_by_axe(page) + too_wide(page) == []


def test_the_ruler_sees_what_is_wrong(devices: Devices) -> None:
    """It measures: a page with all these faults has all of them found."""
    page = devices.phone
    page.goto("/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.evaluate(FAULTY)
    assert any("image-alt" in fault for fault in faults_by_axe(page))
    assert any("wider than the screen" in fault for fault in too_wide(page))
    assert any("only 30 x 20 px" in fault for fault in too_small(page))
    assert any("moves" in fault for fault in moving(page))
