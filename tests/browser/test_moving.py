"""Moving a client, and leaving: first the old phone hands in, then the way is closed."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, Route, expect

from server.app import create_app
from server.engine import Engine
from server.settings import read_settings
from tests.browser.going_out import RETRY, begin, choose_outcome, face, hold, plan, read_brief
from tests.browser.steps import (
    add_client,
    all_received,
    go_offline,
    go_online,
    move_client,
    story,
    waiting,
    write_note,
)
from tests.browser.team import Team
from tests.support.chromium import DESK
from tests.support.server import ServerProcess


def work_off(server: ServerProcess) -> None:
    """Let the engine beside the server do its round."""
    Engine(create_app(read_settings(server.data.environment()))).work()


def line_of(desk: Page, name: str) -> Locator:
    """What the team page says of somebody's phone."""
    phones = desk.locator(".card", has=desk.get_by_role("heading", name="Phones"))
    return phones.get_by_role("listitem").filter(has_text=name)


def test_a_client_is_handed_over_without_losing_what_the_old_phone_still_has(
    at: Callable[..., Page], team: Team, server: ServerProcess
) -> None:
    ada, bea, desk = at(team.worker), at(team.worker2), at(team.supervisor, DESK)
    client = add_client(ada, "Jean")
    all_received(ada)
    go_offline(ada)
    write_note(ada, client, "Written before I knew.")
    move_client(desk, client, "Bea Worker", "Hand over")
    expect(desk.get_by_text("phone may still send; nothing new goes to it.")).to_be_visible()
    bea.goto(client)
    expect(bea.get_by_role("heading", name="Jean")).to_be_visible()
    work_off(server)

    go_online(ada)
    expect(story(bea).get_by_text("Written before I knew.")).to_be_visible()
    expect(story(bea).get_by_text("Ada Worker")).to_be_visible()
    all_received(ada)
    ada.goto("/this-phone")
    ada.get_by_role("button", name="Send and fetch now").click()
    all_received(ada)
    work_off(server)
    ada.goto(client)
    expect(ada.get_by_text("This is not on this phone")).to_be_visible()
    expect(desk.get_by_text("Handing over", exact=True)).to_have_count(0)


def test_a_client_moved_at_once_stays_with_whoever_is_with_them_until_the_visit_has_ended(
    at: Callable[..., Page], watched: Team, server: ServerProcess
) -> None:
    ada, desk = at(watched.worker), at(watched.supervisor, DESK)
    at(watched.worker2)
    client = add_client(ada, "Jean")
    visit = begin(ada, client)
    expect(face(ada).get_by_text("Protected until")).to_be_visible(timeout=RETRY)
    all_received(ada)

    desk.goto(f"{client}/case-manager")
    expect(desk.get_by_text("Ada Worker is with Jean now, on a visit until")).to_be_visible()
    expect(desk.get_by_label("When the visit has ended")).to_be_checked()
    expect(desk.get_by_text("as soon as the visit has ended, and not before")).to_be_visible()
    move_client(desk, client, "Bea Worker", "At once")

    work_off(server)
    ada.goto("/this-phone")
    ada.get_by_role("button", name="Send and fetch now").click()
    all_received(ada)
    ada.goto(visit)
    choose_outcome(ada)
    hold(ada)
    expect(face(ada)).to_contain_text("received", timeout=RETRY)
    all_received(ada)
    work_off(server)
    ada.goto(client)
    expect(ada.get_by_text("This is not on this phone")).to_be_visible()


def test_a_visit_whose_start_came_after_the_move_is_finished_without_its_client(
    at: Callable[..., Page], watched: Team, server: ServerProcess
) -> None:
    ada, desk = at(watched.worker), at(watched.supervisor, DESK)
    at(watched.worker2)
    client = add_client(ada, "Jean")
    plan(ada, client)
    read_brief(ada)
    all_received(ada)
    go_offline(ada)
    ada.get_by_role("button", name="Start the visit").click()
    expect(face(ada)).to_contain_text("Not protected")
    move_client(desk, client, "Bea Worker", "At once")
    work_off(server)

    go_online(ada)
    expect(ada.get_by_text("Whoever this visit is with is not on this phone any more.")).to_be_visible(
        timeout=RETRY
    )
    expect(face(ada).get_by_text("Protected until")).to_be_visible(timeout=RETRY)
    ada.goto("/")
    ada.get_by_role("region", name="The visit that goes on").get_by_role("link").click()
    ada.get_by_role("button", name="More time").click()
    ada.get_by_role("button", name="10").click()
    ada.get_by_role("button", name="Finish the visit").click()
    hold(ada)
    expect(face(ada)).to_contain_text("received", timeout=RETRY)
    expect(ada.get_by_text("how it went cannot be written here. Tell your supervisor.")).to_be_visible()
    expect(ada.get_by_text("Jean")).to_have_count(0)


def test_a_handover_is_closed_by_the_supervisor_only_after_a_second_word(
    at: Callable[..., Page], team: Team
) -> None:
    ada, desk = at(team.worker), at(team.supervisor, DESK)
    at(team.worker2)
    client = add_client(ada, "Jean")
    all_received(ada)
    go_offline(ada)
    write_note(ada, client, "Too late.")
    move_client(desk, client, "Bea Worker", "Hand over")
    desk.get_by_role("button", name="Close the handover").click()
    desk.get_by_role("button", name="Not yet").click()
    expect(desk.get_by_text("Handing over", exact=True)).to_be_visible()
    desk.get_by_role("button", name="Close the handover").click()
    desk.get_by_role("button", name="Yes, close it").click()
    expect(desk.get_by_text("Handing over", exact=True)).to_have_count(0)
    all_received(desk)
    go_online(ada)
    ada.goto("/")
    expect(ada.get_by_text("Held: your supervisor decides. Nothing is lost.")).to_be_visible()


def test_somebody_who_leaves_hands_in_first_and_is_shut_out_only_then(
    at: Callable[..., Page], team: Team, server: ServerProcess
) -> None:
    ada, desk = at(team.worker), at(team.supervisor, DESK)
    client = add_client(ada, "Jean")
    all_received(ada)
    go_offline(ada)
    write_note(ada, client, "My last note.")
    server.data.doorstep("close", team.worker)
    work_off(server)
    go_online(ada)
    expect(desk.locator(".desk__notes li").first).to_contain_text("My last note.")
    ada.goto("/this-phone")
    work_off(server)
    ada.reload()
    expect(ada.get_by_role("link", name="Sign in again to get what is new")).to_be_visible()


def test_what_a_closed_account_still_writes_goes_to_the_tray_and_her_clients_are_taken_off_her_phone(
    at: Callable[..., Page], team: Team, server: ServerProcess
) -> None:
    ada, desk = at(team.worker), at(team.supervisor, DESK)
    client = add_client(ada, "Jean")
    all_received(ada)
    go_offline(ada)
    server.data.doorstep("close", team.worker, "--now")
    write_note(ada, client, "Typed after it was closed.")
    go_online(ada)
    expect(ada.get_by_role("link", name="Sign in again to get what is new")).to_be_visible()
    desk.goto("/")
    desk.get_by_role("link", name="See held changes").click()
    expect(desk.get_by_text("Typed after it was closed.")).to_be_visible()
    expect(ada.get_by_text("This is not on this phone")).to_be_visible()


def test_the_team_page_says_what_each_phone_last_had_unsent(at: Callable[..., Page], team: Team) -> None:
    ada, bea, desk = at(team.worker), at(team.worker2), at(team.supervisor, DESK)
    client = add_client(ada, "Jean")
    all_received(ada)
    go_offline(ada)
    write_note(ada, client, "On its way.")
    heard: list[Route] = []

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        heard.append(route)

    ada.context.route("**/api/v1/sync", lose_the_answer)
    go_online(ada)
    expect(desk.locator(".desk__notes li").first).to_contain_text("On its way.")
    go_offline(ada)
    waiting(ada, 1)

    desk.goto("/team")
    for name in ("Ada Worker", "Bea Worker"):
        expect(line_of(desk, name)).to_contain_text("Nothing unsent")
    ada.context.unroute("**/api/v1/sync")
    go_online(ada)
    all_received(ada)

    desk.get_by_text("Ada Worker", exact=True).last.click()
    desk.get_by_role("link", name="Jean").click()
    expect(desk.get_by_role("heading", name="Who works with Jean")).to_be_visible()
    all_received(bea)


def test_the_team_page_says_what_was_set_aside_on_a_phone(at: Callable[..., Page], team: Team) -> None:
    ada, desk = at(team.worker), at(team.supervisor, DESK)
    client = add_client(ada, "Jean")
    all_received(ada)

    def too_large(route: Route) -> None:
        if '"changes":[]' in (route.request.post_data or ""):
            route.continue_()
        else:
            route.fulfill(status=413)

    ada.context.route("**/api/v1/sync", too_large)
    write_note(ada, client, "Set aside.")
    waiting(ada, 1)
    desk.goto("/team")
    line = line_of(desk, "Ada Worker")
    for _ in range(30):  # the phone says so with the request after the one that was too large
        desk.get_by_role("button", name="Ask again").click()
        desk.wait_for_timeout(500)
        if "1 not received yet" in line.inner_text():
            break
    expect(line).to_contain_text("1 not received yet")


def test_what_is_being_written_about_a_client_who_goes_at_once_stays_in_sight(
    at: Callable[..., Page], team: Team
) -> None:
    ada, _, desk = at(team.worker), at(team.worker2), at(team.supervisor, DESK)
    client = add_client(ada, "Jean")
    all_received(ada)
    ada.goto(f"{client}/notes/new")
    ada.get_by_label("Note", exact=True).fill("She fell on the stairs.")
    move_client(desk, client, "Bea Worker", "At once")
    expect(ada.get_by_text("This is not on this phone")).to_be_visible()
    expect(ada.get_by_text("She fell on the stairs.")).to_be_visible()
    ada.goto("/")
    ada.get_by_role("link", name="A note for A client").click()
    expect(ada.get_by_text("She fell on the stairs.")).to_be_visible()
    ada.get_by_role("button", name="Discard").click()
    ada.get_by_role("button", name="Yes, throw it away").click()
    expect(ada.get_by_text("She fell on the stairs.")).to_have_count(0)
    ada.goto("/")
    expect(ada.get_by_role("heading", name="Not finished")).to_have_count(0)
