"""The PIN and the other one cannot be told apart, and neither is kept on the phone."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.going_out import begin, choose_outcome, face
from tests.browser.steps import add_client, all_received, story
from tests.browser.team import Team

RIGHT, DURESS, WRONG = "2580", "1379", "9999"
EVERYTHING_KEPT = """async () => JSON.stringify(await Promise.all((await indexedDB.databases()).map(
  ({ name }) => new Promise((resolve) => { indexedDB.open(name).onsuccess = ({ target }) => {
    const db = target.result, stores = [...db.objectStoreNames], all = []
    const read = (row) => row?.bytes ? new TextDecoder().decode(row.bytes) : row
    const tx = db.transaction(stores)
    for (const one of stores) tx.objectStore(one).getAll().onsuccess = (got) =>
      all.push(got.target.result.filter((row) => !ArrayBuffer.isView(row)).map(read))
    tx.oncomplete = () => resolve(all) } }))))"""


def set_pins(page: Page) -> None:
    """Set both PINs."""
    page.goto("/this-phone/pins")
    page.get_by_label("PIN", exact=True).fill(RIGHT)
    page.get_by_label("Second PIN, for when you are forced").fill(DURESS)
    page.get_by_role("button", name="Set both PINs").click()
    expect(page.get_by_role("status").get_by_text("Both PINs are set.")).to_be_visible()


def flag(page: Page, client: str) -> None:
    """Say of the client what wants the PIN."""
    page.goto(f"{client}/risk/new")
    page.get_by_label("Dogs").check(force=True)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Risk brief")).to_be_visible()


def finish_with(page: Page, client: str, pin: str) -> tuple[bytes, str, int]:
    """Finish a flagged visit with a PIN: what is seen, what the server answered, how long the PIN was."""
    visit = begin(page, client)
    expect(face(page)).to_contain_text("Protected until")
    all_received(page)
    page.goto(visit)
    choose_outcome(page)
    page.get_by_label("Your PIN").fill(pin)
    with page.expect_response(lambda one: "finish" in (one.request.post_data or "")) as answer:
        page.get_by_role("button", name="Finish", exact=True).click()
    sealed = json.loads(answer.value.request.post_data or "")["signals"][-1]["pin"]
    expect(face(page)).to_contain_text("Visit finished")
    all_received(page)
    page.mouse.move(0, 0)
    times = [page.locator(".face p").nth(1), page.locator(".status-line")]
    seen = page.screenshot(mask=times, animations="disabled", caret="hide")
    said = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|20\d\d-[0-9T:.-]+Z", "…", answer.value.text())
    return seen, said, len(sealed)


def test_both_pins_look_alike_to_the_pixel_and_the_byte(at: Callable[..., Page], watched: Team) -> None:
    page = at(watched.worker)
    client = add_client(page, "Jean")
    set_pins(page)
    flag(page, client)

    seen, said, size = finish_with(page, client, RIGHT)
    seen_forced, said_forced, size_forced = finish_with(page, client, DURESS)
    assert said == said_forced
    assert size == size_forced
    assert seen == seen_forced

    kept = page.evaluate(EVERYTHING_KEPT)
    assert RIGHT not in re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[-\w]{100,}|\d{4}-\d\d-\d\dT[^Z]*Z", "", kept)
    assert "pin" in kept


def test_a_wrong_pin_is_asked_again(at: Callable[..., Page], watched: Team) -> None:
    page = at(watched.worker)
    client = add_client(page, "Jean")
    set_pins(page)
    flag(page, client)
    begin(page, client)
    expect(face(page)).to_contain_text("Protected until")
    choose_outcome(page)
    page.get_by_label("Your PIN").fill(WRONG)
    page.get_by_role("button", name="Finish", exact=True).click()
    expect(page.get_by_text("That was not right. Enter your PIN again.")).to_be_visible()
    page.get_by_label("Your PIN").fill(RIGHT)
    page.get_by_role("button", name="Finish", exact=True).click()
    expect(face(page)).to_contain_text("Visit finished")
    page.goto(client)
    expect(story(page).get_by_text("Meeting, at home: took place")).to_have_count(1)


def test_after_a_call_for_help_the_pin_is_asked_in_time_and_without_a_network(
    at: Callable[..., Page], watched: Team
) -> None:
    page = at(watched.worker)
    client = add_client(page, "Jean")
    set_pins(page)
    visit = begin(page, client)
    expect(face(page)).to_contain_text("Protected until")
    page.get_by_role("button", name="Call for help").click()
    page.get_by_role("button", name="Yes, call for help").click()
    expect(page.get_by_role("region", name="Call for help", exact=True)).to_contain_text("Received")
    page.context.set_offline(True)
    page.goto(visit)
    expect(face(page)).to_contain_text("Protected until")
    choose_outcome(page)
    expect(page.get_by_label("Your PIN")).to_be_visible()
    expect(page.get_by_role("button", name="Hold to finish")).to_have_count(0)
