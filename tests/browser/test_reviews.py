"""A supervisor reviews on a desk, a case manager answers on a phone; both may be without a network."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.keys import arrived, press, tab_to
from tests.browser.ruler import enlarge_text, faults_by_axe, too_small, too_wide
from tests.browser.steps import (
    add_client,
    add_contact,
    all_received,
    go_offline,
    go_online,
    move_client,
    saved,
    waiting,
    write_note,
)
from tests.browser.team import Team
from tests.support.chromium import DESK, PHONE

TEXT = "I rang the bell. Nobody was in. I left a card."
SECOND = "Nobody was in."
ASKED = "When did you ring?"
ANSWER = "At ten, and again at noon."


def open_note(desk: Page) -> None:
    """Open the note on the desk; opening it marks it as read."""
    desk.goto("/?show=all")
    desk.locator(".desk__notes").get_by_role("link", name="Jean, by Ada Worker").click()
    expect(desk.get_by_role("heading", name="Note about Jean")).to_be_visible()


def give_back(desk: Page) -> None:
    """Return the note on screen with a comment on its second sentence."""
    desk.get_by_role("link", name="Return", exact=True).click()
    desk.get_by_role("button", name=SECOND, exact=True).click()
    desk.get_by_label("What do you ask?").fill(ASKED)
    desk.get_by_role("button", name="Return", exact=True).click()
    expect(desk.get_by_text("Returned: Jean.")).to_be_visible()


def sign_off(desk: Page) -> None:
    """Sign off what is on screen."""
    desk.get_by_role("button", name="Sign off").click()
    expect(desk.get_by_text("Signed off: Jean.")).to_be_visible()


def lists(desk: Page, name: str, many: int) -> None:
    """Hold a list of the desk to its number, and the list itself to the same."""
    desk.get_by_role("navigation", name="Lists").get_by_role("link", name=f"{name} {many}").click()
    expect(desk.locator(".desk__notes li")).to_have_count(many)


def answer_offline(phone: Page) -> None:
    """Read without a network what was returned, at its place in the text, and answer it."""
    go_offline(phone)
    phone.get_by_role("link", name="Note about Jean").click()
    expect(phone.locator("mark")).to_have_text(SECOND)
    expect(phone.locator("mark + .asked")).to_contain_text(f"Sam Supervisor asks: {ASKED}")
    phone.get_by_role("link", name="Answer").click()
    phone.get_by_label("Note", exact=True).fill(ANSWER)
    phone.get_by_role("button", name="Save addendum").click()
    expect(phone.get_by_text("Saved on this phone", exact=True)).to_be_visible()
    waiting(phone, 1)
    phone.get_by_role("navigation", name="Main menu").get_by_role("link", name="Today").click()
    expect(phone.get_by_text("Returned to you")).to_have_count(0)


def test_a_note_is_returned_answered_offline_and_signed_off(at: Callable[..., Page], team: Team) -> None:
    phone, desk = at(team.worker), at(team.supervisor, DESK)
    client = add_client(phone, "Jean")
    all_received(phone)
    go_offline(phone)
    write_note(phone, client, TEXT)
    waiting(phone, 1)
    go_online(phone)
    all_received(phone)

    open_note(desk)
    give_back(desk)
    all_received(desk)
    lists(desk, "Returned", 1)

    phone.goto("/")
    returned = phone.locator(".card", has_text="Returned to you")
    expect(returned).to_contain_text(ASKED)
    answer_offline(phone)
    go_online(phone)
    all_received(phone)

    lists(desk, "To read", 1)
    open_note(desk)
    exchange = desk.get_by_role("article", name="Sam Supervisor asked")
    for words in (SECOND, ASKED, ANSWER, "Ada Worker answered"):
        expect(exchange).to_contain_text(words)
    sign_off(desk)
    all_received(desk)
    lists(desk, "Signed off", 1)
    phone.goto(client)
    expect(phone.get_by_text(ANSWER)).to_be_visible()


def test_two_supervisors_on_one_note_are_both_kept(at: Callable[..., Page], team: Team) -> None:
    phone, desk, other = at(team.worker), at(team.supervisor, DESK), at(team.supervisor2, DESK)
    write_note(phone, add_client(phone, "Jean"), TEXT)
    all_received(phone)
    for one in (desk, other):
        open_note(one)
        all_received(one)
    go_offline(other)
    sign_off(other)
    give_back(desk)
    all_received(desk)
    go_online(other)
    all_received(other)
    for one in (desk, other):
        lists(one, "Returned", 1)
        one.locator(".desk__notes a").click()
        expect(one.get_by_text("Two supervisors decided differently")).to_be_visible()
    sign_off(desk)
    lists(desk, "Signed off", 1)
    other.goto("/")
    lists(other, "Signed off", 1)


def test_a_return_on_a_note_whose_client_has_changed_hands_reaches_its_writer(
    at: Callable[..., Page], team: Team
) -> None:
    ada, bea, desk = at(team.worker), at(team.worker2), at(team.supervisor, DESK)
    client = add_client(ada, "Jean")
    write_note(ada, client, TEXT)
    all_received(ada)
    move_client(desk, client, "Bea Worker", "At once")
    open_note(desk)
    give_back(desk)
    all_received(desk)

    bea.goto("/")
    expect(bea.locator(".card", has_text="Returned to you")).to_contain_text("For Ada Worker, who wrote it.")
    ada.goto("/")
    returned = ada.locator(".card", has_text="Returned to you")
    expect(returned).to_contain_text(ASKED)
    returned.get_by_role("link", name="A question about Jean").click()
    expect(ada.get_by_text(SECOND)).to_be_visible()
    expect(ada.get_by_text("I left a card.")).to_have_count(0)
    assert faults_by_axe(ada) + too_wide(ada) + too_small(ada) == []
    ada.get_by_label("Note", exact=True).fill(ANSWER)
    ada.get_by_role("button", name="Send answer").click()
    expect(ada.get_by_text("Held: your supervisor decides. Nothing is lost.")).to_be_visible()
    expect(ada.get_by_text("Returned to you")).to_have_count(0)

    desk.goto("/held")
    desk.get_by_role("button", name="Accept").click()
    expect(desk.get_by_text("Accepted. It is written as its author")).to_be_visible()
    all_received(desk)
    open_note(desk)
    expect(desk.get_by_role("article", name="Sam Supervisor asked")).to_contain_text(ANSWER)
    bea.goto("/")
    expect(bea.get_by_text("Returned to you")).to_have_count(0)


def test_a_corrected_field_answers_what_is_asked_about_a_contact(at: Callable[..., Page], team: Team) -> None:
    phone, desk = at(team.worker), at(team.supervisor, DESK)
    client = add_client(phone, "Jean")
    write_note(phone, client, TEXT)
    add_contact(phone, client, "A form")
    all_received(phone)
    open_note(desk)
    desk.locator(".beside").get_by_role("link", name="Meeting").click()
    expect(desk.get_by_role("heading", name="Contact with Jean")).to_be_visible()
    desk.get_by_role("link", name="Return", exact=True).click()
    desk.get_by_role("button", name="Return", exact=True).click()
    expect(desk.locator(".nhsuk-error-summary")).to_contain_text("Cannot be empty.")
    desk.get_by_role("button", name="Purpose: A form").click()
    desk.get_by_label("What do you ask?").fill("Which form?")
    desk.get_by_role("button", name="Return", exact=True).click()
    expect(desk.get_by_text("Returned: Jean.")).to_be_visible()
    all_received(desk)

    phone.goto("/")
    phone.get_by_role("link", name="Contact with Jean").click()
    expect(phone.get_by_text("Which form?")).to_be_visible()
    assert faults_by_axe(phone) + too_wide(phone) + too_small(phone) == []
    phone.get_by_label("Purpose").fill("The form for a council flat")
    phone.get_by_role("button", name="Save contact").click()
    saved(phone)
    all_received(phone)
    desk.goto("/?show=waiting")
    desk.locator(".desk__notes").get_by_role("link").filter(has_text="Jean").first.click()
    asked = desk.get_by_role("article", name="Sam Supervisor asked")
    expect(asked).to_contain_text("It was: A form. It is now: The form for a council flat.")


def test_a_supervisor_reviews_by_keyboard_and_her_choice_survives_a_reload(
    at: Callable[..., Page], team: Team
) -> None:
    phone, desk = at(team.worker), at(team.supervisor, DESK)
    client = add_client(phone, "Jean")
    for text in ("The first.", TEXT, "The third."):
        write_note(phone, client, text)
    all_received(phone)
    lists(desk, "To read", 3)
    press(desk, "Jean, by Ada Worker")
    arrived(desk, "Note about Jean")
    expect(desk.get_by_text("1 of 3")).to_be_visible()
    desk.keyboard.press("j")
    expect(desk.get_by_text("2 of 3")).to_be_visible()
    arrived(desk, "Note about Jean")
    desk.keyboard.press("k")
    expect(desk.get_by_text("1 of 3")).to_be_visible()
    desk.keyboard.press("ArrowRight")
    expect(desk.get_by_text("2 of 3")).to_be_visible()
    desk.keyboard.press("r")
    arrived(desk, "Return to Ada Worker")
    tab_to(desk, SECOND)
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("What do you ask?")).to_be_focused()
    desk.keyboard.type("j and k are only letters here.")
    press(desk, "Return")
    expect(desk.get_by_text("3 of 3")).to_be_visible()
    arrived(desk, "Note about Jean")
    desk.keyboard.press("s")
    arrived(desk, "Notes of your team")
    expect(desk.get_by_text("Nothing to read.")).to_be_visible()

    tab_to(desk, "Sign off 1")
    desk.keyboard.press("Enter")
    lists(desk, "Signed off", 2)
    desk.get_by_label("Case manager").select_option("Ada Worker")
    expect(desk).to_have_url(re.compile(r"show=signed_off.*worker="))
    desk.reload()
    expect(desk.locator(".desk__notes li")).to_have_count(2)
    expect(desk.get_by_role("link", name="Signed off 2")).to_have_attribute("aria-current", "page")


def test_the_pages_of_a_review_suit_eyes_thumbs_and_screen_readers(
    at: Callable[..., Page], team: Team
) -> None:
    phone, desk = at(team.worker), at(team.supervisor, DESK)
    client = add_client(phone, "Jean")
    write_note(phone, client, TEXT)
    all_received(phone)
    open_note(desk)
    give_back(desk)
    all_received(desk)
    phone.goto("/")
    returned = phone.locator(".card", has_text="Returned to you")
    expect(returned).to_contain_text(ASKED)
    faults = faults_by_axe(phone) + too_wide(phone) + too_small(phone)
    returned.get_by_role("link").click()
    expect(phone.locator("mark")).to_have_text(SECOND)
    faults += faults_by_axe(phone) + too_wide(phone) + too_small(phone)
    item = desk.locator(".desk__notes a")
    desk.goto("/?show=returned")
    item.click()
    expect(desk.locator("mark")).to_have_text(SECOND)
    for path in ("", "/return"):
        desk.goto(desk.url.replace("?", f"{path}?"))
        expect(desk.get_by_role("heading", name=re.compile("Note about|Return to"))).to_be_visible()
        for size in (DESK["viewport"], PHONE["viewport"]):
            desk.set_viewport_size(size)
            faults += faults_by_axe(desk) + too_wide(desk) + too_small(desk)
        enlarge_text(desk, 200)
        faults += faults_by_axe(desk) + too_wide(desk)
        enlarge_text(desk, 100)
    assert faults == []


def test_what_is_late_and_what_is_drawn_for_audit_stand_in_lists_of_their_own(
    at: Callable[..., Page], team: Team
) -> None:
    phone, desk = at(team.worker), at(team.supervisor, DESK)
    write_note(phone, add_client(phone, "Jean"), TEXT)
    all_received(phone)
    lists(desk, "To read", 1)
    expect(desk.locator(".desk__notes")).to_contain_text("Waits less than a minute to be read")
    lists(desk, "Late", 0)
    lists(desk, "Audit", 0)

    written = datetime.now(UTC)
    later = (written.replace(day=1) + timedelta(days=32)).replace(day=20)
    desk.clock.set_fixed_time(later)
    desk.goto("/")
    lists(desk, "Late", 1)
    expect(desk.locator(".desk__notes")).to_contain_text(f"Waits {(later - written).days} days to be read")
    lists(desk, "Audit", 1)
    desk.locator(".desk__notes a").click()
    expect(desk.get_by_text("drawn by lot")).to_be_visible()
    assert faults_by_axe(desk) + too_wide(desk) + too_small(desk) == []
    desk.get_by_role("button", name="Sound: sign off").click()
    expect(desk.get_by_text("Signed off: Jean.")).to_be_visible()
    lists(desk, "Audit", 0)
    lists(desk, "Late", 0)
    lists(desk, "Signed off", 1)
