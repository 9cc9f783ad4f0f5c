"""What somebody wrote about a client who has moved on waits for the supervisor, and its writer is told."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.ruler import enlarge_text, faults_by_axe, too_small, too_wide
from tests.browser.steps import all_received, have_a_note_held, story
from tests.browser.team import Team
from tests.support.chromium import DESK, PHONE


@pytest.fixture
def held(at: Callable[..., Page], team: Team) -> tuple[Page, Page, Page, str]:
    """Ada wrote about Jean offline, while Jean moved to Bea: their phones, a desk, and Jean's address."""
    ada, bea, desk = at(team.worker), at(team.worker2), at(team.supervisor, DESK)
    client = have_a_note_held(ada, desk)
    ada.goto("/")
    expect(ada.get_by_text("Held: your supervisor decides. Nothing is lost.")).to_be_visible()
    desk.goto("/")
    expect(desk.get_by_text("1 change waits for your decision.")).to_be_visible()
    desk.get_by_role("link", name="See held changes").click()
    return ada, bea, desk, client


def test_a_held_note_that_is_accepted_is_its_authors_and_she_is_told(
    held: tuple[Page, Page, Page, str],
) -> None:
    ada, bea, desk, client = held
    waiting = desk.get_by_role("article", name="Note: Jean")
    expect(waiting).to_contain_text("She asked for me.")
    expect(waiting).to_contain_text("Ada Worker no longer works with Jean; Bea Worker does now.")
    waiting.get_by_role("button", name="Accept").click()
    expect(desk.get_by_text("Accepted. It is written as its author")).to_be_visible()
    expect(desk.get_by_text("Nothing is held")).to_be_visible()

    bea.goto(client)
    expect(story(bea).get_by_text("She asked for me.")).to_be_visible()
    expect(story(bea).get_by_text("Ada Worker")).to_be_visible()

    ada.goto("/")
    told = ada.locator(".card", has_text="Decided about what you wrote")
    expect(told).to_contain_text("Accepted by Sam Supervisor")
    told.get_by_role("button", name="Put away").click()
    expect(told).to_have_count(0)
    ada.goto(client)
    expect(ada.get_by_text("This is not on this phone")).to_be_visible()


def test_a_held_note_is_declined_only_with_a_reason_and_its_writer_reads_it(
    held: tuple[Page, Page, Page, str],
) -> None:
    ada, bea, desk, client = held
    desk.get_by_role("button", name="Decline").click()
    desk.get_by_role("button", name="Decline it").click()
    expect(desk.get_by_text("Declined.")).to_have_count(0)
    reason = desk.get_by_label("Why not? Ada Worker reads this.")
    expect(reason).to_have_attribute("aria-invalid", "true")
    reason.fill("Bea was there the same day.")
    desk.get_by_role("button", name="Decline it").click()
    expect(desk.get_by_text("Its author is told why, and keeps what they wrote.")).to_be_visible()

    ada.goto("/")
    told = ada.locator(".card", has_text="Decided about what you wrote")
    expect(told).to_contain_text("Declined by Sam Supervisor")
    expect(told).to_contain_text("Bea was there the same day.")
    told.get_by_text("What you wrote", exact=True).click()
    expect(told.get_by_text("She asked for me.")).to_be_visible()
    with ada.expect_download() as copy:
        told.get_by_role("button", name="Save a copy").click()
    assert "She asked for me." in copy.value.path().read_text()

    bea.goto(client)
    expect(bea.get_by_role("heading", name="Jean")).to_be_visible()
    all_received(bea)
    expect(bea.get_by_text("She asked for me.")).to_have_count(0)


def test_the_tray_suits_eyes_thumbs_and_screen_readers(held: tuple[Page, Page, Page, str]) -> None:
    ada, _, desk, _ = held
    ada.get_by_text("What you wrote", exact=True).click()
    expect(ada.get_by_role("group").get_by_text("She asked for me.")).to_be_visible()
    assert faults_by_axe(ada) + too_wide(ada) + too_small(ada) == []
    desk.get_by_role("button", name="Decline").click()
    desk.get_by_role("button", name="Decline it").click()
    expect(desk.get_by_label("Why not? Ada Worker reads this.")).to_have_attribute("aria-invalid", "true")
    for size in (DESK["viewport"], PHONE["viewport"]):
        desk.set_viewport_size(size)
        assert faults_by_axe(desk) + too_wide(desk) + too_small(desk) == []
    enlarge_text(desk, 200)
    assert faults_by_axe(desk) + too_wide(desk) == []
