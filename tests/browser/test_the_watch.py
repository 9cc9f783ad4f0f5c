"""The watch on real pages: two monitors, a manager, and a worker whose phone sends signals."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from server.adapters.world import World, world
from server.engine import Engine
from server.services.find_watchers import find_watchers
from tests.browser.keys import arrived, press, write
from tests.browser.screens import go
from tests.browser.steps import add_client, all_received, write_note
from tests.browser.team import Founder, Team
from tests.server.walks import seal
from tests.support.chromium import DESK

SEND = """async ({ device, ...signal }) => {
  const body = JSON.stringify({ device, signals: [signal] })
  const headers = { 'Content-Type': 'application/json', 'Doorstep-Build': '1' }
  const answer = await fetch('/api/v1/signals', { method: 'POST', headers, body })
  return (await answer.json()).receipts[0].status
}"""


@pytest.fixture(scope="module", autouse=True)
def engine(founder: Founder) -> Iterator[None]:
    """The process that watches the clock, as a thread beside the server."""
    engine = Engine(founder.app)
    thread = threading.Thread(target=engine.run)
    thread.start()
    yield
    engine.stop()
    thread.join()


@pytest.fixture
def worker(at: Callable[..., Page], team: Team) -> Page:
    return at(team.worker)


@pytest.fixture
def board(at: Callable[..., Page], team: Team) -> Page:
    return on_duty(at(team.monitor, DESK))


def on_duty(page: Page) -> Page:
    """Go on duty and hear the siren once, as at the start of a shift; then the board is open."""
    go(page, "/duty")
    page.get_by_role("button", name="Go on duty").click()
    expect(page.get_by_role("heading", name="You are on duty until")).to_be_visible()
    page.get_by_role("button", name="Test the sound").click()
    expect(page.get_by_text("This page can sound")).to_be_visible()
    go(page, "/board")
    expect(page.get_by_role("heading", name="You are on duty")).to_be_visible()
    return page


def send(page: Page, type: str, visit: str | None = None, **parts: object) -> None:
    """A signal from this worker's phone; returns when the server has its receipt."""
    ids = World().new_id
    signal = {"id": ids(), "device": ids(), "seq": 1, "type": type, "visit": visit, **parts}
    at = {"at": page.evaluate("new Date().toISOString()")}
    assert page.evaluate(SEND, signal | at) == "received"


def finish_with_pin(page: Page, visit: str) -> None:
    """She sets her PINs, and ends the visit with the right one."""
    key, id = page.request.get("/api/v1/watch").json()["pin"]["key"], World().new_id()
    pins = {"right": seal(key, "1234"), "duress": seal(key, "9999")}
    assert page.request.put("/api/v1/pin", data=pins, headers={"Doorstep-Build": "1"}).status == 204
    send(page, "finish", visit, id=id, pin=seal(key, "1234", signal=id))


def start_visit(page: Page) -> str:
    """A worker goes behind a door; the visit's id."""
    visit = World().new_id()
    send(page, "start", visit, minutes=40, place="12 Larch Lane")
    return visit


def test_an_alert_sounds_on_an_open_board_at_the_word_of_the_server(board: Page, worker: Page) -> None:
    board.clock.install()
    # No timer runs: only the stream can tell it.
    board.clock.pause_at(board.evaluate("Date.now()") / 1000 + 1)
    board.wait_for_timeout(1500)  # but those that were set before
    send(worker, "panic")
    expect(board.get_by_role("link", name="Ada Worker pressed Help")).to_be_visible()
    expect(board.get_by_text("The siren is sounding")).to_be_visible()


def test_two_monitors_press_at_once_and_one_has_it(
    board: Page, at: Callable[..., Page], team: Team, worker: Page
) -> None:
    other = on_duty(at(team.monitor2, DESK))
    send(worker, "panic")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    for page in (board, other):
        page.route("**/acknowledge", hold)
        page.get_by_role("button", name="I have it").click()
    while len(held) < 2:
        board.wait_for_timeout(20)
    for route in held:
        route.continue_()
    first, second = sorted((board, other), key=lambda page: not has_it(page))
    names = {board: "Mia Monitor", other: "Max Monitor"}
    expect(first.get_by_text("You have it.")).to_be_visible()
    expect(second.get_by_text(f"{names[first]} was first and has it.")).to_be_visible()
    expect(second.get_by_text("You have it.")).not_to_be_visible()


def has_it(page: Page) -> bool:
    """Whether this page came to have the alert, once that is known."""
    won, lost = page.get_by_text("You have it."), page.get_by_text("was first and has it.")
    expect(won.or_(lost).first).to_be_visible()
    return won.is_visible()


def test_an_alert_is_worked_on_closed_and_opened_again(board: Page, worker: Page) -> None:
    send(worker, "panic", position={"lat": 55.93, "lon": -3.13, "accuracy_m": 20}, battery=0.41)
    board.get_by_role("button", name="I have it").click()
    expect(board.get_by_role("heading", name="Ada Worker pressed Help")).to_be_visible()
    expect(board.get_by_text("within 20 m")).to_be_visible()
    expect(board.get_by_text("41 %")).to_be_visible()
    board.get_by_role("button", name="Record progress").click()
    expect(board.get_by_label("What you did or learned")).to_be_focused()
    board.get_by_role("button", name="Close this alert").click()
    expect(board.get_by_text("Write down what happened")).not_to_be_visible()
    board.get_by_role("button", name="Not now").click()
    board.get_by_label("What you did or learned").fill("Rang her, she is out on the street.")
    board.get_by_role("button", name="Record progress").click()
    expect(board.get_by_text("Rang her, she is out on the street.").last).to_be_visible()
    board.get_by_role("button", name="Close this alert").click()
    board.get_by_role("button", name="Close the alert").click()
    expect(board.get_by_text("Choose how it ended.")).to_be_in_viewport()
    expect(board.get_by_label("Safe, I spoke to them")).to_be_focused()
    board.get_by_label("Safe, I spoke to them").check(force=True)
    board.get_by_role("button", name="Close the alert").click()
    expect(board.get_by_text("Safe, I spoke to them. Closed by Mia Monitor")).to_be_visible()
    expect(board.get_by_text("The siren is sounding")).not_to_be_visible()
    board.get_by_role("button", name="Open it again").click()
    expect(board.get_by_role("heading", name="What to do")).to_be_visible()


def test_a_monitor_closes_an_alert_as_a_near_miss_that_the_supervisor_reads(
    board: Page, at: Callable[..., Page], team: Team, worker: Page
) -> None:
    address = add_client(worker, "Jean")
    write_note(worker, address, "I was glad to be out again.")
    all_received(worker)
    visit = World().new_id()
    client = address.rsplit("/", 1)[-1]
    send(worker, "start", visit, minutes=40, place="12 Larch Lane", client=client)
    send(worker, "panic", visit)
    board.get_by_role("button", name="I have it").click()
    board.get_by_role("button", name="Close this alert").click()
    board.get_by_label("Nearly went wrong").check(force=True)
    board.get_by_role("button", name="Close the alert").click()
    expect(board.get_by_text("Write down what happened: others rely on it.")).to_be_visible()
    board.get_by_label("What nearly went wrong?").fill("The door was locked behind her.")
    board.get_by_role("button", name="Close the alert").click()
    expect(board.get_by_text("Nearly went wrong. Closed by Mia Monitor")).to_be_visible()
    desk = at(team.supervisor, DESK)
    go(desk, "/near-misses")
    unlearned = desk.locator(".card").filter(has_text="To learn from")
    expect(unlearned).to_contain_text("The door was locked behind her.")
    expect(unlearned).to_contain_text("12 Larch Lane, written by Mia Monitor")

    go(desk, "/")
    desk.get_by_role("link", name="Jean, by Ada Worker").click()
    door = desk.get_by_role("region", name="At the door")
    expect(door.get_by_role("listitem").filter(has_text="Panic")).to_contain_text("Nearly went wrong")


def test_an_alert_is_taken_over_by_name_and_in_two_presses(
    board: Page, at: Callable[..., Page], team: Team, worker: Page
) -> None:
    send(worker, "panic")
    board.get_by_role("button", name="I have it").click()
    expect(board.get_by_text("You have it.")).to_be_visible()
    other = at(team.monitor2, DESK)
    other.get_by_role("link", name="Ada Worker pressed Help").click()
    other.get_by_role("button", name="Take over").click()
    other.get_by_role("button", name="Yes, take it over from Mia Monitor").click()
    expect(other.get_by_text("You have it.")).to_be_visible()
    expect(board.get_by_text("Max Monitor has it until")).to_be_visible()
    expect(board.get_by_text("Max Monitor took it over from Mia Monitor.")).to_be_visible()


def test_what_a_monitor_types_outlasts_the_worker_ending_her_visit(board: Page, worker: Page) -> None:
    visit = start_visit(worker)
    send(worker, "panic", visit)
    board.get_by_role("button", name="I have it").click()
    note = board.get_by_label("What you did or learned")
    note.fill("On the phone with her.")
    finish_with_pin(worker, visit)
    expect(board.get_by_text("Ended by the worker. Somebody has to confirm it.")).to_be_visible()
    expect(board.locator(".card", has_text="What you were writing here")).to_contain_text("On the phone")
    board.reload()
    board.get_by_role("button", name="I have it").click()
    expect(note).to_have_value("On the phone with her.")
    expect(board.get_by_text("What you were writing here")).to_have_count(0)


def test_where_no_client_is_known_no_near_miss_is_offered(board: Page, worker: Page) -> None:
    send(worker, "panic")
    board.get_by_role("button", name="I have it").click()
    board.get_by_role("button", name="Close this alert").click()
    expect(board.get_by_label("Pressed by accident")).to_be_attached()
    expect(board.get_by_label("Nearly went wrong")).not_to_be_attached()


def test_the_board_counts_down_who_is_out(board: Page, worker: Page) -> None:
    start_visit(worker)
    line = board.get_by_role("listitem").filter(has_text="Ada Worker")
    expect(line).to_contain_text("12 Larch Lane")
    expect(line).to_contain_text("min left, until")


def test_a_board_that_hears_nothing_for_a_minute_sounds_by_itself(board: Page) -> None:
    board.clock.install()
    with board.expect_response(lambda response: response.url.endswith("/board"), timeout=60_000):
        pass  # so that it has heard something just now, and nothing is on its way
    board.context.set_offline(True)
    board.clock.pause_at(board.evaluate("Date.now()") / 1000 + 1)  # from here on no time passes by itself
    board.clock.run_for(15_000)
    silence = board.locator(".watch-bar__what").filter(has_text="has heard nothing from the server")
    expect(silence).not_to_be_visible()
    board.clock.run_for(60_000)
    expect(silence).to_be_visible()
    expect(board.get_by_text("The siren is sounding")).to_be_visible()
    board.get_by_role("button", name="Quiet for 2 minutes").click()
    expect(board.get_by_text("This board is quiet for 2 minutes")).to_be_visible()
    board.context.set_offline(False)
    board.clock.resume()
    expect(silence).not_to_be_visible(timeout=60_000)


def test_with_every_board_closed_the_manager_on_call_is_told(
    board: Page, at: Callable[..., Page], team: Team, worker: Page, founder: Founder
) -> None:
    manager = at(team.supervisor, DESK)
    start_visit(worker)
    board.close()
    minutes_later(founder.app, 3)
    alert = manager.get_by_role("link", name="Somebody is out and nobody is watching")
    expect(alert).to_be_visible(timeout=40_000)
    alert.first.click()
    expect(manager.locator(".card", has_text="Out on visits").get_by_role("link")).to_have_text("Ada Worker")


def minutes_later(app: Flask, minutes: float) -> None:
    """What the engine finds when so much time has passed."""
    with app.app_context():
        find_watchers(world().now() + timedelta(minutes=minutes))


def test_a_monitor_takes_and_closes_an_alert_by_keyboard(board: Page, worker: Page) -> None:
    send(worker, "panic")
    expect(board.get_by_role("link", name="Ada Worker pressed Help")).to_be_visible()
    press(board, "I have it")
    arrived(board, "Ada Worker pressed Help")
    write(board, "What you did or learned", "Rang her: a mistake.")
    press(board, "Close this alert")
    expect(board.get_by_label("Safe, I spoke to them")).to_be_focused()
    board.keyboard.press("Space")
    press(board, "Close the alert")
    arrived(board, "Ada Worker pressed Help")
    expect(board.get_by_text("Safe, I spoke to them. Closed by Mia Monitor")).to_be_visible()


def test_rules_that_make_somebody_less_safe_wait_for_a_second_person(
    at: Callable[..., Page], team: Team
) -> None:
    page, second = at(team.admin, DESK), at(team.supervisor, DESK)
    go(page, "/rules")
    page.get_by_role("button", name="Change the rules").click()
    page.get_by_label("Alert after the time is up").fill("12")
    page.get_by_role("button", name="See what changes").click()
    expect(page.get_by_text("Monitors are told later after a visit's time has passed.")).to_be_visible()
    page.get_by_role("button", name="Ask for a second person").click()
    expect(page.get_by_text("You made this change, so somebody else has to agree.")).to_be_visible()
    rule = second.get_by_role("term").filter(has_text="Alert after the time is up").last
    go(second, "/rules")
    expect(rule.locator("+ dd")).to_have_text("5 min")
    second.get_by_role("button", name="I agree: put it into force").click()
    expect(second.get_by_text("Agreed to by Sam Supervisor")).to_be_visible()
    expect(rule.locator("+ dd")).to_have_text("12 min")
