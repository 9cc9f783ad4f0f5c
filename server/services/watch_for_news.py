"""Noticing that an organisation's records have moved on, for whoever listens in this process."""

import logging
import threading
from collections.abc import Callable

from server.policy.refusal import Refusal

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds between two looks at the counters."""

Heads = Callable[[list[str]], dict[str, int]]
"""Gives how far each of these organisations has come."""


class Listener:
    """One open stream's ear: set when there is something to fetch."""

    def __init__(self, organisation: str) -> None:
        self.organisation = organisation
        self._news = threading.Event()

    def wait(self, seconds: float) -> bool:
        """True as soon as there is news, False when the time has passed without."""
        heard = self._news.wait(seconds)
        self._news.clear()
        return heard

    def tell(self) -> None:
        """Wake the stream."""
        self._news.set()


class NewsWatch:
    """One thread that looks at the counters of organisations with listeners, and at most `most` listeners.

    A nudge may come twice or for one's own change; that costs a phone one empty poll. The thread
    begins with the first listener, so after the web server has forked its workers.
    """

    def __init__(self, heads: Heads, most: int, look_every: float = LOOK_EVERY) -> None:
        self._heads = heads
        self._most = most
        self._look_every = look_every
        self._lock = threading.Lock()
        self._listeners: set[Listener] = set()
        self._seen: dict[str, int] = {}
        self._thread: threading.Thread | None = None

    def listen(self, organisation: str) -> Listener:
        """A new ear. Raises Refusal busy when too many streams are open."""
        with self._lock:
            if len(self._listeners) >= self._most:
                raise Refusal("busy", "Too many open event streams; records are fetched without them too.")
            listener = Listener(organisation)
            self._listeners.add(listener)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="news", daemon=True)
                self._thread.start()
        return listener

    def leave(self, listener: Listener) -> None:
        """Close an ear; closing it twice does no harm."""
        with self._lock:
            self._listeners.discard(listener)

    def look(self) -> None:
        """Look once, and tell every listener whose organisation has moved on."""
        with self._lock:
            listeners = list(self._listeners)
        heads = self._heads(sorted({listener.organisation for listener in listeners}))
        moved = {name for name, head in heads.items() if self._seen.get(name) != head}
        self._seen = heads
        for listener in listeners:
            if listener.organisation in moved:
                listener.tell()

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(self._look_every)
            try:
                if self._listeners:
                    self.look()
            except Exception:  # a restarting database must not end the watch
                log.warning("could not look for news", exc_info=True)
