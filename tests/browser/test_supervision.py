"""Supervision: a supervisor writes it down, the worker reads it, an administrator only counts."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.steps import add_client, all_received, go_offline, go_online, saved
from tests.browser.team import Team
from tests.support.chromium import DESK


def open_supervision(desk: Page) -> None:
    """From the glance at Ada to her supervision."""
    desk.get_by_role("link", name="Team", exact=True).click()
    card = desk.locator(".card", has=desk.get_by_role("heading", name="Ada Worker"))
    row = card.locator(".nhsuk-summary-list__row", has_text="Supervision")
    expect(row).to_contain_text("None in the last month")
    row.get_by_role("link").click()


def write_down(desk: Page, agreed: str) -> None:
    """Fill in the form and save it."""
    desk.get_by_label("What did you agree?").fill(agreed)
    desk.get_by_label("Jean").check(force=True)
    desk.get_by_role("button", name="Save session").click()
    saved(desk)
    expect(desk.get_by_text(agreed)).to_be_visible()


def test_a_session_written_offline_is_read_offline_by_the_worker_and_by_nobody_else(
    at: Callable[..., Page], team: Team
) -> None:
    ada, bea, desk = at(team.worker), at(team.worker2), at(team.supervisor, DESK)
    add_client(ada, "Jean")
    all_received(ada)
    open_supervision(desk)
    go_offline(desk)
    desk.get_by_role("link", name="Write down a session").click()
    write_down(desk, "Ring the landlord together.")
    go_online(desk)
    all_received(desk)

    agreed = ada.locator(".card", has=ada.get_by_role("heading", name="What was agreed"))
    ada.goto("/")
    expect(agreed).to_contain_text("Ring the landlord together.")
    go_offline(ada)
    agreed.get_by_role("link", name="See all").click()
    expect(ada.get_by_text("You talked about: Jean")).to_be_visible()
    bea.goto("/supervision")
    expect(bea.get_by_text("No session yet.")).to_be_visible()


def test_a_session_is_added_to_and_an_administrator_counts_it(at: Callable[..., Page], team: Team) -> None:
    ada, desk = at(team.worker), at(team.supervisor, DESK)
    add_client(ada, "Jean")
    all_received(ada)
    open_supervision(desk)
    desk.get_by_role("link", name="Write down a session").click()
    write_down(desk, "Ring the landlord together.")
    desk.get_by_role("link", name="Change").click()
    write_down(desk, "Ring the landlord together on Monday.")
    all_received(desk)
    ada.goto("/supervision")
    expect(ada.get_by_text("Ring the landlord together on Monday.")).to_be_visible()

    admin = at(team.admin, DESK)
    admin.goto("/reports")
    count = admin.locator(".card", has=admin.get_by_role("heading", name="Supervision in the last 12 months"))
    expect(count.locator(".nhsuk-summary-list__row", has_text="Ada Worker")).to_contain_text("1, the last on")
    expect(count.locator(".nhsuk-summary-list__row", has_text="Bea Worker")).to_contain_text("None")
    expect(admin.get_by_text("landlord")).to_have_count(0)
