"""What an administrator looks after from the app: the rules of the desk, and who has looked at what."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.ruler import faults_by_axe
from tests.browser.steps import add_client, all_received, go_offline
from tests.browser.team import Team
from tests.support.chromium import DESK


def test_an_administrator_sets_the_rules_of_the_desk(at: Callable[..., Page], team: Team) -> None:
    admin = at(team.admin, DESK)
    admin.get_by_role("link", name="Rules of the desk").click()
    expect(admin.get_by_label("Days in which a note is to be read")).to_have_value("7")
    admin.get_by_label("Days in which a note is to be read").fill("0")
    admin.get_by_role("button", name="Save").click()
    expect(admin.get_by_text("Give a whole number from 1.")).to_be_visible()
    admin.get_by_label("Days in which a note is to be read").fill("3")
    admin.get_by_label("Clients that are enough").fill("1")
    admin.get_by_role("button", name="Save").click()
    expect(admin.get_by_text("Saved. These rules hold now.")).to_be_visible()

    phone = at(team.worker)
    for name in ("Jean", "Joe"):
        add_client(phone, name)
    all_received(phone)
    desk = at(team.supervisor, DESK)
    desk.goto("/team")
    expect(desk.get_by_text("2 of 1").first).to_be_visible()

    go_offline(admin)
    admin.get_by_role("button", name="Save").click()
    expect(admin.locator("main").get_by_role("alert")).to_contain_text("does not answer")
    expect(admin.get_by_text("Saved.")).to_have_count(0)


def test_of_two_administrators_neither_sets_a_rule_over_the_others_unseen(
    at: Callable[..., Page], team: Team
) -> None:
    kit, kay = at(team.admin, DESK), at(team.admin2, DESK)
    for page, days in ((kit, "12"), (kay, "9")):
        page.goto("/desk-rules")
        page.get_by_label("Days in which a note is to be read").fill(days)
    kay.get_by_label("Clients that are enough").fill("30")
    kay.get_by_role("button", name="Save").click()
    expect(kay.get_by_text("Saved. These rules hold now.")).to_be_visible()

    kit.get_by_role("button", name="Save").click()
    expect(kit.get_by_text("Another administrator has set this since.")).to_be_visible()
    expect(kit.get_by_text("Somebody else has set this to 9 since")).to_be_visible()
    expect(kit.get_by_label("Clients that are enough")).to_have_value("30")
    expect(kit.get_by_label("Days in which a note is to be read")).to_have_value("12")
    assert faults_by_axe(kit) == []
    kit.reload()
    expect(kit.get_by_text("Somebody else has set this to 9 since")).to_be_visible()
    kit.get_by_role("button", name="Save").click()
    expect(kit.get_by_text("Saved. These rules hold now.")).to_be_visible()
    expect(kit.get_by_text("Somebody else has set this")).to_have_count(0)
    kay.reload()
    expect(kay.get_by_label("Days in which a note is to be read")).to_have_value("12")


def test_an_administrator_asks_what_anybody_has_looked_at(at: Callable[..., Page], team: Team) -> None:
    add_client(phone := at(team.worker), "Jean")
    all_received(phone)
    admin = at(team.admin, DESK)
    admin.get_by_role("link", name="People", exact=True).click()
    expect(admin.get_by_text("Case manager, north").first).to_be_visible()
    admin.get_by_role("link", name="Ada Worker").click()
    expect(admin.get_by_role("heading", name="What Ada Worker has seen")).to_be_visible()
    expect(admin.locator(".timeline-item").filter(has_text="Wrote or changed").first).to_be_visible()
    expect(admin.get_by_text("Jean")).to_have_count(0)
    admin.reload()
    expect(admin.locator(".timeline-item").first).to_be_visible()
