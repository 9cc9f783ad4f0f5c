"""A server that loses its power at a commit: just before it, or when it is done and nobody knows."""

from typing import Literal

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

When = Literal["before", "after"]


class Crash(BaseException):
    """The power is gone. Not an Exception: nothing in the server may catch it."""


class Plug:
    """Counts commits, and is pulled at the one that it was told."""

    def __init__(self, engine: Engine) -> None:
        self.commits = 0
        self._pull: tuple[int, When] | None = None
        event.listen(engine, "commit", self._before)
        event.listen(Session, "after_commit", self._after)

    def arm(self, commit: int, when: When) -> None:
        """Lose the power at a commit, counted from here: 1 is the next."""
        self._pull = (self.commits + commit, when)

    def disarm(self) -> None:
        """Let every commit pass."""
        self._pull = None

    def _before(self, _connection: Connection) -> None:
        self.commits += 1
        if self._pull == (self.commits, "before"):
            raise Crash

    def _after(self, _session: Session) -> None:
        if self._pull == (self.commits, "after"):
            raise Crash
