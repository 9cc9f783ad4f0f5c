"""Going in: nothing is said to be protected, sent or ended before the server has said so."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Request, ViewportSize, expect

from tests.browser.going_out import RETRY, begin, choose_outcome, face, hold, plan, read_brief
from tests.browser.ruler import enlarge_text, faults_by_axe, too_small, too_wide
from tests.browser.steps import add_client, all_received, go_offline, go_online, saved, story
from tests.browser.team import Founder, Team
from tests.support.chromium import DESK, Profile

Pocket = Callable[[str], tuple[Profile, Page]]
DOWN_TO_THE_BRIEF = """(() => {
  const top = (what) => document.querySelector(what).getBoundingClientRect().top
  return top('main a[href*="/risk?"]') - top('main')
})()"""
NARROW: ViewportSize = {"width": 360, "height": 740}


def test_a_visit_started_offline_is_not_protected_until_the_server_has_heard(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    client = add_client(page, "Jean")
    all_received(page)
    go_offline(page)
    begin(page, client)
    expect(face(page)).to_contain_text("Not protected")
    expect(face(page)).to_have_class(re.compile("red"))
    page.get_by_role("link", name="Today").click()
    expect(page.get_by_role("link", name="Jean: not protected")).to_be_visible()
    page.get_by_role("link", name="Jean: not protected").click()
    go_online(page)
    expect(face(page)).to_contain_text("Protected until", timeout=RETRY)
    expect(face(page)).to_have_class(re.compile("green"))
    expect(face(page)).to_contain_text("On duty: Mia Monitor.")


def test_a_visit_that_the_office_plans_is_on_the_workers_phone_without_a_network(
    at: Callable[..., Page], watched: Team
) -> None:
    page, desk = at(watched.worker), at(watched.supervisor, DESK)
    client = add_client(page, "Jean")
    all_received(page)
    desk.goto(f"{client}/visits/new")
    expect(desk.get_by_label("Who goes")).to_have_value(re.compile("."))
    desk.get_by_role("button", name="Save visit").click()
    expect(desk.get_by_text("Only they can start it, signed in as themselves.")).to_be_visible()
    expect(desk.locator(".nhsuk-caption-l")).to_contain_text("Ada Worker, ")
    page.goto("/")
    today = page.get_by_role("main").get_by_role("link", name="Jean")
    expect(today).to_be_visible()
    go_offline(page)
    page.reload()
    today.click()
    expect(page.get_by_role("link", name="Read the risk brief first")).to_be_visible()
    expect(page.locator(".nhsuk-caption-l")).not_to_contain_text("Ada Worker")


def test_what_is_pressed_next_stays_where_it_is_when_what_was_saved_is_received(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    client = add_client(page, "Jean")
    all_received(page)
    go_offline(page)
    plan(page, client)
    expect(page.get_by_text("Saved on this phone", exact=True)).to_be_visible()
    before = page.evaluate(DOWN_TO_THE_BRIEF)
    go_online(page)
    all_received(page)
    expect(page.get_by_text("Saved on this phone", exact=True)).to_have_count(0)
    assert page.evaluate(DOWN_TO_THE_BRIEF) == before


def test_a_visit_that_nobody_watches_says_so(at: Callable[..., Page], team: Team) -> None:
    page = at(team.worker)
    begin(page, add_client(page, "Jean"))
    expect(face(page)).not_to_have_class(re.compile("green"))
    expect(face(page)).to_contain_text(re.compile("Nobody is on duty|Alerts may not work"))


def test_a_visit_finished_offline_becomes_a_contact_and_survives_the_phone(
    pocket: Pocket, watched: Team
) -> None:
    phone, page = pocket(watched.worker)
    client = add_client(page, "Jean")
    visit = begin(page, client)
    expect(face(page)).to_contain_text("Protected until")
    all_received(page)
    go_offline(page)
    choose_outcome(page)
    hold(page)
    expect(face(page)).to_contain_text("Finished on this phone only")
    expect(face(page)).to_contain_text("The alert is still at")
    phone.kill()
    page = phone.open()
    page.goto(visit)
    expect(face(page)).to_contain_text("Visit finished", timeout=RETRY)
    page.goto(client)
    expect(story(page).get_by_text("Meeting, at home: took place")).to_have_count(1)


def test_a_note_about_a_visit_is_begun_from_its_end_and_names_the_contact_it_became(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    client = add_client(page, "Jean")
    begin(page, client)
    expect(face(page)).to_contain_text("Protected until")
    all_received(page)
    go_offline(page)
    choose_outcome(page)
    hold(page)
    page.get_by_role("link", name="Write a note about it").click()
    expect(page.locator("#contact option:checked")).to_contain_text("Meeting, at home: took place")
    page.get_by_label("Note", exact=True).fill("The boiler is mended.")
    page.get_by_role("button", name="Save note").click()
    saved(page)
    go_online(page)
    all_received(page)
    desk = at(watched.supervisor, DESK)
    desk.goto(client)
    desk.locator(".timeline-item--note a").click()
    facts = desk.locator(".card").filter(has=desk.get_by_role("heading", name="About this note"))
    expect(facts).to_contain_text("Meeting, at home: took place")


def test_a_short_press_does_not_finish_a_visit(at: Callable[..., Page], watched: Team) -> None:
    page = at(watched.worker)
    begin(page, add_client(page, "Jean"))
    choose_outcome(page)
    page.get_by_role("button", name="Hold to finish").click()
    expect(face(page)).to_contain_text("Protected until")
    expect(page.get_by_role("button", name="Hold to finish")).to_be_visible()


def test_a_visit_is_started_and_finished_by_keyboard(at: Callable[..., Page], watched: Team) -> None:
    page = at(watched.worker)
    begin(page, add_client(page, "Jean"))
    expect(face(page)).to_contain_text("Protected until")
    for name in ("Finish the visit", "It took place", "Hold to finish"):
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
    expect(face(page)).to_contain_text("Protected until")
    page.keyboard.press("Enter")
    expect(face(page)).to_contain_text("Visit finished")


def test_two_people_only_is_not_started_alone(at: Callable[..., Page], watched: Team) -> None:
    page = at(watched.worker)
    client = add_client(page, "Jean")
    page.goto(f"{client}/risk/new")
    page.get_by_label("Only two people together").check(force=True)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Do not go in alone: only two people together.")).to_be_visible()
    visit = plan(page, client)
    read_brief(page)
    expect(page.get_by_label("Who is with you?")).to_have_accessible_description(
        re.compile("^Do not go in alone: only two people together.")
    )
    page.get_by_role("button", name="Start the visit").click()
    expect(page.get_by_text("Say who is with you. This visit is not started alone.")).to_be_visible()
    assert page.url == visit
    told = page.get_by_text("an alarm about you would ring on their phone, beside you. Go with somebody else")
    page.get_by_label("Who is with you?").fill("mia")
    expect(told).to_contain_text("Is this Mia Monitor? Mia Monitor is on duty:")
    page.get_by_label("Who is with you?").fill("Bea Worker")
    expect(told).to_have_count(0)
    page.get_by_role("button", name="Start the visit").click()
    expect(face(page)).to_contain_text("Protected until")


def test_help_is_called_before_signing_in_and_says_when_it_was_received(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    page.goto("/this-phone")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Yes, sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    go_offline(page)
    page.get_by_role("button", name="Call for help").click()
    page.get_by_role("button", name="Yes, call for help").click()
    help_ = page.get_by_role("region", name="Call for help")
    expect(help_).to_contain_text("Not sent yet.")
    expect(help_.get_by_role("link", name="Ring 999")).to_be_visible()
    assert faults_by_axe(page) + too_wide(page) + too_small(page) == []
    enlarge_text(page, 200)
    assert too_wide(page) == []
    assert help_.evaluate("one => one.getBoundingClientRect().bottom") < NARROW["height"] * 0.8
    go_online(page)
    expect(help_).to_contain_text("Received", timeout=RETRY)


def test_help_wants_two_presses_and_works_by_keyboard(at: Callable[..., Page], watched: Team) -> None:
    page = at(watched.worker)
    sent: list[Request] = []
    page.on("request", lambda one: sent.append(one) if one.url.endswith("/api/v1/signals") else None)
    page.get_by_role("button", name="Call for help").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Call for help?")).to_be_focused()
    assert sent == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Call for help")).to_contain_text("Received")


def test_a_call_for_help_that_reaches_nobody_says_so_and_whom_to_ring(
    at: Callable[..., Page], team: Team, founder: Founder
) -> None:
    founder.give_number(team.admin, "the night desk", "0131 496 0199")
    page = at(team.worker)
    page.get_by_role("button", name="Call for help").click()
    page.get_by_role("button", name="Yes, call for help").click()
    help_ = page.get_by_role("region", name="Call for help")
    expect(help_).to_contain_text("Nobody could be told. Ring the night desk.")
    ring = help_.get_by_role("link", name="Ring the night desk")
    expect(ring).to_have_attribute("href", "tel:01314960199")
    assert faults_by_axe(page) + too_wide(page) + too_small(page) == []


def test_a_visit_begun_on_another_phone_of_hers_is_shown_on_this_one(
    at: Callable[..., Page], watched: Team
) -> None:
    page, other = at(watched.worker), at(watched.worker)
    visit = begin(page, add_client(page, "Jean"))
    expect(face(page)).to_contain_text("Protected until")
    other.goto("/clients")
    line = other.get_by_role("region", name="The visit that goes on")
    expect(line.get_by_role("link", name="Jean: protected until")).to_be_visible()
    line.get_by_role("link").click()
    assert other.url == visit
    expect(face(other)).to_contain_text("Protected until")
    choose_outcome(other)
    hold(other)
    expect(face(other)).to_contain_text("Visit finished")


def test_every_screen_of_a_visit_suits_eyes_and_thumbs(at: Callable[..., Page], watched: Team) -> None:
    page = at(watched.worker)
    page.set_viewport_size(NARROW)
    found: list[str] = []

    def look(name: str) -> None:
        checks = (faults_by_axe, too_wide, too_small)
        found.extend(f"{name}: {fault}" for check in checks for fault in check(page))

    client = add_client(page, "Jean")
    look("client")
    page.goto(f"{client}/visits/new")
    expect(page.get_by_label("Length in minutes")).to_be_visible()
    look("plan")
    visit = plan(page, client)
    look("planned")
    page.get_by_role("link", name="Read the risk brief first").click()
    expect(page.get_by_role("button", name="I have read it")).to_be_visible()
    look("brief")
    page.get_by_role("button", name="I have read it").click()
    page.get_by_role("button", name="Start the visit").click()
    expect(face(page)).to_contain_text("Protected until")
    look("armed")
    page.get_by_role("button", name="More time").click()
    look("more time")
    page.get_by_role("button", name="Go back").click()
    choose_outcome(page)
    look("holding")
    page.get_by_role("button", name="Call for help").click()
    look("asking for help")
    page.get_by_role("button", name="No, go back").click()
    hold(page)
    expect(face(page)).to_contain_text("Visit finished")
    look("finished")
    forms = (f"{client}/risk/new", f"{client}/near-miss", f"{visit}/plan")
    for path in (*forms, "/this-phone/pins", "/practice"):
        page.goto(path)
        expect(page.get_by_role("button", name=re.compile("Save|Set both|Start"))).to_be_visible()
        look(path)
    assert found == []
