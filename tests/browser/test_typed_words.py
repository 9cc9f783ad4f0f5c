"""What is typed into any box is a draft, also where it is no record's form: found again, with its date."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.ruler import faults_by_axe, too_small, too_wide
from tests.browser.steps import (
    add_client,
    all_received,
    edit_client,
    go_offline,
    go_online,
    have_a_note_held,
    throw_away,
)
from tests.browser.team import Team
from tests.support.chromium import DESK, until_true

FOUND = re.compile("Found again: begun .+ not finished")
WORDS = "Bea was there the same day."


def unfinished(page: Page) -> Locator:
    """The list of what was begun and not finished, on the start page."""
    page.goto("/")
    return page.locator(".card", has=page.get_by_role("heading", name="Not finished"))


def leave_and_come_back(page: Page, title: str | re.Pattern[str]) -> None:
    """Go away in the middle of a word, and come back by the list of unfinished things."""
    unfinished(page).get_by_role("link", name=title).click()
    expect(page.get_by_text(FOUND)).to_be_visible()


def test_a_reason_for_declining_is_found_again_and_goes_with_the_decision(
    at: Callable[..., Page], team: Team
) -> None:
    ada, desk = at(team.worker), at(team.supervisor)
    have_a_note_held(ada, desk)
    desk.goto("/held")
    desk.get_by_role("button", name="Decline").click()
    reason = desk.get_by_label("Why not? Ada Worker reads this.")
    reason.fill(WORDS)
    leave_and_come_back(desk, "A reason for declining what was written about Jean")
    expect(reason).to_have_value(WORDS)
    assert faults_by_axe(desk) + too_wide(desk) + too_small(desk) == []
    desk.get_by_role("button", name="Keep writing").click()
    expect(reason).to_be_focused()
    desk.get_by_role("button", name="Decline it").click()
    expect(desk.get_by_text("Its author is told why, and keeps what they wrote.")).to_be_visible()
    expect(desk.locator(".quote")).to_have_text(WORDS)
    expect(unfinished(desk)).to_have_count(0)


def test_words_whose_box_is_gone_are_still_shown_and_can_be_thrown_away(
    at: Callable[..., Page], team: Team
) -> None:
    ada, desk, other = map(at, (team.worker, team.supervisor, team.supervisor2))
    have_a_note_held(ada, desk)
    desk.goto("/held")
    desk.get_by_role("button", name="Decline").click()
    desk.get_by_label("Why not? Ada Worker reads this.").fill(WORDS)
    other.goto("/held")
    other.get_by_role("button", name="Accept").click()
    expect(desk.get_by_text("Nothing is held")).to_be_visible()
    left = desk.locator(".card", has_text="What you were writing here")
    expect(left).to_contain_text(WORDS)
    throw_away(desk)
    expect(left).to_have_count(0)
    expect(unfinished(desk)).to_have_count(0)


def test_a_third_value_is_asked_for_found_again_and_settles_the_conflict(
    at: Callable[..., Page], team: Team
) -> None:
    one, other, desk = at(team.worker), at(team.worker), at(team.supervisor, DESK)
    client = add_client(one, "Jean")
    all_received(one)
    other.goto(client)
    expect(other.get_by_role("heading", name="Jean")).to_be_visible()
    for page, number in ((one, "0131 496 0111"), (other, "0131 496 0222")):
        go_offline(page)
        edit_client(page, client, Phone=number)
    for page in (one, other):
        go_online(page)
        all_received(page)
    desk.goto("/conflicts")
    conflict = desk.get_by_role("article", name="Phone of Jean")
    conflict.get_by_label("Another value").check(force=True)
    conflict.get_by_role("button", name="Use this value").click()
    expect(conflict.get_by_text("Enter the value, or choose one of the two.")).to_be_visible()
    expect(conflict.get_by_label("Phone", exact=True)).to_be_focused()
    expect(conflict.get_by_label("Phone", exact=True)).to_have_attribute("type", "tel")
    conflict.get_by_role("textbox").fill("0131 496 0333")
    leave_and_come_back(desk, "Another value for Jean")
    expect(conflict.get_by_role("textbox")).to_have_value("0131 496 0333")
    conflict.get_by_role("button", name="Use this value").click()
    expect(desk.get_by_text("Settled. Both values stay in the history.")).to_be_visible()
    expect(desk.get_by_role("heading", name="Conflicts")).to_be_focused()
    expect(unfinished(desk)).to_have_count(0)


NOTE, DATE = "Say why, in a sentence", "Date"
READ, ENOUGH = "Days in which a note is to be read", "Clients that are enough"
GRACE = "Alert after the time is up"
BOXES = [
    ("worker", "/clients/not-mine", None, NOTE, "He fell.", "Why a client was opened"),
    ("supervisor", "/duty", None, DATE, "2026-12-01", "A turn on the rota"),
    ("admin", "/desk-rules", None, READ, "12", "A change to the rules of the desk"),
    ("admin", "/rules", "Change the rules", GRACE, "12", "A change to the rules of the watch"),
]


@pytest.mark.parametrize(("who", "address", "opening", "label", "typed", "title"), BOXES)
def test_what_only_the_server_can_do_is_found_again_too(
    at: Callable[..., Page],
    team: Team,
    who: str,
    address: str,
    opening: str | None,
    label: str,
    typed: str,
    title: str,
) -> None:
    page = at(getattr(team, who), DESK)
    page.goto(address)
    if opening:
        page.get_by_role("button", name=opening).click()
    box = page.get_by_label(label).first
    box.fill(typed)
    leave_and_come_back(page, title)
    expect(box).to_have_value(typed)
    throw_away(page)
    expect(box).not_to_have_value(typed)
    expect(unfinished(page)).to_have_count(0)


def test_a_draft_keeps_what_was_typed_and_not_what_others_have_changed_since(
    at: Callable[..., Page], team: Team
) -> None:
    one, other = at(team.admin, DESK), at(team.admin2, DESK)
    one.goto("/desk-rules")
    one.get_by_label(READ).fill("12")
    one.goto("/")
    other.goto("/desk-rules")
    other.get_by_label(ENOUGH).fill("5")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("Saved. These rules hold now.")).to_be_visible()
    leave_and_come_back(one, "A change to the rules of the desk")
    expect(one.get_by_label(READ)).to_have_value("12")
    expect(one.get_by_label(ENOUGH)).to_have_value("5")


def test_words_typed_while_the_server_takes_its_time_are_kept(at: Callable[..., Page], team: Team) -> None:
    page = at(team.admin, DESK)
    page.goto("/desk-rules")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/v1/desk/rules", hold)
    page.get_by_label(READ).fill("12")
    page.get_by_role("button", name="Save").click()
    until_true(page, lambda: held)
    page.get_by_label(ENOUGH).fill("5")
    held[0].continue_()
    expect(page.get_by_role("button", name="Save")).not_to_have_attribute("aria-disabled", "true")
    leave_and_come_back(page, "A change to the rules of the desk")
    expect(page.get_by_label(ENOUGH)).to_have_value("5")


def test_whoever_goes_on_in_another_tab_finds_the_last_words_in_the_first(
    at: Callable[..., Page], team: Team
) -> None:
    first = at(team.admin, DESK)
    first.goto("/desk-rules")
    first.get_by_label(READ).fill("1")
    leave_and_come_back(first, "A change to the rules of the desk")
    first.get_by_label(READ).fill("12")
    second = first.context.new_page()
    second.goto("/desk-rules")
    expect(second.get_by_label(READ)).to_have_value("12")  # else the words of both are kept: 132
    second.get_by_label(READ).fill("13")
    second.goto("/")
    first.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as when one comes back to it
    expect(first.get_by_label(READ)).to_have_value("13")
    first.get_by_label(READ).fill("14")
    expect(first.get_by_label(READ)).to_have_value("14")


def test_what_is_put_off_or_not_fetched_yet_is_not_called_left_over(
    at: Callable[..., Page], team: Team
) -> None:
    admin, desk = at(team.admin, DESK), at(team.supervisor, DESK)
    left = "What you were writing here"
    admin.goto("/rules")
    admin.get_by_role("button", name="Change the rules").click()
    admin.get_by_label(GRACE).fill("12")
    admin.get_by_role("button", name="Not now").click()
    expect(admin.get_by_role("button", name="Change the rules")).to_be_visible()
    unfinished(admin)
    admin.goto("/rules")
    expect(admin.get_by_label(GRACE)).to_have_value("12")
    admin.get_by_role("button", name="Not now").click()
    expect(admin.get_by_role("button", name="Change the rules")).to_be_visible()
    expect(admin.get_by_text(left)).to_have_count(0)
    desk.goto("/duty")
    desk.get_by_label(DATE).first.fill("2026-12-01")
    unfinished(desk)
    go_offline(desk)
    desk.goto("/duty")
    expect(desk.get_by_role("heading", name="On duty", exact=True)).to_be_visible()
    expect(desk.get_by_text(left)).to_have_count(0)
