"""Going on duty and off again, on a page whose own clock stands still."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.screens import go
from tests.browser.team import Founder, Team
from tests.browser.test_the_watch import send
from tests.support.chromium import DESK


def test_who_goes_on_duty_or_off_is_told_so_at_once(at: Callable[..., Page], team: Team) -> None:
    page = at(team.monitor, DESK)
    page.clock.install()
    go(page, "/duty")
    expect(page.get_by_role("button", name="Go on duty")).to_be_visible()
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
    page.get_by_role("button", name="Go on duty").click()
    expect(page.get_by_role("heading", name="You are on duty until")).to_be_visible()
    page.get_by_role("button", name="Go off duty").click()
    expect(page.get_by_text("Go off duty? Then nobody is watching.")).to_be_visible()
    page.get_by_role("button", name="No, stay on duty").click()
    page.get_by_role("button", name="Go off duty").click()
    page.get_by_role("button", name="Yes, go off duty").click()
    expect(page.get_by_role("button", name="Go on duty")).to_be_visible()


def test_who_goes_off_duty_with_an_alert_in_hand_is_asked_first_and_else_not(
    at: Callable[..., Page], watched: Team, founder: Founder
) -> None:
    founder.put_on_duty(watched.monitor2)
    page = at(watched.monitor, DESK)
    send(at(watched.worker), "panic")
    go(page, "/board")
    page.get_by_role("button", name="I have it").click()
    expect(page.get_by_text("You have it")).to_be_visible()
    go(page, "/duty")
    page.get_by_role("button", name="Go off duty").click()
    expect(page.get_by_text("Go off duty? An alert is still yours: hand over first.")).to_be_visible()
    page.get_by_role("button", name="No, stay on duty").click()
    page.get_by_role("button", name="Go off duty").click()
    page.get_by_role("button", name="Yes, go off duty").click()
    expect(page.get_by_role("button", name="Go on duty")).to_be_visible()


def test_somebody_is_taken_off_the_rota_at_a_second_press(at: Callable[..., Page], watched: Team) -> None:
    page = at(watched.monitor, DESK)
    go(page, "/duty")
    page.get_by_role("button", name="Take off the rota Mia Monitor").click()
    expect(page.get_by_text("Take Mia Monitor off the rota? Then nobody is watching.")).to_be_visible()
    page.get_by_role("button", name="No, leave it").click()
    page.get_by_role("button", name="Take off the rota Mia Monitor").click()
    page.get_by_role("button", name="Yes, take off").click()
    expect(page.get_by_text("Nobody is on duty, now or later.")).to_be_visible()
