"""Names and words from right to left stand where they belong, and nothing unseen turns a text round."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from server.store.database import reading, writing
from server.store.people import by_email
from server.store.records import RecordRow
from tests.browser.steps import add_client, all_received, story, write_note
from tests.browser.team import Founder, Team

SARAH, SAMI = "שרה כהן", "سامي حداد"
TURNED = "Dose \u202e05\u202c mg, door \u206712 34\u2069"

LEFT_OF = """(place, words) => {
  const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT)
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const from = text.data.indexOf(words)
    if (from < 0) continue
    const range = document.createRange()
    range.setStart(text, from)
    range.setEnd(text, from + 1)
    return range.getBoundingClientRect().left
  }
}"""


def left_of(place: Locator, words: str) -> float:
    """How far to the right the first character of these words stands."""
    found: float = place.evaluate(LEFT_OF, words)
    return found


@pytest.fixture
def sami(founder: Founder, at: Callable[..., Page], team: Team) -> Page:
    """The phone of a case manager with an Arabic name."""
    with founder.app.app_context(), writing():
        account = by_email(team.worker)
        assert account is not None
        account.name = SAMI
    return at(team.worker)


def test_a_date_stands_after_the_name_before_it(sami: Page) -> None:
    client = add_client(sami, SARAH)
    write_note(sami, client, "She was well.")
    line = story(sami).get_by_text("2026 at")
    expect(line).to_contain_text(SAMI)
    day = line.inner_text().split(", ")[1].split(" ")[0]
    assert left_of(line, SAMI) < left_of(line, f"{day} ") < left_of(line, "2026 at")


def test_a_note_from_right_to_left_begins_at_the_right(sami: Page) -> None:
    client = add_client(sami, SARAH)
    sami.goto(f"{client}/notes/new")
    box = sami.get_by_label("Note", exact=True)
    box.fill("היא לקחה 5 כדורים.")
    assert box.evaluate("(box) => getComputedStyle(box).direction") == "rtl"
    sami.get_by_role("button", name="Save note").click()
    words = story(sami).get_by_text("היא לקחה")
    assert left_of(words, "היא") > left_of(words, "כדורים") > left_of(words, ".")


def test_nothing_unseen_turns_a_text_round_and_it_is_kept_as_it_came(founder: Founder, sami: Page) -> None:
    client = add_client(sami, "Jean")
    write_note(sami, client, TURNED)
    words = story(sami).get_by_text("Dose")
    assert left_of(words, "05") < left_of(words, "5") < left_of(words, "mg")
    assert left_of(words, "12") < left_of(words, "34")
    all_received(sami)
    with founder.app.app_context(), reading() as session:
        bodies = session.scalars(select(RecordRow.body).where(RecordRow.kind == "note")).all()
    assert any(TURNED in body for body in bodies)
