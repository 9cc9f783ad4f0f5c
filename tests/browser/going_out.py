"""What somebody does at a door, told as steps: plan, read, begin, finish."""

from playwright.sync_api import Locator, Page, expect

RETRY = 45_000
"""A signal is tried every 30 seconds at the most."""


def face(page: Page) -> Locator:
    """What the screen says of the visit."""
    return page.get_by_role("region", name="visit")


def plan(page: Page, client: str) -> str:
    """Plan a visit; its address."""
    page.goto(f"{client}/visits/new")
    page.get_by_role("button", name="Save visit").click()
    expect(page.get_by_role("heading", name="Visit to Jean")).to_be_visible()
    return page.url


def read_brief(page: Page) -> None:
    """Read the risk brief, which a first or flagged visit wants."""
    page.get_by_role("link", name="Read the risk brief first").click()
    page.get_by_role("button", name="I have read it").click()


def begin(page: Page, client: str) -> str:
    """Plan a visit, read its brief where that was not done today, and start it; its address."""
    visit = plan(page, client)
    start = page.get_by_role("button", name="Start the visit")
    brief = page.get_by_role("link", name="Read the risk brief first")
    expect(start.or_(brief)).to_be_visible()
    if brief.is_visible():
        read_brief(page)
    start.click()
    return visit


def choose_outcome(page: Page) -> None:
    """Say how it went."""
    page.get_by_role("button", name="Finish the visit").click()
    page.get_by_role("button", name="It took place").click()


def hold(page: Page) -> None:
    """Hold the button until it is full."""
    page.get_by_role("button", name="Hold to finish").hover()
    page.mouse.down()
    page.wait_for_timeout(1200)
    page.mouse.up()
