"""The corridor: from a phone without signal to the supervisor's screen."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.steps import (
    add_client,
    add_contact,
    all_received,
    details,
    edit_client,
    go_offline,
    go_online,
    story,
    waiting,
    write_note,
)
from tests.browser.team import Team
from tests.support.chromium import DESK


def test_a_visit_written_up_without_signal_reaches_the_supervisor(
    at: Callable[..., Page], team: Team
) -> None:
    desk = at(team.supervisor, DESK)
    expect(desk.get_by_text("No notes yet.")).to_be_visible()
    phone = at(team.worker)
    go_offline(phone)
    client = add_client(phone, "Jean", Phone="0131 496 0000")
    add_contact(phone, client, "First visit at home")
    write_note(phone, client, "The kettle was on. She asked about the boiler.")
    edit_client(phone, client, Address="4 Niddrie Mains Terrace")
    waiting(phone, 4)

    phone.goto("/clients")
    phone.get_by_label("Search").fill("boiler")
    expect(phone.get_by_text("1 client found")).to_be_visible()
    expect(phone.get_by_role("link", name="Jean")).to_be_visible()

    phone.goto(client)
    phone.reload()
    expect(story(phone).get_by_text("The kettle was on.")).to_be_visible()
    expect(story(phone).get_by_text("First visit at home")).to_be_visible()
    expect(details(phone).get_by_role("link", name="Call 0131 496 0000")).to_be_visible()
    expect(details(phone).get_by_text("4 Niddrie Mains Terrace").first).to_be_visible()
    waiting(phone, 4)

    go_online(phone)
    all_received(phone)
    newest = desk.locator(".desk__notes li").first
    expect(newest).to_contain_text("The kettle was on.")
    expect(newest).to_contain_text("Jean, by Ada Worker")
    expect(newest).to_contain_text("Unread")


def test_a_note_that_the_supervisor_opens_is_marked_as_read(at: Callable[..., Page], team: Team) -> None:
    phone, desk = at(team.worker), at(team.supervisor, DESK)
    write_note(phone, add_client(phone, "Jean"), "She was at the door before I rang.")
    expect(desk.get_by_text("1 to read")).to_be_visible()
    desk.get_by_role("link", name="Jean, by Ada Worker").click()
    expect(desk.get_by_role("heading", name="Note about Jean")).to_be_visible()
    all_received(desk)
    desk.get_by_role("link", name="Back").click()
    expect(desk.get_by_text("Nothing to read.")).to_be_visible()
    desk.reload()
    expect(desk.get_by_text("Nothing to read.")).to_be_visible()
    expect(desk.get_by_role("link", name="Read 1", exact=True)).to_be_visible()


def test_the_newest_note_stands_at_the_top_whoever_wrote_it(at: Callable[..., Page], team: Team) -> None:
    phone, other, desk = at(team.worker), at(team.worker2), at(team.supervisor, DESK)
    write_note(phone, add_client(phone, "Jean"), "First.")
    expect(desk.get_by_text("1 to read")).to_be_visible()
    write_note(other, add_client(other, "Davie"), "Second.")
    expect(desk.locator(".desk__notes li").nth(0)).to_contain_text("Second.")
    expect(desk.locator(".desk__notes li").nth(1)).to_contain_text("First.")


def test_a_finished_note_cannot_be_changed_but_added_to(at: Callable[..., Page], team: Team) -> None:
    phone = at(team.worker)
    write_note(phone, add_client(phone, "Jean"), "He has moved out.")
    story(phone).get_by_role("link", name="Note").click()
    expect(phone.get_by_text("A finished note is not changed.")).to_be_visible()
    expect(phone.get_by_role("textbox")).to_have_count(0)
    expect(phone.get_by_role("link", name=re.compile("Edit|Change"))).to_have_count(0)
    phone.get_by_role("link", name="Add an addendum").click()
    phone.get_by_label("Note", exact=True).fill("Not he: his brother.")
    phone.get_by_role("button", name="Save addendum").click()
    addendum = phone.get_by_role("article", name="Addendum")
    expect(addendum.get_by_text("Not he: his brother.")).to_be_visible()
    expect(phone.get_by_text("He has moved out.")).to_be_visible()
    all_received(phone)
    expect(addendum.get_by_text("Received")).to_be_visible()


def test_a_stranger_of_another_team_sees_nothing_of_it(at: Callable[..., Page], team: Team) -> None:
    phone = at(team.worker)
    client = add_client(phone, "Jean")
    write_note(phone, client, "Between us.")
    all_received(phone)
    for person in (team.stranger, team.worker2):
        other = at(person)
        other.goto("/clients")
        expect(other.get_by_text("No clients on this phone yet.")).to_be_visible()
        other.goto(client)
        expect(other.get_by_text("This is not on this phone")).to_be_visible()
        expect(other.get_by_text("Jean")).to_have_count(0)
