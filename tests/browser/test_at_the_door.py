"""At the door, with one thumb: what she needs is in sight, and nothing happens at a slip."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.going_out import begin, choose_outcome, face, plan, read_brief
from tests.browser.ruler import faults_by_axe, too_small, too_wide
from tests.browser.screens import go
from tests.browser.steps import add_client, all_received, saved
from tests.browser.team import Team

# As while it is held, which is over before a slow machine has looked.
FILLING = """(hold) => {
  hold.classList.add('hold--held')
  const { transitionDuration, backgroundColor } = getComputedStyle(hold, '::before')
  const colour = (text) => text.match(/\\d+/g).slice(0, 3).join()
  const below = getComputedStyle(hold).backgroundColor
  return { transitionDuration, seen: colour(backgroundColor) !== colour(below) }
}"""


def say_risk(page: Page, client: str, *flags: str) -> None:
    """Say what is known of the risk."""
    page.goto(f"{client}/risk/new")
    for flag in flags:
        page.get_by_label(flag).check(force=True)
    page.get_by_role("button", name="Save").click()


def plan_behind_a_long_brief(page: Page) -> tuple[str, str]:
    """Plan a visit whose brief is longer than the screen; the addresses of the client and of the visit."""
    client = add_client(page, "Jean")
    for _ in range(4):
        say_risk(page, client, "Dogs")
        saved(page)
    return client, plan(page, client)


def test_after_the_brief_the_start_is_in_sight_and_one_step_back_leaves_the_visit(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    client, visit = plan_behind_a_long_brief(page)
    page.goto(client)
    page.locator(f'main a[href$="{visit.rsplit("/", 1)[1]}"]').first.click()
    page.get_by_role("link", name="Read the risk brief first").click()
    expect(page.get_by_role("heading", name="Risk brief")).to_be_visible()
    page.mouse.wheel(0, 2000)
    page.get_by_role("button", name="I have read it").click()
    expect(page.get_by_role("button", name="Start the visit")).to_be_in_viewport(ratio=1)
    assert page.url == visit
    page.go_back()
    expect(page.get_by_role("heading", name="Story")).to_be_visible()


def test_a_brief_that_was_opened_by_its_address_leads_to_the_top_of_the_visit(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    client, visit = plan_behind_a_long_brief(page)
    page.goto(f"{client}/risk?visit={visit.rsplit('/', 1)[1]}")
    expect(page.locator(".statement")).to_have_count(4)
    page.mouse.wheel(0, 2000)
    page.get_by_role("button", name="I have read it").click()
    expect(page.get_by_role("button", name="Start the visit")).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") == 0


def test_a_brief_that_was_read_is_read_for_the_day_though_the_app_is_opened_anew(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    plan(page, add_client(page, "Jean"))
    read_brief(page)
    expect(page.get_by_text("Risk brief read at")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Risk brief read at")).to_be_visible()
    expect(page.get_by_role("button", name="Start the visit")).to_be_visible()


def test_a_visit_is_called_off_only_at_a_second_press(at: Callable[..., Page], watched: Team) -> None:
    page = at(watched.worker)
    plan(page, add_client(page, "Jean"))
    page.get_by_role("button", name="Call this visit off").click()
    expect(page.get_by_role("button", name="Yes, call it off")).to_be_in_viewport(ratio=1)
    assert faults_by_axe(page) + too_wide(page) + too_small(page) == []
    page.get_by_role("button", name="No, keep it").click()
    expect(page.get_by_role("link", name="Read the risk brief first")).to_be_visible()
    page.get_by_role("button", name="Call this visit off").click()
    page.get_by_role("button", name="Yes, call it off").click()
    expect(page.get_by_text("This visit was called off.")).to_be_visible()


def test_do_not_visit_is_said_as_such_and_stands_before_the_start(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    client = add_client(page, "Jean")
    say_risk(page, client, "Do not visit", "No risk known")
    expect(page.get_by_text("Untick “No risk known”, or every other risk.").first).to_be_visible()
    page.get_by_label("No risk known").uncheck(force=True)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Do not visit. Speak to your supervisor.")).to_be_visible()
    expect(page.get_by_text("Do not go in alone")).to_have_count(0)
    plan(page, client)
    read_brief(page)
    expect(page.get_by_text("Do not visit. Speak to your supervisor.")).to_be_visible()
    expect(page.get_by_role("button", name="Start the visit")).to_have_count(0)
    assert faults_by_axe(page) + too_wide(page) + too_small(page) == []
    page.get_by_role("button", name="My supervisor has agreed").click()
    page.get_by_role("button", name="Start the visit").click()
    expect(face(page)).to_contain_text("Protected until")


def test_what_was_agreed_about_one_visit_is_not_agreed_about_the_next(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    client = add_client(page, "Jean")
    say_risk(page, client, "Do not visit")
    expect(page.get_by_text("Do not visit. Speak to your supervisor.")).to_be_visible()
    other = plan(page, client)
    plan(page, client)
    read_brief(page)
    page.get_by_role("button", name="My supervisor has agreed").click()
    expect(page.get_by_role("button", name="Start the visit")).to_be_visible()
    go(page, urlsplit(other).path)
    expect(page.get_by_role("button", name="My supervisor has agreed")).to_be_visible()
    expect(page.get_by_role("button", name="Start the visit")).to_have_count(0)


def test_an_address_of_several_lines_stays_readable_in_the_plan_of_a_visit(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    client = add_client(page, "Jean", Address="4 Niddrie Crescent\nEdinburgh", Postcode="EH16 4DL")
    page.goto(f"{client}/visits/new")
    place = page.get_by_label("Place")
    expect(place).to_have_value("4 Niddrie Crescent, Edinburgh, EH16 4DL")


def test_every_answer_to_how_it_went_is_in_sight(at: Callable[..., Page], watched: Team) -> None:
    page = at(watched.worker)
    page.set_viewport_size({"width": 360, "height": 740})
    begin(page, add_client(page, "Jean"))
    expect(face(page)).to_contain_text("Protected until")
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("button", name="Finish the visit").click()
    menu = page.get_by_role("navigation", name="Main menu").bounding_box()
    last = page.get_by_role("button", name="Did not attend").bounding_box()
    assert menu is not None
    assert last is not None
    assert last["y"] + last["height"] < menu["y"]
    assert too_small(page) == []


def test_a_worker_whom_no_reminder_can_reach_is_told_so_with_the_way_to_change_that(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    begin(page, add_client(page, "Jean"))
    expect(face(page)).to_contain_text("Protected until")
    all_received(page)
    expect(page.get_by_text("No reminder can reach this phone.")).to_be_visible()
    page.get_by_role("link", name="Turn on notifications").click()
    expect(page.get_by_role("heading", name="Notifications")).to_be_visible()


def test_a_hold_is_seen_to_fill_where_nothing_is_to_move(at: Callable[..., Page], watched: Team) -> None:
    page = at(watched.worker)
    page.emulate_media(reduced_motion="reduce")
    begin(page, add_client(page, "Jean"))
    choose_outcome(page)
    assert page.locator(".hold").evaluate(FILLING) == {"transitionDuration": "0.9s", "seen": True}


def test_where_her_own_colours_rule_help_has_an_edge_and_a_hold_is_seen_to_fill(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    page.emulate_media(forced_colors="active")
    begin(page, add_client(page, "Jean"))
    choose_outcome(page)
    edge = page.locator(".help-button").evaluate("help => getComputedStyle(help).borderTopWidth")
    assert edge == "4px"
    assert page.locator(".hold").evaluate(FILLING)["seen"]
