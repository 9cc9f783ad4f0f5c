"""Two people, or two devices, write about the same client without having seen each other's words."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.steps import (
    add_client,
    all_received,
    details,
    edit_client,
    go_offline,
    go_online,
    status_line,
    waiting,
    write_note,
)
from tests.browser.team import Team
from tests.support.chromium import DESK, until_true

MINE, THEIRS = "0131 496 0111", "0131 496 0222"


@pytest.fixture
def phones(at: Callable[..., Page], team: Team) -> tuple[Page, Page, str]:
    """Two phones of one case manager, both with Jean on them and both without a network."""
    one = at(team.worker)
    client = add_client(one, "Jean")
    all_received(one)
    other = at(team.worker)
    other.goto(client)
    expect(other.get_by_role("heading", name="Jean")).to_be_visible()
    go_offline(one)
    go_offline(other)
    return one, other, client


def test_different_fields_written_on_two_phones_are_both_kept(phones: tuple[Page, Page, str]) -> None:
    one, other, client = phones
    edit_client(one, client, Phone=MINE)
    edit_client(other, client, Address="4 Niddrie Mains Terrace")
    for page in (one, other):
        waiting(page, 1)
        go_online(page)
        all_received(page)
    for page in (one, other):
        expect(details(page).get_by_role("link", name=f"Call {MINE}")).to_be_visible()
        expect(details(page).get_by_text("4 Niddrie Mains Terrace").first).to_be_visible()
        expect(page.get_by_text("Two people wrote different values")).to_have_count(0)


def test_the_same_field_written_on_two_phones_keeps_both_until_the_supervisor_settles(
    phones: tuple[Page, Page, str], at: Callable[..., Page], team: Team
) -> None:
    one, other, client = phones
    edit_client(one, client, Phone=MINE)
    edit_client(other, client, Phone=THEIRS)
    go_online(one)
    all_received(one)
    go_online(other)
    all_received(other)
    desk = at(team.supervisor, DESK)

    for page in (one, other):
        expect(details(page).get_by_role("link", name=f"Call {MINE}")).to_be_visible()
        expect(page.get_by_text("Both values are kept, waiting for your supervisor.")).to_be_visible()
        page.goto("/")
        expect(page.get_by_text("Your value is kept, waiting for your supervisor.")).to_be_visible()
        page.goto(client)

    expect(desk.get_by_text("1 value waits for your decision.")).to_be_visible()
    desk.get_by_role("link", name="Settle conflicts").click()
    conflict = desk.get_by_role("article", name="Phone of Jean")
    expect(conflict).to_contain_text(MINE)
    expect(conflict).to_contain_text(THEIRS)
    conflict.get_by_text(THEIRS).click()
    conflict.get_by_role("button", name="Use this value").click()
    expect(desk.get_by_text("Settled. Both values stay in the history.")).to_be_visible()
    expect(desk.get_by_text("No open conflicts")).to_be_visible()

    for page in (one, other):
        expect(details(page).get_by_role("link", name=f"Call {THEIRS}")).to_be_visible()
        expect(page.get_by_text("waiting for your supervisor")).to_have_count(0)


def test_two_tabs_of_one_phone_send_every_change_once(at: Callable[..., Page], team: Team) -> None:
    tab = at(team.worker)
    client = add_client(tab, "Jean")
    all_received(tab)
    other = tab.context.new_page()
    other.goto(client)
    go_offline(tab)
    for number in range(3):
        write_note(tab, client, f"From the first tab, {number}.")
        write_note(other, client, f"From the second tab, {number}.")
    for page in (tab, other):
        waiting(page, 6)
    sent: list[str] = []
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        sent.extend(change["id"] for change in route.request.post_data_json["changes"])
        held.append(route) if not held else route.continue_()

    tab.context.route("**/api/v1/sync", hold_the_first)
    go_online(tab)
    until_true(tab, lambda: held)
    # Whichever tab is first: while the server takes its time, the other wants to send as well.
    for page in (tab, other):
        page.get_by_role("link", name="This phone", exact=True).click()
        expect(page.get_by_role("button", name="Sending and fetching…")).to_be_visible()
    held[0].continue_()
    for page in (tab, other):
        all_received(page)
        page.goto(client)
        expect(page.get_by_text("From the first tab, 2.")).to_be_visible()
        expect(page.get_by_text("From the second tab, 2.")).to_be_visible()
        expect(page.locator(".timeline-item--note")).to_have_count(6)
    assert len(sent) == 6
    assert len(set(sent)) == 6
    expect(status_line(tab)).not_to_contain_text("needs your attention")


def test_a_form_that_is_open_in_two_tabs_writes_over_neither(at: Callable[..., Page], team: Team) -> None:
    old = at(team.worker)
    client = add_client(old, "Jean")
    all_received(old)
    new = old.context.new_page()
    for tab in (old, new):
        tab.goto(f"{client}/notes/new")
    new.get_by_label("Note", exact=True).fill("Five hundred words.")
    new.wait_for_timeout(1500)  # what is typed is kept within a second
    new.close()
    old.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    box = old.get_by_label("Note", exact=True)
    expect(box).to_have_value("Five hundred words.")
    expect(old.get_by_role("button", name="Keep writing")).to_be_visible()
    box.press("Control+End")
    box.press_sequentially(" One more.")
    old.wait_for_timeout(1500)
    old.reload()
    expect(box).to_have_value("Five hundred words. One more.")


@pytest.fixture
def side_by_side(at: Callable[..., Page], team: Team) -> list[Page]:
    """Two windows of one phone, both with the form of Jean's details and all its boxes."""
    one = at(team.worker)
    client = add_client(one, "Jean")
    all_received(one)
    windows = [one, one.context.new_page()]
    for window in windows:
        window.goto(f"{client}/edit")
        open_sections(window)
    return windows


def open_sections(window: Page) -> None:
    """Show every box of the form, once it is there."""
    expect(window.get_by_label("Name to call them by")).to_be_visible()
    window.evaluate("for (const section of document.querySelectorAll('details')) section.open = true")


def box_in(window: Page, label: str) -> Locator:
    return window.get_by_label(label, exact=True).first


def test_different_boxes_of_one_form_in_two_windows_side_by_side_are_both_kept(
    side_by_side: list[Page],
) -> None:
    one, other = side_by_side
    # Within one half second.
    box_in(one, "GP").fill("Dr High")
    box_in(other, "Phone").fill(MINE)
    for window in side_by_side:
        expect(box_in(window, "GP")).to_have_value("Dr High")
        expect(box_in(window, "Phone")).to_have_value(MINE)


def test_the_same_box_in_two_windows_side_by_side_keeps_the_words_of_both(side_by_side: list[Page]) -> None:
    one, other = side_by_side
    mine, theirs = [box_in(window, "Family and household") for window in side_by_side]
    mine.fill("Two sons.")
    expect(theirs).to_have_value("Two sons.")
    theirs.press("Control+Home")
    mine.press("Control+End")
    for word in ("a", "b", "c", "d"):
        for window, side in ((other, "x"), (one, "y")):
            window.keyboard.insert_text(f"{side}{word}.")
            window.wait_for_timeout(60)
    # Where both have changed the same words, both versions are kept whole.
    all_words = re.compile("".join(f"(?=.*{side}{word}\\.)" for side in "xy" for word in "abcd"), re.DOTALL)
    expect(mine).to_have_value(all_words)
    expect(theirs).to_have_value(all_words)
    other.wait_for_timeout(1500)  # what is typed is kept within a second
    other.close()
    one.reload()
    expect(one.get_by_label("Name to call them by")).to_be_visible()
    expect(mine).to_have_value(all_words)


def test_a_form_that_one_window_has_saved_is_not_saved_again_by_the_other(
    side_by_side: list[Page],
) -> None:
    one, other = side_by_side
    box_in(one, "GP").fill("Dr High")
    expect(box_in(other, "GP")).to_have_value("Dr High")
    one.get_by_role("button", name="Save details").click()
    expect(one.get_by_role("heading", level=1)).to_have_text("Jean")
    expect(other.get_by_text("saved or thrown away in another window")).to_be_visible()
    expect(box_in(other, "GP")).to_have_value("Dr High")
    # A second time round it is found again, and stays.
    one.get_by_role("link", name="Edit details").click()
    open_sections(one)
    box_in(one, "GP").fill("Dr Low")
    expect(box_in(other, "GP")).to_have_value("Dr Low")
    other.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    box_in(other, "Phone").fill(MINE)
    expect(other.get_by_text("saved or thrown away in another window")).to_be_hidden()
    other.wait_for_timeout(1500)
    other.reload()
    expect(box_in(other, "GP")).to_have_value("Dr Low")
    expect(box_in(other, "Phone")).to_have_value(MINE)
