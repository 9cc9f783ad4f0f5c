"""What comes from outside: the time and chance. A test or a simulation brings its own."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import current_app

from server.adapters.secrets import new_secret
from server.adapters.steady import STEADY


def clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def uuid7(now: datetime, chance: int) -> str:
    """The UUIDv7 (RFC 9562) of an instant, to the millisecond, and 74 random bits."""
    return _uuid7(_milliseconds(now), chance)


def _milliseconds(now: datetime) -> int:
    return int(now.timestamp() * 1000)


def uuid_of(digest: str) -> str:
    """Give an id made of a digest of 32 hexadecimal digits: the same for the same content."""
    return str(UUID(hex=digest))


def _uuid7(milliseconds: int, chance: int) -> str:
    high = (milliseconds & (1 << 48) - 1) << 16 | 0x7000 | (chance >> 62 & 0xFFF)
    low = 0b10 << 62 | chance & (1 << 62) - 1
    return str(UUID(int=high << 64 | low))


class InOrder:
    """Makes ids that sort in the order in which this process made them, within one millisecond too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next_id(self, now: datetime, chance: int) -> str:
        """The id of an instant. After 4,096 in one millisecond, of the next one."""
        begin = _milliseconds(now) << 12
        with self._lock:
            self._last = max(begin, self._last + 1) if self._last >> 12 <= (begin >> 12) + BACK else begin
            last = self._last
        return _uuid7(last >> 12, (last & 0xFFF) << 62 | chance & (1 << 62) - 1)


BACK = 1000
"""A clock that was set back further than this many milliseconds begins anew."""


@dataclass(frozen=True, slots=True)
class World:
    """The clock and the dice of one app.

    `jumped` is by how much the machine's clock was set while we ran; `now` does not follow such a jump.
    `not_before` has `now` go on from a moment at which this house has been already.
    """

    now: Callable[[], datetime] = clock
    chance: Callable[[], int] = lambda: secrets.randbits(74)
    new_secret: Callable[[], str] = new_secret
    ids: InOrder = field(default_factory=InOrder)
    jumped: Callable[[], timedelta] = timedelta
    not_before: Callable[[datetime], None] = lambda _moment: None

    def new_id(self) -> str:
        """A new id, sorted by time, and within one process by order."""
        return self.ids.next_id(self.now(), self.chance())


def real_world() -> World:
    """The world of this machine."""
    return World(now=STEADY.now, jumped=lambda: STEADY.jumped, not_before=STEADY.not_before)


def world() -> World:
    """The world of the current app."""
    found: World = current_app.extensions["doorstep"]
    return found
