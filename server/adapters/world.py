"""What comes from outside: the time and chance. A test or a simulation brings its own."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from flask import current_app

from server.adapters.secrets import new_secret


def clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def uuid7(now: datetime, chance: int) -> str:
    """The UUIDv7 (RFC 9562) of an instant, to the millisecond, and 74 random bits."""
    milliseconds = int(now.timestamp() * 1000)
    high = (milliseconds & (1 << 48) - 1) << 16 | 0x7000 | (chance >> 62 & 0xFFF)
    low = 0b10 << 62 | chance & (1 << 62) - 1
    return str(UUID(int=high << 64 | low))


@dataclass(frozen=True, slots=True)
class World:
    """The clock and the dice of one app."""

    now: Callable[[], datetime] = clock
    chance: Callable[[], int] = lambda: secrets.randbits(74)
    new_secret: Callable[[], str] = new_secret

    def new_id(self) -> str:
        """A new id, sorted by time."""
        return uuid7(self.now(), self.chance())


def world() -> World:
    """The world of the current app."""
    found: World = current_app.extensions["doorstep"]
    return found
