"""What a screen says of a day, of the watch and of itself is what the other screens say."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect


WEEKDAY = re.compile(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \w+ \d{4} at ")


def test_a_contact_that_lies_ahead_is_said_with_its_weekday(at: Callable[..., Page]) -> None:
    page = at("worker@demo.example")
    heading = page.get_by_role("heading", name="Next", exact=True)
    ahead = page.locator(".card").filter(has=heading).locator("li")
    expect(ahead.first).to_be_visible()
    for entry in ahead.all():
        expect(entry).to_contain_text(WEEKDAY)
