"""Two phones and a desk: three browser contexts that know nothing of each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests.support.chromium import DESK, PHONE


@dataclass(frozen=True)
class Devices:
    """A page on each, not yet opened anywhere; relative addresses lead to the server."""

    phone: Page
    other_phone: Page
    desk: Page


@contextmanager
def two_phones_and_a_desk(browser: Browser, url: str) -> Iterator[Devices]:
    """The three, closed again at the end."""
    contexts = [browser.new_context(base_url=url, **kind) for kind in (PHONE, PHONE, DESK)]
    try:
        yield Devices(*(context.new_page() for context in contexts))
    finally:
        for context in contexts:
            context.close()
