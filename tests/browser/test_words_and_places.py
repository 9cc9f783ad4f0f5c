"""What a screen says of a day, of the watch and of itself is what the other screens say."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.screens import go
from tests.browser.team import Team
from tests.support.chromium import DESK

WEEKDAY = re.compile(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \w+ \d{4} at ")

LINES = """link => {
  const words = document.createRange()
  words.selectNodeContents(link)
  return words.getClientRects().length
}"""


def test_a_contact_that_lies_ahead_is_said_with_its_weekday(at: Callable[..., Page]) -> None:
    page = at("worker@demo.example")
    heading = page.get_by_role("heading", name="Next", exact=True)
    ahead = page.locator(".card").filter(has=heading).locator("li")
    expect(ahead.first).to_be_visible()
    for entry in ahead.all():
        expect(entry).to_contain_text(WEEKDAY)


def test_a_place_of_the_menu_begins_where_the_others_begin(at: Callable[..., Page]) -> None:
    page = at("supervisor@demo.example", DESK)
    for place in ("/clients", "/conflicts", "/team", "/board", "/duty", "/near-misses"):
        go(page, place)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        expect(page.get_by_role("link", name="Back", exact=True)).to_have_count(0)


def test_a_menu_of_six_places_keeps_each_on_one_line(at: Callable[..., Page]) -> None:
    page = at("supervisor@demo.example")
    phone = page.get_by_role("navigation", name="Main menu").get_by_text("This phone")
    for place in ("/", "/clients", "/conflicts", "/team", "/board", "/this-phone"):
        go(page, place)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        assert phone.evaluate(LINES) == 1, place


def test_where_nobody_on_duty_can_be_reached_the_board_does_not_say_that_nobody_is_on_duty(
    at: Callable[..., Page], team: Team
) -> None:
    page = at(team.supervisor, DESK)
    rota = page.request.get("/api/v1/duty").json()
    mia = next(one["account"] for one in rota["people"] if one["name"] == "Mia Monitor")
    turn = {
        "account": mia,
        "post": "monitor",
        "begins": rota["now"],
        "ends": "2099-12-31T00:00:00.000Z",
    }
    assert page.request.post("/api/v1/duty", data=turn, headers={"Doorstep-Build": "1"}).status == 201
    go(page, "/board")
    expect(page.get_by_text("Nobody is on duty who can be reached")).to_be_visible()


def test_an_administrator_sees_in_the_menu_where_she_is(at: Callable[..., Page], team: Team) -> None:
    page = at(team.admin, DESK)
    home = page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Home")
    for place in ("Rules of the desk", "People"):
        page.get_by_role("link", name=place, exact=True).click()
        expect(page.get_by_role("heading", name=place)).to_be_visible()
        expect(home).to_have_attribute("aria-current", "page")
        home.click()
