"""The screens of every day: what a case manager reads first, and what she is not told wrongly."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.going_out import plan
from tests.browser.ruler import faults_by_axe, too_small, too_wide
from tests.browser.steps import (
    add_client,
    all_received,
    edit_client,
    fill_in_sign_in,
    go_offline,
    go_online,
    status_line,
    story,
    waiting,
    write_note,
)
from tests.browser.team import PASSWORD, Founder, Team

ONE_LINE = 60


def names(page: Page) -> list[str]:
    """The clients in the list, from the top."""
    return page.locator(".entry__link:visible").all_inner_texts()


def test_a_contact_is_saved_only_once_its_writer_has_said_how_it_went(
    at: Callable[..., Page], team: Team
) -> None:
    page = at(team.worker)
    client = add_client(page, "Jean")
    page.goto(f"{client}/contacts/new")
    page.get_by_role("button", name="Save contact").click()
    page.get_by_role("link", name="Choose how it went").click()
    expect(page.get_by_label("Planned")).to_be_focused()
    assert faults_by_axe(page) + too_wide(page) + too_small(page) == []
    page.get_by_label("Did not attend").check(force=True)
    page.get_by_role("button", name="Save contact").click()
    expect(story(page).get_by_role("link", name="Meeting, at home: did not attend")).to_be_visible()


def test_a_text_is_told_with_who_sent_it_and_takes_no_time_and_no_place(
    at: Callable[..., Page], team: Team
) -> None:
    page = at(team.worker)
    page.goto(f"{add_client(page, 'Jean')}/contacts/new")
    page.get_by_label("Took place").check(force=True)
    page.get_by_label("Length in minutes").fill("40")
    page.get_by_label("Text", exact=True).check(force=True)
    page.get_by_label("They did").check(force=True)
    expect(page.get_by_label("Length in minutes")).to_have_count(0)
    expect(page.get_by_text("Did you go with them to another service?")).to_have_count(0)
    page.get_by_role("button", name="Save contact").click()
    expect(story(page).get_by_role("link", name="Text from Jean", exact=True)).to_be_visible()
    expect(story(page).get_by_text("40 minutes")).to_have_count(0)


def test_the_list_begins_with_those_she_worked_with_last_and_folds_the_ended_away(
    at: Callable[..., Page], team: Team
) -> None:
    page = at(team.worker)
    for name in ("Agnes", "Jean", "Carol"):
        last = add_client(page, name)
    write_note(page, last, "She was well.")
    ended = add_client(page, "Davie")
    page.goto(f"{ended}/edit")
    page.get_by_text("Stage and ending").click()
    page.get_by_label("Ended", exact=True).press("Space")
    expect(page.get_by_label("Ended", exact=True)).to_be_checked()
    page.get_by_role("button", name="Save details").click()
    expect(page.get_by_role("heading", name="Story")).to_be_visible()
    write_note(page, ended, "We said goodbye.")
    page.goto("/clients?next=note")
    expect(page.get_by_role("heading", name="Today and lately")).to_be_visible()
    assert names(page) == ["Carol", "Agnes", "Jean"]
    page.get_by_text("Ended (1)").click()
    assert names(page) == ["Carol", "Agnes", "Jean", "Davie"]
    assert faults_by_axe(page) + too_wide(page) + too_small(page) == []
    page.get_by_label("Search").fill("davie")
    expect(page.get_by_text("1 client found")).to_be_visible()
    page.get_by_label("Search").fill("daive")
    expect(page.get_by_text("Nothing found for “daive”. 1 name is nearly this")).to_be_visible()
    assert names(page) == ["Davie"]
    page.get_by_label("Search").fill("")
    page.goto("/clients")
    plan(page, page.get_by_role("link", name="Jean").get_attribute("href") or "")
    page.goto("/clients")
    expect(page.get_by_role("heading", name="Today and lately")).to_be_visible()
    assert names(page)[:2] == ["Jean", "Carol"]


def test_the_visit_that_is_due_leads_the_day(at: Callable[..., Page], team: Team) -> None:
    page = at(team.worker)
    client = add_client(page, "Jean")
    plan(page, client)
    page.goto("/")
    expect(page.get_by_role("main").get_by_role("link", name="Jean")).to_have_count(1)
    expect(page.locator("main h2").first).to_have_text("Now and within the hour")
    expect(page.get_by_text("No other visit is planned for today.")).to_be_visible()


def test_without_a_network_the_status_line_keeps_its_height(at: Callable[..., Page], team: Team) -> None:
    page = at(team.worker)
    client = add_client(page, "Jean")
    all_received(page)
    height = "document.querySelector('.bars').offsetHeight"
    before = page.evaluate(height)
    go_offline(page)
    write_note(page, client, "The lift is broken.")
    waiting(page, 1)
    expect(status_line(page)).to_contain_text("No network")
    assert page.evaluate(height) == before


def test_what_was_received_is_named_in_one_line(at: Callable[..., Page], team: Team) -> None:
    page = at(team.worker)
    write_note(page, add_client(page, "Jean"), "The lift is broken.")
    notice = page.locator(".saved-notice")
    expect(notice).to_contain_text(re.compile(r"^Note received \d\d:\d\d$"))
    assert page.evaluate("document.querySelector('.saved-notice').offsetHeight") < ONE_LINE


def test_who_looks_for_somebody_elses_client_is_told_what_is_missing_and_not_of_the_watch(
    at: Callable[..., Page], team: Team
) -> None:
    page = at(team.worker)
    page.goto("/clients/not-mine")
    expect(page.get_by_text("It needs a network.")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Enter their last name.").click()
    expect(page.get_by_label("Last name")).to_be_focused()
    assert [url for url in asked if "access" in url] == []
    assert faults_by_axe(page) + too_wide(page) + too_small(page) == []
    page.get_by_label("Last name").fill("Bell")
    for box, number in {"Day": "5", "Month": "2", "Year": "1980"}.items():
        page.get_by_label(box).fill(number)
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("Nobody is found by this.")).to_be_visible()
    go_offline(page)
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("alert")).to_have_text(
        "The server does not answer. This needs a network. Try again when you have one."
    )
    page.goto("/clients/not-mine")
    expect(page.get_by_text("There is no network. This needs one")).to_be_visible()
    go_online(page)


def test_who_signs_in_again_finds_her_address_and_one_box(
    at: Callable[..., Page], team: Team, founder: Founder
) -> None:
    page = at(team.worker)
    client = add_client(page, "Jean")
    all_received(page)
    founder.end_sessions(team.worker)
    edit_client(page, client, Phone="0131 496 0111")
    expect(status_line(page)).to_contain_text("Sign in again")
    status_line(page).get_by_role("link").click()
    expect(page.get_by_label("Email")).to_have_value(team.worker)
    expect(page.locator("main .banner")).to_have_count(1)
    fill_in_sign_in(page, team.worker, PASSWORD)
    all_received(page)


def test_a_phone_that_nobody_is_signed_in_on_names_nobody(at: Callable[..., Page], team: Team) -> None:
    page = at(team.worker)
    page.goto("/this-phone")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Yes, sign out").click()
    expect(page.get_by_label("Email")).to_have_value("")


def test_a_long_note_stands_in_its_story_with_its_beginning_and_whole_at_a_press(
    at: Callable[..., Page], team: Team
) -> None:
    page = at(team.worker)
    client = add_client(page, "Jean")
    write_note(page, client, "She was well.")
    write_note(page, client, "She told me about the boiler. " * 100 + "That was all.")
    expect(story(page).get_by_text("That was all.")).to_have_count(0)
    assert (
        page.evaluate("document.querySelector('.timeline-item').offsetHeight") < page.viewport_size["height"]
    )
    assert too_small(page) + faults_by_axe(page) == []
    more = story(page).get_by_role("button", name="Show all of it")
    expect(more).to_have_count(1)
    more.click()
    expect(story(page).get_by_text("That was all.")).to_be_visible()
    less = story(page).get_by_role("button", name="Show less")
    expect(less).to_be_focused()
    less.click()
    expect(story(page).get_by_text("That was all.")).to_have_count(0)


def test_what_was_typed_in_a_section_is_in_sight_when_it_is_found_again(
    at: Callable[..., Page], team: Team
) -> None:
    page = at(team.worker)
    client = add_client(page, "Jean")
    page.goto(f"{client}/edit")
    page.get_by_text("Address and phone").click()
    page.get_by_role("textbox", name="Phone").fill("0131 496 0111")
    page.reload()
    page.get_by_role("button", name="Keep writing").click()
    expect(page.get_by_role("textbox", name="Phone")).to_be_visible()
    expect(page.get_by_role("textbox", name="Phone")).to_have_value("0131 496 0111")
    expect(page.get_by_label("Language", exact=True)).to_be_hidden()
