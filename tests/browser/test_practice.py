"""Practice: it looks and goes as the real thing does, and nobody hears of it."""

from collections.abc import Callable

from playwright.sync_api import Page, Request, expect

from tests.browser.going_out import choose_outcome, face
from tests.browser.ruler import faults_by_axe, too_small, too_wide
from tests.browser.steps import go_offline
from tests.browser.team import Team


def says_something(request: Request) -> bool:
    """Whether it tells the server anything of what is practised.

    A phone asks what is new whenever it likes, and tells when it can which records were looked at before.
    """
    if request.url.endswith("/api/v1/audit/views"):
        return False
    if request.url.endswith("/api/v1/sync"):
        return bool(request.post_data_json["changes"])
    return request.method != "GET"


def test_a_visit_is_practised_without_a_word_to_anybody(at: Callable[..., Page], team: Team) -> None:
    page = at(team.worker)
    go_offline(page)
    page.get_by_role("link", name="This phone", exact=True).click()
    page.get_by_role("link", name="Practise a visit").click()
    sent: list[Request] = []
    page.on("request", lambda one: sent.append(one) if says_something(one) else None)
    page.get_by_role("button", name="Start the visit").click()
    expect(face(page)).to_contain_text("Practice: Protected until")
    page.get_by_role("button", name="More time").click()
    page.get_by_role("button", name="+20 min").click()
    choose_outcome(page)
    page.get_by_label("Your PIN").fill("1234")
    page.get_by_role("button", name="Finish", exact=True).click()
    expect(face(page)).to_contain_text("Practice: Visit finished")
    assert sent == []


def test_help_is_practised_without_a_word_to_anybody(at: Callable[..., Page], team: Team) -> None:
    page = at(team.worker)
    page.get_by_role("link", name="This phone", exact=True).click()
    page.get_by_role("link", name="Practise a visit").click()
    sent: list[Request] = []
    page.on("request", lambda one: sent.append(one) if says_something(one) else None)
    page.get_by_role("button", name="Start the visit").click()
    page.get_by_role("button", name="Practise calling for help").click()
    asked = page.get_by_role("region", name="Practice: call for help?")
    expect(asked).to_contain_text("Here nobody is.")
    asked.get_by_role("button", name="Yes, call for help").click()
    called = page.get_by_role("region", name="Practise calling for help")
    expect(called).to_contain_text("Practice: Your monitors were told at")
    expect(called).to_contain_text("Nothing was sent, and nobody was told.")
    expect(called.get_by_role("link")).to_have_count(0)
    assert faults_by_axe(page) + too_wide(page) + too_small(page) == []
    called.get_by_role("button", name="End the practice call").click()
    expect(called).not_to_be_visible()
    expect(face(page)).to_contain_text("Practice: Protected until")
    expect(page.get_by_role("region", name="Call for help", exact=True)).not_to_be_visible()
    assert sent == []
