"""Delivering what the engine has written: leased, handed over in parallel, and marked afterwards.

A message is marked only after a provider has answered, so a crash between the two sends it once more, with
the same number; it is never lost. One thread talks to the database, and others to the providers.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

from flask import Flask

from server.adapters.channels import EMAIL, PUSH, TEXT, VOICE, channels
from server.adapters.delivery import Channel, Delivery, Letter, Result
from server.adapters.world import world
from server.services.letters import letter_of
from server.services.mark_delivery import follow_up, give_up, mark, settle
from server.store import deliveries
from server.store.database import OUTAGE, nested, reading, writing
from server.store.heartbeat import beat
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow

log = logging.getLogger(__name__)

NAME = "sender"
LOOK_SECONDS = 0.5
BEAT_EVERY = timedelta(seconds=2)
LEASE = timedelta(seconds=30)
"""Three times what a channel may take for one letter."""
AT_ONCE: Mapping[str, int] = {PUSH: 32, EMAIL: 8, TEXT: 8, VOICE: 4}
"""How many letters of a channel are under way at the same time: one that hangs holds up its own kind only."""
MOST_LOOKED_AT = 100
PUT_OFF = timedelta(minutes=1)

Browsers = Mapping[tuple[str, str], PushEndpointRow]
Handle = Callable[[MessageRow, datetime, Callable[[MessageRow, datetime], Any]], Any]
"""How one of many rows is handled."""


@dataclass(frozen=True, slots=True)
class Job:
    """One attempt to deliver one message."""

    organisation: str
    id: str
    attempt: int
    channel: str
    letter: Letter


class Deliverer:
    """The loop that sends. Any number of them may run; `house` is the address that people type."""

    def __init__(self, app: Flask, at_once: Mapping[str, int] = AT_ONCE) -> None:
        self._app = app
        self._house: str = app.extensions["doorstep.settings"].url
        self._at_once = dict(at_once)
        self._free = dict(at_once)
        self._pools = {
            name: ThreadPoolExecutor(most, thread_name_prefix=name) for name, most in at_once.items()
        }
        self._answers: SimpleQueue[tuple[Job, Delivery]] = SimpleQueue()
        self._unmarked: list[tuple[Job, Delivery]] = []
        self._woken = threading.Event()
        self._beaten: datetime | None = None

    def run(self, stopping: threading.Event) -> None:
        """Deliver until told to stop; what is under way then is still marked."""
        while not stopping.is_set() or self._under_way():
            try:
                with self._app.app_context():
                    self.look(world().now(), take=not stopping.is_set())
            except Exception as problem:  # a database that restarts must not end the sender
                new = not isinstance(problem, OUTAGE)
                log.warning("this round of messages failed; trying again: %s", problem, exc_info=new)
            self._woken.wait(LOOK_SECONDS)
            self._woken.clear()
        self.close()

    def close(self) -> None:
        """Hand over nothing more."""
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)

    def wake(self) -> None:
        """Look now: something has been written."""
        self._woken.set()

    def look(self, now: datetime, *, take: bool = True) -> None:
        """One round in an app context: mark what was delivered, follow up what nobody saw, send what is due.

        Without `take`, nothing new is sent.
        """
        self._collect()
        with reading():
            due = take and deliveries.something_due(now)
        if due or self._unmarked:
            self._hand_over(self._settle(now, take=take))
        if self._beaten is None or now - self._beaten >= BEAT_EVERY:
            with writing():
                beat(NAME, now)
            self._beaten = now

    def _collect(self) -> None:
        while True:
            try:
                job, delivery = self._answers.get_nowait()
            except Empty:
                return
            self._free[job.channel] += 1
            self._unmarked.append((job, delivery))

    def _settle(self, now: datetime, *, take: bool) -> list[Job]:
        """Mark and take in one go; where a row cannot be handled, once more, each by itself."""
        try:
            jobs = self._work(now, _plainly, take=take)
        except OUTAGE:
            raise
        except Exception:  # whatever is wrong with one row: now it is found, and stops no other
            log.warning("messages could not be handled together; each by itself now", exc_info=True)
            jobs = self._work(now, _safely, take=take)
        self._unmarked.clear()
        return jobs

    def _work(self, now: datetime, handle: Handle, *, take: bool) -> list[Job]:
        with writing():
            self._mark(now, handle)
            return self._take(now, handle) if take else []  # also what marking has written

    def _mark(self, now: datetime, handle: Handle) -> None:
        rows = deliveries.leased({(job.organisation, job.id): job.attempt for job, _ in self._unmarked})
        for job, delivery in self._unmarked:
            row = rows.get((job.organisation, job.id))
            if row is not None:
                handle(row, now, partial(mark, delivery=delivery))

    def _take(self, now: datetime, handle: Handle) -> list[Job]:
        for row in deliveries.unheard(now, MOST_LOOKED_AT):
            handle(row, now, follow_up)
        for row in deliveries.stranded(list(channels()), now, MOST_LOOKED_AT):
            handle(row, now, give_up)
        free = {channel: self._free.get(channel, 0) for channel in channels()}
        rows = [
            row for channel, most in free.items() for row in deliveries.lease(channel, now, now + LEASE, most)
        ]
        browsers = deliveries.browsers_of(rows)
        return [job for row in rows if (job := handle(row, now, partial(self._job, browsers)))]

    def _job(self, browsers: Browsers, row: MessageRow, now: datetime) -> Job | None:
        if settle(row, now):
            return None
        letter = letter_of(row, self._house, browsers.get((row.organisation, row.endpoint)))
        if letter is None:
            give_up(row, now, gone=True)
            return None
        return Job(row.organisation, row.id, row.attempts, row.channel, letter)

    def _hand_over(self, jobs: list[Job]) -> None:
        senders = self._app.extensions["doorstep.channels"]
        for job in jobs:
            self._free[job.channel] -= 1
            self._pools[job.channel].submit(self._send, senders[job.channel], job)

    def _send(self, channel: Channel, job: Job) -> None:
        try:
            delivery = channel.send(job.letter)
        except Exception as problem:  # nothing that a channel does may lose the job
            log.warning("a channel failed", exc_info=True)
            delivery = Delivery(Result.LATER, type(problem).__name__)
        self._answers.put((job, delivery))
        self._woken.set()

    def _under_way(self) -> bool:
        return bool(self._unmarked) or self._free != self._at_once


def _plainly(row: MessageRow, now: datetime, do: Callable[[MessageRow, datetime], Any]) -> Any:
    return do(row, now)


def _safely(row: MessageRow, now: datetime, do: Callable[[MessageRow, datetime], Any]) -> Any:
    """Handle a row by itself: one that cannot be handled is looked at again later, and stops no other."""
    organisation, id = row.organisation, row.id
    try:
        with nested():
            return do(row, now)
    except Exception:  # whatever is wrong with this row
        log.exception("message %s could not be handled", id)
        deliveries.put_off(organisation, id, now + PUT_OFF)
        return None
