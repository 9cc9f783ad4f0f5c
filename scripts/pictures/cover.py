"""The picture in the README: a phone without a network beside the supervisor's desk."""

import base64
from pathlib import Path

from playwright.sync_api import Browser, Page

from scripts.pictures.everyone import sign_in
from scripts.pictures.handover import write_note
from tests.support.chromium import DESK, PHONE, offline_ready

PAGE = """<style>
  body { margin: 0; padding: 44px 48px; background: #cfe0e2; display: flex; gap: 44px; align-items: center }
  img { display: block; border: 10px solid #1d2b2f; background: #fff; box-shadow: 0 12px 30px #0003 }
  .phone { width: 330px; border-radius: 30px } .desk { width: 1000px; border-radius: 14px; border-width: 8px }
</style><img class="desk" src="data:image/png;base64,%s"><img class="phone" src="data:image/png;base64,%s">"""

WORDS = "She opened before I rang. The letter from the housing office lay on the table: we read it together."


def picture_cover(browser: Browser, url: str, file: Path) -> None:
    """Take both, and lay them side by side in a third."""
    phone, desk = (browser.new_context(base_url=url, **kind).new_page() for kind in (PHONE, DESK))
    sign_in(phone, "worker")
    sign_in(desk, "supervisor")
    phone.goto("/clients")
    phone.locator(".entry__link").nth(1).click()
    phone.get_by_role("heading", name="Story").wait_for()
    client = phone.url
    offline_ready(phone)
    phone.context.set_offline(True)
    write_note(phone, client, WORDS)
    phone.goto(client)
    phone.get_by_role("link", name="No network").wait_for(timeout=60_000)
    phone.get_by_role("heading", name="Story").evaluate("one => one.scrollIntoView({ block: 'start' })")
    phone.evaluate("scrollBy(0, -60)")
    compose(browser, picture_of(desk), picture_of(phone), file)
    phone.context.close()
    desk.context.close()


def picture_of(page: Page) -> str:
    """What is on the screen now, as text that a page can hold."""
    page.wait_for_timeout(300)
    return base64.b64encode(page.screenshot()).decode()


def compose(browser: Browser, desk: str, phone: str, file: Path) -> None:
    """Lay the pictures side by side."""
    page = browser.new_page(viewport={"width": 1480, "height": 830})
    page.set_content(PAGE % (desk, phone))
    page.wait_for_timeout(300)
    page.screenshot(path=file)
    page.close()
