"""Sessions end, people change, networks lie: what is on the phone stays, and is sent in the end."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.steps import (
    add_client,
    all_received,
    fill_in_sign_in,
    go_offline,
    go_online,
    sign_out,
    status_line,
    story,
    waiting,
    write_note,
)
from tests.browser.team import PASSWORD, Founder, Team
from tests.support.devices import Devices

NEW = "a lamp in the hall"


def test_a_network_that_is_not_there_is_no_fault_of_the_email(at: Callable[..., Page], team: Team) -> None:
    phone = at(team.worker)
    sign_out(phone)
    go_offline(phone)
    phone.get_by_label("Email").fill(team.worker)
    phone.get_by_label("Password", exact=True).fill(PASSWORD)
    phone.get_by_role("button", name="Sign in").click()
    expect(phone.locator(".nhsuk-error-summary")).to_contain_text("There is no network.")
    expect(phone.locator(".nhsuk-form-group--error")).to_have_count(0)


def test_a_session_that_ends_in_mid_work_loses_nothing(
    at: Callable[..., Page], team: Team, founder: Founder
) -> None:
    phone = at(team.worker)
    client = add_client(phone, "Jean")
    all_received(phone)
    founder.end_sessions(team.worker)
    write_note(phone, client, "Written after the session had ended.")
    expect(status_line(phone)).to_contain_text("Sign in again to get what is new")
    phone.reload()
    expect(story(phone).get_by_text("Written after the session had ended.")).to_be_visible()
    expect(status_line(phone)).to_contain_text("Sign in again to get what is new")
    status_line(phone).get_by_role("link").click()
    expect(phone.get_by_text("What you write is sent all the same.").first).to_be_visible()
    fill_in_sign_in(phone, team.worker, PASSWORD)
    all_received(phone)
    phone.goto(client)
    expect(story(phone).get_by_text("Received")).to_be_visible()


def test_a_new_password_loses_nothing_on_her_phone_nor_on_a_colleagues(
    at: Callable[..., Page], team: Team, founder: Founder
) -> None:
    hers, colleagues = at(team.worker), at(team.worker2)
    client = add_client(hers, "Jean")
    all_received(hers)
    go_offline(hers)
    write_note(hers, client, "Written before.")
    set_new_password(colleagues, founder.renew_password(team.worker))
    colleagues.goto("/")
    add_client(colleagues, "Rab")
    all_received(colleagues)
    go_online(hers)
    expect(status_line(hers)).to_contain_text("Sign in again to get what is new")
    hers.goto(client)
    expect(story(hers).get_by_text("Written before.")).to_be_visible()
    expect(story(hers).get_by_text("Received")).to_be_visible()
    hers.goto("/sign-in")
    expect(hers.get_by_text("What you write is sent all the same.").first).to_be_visible()
    fill_in_sign_in(hers, team.worker, NEW)
    all_received(hers)


def set_new_password(page: Page, link: str) -> None:
    """Do what the page behind the link says; it leads to signing in, which is left undone."""
    page.goto(link)
    expect(page.get_by_role("heading", name="Set a new password")).to_be_visible()
    page.get_by_label("Choose a password", exact=True).fill(NEW)
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_text("Your password is set. Sign in with it now.")).to_be_visible()
    expect(page.get_by_text("Forgotten your password? Ask whoever looks after Doorstep")).to_be_visible()


def test_a_link_that_was_used_says_so_and_whom_to_ask(devices: Devices, team: Team, founder: Founder) -> None:
    page, link = devices.phone, founder.renew_password(team.worker)
    set_new_password(page, link)
    page.goto(link)
    page.get_by_label("Choose a password", exact=True).fill("another password")
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_role("heading", name="more than a day old")).to_be_visible()
    expect(page.get_by_text("ask whoever looks after Doorstep in your service")).to_be_visible()


def test_signing_out_with_unsent_work_says_so_and_loses_nothing(at: Callable[..., Page], team: Team) -> None:
    phone = at(team.worker)
    client = add_client(phone, "Jean")
    all_received(phone)
    go_offline(phone)
    write_note(phone, client, "Not sent yet.")
    phone.goto("/this-phone")
    phone.get_by_role("button", name="Sign out").click()
    expect(phone.get_by_text("1 entry is not sent yet.")).to_be_visible()
    phone.get_by_role("button", name="Yes, sign out").click()
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()
    waits = phone.get_by_role("region", name="Waiting on this phone")
    expect(waits).to_have_text("1 entry is not sent yet and only on this phone. Doorstep goes on sending it.")
    phone.goto(client)
    expect(waits).to_be_visible()
    expect(phone.get_by_text("Not sent yet.")).to_have_count(0)
    go_online(phone)
    expect(waits).to_have_count(0)
    fill_in_sign_in(phone, team.worker, PASSWORD)
    all_received(phone)
    phone.goto(client)
    expect(story(phone).get_by_text("Not sent yet.")).to_be_visible()


def test_a_colleague_who_signs_in_touches_nothing_of_anothers_unsent_work(
    at: Callable[..., Page], team: Team
) -> None:
    phone = at(team.worker)
    client = add_client(phone, "Jean")
    all_received(phone)
    go_offline(phone)
    write_note(phone, client, "Only mine.")
    sign_out(phone)
    go_online(phone)
    fill_in_sign_in(phone, team.worker2, PASSWORD)
    all_received(phone)
    phone.goto(client)
    expect(phone.get_by_text("This is not on this phone")).to_be_visible()
    sign_out(phone)
    fill_in_sign_in(phone, team.worker, PASSWORD)
    all_received(phone)
    phone.goto(client)
    expect(story(phone).get_by_text("Only mine.")).to_be_visible()
    expect(story(phone).get_by_text("Ada Worker")).to_be_visible()


def test_what_is_begun_is_not_called_received_by_whoever_signs_out(
    at: Callable[..., Page], team: Team
) -> None:
    phone = at(team.worker)
    client = add_client(phone, "Jean")
    all_received(phone)
    phone.goto("/this-phone")
    expect(phone.get_by_text("Everything you wrote has been received.")).to_be_visible()
    phone.goto(f"{client}/notes/new")
    phone.get_by_label("Note", exact=True).fill("Half a no")
    phone.goto("/this-phone")
    expect(phone.get_by_text("1 thing is begun and not finished. Signing out keeps it")).to_be_visible()
    expect(phone.get_by_text("Everything you wrote has been received.")).to_have_count(0)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", "<h1>Welcome to Hotel Wi-Fi</h1>"),
        ("application/json", '{"receipts": [], "records": []}'),
    ],
    ids=["page", "data"],
)
def test_what_a_hotel_answers_is_not_taken_for_the_server(
    at: Callable[..., Page], team: Team, kind: str, body: str
) -> None:
    phone = at(team.worker)
    client = add_client(phone, "Jean")
    all_received(phone)

    def answer_as_a_hotel(route: Route) -> None:
        route.fulfill(status=200, content_type=kind, body=body)

    phone.context.route("**/api/**", answer_as_a_hotel)
    write_note(phone, client, "Written in the lobby.")
    expect(status_line(phone)).to_contain_text("This network asks you to sign in to it first.")
    waiting(phone, 1)
    expect(story(phone).get_by_text("On this phone")).to_be_visible()
    phone.context.unroute("**/api/**")
    phone.goto("/this-phone")
    phone.get_by_role("button", name="Send and fetch now").click()
    all_received(phone)


def test_a_wrong_password_is_told_in_plain_words(devices: Devices, team: Team) -> None:
    page = devices.phone
    page.goto("/")
    page.get_by_label("Email").fill(team.worker)
    page.get_by_label("Password", exact=True).fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("That email and password do not belong together.")
    expect(page.get_by_label("Email")).to_have_value(team.worker)
