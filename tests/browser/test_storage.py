"""The phone's disk is full, or was cleared: nothing that was written is lost in silence."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.steps import (
    add_client,
    all_received,
    fill_in_sign_in,
    go_offline,
    go_online,
    saved,
    status_line,
    story,
    waiting,
    write_note,
)
from tests.browser.team import PASSWORD, Team
from tests.support.chromium import Profile, until
from tests.support.server import ServerProcess

# The second copy is written after a change was saved, and nobody waits for it.
COPIED = """async () => {
  const written = async (folder) => {
    for await (const one of folder.values())
      if (one.kind === 'directory' ? await written(one) : await size(one)) return true
    return false
  }
  // A file that is being written is renamed at the end, so a name that was listed may be gone.
  const size = (one) => one.getFile().then((file) => file.size, () => 0)
  return written(await navigator.storage.getDirectory())
}"""

# A battery that is flat in the middle of a copy.
HALF_WRITTEN = """async () => {
  for await (const folder of (await navigator.storage.getDirectory()).values()) {
    const writer = await (await folder.getFileHandle('half', { create: true })).createWritable()
    await writer.write('{"change":')
    globalThis.writing = writer
  }
}"""

# Another tab stores a long page, and whoever wants to write waits for it.
BUSY = """async () => {
  const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith('doorstep:'))
  const opened = indexedDB.open(name)
  await new Promise((resolve) => { opened.onsuccess = resolve })
  const store = opened.result.transaction('outbox', 'readwrite').objectStore('outbox')
  globalThis.busy = true
  const goOn = () => { if (busy) store.count().onsuccess = goOn }
  goOn()
}"""

Pocket = Callable[[str], tuple[Profile, Page]]


def empty(page: Page, server: ServerProcess, what: str) -> None:
    """Let the browser empty the app's storage of these types, as it does when the phone is full."""
    page.context.new_cdp_session(page).send(
        "Storage.clearDataForOrigin", {"origin": server.url, "storageTypes": what}
    )


def test_a_note_that_a_full_phone_cannot_store_is_not_said_to_be_saved(
    pocket: Pocket, team: Team, server: ServerProcess
) -> None:
    phone, page = pocket(team.worker)
    client = add_client(page, "Jean")
    all_received(page)
    phone.close()
    page = phone.open()
    go_offline(page)
    disk = page.context.new_cdp_session(page)
    # Before the app opens its database: a browser that knew of free space a moment ago does not look again.
    disk.send("Storage.overrideQuotaForOrigin", {"origin": server.url, "quotaSize": 1})
    page.goto(f"{client}/notes/new")
    text = "The disk is full. " * 50
    page.get_by_label("Note", exact=True).fill(text)
    page.get_by_role("button", name="Save note").click()
    told = page.get_by_role("alert").get_by_text("It could not be saved on this phone.")
    expect(told).to_be_visible()
    expect(page.get_by_label("Note", exact=True)).to_have_value(text)
    expect(page.get_by_text("Saved on this phone", exact=True)).to_have_count(0)

    disk.send("Storage.overrideQuotaForOrigin", {"origin": server.url})
    page.get_by_role("button", name="Save note").click()
    saved(page)
    waiting(page, 1)
    page.reload()
    expect(story(page).get_by_text("The disk is full.")).to_be_visible()
    go_online(page)
    all_received(page)


def test_an_app_whose_storage_was_cleared_opens_and_fetches_all_again(
    pocket: Pocket, team: Team, server: ServerProcess
) -> None:
    phone, page = pocket(team.worker)
    client = add_client(page, "Jean")
    all_received(page)
    phone.close()
    page = phone.open()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    what = "indexeddb,cache_storage,service_workers,local_storage"
    empty(page, server, what)
    page.goto("/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    fill_in_sign_in(page, team.worker, PASSWORD)
    all_received(page)
    page.goto(client)
    expect(page.get_by_role("heading", name="Jean")).to_be_visible()
    assert errors == []


def test_unsent_work_in_a_database_that_was_emptied_is_found_again_and_told_of(
    pocket: Pocket, team: Team, server: ServerProcess
) -> None:
    phone, page = pocket(team.worker)
    client = add_client(page, "Jean")
    all_received(page)
    go_offline(page)
    write_note(page, client, "Only on this phone.")
    until(page, COPIED)
    page.evaluate(HALF_WRITTEN)
    phone.kill()
    page = phone.open()
    empty(page, server, "indexeddb")
    page.goto("/")
    expect(page.get_by_text("Work of somebody else was found on this phone.")).to_be_visible()
    fill_in_sign_in(page, team.worker, PASSWORD)
    expect(status_line(page)).to_contain_text("1 item not sent before was recovered. Nothing is missing.")
    page.goto(client)
    expect(story(page).get_by_text("Received")).to_be_visible()
    expect(story(page).get_by_text("Only on this phone.")).to_be_visible()


def test_a_database_that_is_emptied_beneath_an_open_page_gets_back_what_was_not_sent(
    pocket: Pocket, team: Team, server: ServerProcess
) -> None:
    _, page = pocket(team.worker)
    client = add_client(page, "Jean")
    all_received(page)
    go_offline(page)
    write_note(page, client, "Only on this phone.")
    waiting(page, 1)
    empty(page, server, "indexeddb,file_systems")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(status_line(page)).to_contain_text("1 item not sent before was recovered. Nothing is missing.")
    go_online(page)
    expect(story(page).get_by_text("Received")).to_be_visible()
    expect(story(page).get_by_text("Only on this phone.")).to_be_visible()


def test_nothing_can_be_typed_that_a_save_on_its_way_would_leave_out(pocket: Pocket, team: Team) -> None:
    _, page = pocket(team.worker)
    client = add_client(page, "Jean")
    all_received(page)
    page.goto(f"{client}/notes/new")
    box = page.get_by_label("Note", exact=True)
    box.fill("She was well.")
    page.evaluate(BUSY)
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_role("button", name="Saving")).to_be_visible()
    box.evaluate("box => box.focus()")
    page.keyboard.type(" She fell.")
    typed = box.input_value()
    page.evaluate("busy = false")
    saved(page)
    expect(story(page).get_by_text(typed, exact=True)).to_be_visible()


def test_a_form_is_not_saved_before_its_boxes_are_there(pocket: Pocket, team: Team) -> None:
    _, page = pocket(team.worker)
    client = add_client(page, "Jean")
    all_received(page)
    page.goto(client)
    plan = page.get_by_role("link", name="Plan a visit")
    expect(plan).to_be_visible()
    page.evaluate(BUSY.replace("outbox", "drafts"))
    plan.click()
    save, box = page.get_by_role("button", name="Save visit"), page.get_by_label("Length in minutes")
    expect(save).to_be_disabled()
    expect(box).to_have_count(0)
    page.evaluate("busy = false")
    expect(box).to_be_visible()
    save.click()
    expect(page.get_by_role("heading", name="Visit to Jean")).to_be_visible()
