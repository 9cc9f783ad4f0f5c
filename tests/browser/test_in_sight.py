"""What has to be in sight is: on a phone's first screen, on the wall, and in line with the page."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from server.adapters.world import World
from server.store.columns import write_time
from tests.browser.screens import go
from tests.browser.team import Team
from tests.support.chromium import DESK

PLACE = "Flat 3F1, 133 Kirkhill Road, Newington, Edinburgh EH16 5QW"


def call_for_help(worker: Page) -> None:
    """She starts a visit and presses Help, as her phone sends it."""
    ids, at = World().new_id, write_time(World().now())
    visit = ids()
    signals = [
        {"id": ids(), "seq": 1, "type": "start", "visit": visit, "at": at, "minutes": 40, "place": PLACE},
        {"id": ids(), "seq": 2, "type": "panic", "visit": visit, "at": at},
    ]
    body, build = {"device": ids(), "signals": signals}, {"Doorstep-Build": "1"}
    assert worker.request.post("/api/v1/signals", data=body, headers=build).ok


def box(of: Locator) -> dict[str, float]:
    found = of.bounding_box()
    assert found
    return dict(found)


def test_a_monitor_takes_an_alert_on_the_first_screen_of_a_phone(
    at: Callable[..., Page], watched: Team
) -> None:
    phone = at(watched.monitor)
    call_for_help(at(watched.worker))
    take = phone.get_by_role("button", name="I have it")
    expect(take).to_be_visible()
    expect(phone.locator(".watch-bar button")).to_have_count(1)
    taken = box(take)
    assert taken["y"] + taken["height"] <= box(phone.locator(".menu"))["y"]


def test_the_wall_shows_an_address_whole_and_little_of_the_siren(
    at: Callable[..., Page], watched: Team
) -> None:
    wall = at(watched.monitor, DESK)
    call_for_help(at(watched.worker))
    go(wall, "/wall")
    place = wall.get_by_text(PLACE)
    expect(place).to_be_visible()
    assert place.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert box(wall.locator(".watch-bar"))["height"] < 120
