"""What axe and a ruler find wrong with a page as it stands."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TARGET = 44

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  const far = [...document.querySelectorAll('main *, header *, nav *')]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > width + 1)
  return [`wider than the screen: ${far.slice(0, 3).map((one) => one.outerHTML.slice(0, 90)).join(' ')}`]
}"""

# A link inside a sentence may be lower than a thumb. A target is all that answers to it: a box has
# its label, and the link of an entry covers its whole line.
TOO_SMALL = """(least) => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter((one) => one.checkVisibility() && !one.matches('.nhsuk-skip-link, p a:not([class])'))
  .map((one) => {
    const cover = one.matches('.entry__link') ? one.closest('li')
      : one.matches('[type=radio], [type=checkbox]') ? one.parentElement : one
    const { width, height } = cover.getBoundingClientRect()
    return { html: one.outerHTML.slice(0, 90), width: Math.round(width), height: Math.round(height) }
  })
  .filter(({ width, height }) => width < least || height < least)
  .map(({ html, width, height }) => `only ${width} x ${height} px: ${html}`)"""

MOVING = """() => [...document.querySelectorAll('*')]
  .filter((one) => {
    const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(one)
    const long = (words) => words.split(',').some((word) => parseFloat(word) > 0.01)
    return long(transitionDuration) || (animationName !== 'none' && long(animationDuration))
      || scrollBehavior === 'smooth'
  })
  .map((one) => `moves: ${one.outerHTML.slice(0, 90)}`)"""


def faults_by_axe(page: Page) -> list[str]:
    """Each rule that the page breaks, with the first pieces that break it."""
    return [
        f"axe {violation['id']}: " + "; ".join(node["html"][:120] for node in violation["nodes"][:3])
        for violation in Axe().run(page).response["violations"]
    ]


def too_wide(page: Page) -> list[str]:
    """What sticks out where the page is wider than the screen."""
    return page.evaluate(TOO_WIDE)


def too_small(page: Page) -> list[str]:
    """The targets that a thumb would miss."""
    return page.evaluate(TOO_SMALL, TARGET)


def moving(page: Page) -> list[str]:
    """What would move although the person asked for stillness."""
    return page.evaluate(MOVING)


def enlarge_text(page: Page, percent: int) -> None:
    """Text in the size that a person sets for all pages."""
    page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{percent}%")
