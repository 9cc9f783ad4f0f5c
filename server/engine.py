"""The process that works when nobody asks: it ends handovers, tidies up, and shows that it lives."""

import logging
import signal
import threading
from datetime import datetime, timedelta

from flask import Flask

from server.adapters.world import world
from server.services.handovers import finish_handovers
from server.services.tidy import show_life, tidy

log = logging.getLogger(__name__)

BEAT_SECONDS = 2.0
TIDY_EVERY = timedelta(hours=1)


class Engine:
    """One loop; whatever fails in a round is logged and tried again in the next."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._stopping = threading.Event()
        self._tidied: datetime | None = None

    def stop(self) -> None:
        """End after the round that is running."""
        self._stopping.set()

    def run(self) -> None:
        """Work until stopped."""
        log.info("engine started")
        while not self._stopping.is_set():
            try:
                self.work()
            except Exception:  # a database that restarts must not end the engine
                log.warning("this round failed; trying again", exc_info=True)
            self._stopping.wait(BEAT_SECONDS)
        log.info("engine stopped")

    def work(self) -> None:
        """One round: what is due, then the sign of life, which so tells that the work was done."""
        with self._app.app_context():
            now = world().now()
            finish_handovers(now)
            if self._tidied is None or now - self._tidied >= TIDY_EVERY:
                tidy(now)
                self._tidied = now
            show_life(now)


def run_engine(app: Flask) -> None:
    """Run in the foreground until SIGTERM or SIGINT."""
    engine = Engine(app)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _number, _frame: engine.stop())
    engine.run()
