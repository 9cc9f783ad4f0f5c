"""What every channel is: it takes a letter, and says in one of four words what became of it."""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

log = logging.getLogger(__name__)

LIMIT_SECONDS = 10.0
MOST_HANGING = 64


class Result(StrEnum):
    """What became of a letter. `sent` says that a provider took it, and nothing about the person."""

    SENT = "sent"
    DEAD = "dead"  # the address is gone for good
    LATER = "later"  # nobody answered, or asked to come again
    REFUSED = "refused"  # not taken, and it would not be taken another time


@dataclass(frozen=True, slots=True)
class Delivery:
    """A result; `why` is for the log and the row, `after_s` the pause that the provider asks for."""

    result: Result
    why: str = ""
    after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one address: of a browser, with its `keys`, or of a mailbox or a telephone.

    A later letter with the same `topic` takes the place of one that still waits at the provider.
    """

    address: str
    title: str
    body: str
    topic: str = ""
    ttl_s: int = 3600
    payload: Mapping[str, Any] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)


class Channel(Protocol):
    """A way to reach a person."""

    def send(self, letter: Letter) -> Delivery:
        """Hand the letter to the provider."""
        ...


class Limited:
    """A channel that always answers in time, even when the library behind it hangs.

    A hanging call keeps its thread until it ends by itself; when too many hang, the next letters wait.
    """

    def __init__(self, channel: Channel, seconds: float = LIMIT_SECONDS, most: int = MOST_HANGING) -> None:
        self._channel = channel
        self._seconds = seconds
        self._free = threading.Semaphore(most)

    def send(self, letter: Letter) -> Delivery:
        """Hand the letter over, and wait no longer than the limit."""
        if not self._free.acquire(blocking=False):
            return Delivery(Result.LATER, "Too many calls to this provider still hang.")
        answers: list[Delivery] = []
        thread = threading.Thread(target=self._call, args=(letter, answers), name="letter", daemon=True)
        thread.start()
        thread.join(self._seconds)
        late = Delivery(Result.LATER, f"No answer within {self._seconds:g} seconds.")
        return answers[0] if answers else late

    def _call(self, letter: Letter, answers: list[Delivery]) -> None:
        try:
            answers.append(self._channel.send(letter))
        except Exception as problem:  # whatever a vendor's library raises, the next attempt may go well
            log.warning("a letter could not be handed over", exc_info=True)
            answers.append(Delivery(Result.LATER, type(problem).__name__))
        finally:
            self._free.release()
