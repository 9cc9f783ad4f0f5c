"""The browser is killed at once, as by a flat battery, and opened again without a network."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.steps import add_client, all_received, go_offline, go_online, story, waiting, write_note
from tests.browser.team import Team
from tests.support.chromium import Profile

Pocket = Callable[[str], tuple[Profile, Page]]

TIMES = 20


def open_offline(phone: Profile) -> Page:
    """The app after a kill, where there is no network."""
    page = phone.open()
    go_offline(page)
    return page


def test_a_note_saved_offline_survives_a_flat_battery(pocket: Pocket, team: Team) -> None:
    phone, page = pocket(team.worker)
    go_offline(page)
    client = add_client(page, "Jean")
    write_note(page, client, "She was at the door before I rang.")
    phone.kill()

    page = open_offline(phone)
    page.goto(client)
    expect(story(page).get_by_text("She was at the door before I rang.")).to_be_visible()
    waiting(page, 2)
    go_online(page)
    all_received(page)


def test_whatever_was_said_to_be_saved_is_there_after_a_kill_at_that_moment(
    pocket: Pocket, team: Team
) -> None:
    """Every other time killed as soon as it is said, else at another moment of saving each time."""
    phone, page = pocket(team.worker)
    client = add_client(page, "Jean")
    said = []
    for number in range(TIMES):
        go_offline(page)
        page.goto(f"{client}/notes/new")
        text = f"Note number {number}."
        page.get_by_label("Note", exact=True).fill(text)
        page.get_by_role("button", name="Save note").evaluate("button => button.click()")
        word = page.get_by_text("Saved on this phone", exact=True)
        if number % 2:
            word.wait_for()
        else:
            page.wait_for_timeout(3 * number)  # not to wait for anything: to hit another moment
        if word.count():
            said.append(text)
        phone.kill()
        page = phone.open()

    go_offline(page)
    page.goto(client)
    expect(story(page).get_by_text(said[-1], exact=True)).to_be_visible()
    there = story(page).get_by_text("Note number").all_text_contents()
    assert [text for text in said if text not in there] == []
    assert len(there) == len(set(there))
    assert len(said) >= TIMES // 2
    go_online(page)
    all_received(page)


def test_a_note_half_written_survives_a_flat_battery_and_is_announced_with_its_date(
    pocket: Pocket, team: Team
) -> None:
    phone, page = pocket(team.worker)
    client = add_client(page, "Jean")
    begun = datetime.now(UTC).astimezone(ZoneInfo("Europe/London"))
    page.goto(f"{client}/notes/new")
    page.get_by_label("Note", exact=True).press_sequentially("She wanted to tell me about")
    page.wait_for_timeout(1000)  # the second that is promised
    phone.kill()

    page = open_offline(phone)
    page.goto("/")
    said = f"{begun:%A} {begun.day} {begun:%B %Y} at "
    unfinished = page.locator(".card", has_text="Not finished")
    expect(unfinished).to_contain_text(f"A note for Jean, begun {said}")
    unfinished.get_by_role("link").click()
    expect(page.get_by_text(f"Found again: begun {said}")).to_be_visible()
    expect(page.get_by_label("Note", exact=True)).to_have_value("She wanted to tell me about")
    page.get_by_role("button", name="Save note").click()
    expect(story(page).get_by_text("She wanted to tell me about")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("heading", name="Recent notes")).to_be_visible()
    expect(page.get_by_text("Not finished", exact=True)).to_have_count(0)


def test_words_typed_a_moment_before_leaving_the_page_are_kept(at: Callable[..., Page], team: Team) -> None:
    page = at(team.worker)
    client = add_client(page, "Jean")
    page.goto(f"{client}/notes/new")
    page.get_by_label("Note", exact=True).fill("Just one more thing")
    page.goto("/")
    page.get_by_role("link", name="A note for Jean").click()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Just one more thing")
