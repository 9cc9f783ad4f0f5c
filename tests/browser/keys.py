"""A person who uses the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

MOST = 120

# The name of what has the focus, as far as these tests need it, and whether one can see that it has it.
FOCUS = """() => {
  const one = document.activeElement
  const label = one.labels?.[0]?.innerText ?? ''
  const shown = getComputedStyle(one)
  const around = one.labels?.[0] ? getComputedStyle(one.labels[0], '::before') : shown
  const seen = [shown, around].some((look) => look.outlineStyle !== 'none' || look.boxShadow !== 'none')
  return { name: (label || one.innerText || one.ariaLabel || '').trim(), seen }
}"""


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until what is called so has the focus, and hold that it shows it."""
    for _ in range(MOST):
        page.keyboard.press(key)
        focus = page.evaluate(FOCUS)
        if focus["name"].startswith(name):
            assert focus["seen"], f"nobody sees that “{name}” has the focus"
            return
    pytest.fail(f"{MOST} times Tab do not lead to “{name}”.")


def press(page: Page, name: str) -> None:
    """Go to a link or button, and press it."""
    tab_to(page, name)
    page.keyboard.press("Enter")


def write(page: Page, name: str, words: str) -> None:
    """Go to a box, and type."""
    tab_to(page, name)
    page.keyboard.type(words)


def arrived(page: Page, words: str) -> None:
    """Wait for a page, whose heading takes the focus."""
    expect(page.get_by_role("heading", name=words).first).to_be_focused()
