"""The screens of every day: what a case manager reads first, and what she is not told wrongly."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.ruler import faults_by_axe, too_small, too_wide
from tests.browser.steps import (
    add_client,
    story,
)
from tests.browser.team import Team


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
