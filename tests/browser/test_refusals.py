"""A server with stricter rules than this phone's build refuses a change: it is shown, mended and sent."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.steps import (
    add_client,
    all_received,
    details,
    edit_client,
    fill_details,
    saved,
    story,
    write_note,
)
from tests.browser.team import Team
from tests.support.chromium import DESK

TOO_LONG = "0131 496 0000 " * 4


def send_too_long_a_number(phone: Page) -> None:
    """As an old build would, that does not know the limit: each telephone number goes out too long."""

    def lengthen(route: Route) -> None:
        body = route.request.post_data_json
        for change in body["changes"]:
            if change["set"].get("phone"):
                change["set"]["phone"] = TOO_LONG
        route.continue_(post_data=json.dumps(body))

    phone.context.route("**/api/v1/sync", lengthen)


def test_a_refused_change_is_shown_with_its_reason_and_can_be_mended(
    at: Callable[..., Page], team: Team
) -> None:
    phone = at(team.worker)
    client = add_client(phone, "Jean")
    all_received(phone)
    send_too_long_a_number(phone)
    edit_client(phone, client, Phone="0131 496 0001")
    reason = details(phone).get_by_role("region", name="Not accepted")
    expect(reason).to_contain_text("Phone: ")
    expect(reason).to_contain_text("30 characters")
    expect(phone.get_by_role("link", name="1 needs your attention")).to_be_visible()
    write_note(phone, client, "What is refused stops nothing behind it.")
    expect(story(phone).get_by_text("Received")).to_be_visible()

    phone.goto("/")
    expect(phone.get_by_role("heading", name="Needs your attention")).to_be_visible()
    expect(phone.get_by_text("30 characters")).to_be_visible()
    phone.context.unroute("**/api/v1/sync")
    phone.get_by_role("link", name="Details: Jean").click()
    fill_details(phone, {"Phone": "0131 496 0002"})
    phone.get_by_role("button", name="Save details").click()
    saved(phone)
    all_received(phone)
    expect(details(phone).get_by_role("link", name="Call 0131 496 0002")).to_be_visible()
    expect(reason).to_have_count(0)


def test_pressing_twice_sends_a_refused_change_again_once(at: Callable[..., Page], team: Team) -> None:
    phone = at(team.worker)
    client = add_client(phone, "Jean")
    all_received(phone)
    send_too_long_a_number(phone)
    edit_client(phone, client, Phone="0131 496 0001")
    expect(phone.get_by_role("link", name="1 needs your attention")).to_be_visible()
    phone.goto("/")
    phone.context.unroute("**/api/v1/sync")
    sent: list[str] = []

    def listen(route: Route) -> None:
        sent.extend(change["id"] for change in route.request.post_data_json["changes"])
        route.continue_()

    phone.context.route("**/api/v1/sync", listen)
    phone.get_by_role("button", name="Send it again").dblclick()
    expect(phone.get_by_role("heading", name="Needs your attention")).to_have_count(0)
    all_received(phone)
    assert len(sent) == 1


def test_what_was_written_about_a_refused_client_goes_along_when_they_are_mended(
    at: Callable[..., Page], team: Team
) -> None:
    phone, desk = at(team.worker), at(team.supervisor, DESK)
    send_too_long_a_number(phone)
    client = add_client(phone, "Jean", Phone="0131 496 0001")
    expect(phone.get_by_role("link", name="1 needs your attention")).to_be_visible()
    write_note(phone, client, "Written while Jean was not accepted.")
    expect(phone.get_by_role("link", name="2 need your attention")).to_be_visible()
    phone.context.unroute("**/api/v1/sync")
    edit_client(phone, client, Phone="0131 496 0002")
    all_received(phone)
    expect(desk.get_by_text("Written while Jean was not accepted.")).to_be_visible()
