"""What is known of the risk at a client's: who said so, when to look again, and until when it counts."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.ruler import faults_by_axe, too_small, too_wide
from tests.browser.screens import go
from tests.browser.steps import add_client, all_received, go_offline, go_online, saved
from tests.browser.team import Team
from tests.support.chromium import DESK

TODAY = datetime.now(UTC).date()
SOON, LATER = TODAY + timedelta(days=30), TODAY + timedelta(days=200)


def enter(page: Page, question: str, day: date) -> None:
    """Type a day in the three boxes below a question."""
    boxes = page.get_by_role("group", name=question)
    for name, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(name).fill(str(value))


def said(day: date) -> str:
    """A day as the screen says it."""
    return f"{day.day} {day:%B %Y}"


def statements(page: Page) -> Locator:
    """What the brief lists."""
    return page.locator(".statement")


def say_dogs(page: Page, client: str) -> None:
    """Add what the police have said."""
    page.goto(f"{client}/risk/new")
    page.get_by_label("Dogs").check(force=True)
    page.get_by_label("Who said so?").fill("Sergeant Reid, police")
    enter(page, "Look at it again on", SOON)
    enter(page, "No longer counts after", LATER)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Risk brief")).to_be_visible()
    saved(page)


def test_a_risk_says_who_said_so_when_to_look_again_and_until_when_it_counts(
    at: Callable[..., Page], team: Team
) -> None:
    page, desk = at(team.worker), at(team.supervisor, DESK)
    client = add_client(page, "Jean")
    go_offline(page)
    say_dogs(page, client)
    go_online(page)
    all_received(page)
    desk.goto(f"{client}/risk")
    expect(statements(desk)).to_contain_text(f"Sergeant Reid, police said so on {said(TODAY)}.")
    expect(statements(desk)).to_contain_text(f"Look at it again on {said(SOON)}.")
    expect(statements(desk)).to_contain_text(f"Counts until {said(LATER)}.")


def test_a_risk_that_was_looked_at_again_is_changed_on_every_phone(
    at: Callable[..., Page], team: Team
) -> None:
    page, desk = at(team.worker), at(team.supervisor, DESK)
    client = add_client(page, "Jean")
    say_dogs(page, client)
    all_received(page)
    desk.goto(f"{client}/risk")
    desk.get_by_role("link", name="Look at it again, or change it").click()
    desk.get_by_label("Dogs").uncheck(force=True)
    desk.get_by_label("Others in the house").check(force=True)
    desk.get_by_label("Who said so?").fill("Sam Supervisor")
    enter(desk, "Look at it again on", LATER)
    desk.get_by_role("button", name="Save").click()
    saved(desk)
    all_received(desk)
    expect(statements(page)).to_contain_text("Others in the house")
    expect(statements(page)).not_to_contain_text("Dogs")
    expect(statements(page)).to_contain_text("Sam Supervisor said so")
    expect(statements(page)).to_contain_text(f"Look at it again on {said(LATER)}.")


def test_a_risk_that_has_run_out_no_longer_counts_and_one_to_review_says_so(
    at: Callable[..., Page], team: Team
) -> None:
    page = at(team.worker)
    client = add_client(page, "Jean")
    say_dogs(page, client)
    change = page.get_by_role("link", name="Look at it again, or change it")
    change.click()
    enter(page, "Look at it again on", TODAY)
    page.get_by_role("button", name="Save").click()
    expect(statements(page)).to_contain_text("This should have been looked at again by now.")
    change.click()
    enter(page, "No longer counts after", TODAY - timedelta(days=1))
    page.get_by_role("button", name="Save").click()
    expect(statements(page)).to_contain_text("No longer counts")
    expect(page.get_by_text("Nobody has said anything about the risk of visiting here")).to_be_visible()


def test_what_is_due_to_be_looked_at_again_is_listed_for_the_supervisor_until_it_was(
    at: Callable[..., Page], team: Team
) -> None:
    page, desk = at(team.worker), at(team.supervisor, DESK)
    client = add_client(page, "Jean")
    page.goto(f"{client}/risk/new")
    page.get_by_label("Dogs").check(force=True)
    enter(page, "Look at it again on", TODAY)
    page.get_by_role("button", name="Save").click()
    saved(page)
    all_received(page)
    go(desk, "/board")
    desk.get_by_role("link", name="Risks", exact=True).click()
    expect(desk.get_by_role("region", name="Jean")).to_contain_text("Dogs")
    assert faults_by_axe(desk) + too_wide(desk) + too_small(desk) == []
    desk.get_by_role("link", name="Look at it again, or change it").click()
    enter(desk, "Look at it again on", LATER)
    desk.get_by_role("button", name="Save").click()
    saved(desk)
    go(desk, "/risks")
    expect(desk.get_by_text("Nothing is due")).to_be_visible()
