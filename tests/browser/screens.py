"""Every screen of a role, opened one after the other as a person would come to see it."""

from collections.abc import Callable, Iterator

from playwright.sync_api import Page, expect

from tests.browser.steps import throw_away

GO = """path => {
  const link = Object.assign(document.createElement('a'), { href: path })
  document.body.append(link)
  link.click()
  link.remove()
}"""


def go(page: Page, path: str) -> None:
    """Go to a screen within the app, without loading it anew."""
    page.evaluate(GO, path)


def screens_of_a_worker(page: Page) -> Iterator[str]:
    """A case manager's; each is on the page while its name is given."""
    yield from show(page, "/", "Today", lambda: heading(page, "Good "))
    yield from show(page, "/clients", "clients", lambda: page.locator(".entry").first)
    page.get_by_label("Search").fill("boiler")
    expect(page.get_by_text("found for")).to_be_visible()
    yield "clients found"
    page.get_by_label("Search").fill("")
    client = page.locator(".entry__link").first.get_attribute("href")
    yield from show(page, "/clients?next=note", "choosing a client", lambda: heading(page, "about whom"))
    yield from show(page, client, "client", lambda: heading(page, "Story"))
    note = page.locator(".timeline-item--note a").first.get_attribute("href")
    contact = page.locator(".timeline-item--contact a").first.get_attribute("href")
    page.get_by_text("All details").click()
    yield "client with all details"
    yield from forms_of_a_worker(page, client, contact)
    yield from screens_of_going_out(page, client)
    yield from show(page, note, "note", lambda: heading(page, "Note about"))
    yield from show(page, f"{note}/addendum", "addendum", lambda: page.locator("#text"))
    yield from last_screens(page)


def forms_of_a_worker(page: Page, client: str, contact: str) -> Iterator[str]:
    """Adding and changing: as they open, with everything open, and with what is wrong."""
    yield from show(page, f"{client}/edit", "details", lambda: page.locator("#known_as"))
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
    yield "details with all sections open"
    yield from show(page, "/clients/new", "new client", lambda: heading(page, "Add a client"))
    page.get_by_role("button", name="Add client").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    yield "new client with a problem"
    yield from show(page, f"{client}/contacts/new", "contact", lambda: page.locator("#outcome"))
    page.get_by_label("Cancelled").check(force=True)
    expect(page.get_by_text("Who cancelled?")).to_be_visible()
    yield "cancelled contact"
    yield from show(page, contact, "changed contact", lambda: heading(page, "Change a contact"))
    yield from show(page, f"{client}/notes/new", "new note", lambda: page.locator("#text"))
    page.locator("#text").fill("Rang the bell twice. " * 920)
    expect(page.get_by_text("characters left")).to_be_visible()
    yield "new note near the limit"
    go(page, "/")
    expect(page.get_by_role("link", name="A note for")).to_be_visible()
    yield "Today with a draft"
    yield from show(page, f"{client}/notes/new", "draft", lambda: page.get_by_text("Found again: begun"))
    page.get_by_role("button", name="Discard").click()
    yield "discarding a draft"
    page.get_by_role("button", name="Yes, throw it away").click()
    expect(page.get_by_text("Throw away what you began?")).to_have_count(0)
    go(page, f"{client}/contacts/new")
    throw_away(page)


def screens_of_going_out(page: Page, client: str) -> Iterator[str]:
    """Those of a visit that can be seen without going on one."""
    yield from show(page, f"{client}/visits/new", "planning a visit", lambda: page.locator("#minutes"))
    yield from show(page, f"{client}/risk", "risk brief", lambda: heading(page, "Risk brief"))
    yield from show(page, f"{client}/risk/new", "a new risk", lambda: page.locator("#detail"))
    yield from show(page, f"{client}/near-miss", "a near miss", lambda: page.locator("#what"))
    yield from show(page, "/this-phone/pins", "PINs", lambda: heading(page, "Your PINs"))
    yield from show(page, "/practice", "practice", lambda: heading(page, "Practise a visit"))
    page.get_by_role("button", name="Start the visit").click()
    yield "a practised visit"
    page.get_by_role("button", name="Call for help").click()
    expect(page.get_by_text("Call for help?")).to_be_visible()
    yield "asking for help"
    page.get_by_role("button", name="No, go back").click()


def screens_of_a_supervisor(page: Page) -> Iterator[str]:
    """A supervisor's."""
    yield from show(page, "/", "desk", lambda: page.locator(".desk__notes li").first)
    page.evaluate("document.querySelector('.filters').open = true")
    yield "desk with filters"
    yield from screens_of_a_review(page)
    yield from show(page, "/clients", "clients", lambda: page.locator(".entry").first)
    go(page, page.locator(".entry__link").first.get_attribute("href"))
    expect(heading(page, "Story")).to_be_visible()
    yield "client"
    go(page, page.locator(".timeline-item--note a").first.get_attribute("href"))
    expect(heading(page, "Note about")).to_be_visible()
    yield "note"
    yield from show(page, "/conflicts", "conflicts", lambda: page.get_by_text("Which is right?").first)
    page.get_by_label("Another value").first.check(force=True)
    yield "conflict with another value"
    yield from show(page, "/held", "held changes", lambda: page.get_by_text("Nothing is held"))
    yield from screens_of_the_team(page)
    yield from screens_of_the_watch(page)
    yield from last_screens(page)


def screens_of_a_review(page: Page) -> Iterator[str]:
    """A returned note with its client's story, and returning it again."""
    yield from show(page, "/?show=returned", "returned", lambda: page.locator(".desk__notes li").first)
    item = page.locator(".desk__notes a").first.get_attribute("href")
    yield from show(page, item, "reviewing a note", lambda: page.locator("mark"))
    again = item.replace("?", "/return?")
    yield from show(page, again, "returning a note", lambda: page.locator(".pins__place").first)
    page.locator(".pins__place").nth(1).click()
    expect(page.get_by_label("What do you ask?")).to_be_focused()
    yield "asking about a sentence"
    page.get_by_role("button", name="Take this out").click()


def screens_of_the_team(page: Page) -> Iterator[str]:
    """Its phones, who works with whom, and moving a client."""
    yield from show(page, "/team", "team", lambda: page.get_by_text("Last heard").first)
    worker = page.locator(".glances a").first.get_attribute("href")
    for words in ("clients", "contacts", "owed", "supervision"):
        address = worker.replace("list=clients", f"list={words}")
        yield from show(page, address, f"a worker's {words}", lambda: page.locator(".places__link").last)
    person = worker.split("?")[0]
    yield from show(page, f"{person}/supervision/new", "new supervision", lambda: page.locator("#agreed"))
    yield from show(page, f"{person}/seen", "what a worker saw", lambda: page.locator(".timeline-item").first)
    yield from show(page, "/team", "team again", lambda: page.get_by_text("Last heard").first)
    page.locator("details summary").first.click()
    yield "team with somebody's clients"
    client = page.locator("details[open] .entry__link").first.get_attribute("href")
    yield from show(page, client, "moving a client", lambda: page.get_by_label("To whom?"))
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    yield "moving a client to nobody"


def screens_of_a_monitor(page: Page) -> Iterator[str]:
    """An alert monitor's, with a drill for an alert."""
    yield from show(page, "/", "board", lambda: heading(page, "Who is watching"))
    yield from show(page, "/duty", "on duty", lambda: page.get_by_role("button", name="Start a drill"))
    page.get_by_role("button", name="Start a drill").click()
    expect(page.get_by_text("The drill has begun").or_(page.get_by_role("alert")).first).to_be_visible()
    yield from show(page, "/board", "board with a drill", lambda: heading(page, "Drill for"))
    yield from show(page, "/wall", "wall", lambda: heading(page, "The watch"))
    go(page, "/board")
    page.get_by_role("link", name="Drill for").first.click()  # the last one may be closed for less than a day
    expect(heading(page, "What happened")).to_be_visible()
    yield "drill"
    take = page.get_by_role("button", name="I have it")
    if take.is_visible():
        take.click()
    page.get_by_role("button", name="Close this alert").click()
    yield "closing an alert"
    page.get_by_role("button", name="Close the alert").click()
    expect(page.get_by_text("Choose how it ended.")).to_be_visible()
    yield "closing an alert without a word"
    page.get_by_label("Drill, done").check(force=True)
    page.get_by_role("button", name="Close the alert").click()
    expect(page.get_by_role("button", name="Open it again")).to_be_visible()
    yield "closed alert"
    go(page, "/")
    yield from last_screens(page)


def screens_of_the_watch(page: Page) -> Iterator[str]:
    """What a supervisor sees of the watch."""
    yield from show(page, "/board", "board", lambda: heading(page, "Who is watching"))
    yield from show(page, "/duty", "on duty", lambda: page.get_by_role("button", name="Start a drill"))
    yield from show(page, "/near-misses", "near misses", lambda: heading(page, "Near misses"))
    yield from show(page, "/risks", "risks", lambda: heading(page, "Risks to look at again"))
    yield from show_rules(page)


def show_rules(page: Page) -> Iterator[str]:
    """The rules of the watch, and its reports."""
    yield from show(page, "/rules", "rules", lambda: heading(page, "An alert that nobody takes"))
    yield from show(page, "/reports", "reports", lambda: heading(page, "Forgotten finishes"))


def screens_of_an_administrator(page: Page) -> Iterator[str]:
    """An administrator's."""
    yield from show(page, "/", "home", lambda: heading(page, "Hello"))
    yield from show(page, "/duty", "rota", lambda: page.get_by_role("button", name="Start a drill"))
    yield from show_rules(page)
    go(page, "/rules")
    page.get_by_role("button", name="Change the rules").click()
    expect(page.get_by_label("Alert after the time is up")).to_be_visible()
    yield "changing the rules"
    page.get_by_label("Alert after the time is up").fill("10")
    page.get_by_role("button", name="See what changes").click()
    expect(heading(page, "What becomes less safe")).to_be_visible()
    yield "what becomes less safe"
    yield from show(page, "/desk-rules", "rules of the desk", lambda: page.get_by_label("Clients that are"))
    page.get_by_label("Days in which a note").fill("soon")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Give a whole number")).to_be_visible()
    yield "rules of the desk with a problem"
    yield from show(page, "/people", "people", lambda: page.locator(".entry").first)
    person = page.locator(".entry__link").first.get_attribute("href")
    yield from show(page, person, "what somebody saw", lambda: page.locator(".timeline-item").first)
    yield from last_screens(page)


def last_screens(page: Page) -> Iterator[str]:
    """What everybody has."""
    yield from show(page, "/this-phone", "this phone", lambda: heading(page, "This phone"))
    page.get_by_role("button", name="Sign out").click()
    yield "signing out"
    yield from show(page, "/no-such-page", "not found", lambda: heading(page, "Page not found"))


def heading(page: Page, words: str):
    """The heading with these words."""
    return page.get_by_role("heading", name=words).first


def show(page: Page, path: str, name: str, sign: Callable) -> Iterator[str]:
    """Go there, wait for the sign that it is there, and give its name."""
    go(page, path)
    expect(sign()).to_be_visible()
    yield name
