"""Everything that a person mostly comes to do, with the keyboard alone: no pointer in these tests."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.going_out import plan, read_brief
from tests.browser.keys import arrived, press, tab_to, write
from tests.browser.steps import add_client, all_received, edit_client, story, write_note
from tests.browser.team import PASSWORD, Team
from tests.support.chromium import DESK
from tests.support.devices import Devices


def test_a_worker_signs_in_and_writes_everything_up_by_keyboard(devices: Devices, team: Team) -> None:
    page = devices.desk
    page.goto("/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    write(page, "Email", team.worker)
    write(page, "Password", PASSWORD)
    page.keyboard.press("Enter")
    all_received(page)

    press(page, "Clients")
    arrived(page, "Clients")
    press(page, "Add a client")
    arrived(page, "Add a client")
    write(page, "Name to call them by", "Jean")
    tab_to(page, "Address and phone")
    page.keyboard.press("Enter")
    write(page, "Phone", "0131 496 0000")
    press(page, "Add client")
    expect(page.get_by_role("link", name="Call 0131 496 0000")).to_be_visible()

    press(page, "Write a note")
    arrived(page, "Jean")
    write(page, "Note", "Written without a mouse.")
    press(page, "Save note")
    expect(story(page).get_by_text("Written without a mouse.")).to_be_visible()

    press(page, "Add a contact")
    arrived(page, "Jean")
    tab_to(page, "Planned")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    write(page, "Purpose", "A form for the council")
    press(page, "Save contact")
    expect(story(page).get_by_text("A form for the council")).to_be_visible()


def test_a_worker_adds_to_a_note_edits_and_searches_by_keyboard(at: Callable[..., Page], team: Team) -> None:
    page = at(team.worker, DESK)
    write_note(page, add_client(page, "Jean"), "He has moved out.")
    press(page, "Note")
    arrived(page, "Note about Jean")
    press(page, "Add an addendum")
    arrived(page, "Add an addendum")
    write(page, "Note", "Not he: his brother.")
    press(page, "Save addendum")
    expect(page.get_by_role("article", name="Addendum")).to_contain_text("Not he: his brother.")
    press(page, "Jean")
    arrived(page, "Jean")
    press(page, "Edit details")
    arrived(page, "Edit details of Jean")
    write(page, "Name to call them by", "Jean Burns")
    page.keyboard.press("Enter")
    arrived(page, "Jean Burns")
    press(page, "Clients")
    arrived(page, "Clients")
    write(page, "Search", "burns")
    expect(page.get_by_text("1 client found")).to_be_visible()
    press(page, "Jean Burns")
    arrived(page, "Jean Burns")
    press(page, "This phone")
    arrived(page, "This phone")
    means = page.get_by_text("Everything you wrote has been received.")
    press(page, "Sign out")
    expect(means).to_be_focused()
    press(page, "Stay signed in")
    expect(means).to_be_focused()
    press(page, "Sign out")
    press(page, "Yes, sign out")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_form_with_a_problem_leads_the_keyboard_to_it(at: Callable[..., Page], team: Team) -> None:
    page = at(team.worker, DESK)
    page.goto("/clients/new")
    expect(page.get_by_label("Name to call them by")).to_be_visible()
    press(page, "Add client")
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    press(page, "Enter what they are called.")
    expect(page.get_by_label("Name to call them by")).to_be_focused()


def test_each_step_of_a_visit_leads_the_keyboard_to_the_next(at: Callable[..., Page], watched: Team) -> None:
    page = at(watched.worker, DESK)
    plan(page, add_client(page, "Jean"))
    read_brief(page)
    for name in ("Start the visit", "More time", "+10 min", "Finish the visit", "It took place", "Go back"):
        press(page, name)
        expect(page.locator(".steps")).to_be_focused()


def test_a_supervisor_reads_and_settles_by_keyboard(at: Callable[..., Page], team: Team) -> None:
    phone = at(team.worker)
    client = add_client(phone, "Jean")
    write_note(phone, client, "To be read without a mouse.")
    all_received(phone)
    page = at(team.supervisor, DESK)
    press(page, "Jean, by Ada Worker")
    arrived(page, "Note about Jean")
    press(page, "Back")
    arrived(page, "Notes of your team")

    phone.context.set_offline(True)
    edit_client(phone, client, Phone="0131 496 0111")
    edit_client(page, client, Phone="0131 496 0222")
    all_received(page)
    phone.context.set_offline(False)
    all_received(phone)
    expect(page.get_by_role("link", name="1 to settle")).to_be_visible()
    press(page, "Conflicts")
    arrived(page, "Conflicts")
    tab_to(page, "Stands now")
    page.keyboard.press("ArrowDown")
    press(page, "Use this value")
    expect(page.get_by_text("Settled. Both values stay in the history.")).to_be_visible()
    page.goto(client)
    expect(page.get_by_role("link", name="Call 0131 496 0111")).to_be_visible()


def test_a_supervisor_moves_a_client_and_decides_by_keyboard(at: Callable[..., Page], team: Team) -> None:
    phone = at(team.worker)
    client = add_client(phone, "Jean")
    all_received(phone)
    at(team.worker2)
    phone.context.set_offline(True)
    write_note(phone, client, "Too late to be simple.")
    page = at(team.supervisor, DESK)
    press(page, "Team")
    arrived(page, "Team")
    press(page, "Ada Worker")
    press(page, "Jean")
    arrived(page, "Who works with Jean")
    tab_to(page, "To whom?")
    page.keyboard.type("Bea")
    tab_to(page, "Hand over")
    page.keyboard.press("ArrowDown")
    press(page, "Move")
    expect(page.get_by_text("Bea Worker works with Jean now.")).to_be_visible()
    all_received(page)
    phone.context.set_offline(False)

    press(page, "Notes")
    arrived(page, "Notes of your team")
    expect(page.get_by_text("1 change waits for your decision.")).to_be_visible()
    press(page, "See held changes")
    arrived(page, "Held changes")
    press(page, "Decline")
    write(page, "Why not?", "Bea was there.")
    press(page, "Decline it")
    expect(page.get_by_text("Its author is told why")).to_be_visible()
