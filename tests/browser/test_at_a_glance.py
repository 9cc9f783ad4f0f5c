"""The team at a glance: each number says what is, and leads to the list behind it."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from server.app import create_app
from server.services.organisations import change_desk_rules
from server.settings import read_settings
from server.store.database import reading
from server.store.people import by_email
from tests.browser.steps import add_client, add_contact, all_received
from tests.browser.team import Team
from tests.support.chromium import DESK
from tests.support.server import ServerProcess


def number(card: Locator, name: str) -> Locator:
    """The link beside a name."""
    return card.locator(".nhsuk-summary-list__row", has_text=name).get_by_role("link")


def limit_caseloads(server: ServerProcess, team: Team, limit: int) -> None:
    """What an administrator types on the server."""
    app = create_app(read_settings(server.data.environment()))
    with app.app_context():
        with reading():
            supervisor = by_email(team.supervisor)
        assert supervisor
        change_desk_rules(supervisor.organisation, {"caseload_limit": limit})


def test_a_supervisor_follows_each_number_to_its_list(
    at: Callable[..., Page], team: Team, server: ServerProcess
) -> None:
    limit_caseloads(server, team, 1)
    ada, desk = at(team.worker), at(team.supervisor, DESK)
    met = add_client(ada, "Jean")
    add_client(ada, "Colin")
    add_contact(ada, met, "The rent")
    all_received(ada)

    desk.get_by_role("link", name="Team", exact=True).click()
    card = desk.locator(".card", has=desk.get_by_role("heading", name="Ada Worker"))
    key = card.get_by_role("list", name="Clients, by when they were last met")
    expect(key).to_contain_text("Within a week: 1")
    expect(key).to_contain_text("Never: 1")
    expect(number(card, "Clients")).to_have_text("2 of 1")
    expect(card.get_by_text("Over the limit")).to_be_visible()
    expect(number(card, "Contacts this week")).to_have_text("1, last week 0")
    expect(number(card, "Did not attend this week")).to_have_text("0, last week 0")
    expect(number(card, "Notes owed")).to_have_text("1")

    number(card, "Notes owed").click()
    expect(desk.get_by_role("heading", name="Ada Worker")).to_be_visible()
    expect(desk.locator("main .entry")).to_have_count(1)
    expect(desk.locator("main .entry")).to_contain_text("Jean")
    desk.get_by_role("link", name="Clients").last.click()
    expect(desk.locator("main .entry")).to_have_count(2)
    expect(desk.locator("main .entry").first).to_contain_text("Never met")
    desk.reload()
    expect(desk.locator("main .entry").first).to_contain_text("Colin")
    expect(desk.locator("main .entry").last).to_contain_text("Met today")
