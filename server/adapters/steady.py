"""A clock that nobody can set: it goes with the machine's clock, and does not follow its jumps."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

NOTICEABLE = timedelta(seconds=2)
"""What a machine corrects by itself is less than this; more at once is a clock that was set."""
SINCE_BOOT = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # the first goes on while a machine sleeps


def wall() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


def running() -> float:
    """Seconds since the machine started, which nobody can set."""
    return time.clock_gettime(SINCE_BOOT)


class SteadyClock:
    """Time as it passes. `jumped` is by how much the machine's clock has been set since this one began."""

    def __init__(self, wall: Callable[[], datetime] = wall, running: Callable[[], float] = running) -> None:
        self._wall = wall
        self._running = running
        self._lock = threading.Lock()
        self._anchor = (wall(), running())
        self.jumped = timedelta()

    def now(self) -> datetime:
        """Now, in UTC."""
        with self._lock:
            shown, run = self._wall(), self._running()
            steady = self._anchor[0] + timedelta(seconds=run - self._anchor[1])
            off = shown - steady
            if abs(off) > NOTICEABLE:
                self.jumped = off
                return steady
            # Small corrections are followed, so that this clock and the machine's never drift apart.
            self.jumped = timedelta()
            self._anchor = (shown, run)
            return shown

    def not_before(self, moment: datetime) -> None:
        """Go on from this moment, if the machine's clock stands before it: time does not go back."""
        with self._lock:
            if moment - self._wall() > NOTICEABLE:
                self._anchor = (moment, self._running())


STEADY = SteadyClock()
"""This process's clock."""
