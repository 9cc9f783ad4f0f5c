"""What nearly went wrong: told at the end of a visit, read by the supervisor, learned from by everybody."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.going_out import begin, choose_outcome, face, hold, plan
from tests.browser.screens import go
from tests.browser.steps import add_client, all_received, go_offline, go_online, saved
from tests.browser.team import Team
from tests.support.chromium import DESK

WHAT = "The stair light was out, and somebody stood on the landing."
LESSON = "Ring the close from the car first, and bring a torch."


def card(desk: Page, heading: str) -> Locator:
    """A card of the supervisor's page."""
    return desk.locator(".card").filter(has=desk.get_by_role("heading", name=heading))


def finish(page: Page, client: str) -> None:
    """Go on a visit and come back from it."""
    begin(page, client)
    expect(face(page)).to_contain_text("Protected until")
    choose_outcome(page)
    hold(page)
    expect(face(page)).to_contain_text("Visit finished")


def tell(page: Page) -> None:
    """Answer the question at the end of the visit."""
    expect(page.get_by_role("heading", name="Anything that nearly went wrong?")).to_be_visible()
    page.get_by_role("link", name="Yes, say what").click()
    page.get_by_label("What nearly went wrong").fill(WHAT)
    page.get_by_role("button", name="Save").click()


def test_what_nearly_went_wrong_is_told_at_the_end_of_a_visit_and_learned_from(
    at: Callable[..., Page], watched: Team
) -> None:
    page, desk = at(watched.worker), at(watched.supervisor, DESK)
    client = add_client(page, "Jean", Address="4 Niddrie Mains Terrace")
    finish(page, client)
    all_received(page)
    go_offline(page)
    tell(page)
    saved(page)
    expect(face(page)).to_contain_text("Visit finished")
    go_online(page)
    all_received(page)

    go(desk, "/near-misses")
    unlearned = card(desk, "To learn from")
    expect(unlearned).to_contain_text(WHAT)
    expect(unlearned).to_contain_text("4 Niddrie Mains Terrace, written by Ada Worker")
    unlearned.get_by_role("button", name="Write what was learned").click()
    unlearned.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Write what was learned, or cancel.")).to_be_visible()
    desk.get_by_label("What was learned").fill(LESSON)
    unlearned.get_by_role("button", name="Save").click()
    learned = card(desk, "Learned from")
    expect(learned).to_contain_text(f"Learned, says Sam Supervisor: {LESSON}")
    expect(unlearned).not_to_be_visible()

    plan(page, client)
    page.get_by_role("link", name="Read the risk brief first").or_(
        page.get_by_role("link", name="Risk brief")
    ).first.click()
    here = page.get_by_role("region", name="What nearly went wrong here")
    expect(here).to_contain_text(WHAT)
    expect(here).to_contain_text(f"Learned, says Sam Supervisor: {LESSON}")


def test_a_stranger_reads_nothing_of_it(at: Callable[..., Page], watched: Team) -> None:
    page, stranger = at(watched.worker), at(watched.stranger)
    client = add_client(page, "Jean")
    page.goto(f"{client}/near-miss")
    page.get_by_label("What nearly went wrong?").fill(WHAT)
    page.get_by_role("button", name="Save").click()
    saved(page)
    all_received(page)
    stranger.goto(f"{client}/risk")
    expect(stranger.get_by_text("This is not on this phone")).to_be_visible()
    expect(stranger.get_by_text(WHAT)).to_have_count(0)
