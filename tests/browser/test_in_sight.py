"""What has to be in sight is: on a phone's first screen, on the wall, and in line with the page."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from server.adapters.world import World
from server.store.columns import write_time
from tests.browser.screens import go
from tests.browser.steps import add_client, all_received
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


def test_every_place_of_the_watch_is_marked_in_the_menu(at: Callable[..., Page], team: Team) -> None:
    page = at(team.supervisor, DESK)
    current = page.locator(".menu [aria-current=page]")
    marks = {"/risks": "Watch", "/near-misses": "Watch", "/held": "Notes", "/looks": "Notes"}
    for path, name in marks.items():
        go(page, path)
        expect(current).to_have_text(name)


def test_what_is_received_stands_in_line_with_the_page_beside_the_call_for_help(
    at: Callable[..., Page], team: Team
) -> None:
    page = at(team.supervisor, DESK)
    expect(page.get_by_role("button", name="Help")).to_be_visible()
    line = page.locator(".status-line__link")
    left = line.evaluate(
        "one => one.getBoundingClientRect().left + parseFloat(getComputedStyle(one).paddingLeft)"
    )
    assert abs(left - box(page.get_by_role("heading", level=1))["x"]) < 1


def test_a_list_without_anything_to_do_has_no_bar_of_actions(at: Callable[..., Page], team: Team) -> None:
    worker, page = at(team.worker), at(team.supervisor)
    add_client(worker, "Jean")
    all_received(worker)
    go(page, "/team")
    page.locator("main a[href^='/team/']").first.click()
    expect(page.get_by_role("link", name="Supervision", exact=True)).to_be_visible()
    expect(page.locator(".actions")).to_have_count(0)
    page.get_by_role("link", name="Supervision", exact=True).click()
    expect(page.locator(".actions")).to_be_visible()


def test_whom_to_put_on_duty_is_asked_at_its_own_box(at: Callable[..., Page], team: Team) -> None:
    page = at(team.admin, DESK)
    go(page, "/duty")
    page.get_by_role("button", name="Put somebody on the rota").click()
    who = page.get_by_label("Who", exact=True)
    expect(who).to_be_focused()
    expect(page.locator(".nhsuk-form-group--error")).to_contain_text("Choose who.")
    rota = page.get_by_role("heading", name="Who is on duty, and when")
    assert box(rota)["x"] < box(who)["x"]
