"""Noticing that records have moved on or that something happened to an alert, for whoever listens here."""

import logging
import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from server.policy.refusal import Refusal
from server.store.database import OUTAGE

log = logging.getLogger(__name__)

MOST_OF_ONE = 8
"""Streams of one person in a process: nobody takes away what all the others hear an alert by."""
LOOK_EVERY = 0.5
"""Seconds between two looks: an alert is on an open board within a second."""


class Nudge(StrEnum):
    """What there is to fetch; the more urgent first."""

    ALERT = "alert"
    SYNC = "sync"


class Happening(NamedTuple):
    """A line that was written lately about an alert; `account` is the person whom the alert is about.

    Of a `silent` one she herself hears nothing.
    """

    organisation: str
    id: str
    account: str | None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """How far each organisation's records have come, and what was written lately about alerts.

    Lines go by being new and not by being the last: what is committed later may have an earlier id.
    """

    heads: Mapping[str, int]
    happenings: Collection[Happening] = ()


Ask = Callable[[list[str]], News]
"""Gives the news of these organisations."""


class Listener:
    """One open stream's ear: with an `account`, it hears of alerts where they are about this person.

    One that `follows`, or is nobody's, hears of all the others as well. It is `over` once it has to give way.
    """

    def __init__(self, organisation: str, account: str | None = None, *, follows: bool = False) -> None:
        self.organisation = organisation
        self.account = account
        self.over = False
        self._follows = follows or account is None
        self._news = threading.Condition()
        self._waiting: set[Nudge] = set()

    def wait(self, seconds: float) -> list[Nudge]:
        """Give what there is to fetch as soon as there is something, or nothing when the time has passed."""
        with self._news:
            self._news.wait_for(lambda: self._waiting or self.over, seconds)
            heard = [nudge for nudge in Nudge if nudge in self._waiting]
            self._waiting.clear()
        return heard

    def tell(self, nudge: Nudge) -> None:
        """Wake the stream."""
        with self._news:
            self._waiting.add(nudge)
            self._news.notify_all()

    def give_way(self) -> None:
        """Let the stream end."""
        with self._news:
            self.over = True
            self._news.notify_all()

    def concerns(self, happening: Happening) -> bool:
        """Tell whether this is for these ears."""
        if happening.organisation != self.organisation:
            return False
        own = self.account is not None and happening.account == self.account
        return not happening.silent if own else self._follows


class NewsWatch:
    """One thread that asks about the organisations with listeners, and at most `most` listeners.

    A nudge may come twice or for one's own change; that costs a phone one empty poll. The thread
    begins with the first listener, so after the web server has forked its workers.
    """

    def __init__(self, ask: Ask, most: int, look_every: float = LOOK_EVERY) -> None:
        self._ask = ask
        self._most = most
        self._look_every = look_every
        self._lock = threading.Lock()
        self._listeners: dict[Listener, None] = {}  # the oldest first
        self._seen = News({})
        self._thread: threading.Thread | None = None

    def listen(self, organisation: str, account: str | None = None, *, follows: bool = False) -> Listener:
        """A new ear; of too many of one person's the oldest ends. Raises Refusal busy when all are taken."""
        with self._lock:
            self._make_room(account)
            if len(self._listeners) >= self._most:
                raise Refusal("busy", "Too many open event streams; records are fetched without them too.")
            listener = Listener(organisation, account, follows=follows)
            self._listeners[listener] = None
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="news", daemon=True)
                self._thread.start()
        return listener

    def leave(self, listener: Listener) -> None:
        """Close an ear; closing it twice does no harm."""
        with self._lock:
            self._listeners.pop(listener, None)

    def _make_room(self, account: str | None) -> None:
        # Not refused: a phone that lost its network has left streams behind that nobody hears any more.
        own = [one for one in self._listeners if account is not None and one.account == account]
        if len(own) >= MOST_OF_ONE:
            own[0].give_way()
            del self._listeners[own[0]]

    def look(self) -> None:
        """Look once, and tell every listener whom something concerns."""
        with self._lock:
            listeners = list(self._listeners)
        news = self._ask(sorted({listener.organisation for listener in listeners}))
        moved = {name for name, head in news.heads.items() if self._seen.heads.get(name) != head}
        happened = set(news.happenings) - set(self._seen.happenings)
        self._seen = news
        for listener in listeners:
            if any(map(listener.concerns, happened)):
                listener.tell(Nudge.ALERT)
            if listener.organisation in moved:
                listener.tell(Nudge.SYNC)

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(self._look_every)
            try:
                if self._listeners:
                    self.look()
            except Exception as problem:  # a restarting database must not end the watch
                log.warning("could not look for news: %s", problem, exc_info=not isinstance(problem, OUTAGE))
