"""Several people share a phone, and it is given away: nobody's work is touched or lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import (
    add_client,
    all_received,
    fill_in_sign_in,
    go_offline,
    go_online,
    sign_out,
    throw_away,
    waiting,
    write_note,
)
from tests.browser.team import PASSWORD, Team
from tests.support.chromium import DESK


@pytest.fixture
def shared(at: Callable[..., Page], team: Team) -> tuple[Page, str]:
    """A phone on which Ada has Jean, and on which Bea is at work now; Jean's address."""
    phone = at(team.worker)
    client = add_client(phone, "Jean")
    all_received(phone)
    sign_out(phone)
    fill_in_sign_in(phone, team.worker2, PASSWORD)
    all_received(phone)
    return phone, client


def let_work(phone: Page, name: str) -> None:
    """Let another of the people on this phone work."""
    phone.goto("/this-phone")
    phone.get_by_role("button", name=f"Let {name} work").click()
    expect(phone.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_changing_people_without_a_network_touches_nobodys_unsent_work(
    shared: tuple[Page, str], at: Callable[..., Page], team: Team
) -> None:
    phone, client = shared
    desk = at(team.supervisor, DESK)
    go_offline(phone)
    write_note(phone, add_client(phone, "Davie"), "Bea wrote this.")
    waiting(phone, 2)
    let_work(phone, "Ada")
    write_note(phone, client, "Ada wrote this.")
    waiting(phone, 1)
    expect(phone.get_by_text("Davie")).to_have_count(0)
    phone.goto("/clients")
    expect(phone.get_by_role("link", name="Jean")).to_be_visible()
    expect(phone.get_by_text("Davie")).to_have_count(0)

    let_work(phone, "Bea")
    waiting(phone, 2)
    phone.goto("/this-phone")
    expect(phone.get_by_text(re.compile("1 entry of Ada.* still being sent")).first).to_be_visible()
    go_online(phone)
    all_received(phone)
    expect(phone.get_by_text("Nothing of theirs waits here.")).to_be_visible()
    notes = desk.locator(".desk__notes li")
    expect(notes.filter(has_text="Ada wrote this.")).to_contain_text("Jean, by Ada Worker")
    expect(notes.filter(has_text="Bea wrote this.")).to_contain_text("Davie, by Bea Worker")
    phone.goto(client)
    expect(phone.get_by_text("This is not on this phone")).to_be_visible()


def verdict(phone: Page) -> Locator:
    """What the phone says about handing it over."""
    return phone.locator(".card", has_text="Is it safe to hand over this phone?")


def test_a_phone_says_whether_it_may_be_handed_over_and_why_not(at: Callable[..., Page], team: Team) -> None:
    phone = at(team.worker)
    client = add_client(phone, "Jean")
    all_received(phone)
    phone.goto("/this-phone")
    expect(verdict(phone)).to_contain_text("It was never checked against the server.")
    phone.get_by_role("button", name="Check this phone against the server").click()
    expect(verdict(phone)).to_contain_text("Yes.")

    go_offline(phone)
    write_note(phone, client, "Not sent.")
    phone.goto(f"{client}/notes/new")
    phone.get_by_label("Note", exact=True).fill("Begun")
    phone.goto("/this-phone")
    expect(verdict(phone)).to_contain_text("No, not yet.")
    expect(verdict(phone)).to_contain_text("1 entry of yours is not sent yet")
    expect(verdict(phone)).to_contain_text("1 thing is begun and not finished.")

    go_online(phone)
    all_received(phone)
    phone.goto(f"{client}/notes/new")
    throw_away(phone)
    phone.goto("/this-phone")
    expect(verdict(phone)).to_contain_text("Yes.")


def test_a_phone_with_a_colleagues_unsent_work_is_not_safe_to_hand_over(shared: tuple[Page, str]) -> None:
    phone, client = shared
    phone.goto("/this-phone")
    phone.get_by_role("button", name="Check this phone against the server").click()
    expect(verdict(phone)).to_contain_text("Yes.")
    go_offline(phone)
    let_work(phone, "Ada")
    write_note(phone, client, "Ada wrote this.")
    let_work(phone, "Bea")
    phone.goto("/this-phone")
    expect(verdict(phone)).to_contain_text(re.compile("1 entry of Ada.* still being sent"))
