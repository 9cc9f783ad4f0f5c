"""What her phone says of a call for help: nothing that nobody can keep, and never less than is true."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.going_out import RETRY, begin, choose_outcome, face, hold
from tests.browser.ruler import enlarge_text, faults_by_axe, too_small, too_wide
from tests.browser.screens import go
from tests.browser.steps import add_client, all_received, go_offline
from tests.browser.team import Founder, Team
from tests.support.chromium import DESK

PRESSED = """one => {
  const { left, top, width, height } = one.getBoundingClientRect()
  return one.contains(document.elementFromPoint(left + width / 2, top + height / 2))
}"""
"""Whether a thumb in the middle of it would hit it, and nothing that lies over it."""


def ask(page: Page) -> Locator:
    """Ask for the button that calls for help."""
    page.get_by_role("button", name="Call for help").click()
    return page.get_by_role("region", name="Call for help?")


def call(page: Page) -> Locator:
    """Call for help."""
    ask(page).get_by_role("button", name="Yes, call for help").click()
    return page.get_by_role("region", name="Call for help")


def test_before_she_calls_she_is_told_what_a_call_would_meet_and_whom_to_ring(
    at: Callable[..., Page], team: Team, founder: Founder
) -> None:
    founder.give_number(team.admin, "the night desk", "0131 496 0199")
    founder.put_on_duty(team.monitor)
    page = at(team.worker)
    all_received(page)
    asked = ask(page)
    expect(asked).to_contain_text("Your monitors are told at once.")
    expect(asked).not_to_contain_text("look for you")
    expect(asked.get_by_role("link", name="Ring the night desk")).to_be_visible()
    assert faults_by_axe(page) + too_wide(page) + too_small(page) == []
    page.get_by_role("button", name="No, go back").click()
    go_offline(page)
    ask(page)
    expect(asked).to_contain_text("no network. Your call is sent as soon as it has one: ring now.")
    expect(asked.get_by_role("link", name="Ring the night desk")).to_be_visible()


def test_before_she_calls_she_is_told_that_nobody_on_duty_can_be_reached(
    at: Callable[..., Page], team: Team, founder: Founder
) -> None:
    founder.put_on_duty(team.stranger)  # the engine looks; somebody watches, but elsewhere
    page = at(team.stranger)
    expect(ask(page)).to_contain_text("Nobody is on duty who can be reached.")


def test_while_it_asks_nothing_lies_over_the_way_back_and_the_999_line_is_in_sight(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    client = add_client(page, "Jean")
    page.goto(f"{client}/visits/new")
    expect(page.get_by_role("button", name="Save visit")).to_be_visible()
    asked = ask(page)
    expect(asked.get_by_text("In danger of life, ring it yourself.")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Save visit")).to_have_count(0)
    back = page.get_by_role("button", name="No, go back")
    assert back.evaluate(PRESSED)
    back.click()
    enlarge_text(page, 200)
    ask(page)
    back.scroll_into_view_if_needed()
    assert back.evaluate(PRESSED)
    back.click()
    expect(page.get_by_role("button", name="Save visit")).to_be_visible()


def test_a_call_is_shown_open_after_the_end_of_a_visit_until_a_monitor_has_closed_it(
    at: Callable[..., Page], watched: Team
) -> None:
    page, board = at(watched.worker), at(watched.monitor, DESK)
    begin(page, add_client(page, "Jean"))
    expect(face(page)).to_contain_text("Protected until")
    called = call(page)
    expect(called).to_contain_text("Received")
    tall = called.bounding_box()
    go(board, "/board")
    board.get_by_role("button", name="I have it").click()
    expect(called).to_contain_text("Mia Monitor is looking after it.", timeout=RETRY)
    small = called.bounding_box()
    assert tall is not None
    assert small is not None
    assert small["height"] < 0.6 * tall["height"]
    choose_outcome(page)
    hold(page)
    expect(face(page)).to_contain_text("Visit finished")
    page.reload()
    expect(called).to_contain_text("Your call for help is still open. Answer when your monitors ring.")
    assert faults_by_axe(page) + too_wide(page) + too_small(page) == []
    board.get_by_role("button", name="Close this alert").click()
    board.get_by_label("Safe, I spoke to them").check(force=True)
    board.get_by_role("button", name="Close the alert").click()
    expect(board.get_by_text("Closed by Mia Monitor")).to_be_visible()
    expect(called).to_have_count(0, timeout=RETRY)
