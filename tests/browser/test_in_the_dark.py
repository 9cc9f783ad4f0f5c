"""In a dark room, by the setting of the device: every screen dim, and all of it read as well as by day."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.ruler import faults_by_axe, too_faint
from tests.browser.screens import (
    screens_of_a_monitor,
    screens_of_a_supervisor,
    screens_of_a_worker,
    screens_of_an_administrator,
)
from tests.support.chromium import DESK, PHONE
from tests.support.devices import Devices

SCREENS = {
    "worker": (screens_of_a_worker, PHONE),
    "supervisor": (screens_of_a_supervisor, DESK),
    "monitor": (screens_of_a_monitor, DESK),
    "admin": (screens_of_an_administrator, DESK),
}

LIGHTNESS = """() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number)
  return (red + green + blue) / 765
}"""
# The colour that the browser is told for its own bar, and that of the bar on the page.
BARS = """() => [
  [...document.querySelectorAll('meta[name=theme-color]')]
    .find((one) => matchMedia(one.media).matches).content,
  getComputedStyle(document.documentElement).getPropertyValue('--bar'),
]"""


def faults(page: Page, names: Iterator[str]) -> list[str]:
    """What is read badly, or is not dim, on all these screens."""
    found = []
    for name in names:
        found += [f"{name}: {fault}" for fault in faults_by_axe(page) + too_faint(page)]
        found += [f"{name}: bright"] if page.evaluate(LIGHTNESS) > 0.2 else []
    return found


@pytest.mark.parametrize("who", SCREENS)
def test_every_screen_is_dim_in_the_dark_and_all_of_it_can_be_read(at: Callable[..., Page], who: str) -> None:
    screens, device = SCREENS[who]
    page = at(f"{who}@demo.example", {**device, "color_scheme": "dark"})
    assert faults(page, screens(page)) == []


def test_by_day_all_controls_can_be_seen_too(at: Callable[..., Page]) -> None:
    page = at("worker@demo.example")
    found = [f"{name}: {fault}" for name in screens_of_a_worker(page) for fault in too_faint(page)]
    assert found == []


def test_paper_stays_light_in_the_dark(devices: Devices) -> None:
    page = devices.desk
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.evaluate(LIGHTNESS) < 0.2
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(LIGHTNESS) > 0.9


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_browser_draws_its_own_bar_in_the_colour_of_ours(devices: Devices, scheme: str) -> None:
    page = devices.phone
    page.emulate_media(color_scheme=scheme)
    page.goto("/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    told, ours = page.evaluate(BARS)
    assert told == ours


def test_the_ruler_sees_a_control_that_is_too_faint(devices: Devices) -> None:
    page = devices.phone
    page.goto("/")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert too_faint(page) == []
    page.evaluate("document.documentElement.style.setProperty('--button', '#e3eff1')")
    assert any('type="submit"' in fault for fault in too_faint(page))
