"""Pictures of one size, and what axe and a ruler find wrong with what they show."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.chromium import DESK, PHONE

SIZES = {"phone": PHONE, "desk": DESK}

TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

# A link inside a sentence may be lower than a thumb; everything else may not.
TOO_SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter((one) => one.checkVisibility() && !one.matches('.nhsuk-skip-link, p a:not([class])'))
  .map((one) => {
    const chosen = one.matches('[type=radio], [type=checkbox]') // then its tile is what a thumb meets
    const cover = one.closest(one.matches('.entry__link') ? 'li' : chosen ? 'div' : '*')
    return [one.outerHTML.slice(0, 90), Math.round(cover.getBoundingClientRect().height)]
  })
  .filter(([, height]) => height < 44)"""


@dataclass
class Album:
    """Where the pictures go, and what was found wrong on the way."""

    folder: Path
    size: str
    faults: list[str] = field(default_factory=list)

    def take(self, page: Page, name: str, *, whole: bool = False) -> None:
        """Picture what is on the screen, and the whole page too where it is long; then check it."""
        page.locator("h1").first.wait_for()
        page.wait_for_timeout(150)
        page.screenshot(path=self.folder / f"{name}-{self.size}.png")
        if whole:
            self._take_whole(page, self.folder / f"{name}-{self.size}-whole.png")
        for violation in Axe().run(page).response["violations"]:
            nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
            self.faults.append(f"{name} ({self.size}): axe {violation['id']}: {nodes}")
        if page.evaluate(TOO_WIDE):
            self.faults.append(f"{name} ({self.size}): wider than the screen")
        for html, height in page.evaluate(TOO_SMALL):
            self.faults.append(f"{name} ({self.size}): only {height} px high: {html}")
        print(f"  {name}-{self.size}", flush=True)

    def take_large(self, page: Page, name: str) -> None:
        """Picture the page with text at 200 %, then zoomed to 200 %, which halves the screen."""
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        self.take(page, f"{name}-text-200", whole=True)
        page.evaluate("document.documentElement.style.fontSize = ''")
        width, height = self._size()
        page.set_viewport_size({"width": width // 2, "height": height // 2})
        self.take(page, f"{name}-zoom-200")
        page.set_viewport_size({"width": width, "height": height})

    def _take_whole(self, page: Page, file: Path) -> None:
        """On a screen as high as the page: what sticks to an edge of the screen is then where it belongs."""
        width, height = self._size()
        whole: int = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": min(whole, 4000)})
        page.screenshot(path=file)
        page.set_viewport_size({"width": width, "height": height})

    def _size(self) -> tuple[int, int]:
        viewport: Any = SIZES[self.size]["viewport"]
        return viewport["width"], viewport["height"]
