"""How long one provider may keep others waiting: one that is silent again and again is left alone."""

import threading
import time
from collections import Counter

TIMES = 3
LEFT_ALONE_S = 10.0


class Patience:
    """Counts, for each host, how often in a row it did not answer in time."""

    def __init__(self, left_alone_s: float = LEFT_ALONE_S) -> None:
        self._left_alone_s = left_alone_s
        self._lock = threading.Lock()
        self._silent: Counter[str] = Counter()
        self._until: dict[str, float] = {}

    def is_out(self, host: str) -> bool:
        """True while the host is left alone."""
        with self._lock:
            return time.monotonic() < self._until.get(host, 0.0)

    def heard(self, host: str) -> None:
        """Note that the host has answered, whatever it said."""
        with self._lock:
            self._silent.pop(host, None)

    def waited(self, host: str) -> None:
        """Note that the host did not answer in time."""
        with self._lock:
            self._silent[host] += 1
            if self._silent[host] >= TIMES:
                self._until[host] = time.monotonic() + self._left_alone_s
