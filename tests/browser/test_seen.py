"""Who has seen what: a supervisor asks about a client and about a colleague."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.steps import add_client, all_received, go_offline, go_online, write_note
from tests.browser.team import Team
from tests.support.chromium import DESK


def test_a_supervisor_reads_who_has_seen_a_client_and_what_a_colleague_has_seen(
    at: Callable[..., Page], team: Team
) -> None:
    ada, desk = at(team.worker), at(team.supervisor, DESK)
    client = add_client(ada, "Jean")
    write_note(ada, client, "She told me about her brother.")
    all_received(ada)
    expect(desk.get_by_text("She told me about her brother.")).to_be_visible()

    desk.goto(client)
    desk.get_by_role("link", name="Who has seen these records?").click()
    lines = desk.locator(".timeline-item")
    expect(
        lines.filter(has_text="Ada Worker, case manager").filter(has_text="Wrote or changed").first
    ).to_be_visible()
    expect(lines.filter(has_text="supervisor").filter(has_text="Received on a device").first).to_be_visible()
    expect(desk.get_by_text("brother")).to_have_count(0)

    desk.get_by_role("link", name="Team", exact=True).click()
    desk.locator(".card", has=desk.get_by_role("heading", name="Ada Worker")).get_by_role(
        "link"
    ).first.click()
    desk.get_by_role("link", name="What have they seen?").click()
    expect(desk.get_by_role("heading", name="What Ada Worker has seen")).to_be_visible()
    expect(lines.filter(has_text="Signed in").first).to_be_visible()
    expect(lines.filter(has_text="Wrote or changed").filter(has_text="Jean").first).to_be_visible()
    go_offline(desk)
    desk.reload()
    expect(desk.locator("main").get_by_role("alert")).to_contain_text("does not answer")


def test_what_is_read_without_a_network_is_in_the_log(at: Callable[..., Page], team: Team) -> None:
    ada, desk = at(team.worker), at(team.supervisor, DESK)
    client = add_client(ada, "Jean")
    write_note(ada, client, "She told me about her brother.")
    all_received(ada)
    go_offline(ada)
    ada.goto(client)
    ada.locator(".timeline-item", has_text="about her brother").get_by_role("link").first.click()
    expect(ada.get_by_text("A finished note is not changed")).to_be_visible()
    ada.goto("/clients")
    ada.get_by_label("Search").fill("brother")
    expect(ada.get_by_text("1 client found")).to_be_visible()
    ada.wait_for_timeout(2500)  # a search that stands for two seconds is one
    go_online(ada)
    all_received(ada)

    desk.goto(f"{client}/seen")
    looks = desk.locator(".timeline-item").filter(has_text="Ada Worker, case manager")
    expect(looks.filter(has_text="Looked at a note").first).to_be_visible()
    expect(looks.filter(has_text="Looked at their page").first).to_be_visible()
    expect(looks.filter(has_text="Found by a search").first).to_be_visible()
