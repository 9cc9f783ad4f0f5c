"""The records that are measured: notes of about 600 bytes as they travel, and the changes that make them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from random import Random
from typing import Any

from server.adapters.world import uuid7
from server.demo.phrases import read_stories

AT = "2026-11-23T10:02:11.123Z"
NOW = datetime(2026, 11, 23, 10, 2, 11, tzinfo=UTC)
TEXT = 300  # characters of a note; with its frame, stamps and ids that makes about 600 bytes


class Rows:
    """Makes changes for one device, numbered without gaps."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self._words = [word for beat in read_stories("housing")[0].beats for word in beat.text.split()]
        self._number = count(1)
        self.device = self._id()
        self.clients: list[str] = []

    def client(self) -> dict[str, Any]:
        """A change that makes a client; later notes are about the clients made so far."""
        made = self._change("client", set={"known_as": f"Client {len(self.clients) + 1}"})
        self.clients.append(made["record"])
        return made

    def notes(self, amount: int) -> list[dict[str, Any]]:
        """Changes that make notes, spread over the clients."""
        return [
            self._change("note", client=self._chance.choice(self.clients), set={"text": self._text()})
            for _ in range(amount)
        ]

    def batches(self, amount: int, size: int = 500) -> Iterator[list[dict[str, Any]]]:
        """Notes in batches."""
        for start in range(0, amount, size):
            yield self.notes(min(size, amount - start))

    def reading(self, note: dict[str, Any], worker: str) -> dict[str, Any]:
        """A change by which a supervisor has read what a change of the worker's made."""
        said = {"of_kind": "note", "of_record": note["record"], "worker": worker, "verdict": "read"}
        return self._change("review", client=note["client"], set=said)

    def _change(self, kind: str, **parts: Any) -> dict[str, Any]:
        seq, own, record = next(self._number), self._id(), self._id()
        return {"id": own, "seq": seq, "kind": kind, "record": record, "base": 0, "at": AT, **parts}

    def _id(self) -> str:
        return uuid7(NOW, self._chance.getrandbits(74))

    def _text(self) -> str:
        words = " ".join(self._chance.choices(self._words, k=TEXT // 4))
        return words[:TEXT].strip()


def bare_row(change: dict[str, Any], organisation: str) -> dict[str, Any]:
    """The record that a change makes, as a row of the bare endpoint: the same bytes as in the real store."""
    stamp = {"by": organisation, "name": "Ada Worker", "at": AT, "received": AT}
    record = {
        "kind": change["kind"],
        "id": change["record"],
        "client": change.get("client", change["record"]),
        "version": 1,
        "data": change["set"],
        "deleted": False,
        "made": stamp,
    }
    body = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return {"id": change["record"], "kind": change["kind"], "client": record["client"], "body": body}
