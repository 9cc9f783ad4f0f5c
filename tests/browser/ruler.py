"""What axe and a ruler find wrong with a page as it stands."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TARGET = 44
CONTROL = 3

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  const far = [...document.querySelectorAll('main *, header *, nav *')]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > width + 1)
  return [`wider than the screen: ${far.slice(0, 3).map((one) => one.outerHTML.slice(0, 90)).join(' ')}`]
}"""

# Where letters are large, a word must not end under what stands beside it.
CUT_OFF = """() => {
  const words = document.createRange()
  const right = (one) => (words.selectNodeContents(one), words.getBoundingClientRect().right)
  return [...document.querySelectorAll('.nhsuk-button, .help-button, .status-line__link, .watch-line')]
    .filter((one) => one.checkVisibility() && right(one) > one.getBoundingClientRect().right)
    .map((one) => `cut off: ${one.textContent}`)
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

# What shows that something can be pressed or filled: its edge or its filling, against what it lies on.
TOO_FAINT = """(least) => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number)
  const opaque = (colour) => (parts(colour)[3] ?? 1) > 0.9
  const light = (colour) => parts(colour).slice(0, 3).map((one) => one / 255)
    .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, n) => sum + one * [0.2126, 0.7152, 0.0722][n], 0.05)
  const contrast = (a, b) => Math.max(light(a) / light(b), light(b) / light(a))
  const below = (one) => {
    const { backgroundColor } = getComputedStyle(one)
    return opaque(backgroundColor) || !one.parentElement ? backgroundColor : below(one.parentElement)
  }
  const drawn = (one) => one.matches('[type=radio], [type=checkbox]')
    ? [getComputedStyle(one.parentElement.querySelector('label'), '::before')]
    : [getComputedStyle(one), getComputedStyle(one, '::before')]
  return [...document.querySelectorAll('.nhsuk-button, .help-button, input, select, textarea')]
    .filter((one) => one.checkVisibility() && one !== document.activeElement)
    .map((one) => {
      const shown = drawn(one).flatMap((it) => [it.backgroundColor, it.borderTopColor]).filter(opaque)
      const best = Math.max(...shown.map((colour) => contrast(colour, below(one.parentElement))))
      return { best, html: one.outerHTML.slice(0, 90) }
    })
    .filter(({ best }) => best < least)
    .map(({ best, html }) => `only ${best.toFixed(2)}:1 against what it lies on: ${html}`)
}"""

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


def cut_off(page: Page) -> list[str]:
    """The words that stick out of what they stand on."""
    return page.evaluate(CUT_OFF)


def too_small(page: Page) -> list[str]:
    """The targets that a thumb would miss."""
    return page.evaluate(TOO_SMALL, TARGET)


def too_faint(page: Page) -> list[str]:
    """The controls that an eye would miss."""
    return page.evaluate(TOO_FAINT, CONTROL)


def moving(page: Page) -> list[str]:
    """What would move although the person asked for stillness."""
    return page.evaluate(MOVING)


def enlarge_text(page: Page, percent: int) -> None:
    """Text in the size that a person sets for all pages."""
    page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{percent}%")
