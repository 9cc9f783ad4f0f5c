"""Writers and readers that work at the same time, while processes die under them."""

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from server.adapters.world import World

AT = "2026-11-23T10:02:11.123Z"
BATCH = 100


@dataclass
class Line:
    """One phone's line to the server; a request that fails for whatever reason is sent again as it was."""

    port: int
    token: str
    device: str
    connection: http.client.HTTPConnection | None = None

    def sync(self, **parts: Any) -> dict[str, Any]:
        """Send until an answer comes that the contract knows."""
        body = json.dumps({"protocol": 1, "device": self.device, **parts})
        while True:
            try:
                return self._ask(body)
            except (OSError, http.client.HTTPException, ValueError):
                self.connection = None
                time.sleep(0.05)

    def _ask(self, body: str) -> dict[str, Any]:
        self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        self.connection.request("POST", "/api/v1/sync", body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status in (400, 401, 403, 413, 422):
            raise AssertionError(content)
        if answer.status != 200:
            raise OSError(answer.status)
        found: dict[str, Any] = json.loads(content)
        return found


@dataclass
class Soak:
    """Writers that write `each` notes, readers that follow the feed, and what became of it all."""

    port: int
    new_id: Callable[[], str] = field(default_factory=lambda: World().new_id)
    written: set[str] = field(default_factory=set)
    statuses: Counter[str] = field(default_factory=Counter)
    seen: list[Counter[str]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def write(self, token: str, client: str, each: int) -> None:
        """Write notes about a client, in batches, from one phone."""
        line = Line(self.port, token, self.new_id())
        for start in range(1, each + 1, BATCH):
            changes = [self._note(client, seq) for seq in range(start, min(start + BATCH, each + 1))]
            receipts = line.sync(changes=changes, cursor=None, limit=1)["receipts"]
            self.statuses.update(receipt["status"] for receipt in receipts)
            self.written.update(change["record"] for change in changes)

    def read(self, token: str) -> None:
        """Follow the feed from one phone until told to stop, then to its end."""
        line = Line(self.port, token, self.new_id())
        cursor, seen = None, Counter[str]()
        self.seen.append(seen)
        while True:
            last = self.stop.is_set()
            answer = line.sync(cursor=cursor, limit=random.choice([50, 500, 2000]))
            cursor = answer["cursor"]
            seen.update(row["id"] for row in answer["records"] if row["kind"] == "note")
            if last and not answer["more"]:
                return
            if not answer["more"]:
                time.sleep(0.01)

    def run(
        self, writers: list[tuple[str, str]], readers: list[str], each: int, trouble: Callable[[], None]
    ) -> None:
        """Let all work at once, with `trouble` again and again, until everything is written and read."""
        with ThreadPoolExecutor(len(writers) + len(readers)) as pool:
            writing = [pool.submit(self.write, token, client, each) for token, client in writers]
            reading = [pool.submit(self.read, token) for token in readers]
            while not all(work.done() for work in writing):
                trouble()
            self.stop.set()
            for work in writing + reading:
                work.result(120)

    def missed(self) -> int:
        """How many notes some reader was never given."""
        return sum(len(self.written - seen.keys()) for seen in self.seen)

    def _note(self, client: str, seq: int) -> dict[str, Any]:
        return {
            "id": self.new_id(), "seq": seq, "kind": "note", "record": self.new_id(), "client": client,
            "base": 0, "at": AT, "set": {"text": f"Note {seq}. " + "She was well, the kettle was on. " * 4},
        }  # fmt: skip
