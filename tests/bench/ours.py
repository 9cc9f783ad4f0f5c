"""Doorstep as one of the two that are compared: over HTTP, as the phone does it."""

import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.bench.rivals import Changes
from tests.bench.rows import Rows
from tests.bench.wire import Answer, Wire

CURSOR = re.compile(rb'"cursor":"([^"]*)"')
BATCH, PAGE = 500, 2000


class Ours:
    """One person's phones and the server, through `POST /api/v1/sync`."""

    def __init__(self, port: int, token: str) -> None:
        self._port, self._token = port, token
        self._wire = Wire(port, token)
        self._writer, self._reader = Rows(6).device, Rows(7).device
        self._sent = 0
        self._cursor: str | None = None

    def push(self, changes: Changes) -> float:
        """In batches of 500; the seconds."""
        numbered = [{**change, "seq": self._sent + place} for place, change in enumerate(changes, 1)]
        self._sent += len(numbered)
        seconds = 0.0
        for start in range(0, len(numbered), BATCH):
            answer = self._ask(self._wire, self._writer, numbered[start : start + BATCH], None, 1)
            _check(answer.text, numbered[start : start + BATCH])
            seconds += answer.seconds
        return seconds

    def fetch(self) -> tuple[float, int]:
        """Page by page, from nothing."""
        self._cursor = None
        return self.news()

    def news(self) -> tuple[float, int]:
        """Page by page, from the last cursor."""
        seconds, amount, more = 0.0, 0, True
        while more:
            answer = self._ask(self._wire, self._reader, [], self._cursor, PAGE)
            found = CURSOR.search(answer.text)
            self._cursor = found[1].decode() if found else None
            amount += answer.text.count(b'"kind":"note"') + answer.text.count(b'"kind":"client"')
            more = b'"more":true' in answer.text
            seconds += answer.seconds
        return seconds, amount

    def crowd(self, phones: Sequence[Changes]) -> tuple[float, int]:
        """Each phone in a thread and with a connection of its own."""
        start = time.perf_counter()
        with ThreadPoolExecutor(len(phones)) as pool:
            failed = sum(pool.map(self._send_once, phones, range(100, 100 + len(phones))))
        return time.perf_counter() - start, failed

    def _send_once(self, changes: Changes, seed: int) -> int:
        wire = Wire(self._port, self._token)
        try:
            answer = self._ask(wire, Rows(seed).device, changes, None, 1)
        except (OSError, RuntimeError):
            return len(changes)
        return len(changes) - answer.text.count(b'"status":"applied"')

    def _ask(self, wire: Wire, device: str, changes: Changes, cursor: str | None, limit: int) -> Answer:
        envelope = {"protocol": 1, "device": device, "cursor": cursor, "limit": limit}
        return wire.post("/api/v1/sync", {**envelope, "changes": list(changes)})


def _check(text: bytes, sent: Changes) -> None:
    if text.count(b'"status":"applied"') != len(sent):
        raise RuntimeError(f"Not everything was applied: {text[:300]!r}")
