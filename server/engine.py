"""The process that watches the clock: it keeps no time of its own, so that any number of it may run.

Three loops, each in a thread: what is due, every two seconds; what is to be sent; and the auditor, who
looks for whatever the others forgot. Nothing is remembered between rounds but what can be lost.
"""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask

from server.adapters.ping import ping
from server.adapters.world import world
from server.services.audit_watch import LONG_AGO, audit_watch
from server.services.climb_alerts import climb_alerts
from server.services.cover import end_covers
from server.services.deliver_messages import Deliverer
from server.services.drills import hold_drills
from server.services.find_watchers import find_watchers
from server.services.handovers import finish_handovers
from server.services.health import is_well
from server.services.seal_audit import seal_audit
from server.services.tidy import mind_the_gap, show_audit, show_life, take_up_again, tidy
from server.services.watch_visits import watch_visits
from server.store.database import OUTAGE

log = logging.getLogger(__name__)

BEAT_SECONDS = 2.0
AUDIT_SECONDS = 20.0
TIDY_EVERY = timedelta(hours=1)
PING_EVERY = timedelta(minutes=1)
Task = Callable[..., object]


class Engine:
    """Whatever fails in a round is logged and tried again in the next; one task's failure stops no other."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._stopping = threading.Event()
        self._deliverer = Deliverer(app)
        self._began = LONG_AGO
        self._tidied: datetime | None = None
        self._pinged: datetime | None = None

    def stop(self) -> None:
        """End after the round that is running."""
        self._stopping.set()
        self._deliverer.wake()

    def run(self) -> None:
        """Work until stopped."""
        log.info("engine started")
        self._begin()
        others = [
            threading.Thread(target=self._deliverer.run, args=(self._stopping,), name="sender"),
            threading.Thread(target=self._keep_auditing, name="auditor"),
        ]
        for thread in others:
            thread.start()
        while not self._stopping.is_set():
            if not self.work():
                self._stopping.wait(BEAT_SECONDS)
        for thread in others:
            thread.join()
        log.info("engine stopped")

    def _begin(self) -> None:
        """Find out where the last engine ended, before anything is done by today's clock."""
        with self._app.app_context():
            while self._try(take_up_again, world().now()) is None and not self._stopping.wait(BEAT_SECONDS):
                pass
            self._began = world().now()

    def work(self) -> bool:
        """One round: what is due, then the sign of life, which so tells that the work was done.

        True when there is more to do at once.
        """
        with self._app.app_context():
            now = world().now()
            done = [self._try(task, now) for task in (watch_visits, mind_the_gap)]
            if None not in done[1:]:  # else an alert might close that a gap should keep open
                done.append(self._try(climb_alerts, now))
            if any(done):
                self._deliverer.wake()
            self._try(finish_handovers, now)
            self._try(end_covers, now)
            if self._tidied is None or now - self._tidied >= TIDY_EVERY:
                self._tidied = now if self._try(tidy, now) is not None else None
            if None not in done:
                self._try(show_life, now)
            return any(done)

    def audit(self, *, first: bool = False) -> None:
        """One round of the auditor: what was forgotten, who watches, who practises; and that all is well.

        The first comes before boards and senders are back from a downtime. It asks after neither, and lets
        nobody practise beside what the downtime has left.
        """
        with self._app.app_context():
            now = world().now()
            found = [self._try(audit_watch, now, self._began)]
            if not first:
                found.append(self._try(find_watchers, now))
                self._try(hold_drills, now)
            self._try(seal_audit, now)
            self._deliverer.wake()
            if None in found:
                return
            self._try(show_audit, now)
            if not any(found) and (self._pinged is None or now - self._pinged >= PING_EVERY):
                self._pinged = now if self._try(self._tell_outside, now) else self._pinged

    def _tell_outside(self, _now: datetime) -> bool:
        url = self._app.extensions["doorstep.settings"].ping_url
        return bool(url) and is_well() and ping(url)

    def _keep_auditing(self) -> None:
        if not self._stopping.is_set():
            self.audit(first=True)  # the address that is asked from outside says "well" only after one
        while not self._stopping.wait(AUDIT_SECONDS):
            self.audit()

    def _try(self, task: Task, *about: datetime) -> object:
        """What the task gives; None where it failed."""
        try:
            return task(*about)
        except Exception as problem:  # a database that restarts must not end the engine
            name, new = getattr(task, "__name__", "a task"), not isinstance(problem, OUTAGE)
            log.warning("%s failed; trying again: %s", name, problem, exc_info=new)
            return None


def run_engine(app: Flask) -> None:
    """Run in the foreground until SIGTERM or SIGINT."""
    engine = Engine(app)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _number, _frame: engine.stop())
    engine.run()
