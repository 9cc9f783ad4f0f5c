"""Access without a caseload link: for a reason, shown on screen, told to the supervisor, over in hours."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from server.adapters.world import world
from server.app import create_app
from server.services.cover import end_covers
from server.settings import read_settings
from tests.browser.steps import add_client, all_received, story, write_note
from tests.browser.team import Team
from tests.support.chromium import DESK
from tests.support.server import ServerProcess


def look_for(page: Page, surname: str, postcode: str) -> None:
    """Fill in why and whom, and press Find."""
    page.get_by_role("link", name="Somebody who is not on this list?").click()
    page.get_by_label("Emergency").check(force=True)
    page.get_by_label("Say why, in a sentence").fill("Her case manager cannot be reached.")
    page.get_by_label("Last name").fill(surname)
    page.get_by_label("Postcode").fill(postcode)
    page.get_by_role("button", name="Find").click()


def four_hours_later(server: ServerProcess) -> None:
    """What the engine does once the time is over."""
    app = create_app(read_settings(server.data.environment()))
    with app.app_context():
        end_covers(world().now() + timedelta(hours=4, minutes=1))


def test_a_colleague_opens_a_client_for_four_hours_and_the_supervisor_is_told(
    at: Callable[..., Page], team: Team, server: ServerProcess
) -> None:
    ada, bea, desk = at(team.worker), at(team.worker2), at(team.supervisor, DESK)
    client = add_client(ada, "Jean", **{"Last name": "Threlkeld", "Postcode": "EH16 4AA"})
    write_note(ada, client, "She has the key with her neighbour.")
    all_received(ada)

    told = desk.locator(".card", has_text="Looks to ask about")
    expect(told).to_have_count(0)
    bea.goto("/clients")
    look_for(bea, "Threlkeld", "EH1 1AA")
    expect(bea.get_by_text("Nobody is found by this.")).to_be_visible()
    bea.get_by_label("Postcode").fill("EH16 4AA")
    bea.get_by_role("button", name="Find").click()
    bea.get_by_role("button", name="Open Jean Threlkeld, for four hours").click()
    bea.get_by_role("link", name="Go to their page").click()
    expect(bea.get_by_text("You are not their case manager")).to_be_visible()
    expect(story(bea).get_by_text("She has the key with her neighbour.")).to_be_visible()

    told.get_by_role("link").click()
    asked = desk.locator(".card", has_text="Bea Worker opened Jean without being their case manager")
    expect(asked).to_contain_text("Reason: emergency")
    asked.get_by_role("button", name="I have looked at this").click()
    expect(desk.get_by_text("Nothing to ask about")).to_be_visible()

    four_hours_later(server)
    bea.goto("/clients")
    expect(bea.get_by_text("Jean")).to_have_count(0)
    expect(ada.get_by_text("You are not their case manager")).to_have_count(0)
