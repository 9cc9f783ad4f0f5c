"""Phones that start visits and call for help while everything dies; each tries until it has its receipt."""

import http.client
import json
import threading
import time
from typing import Any

from server.adapters.world import World
from server.store.columns import write_time
from tests.server.walks import new_id


class Callers:
    """One thread for each token; `stop` gives the ids of the calls for help that were answered."""

    def __init__(self, port: int, tokens: list[str]) -> None:
        self._port = port
        self._stopping = threading.Event()
        self._answered: set[str] = set()
        self._threads = [threading.Thread(target=self._call, args=(one,), daemon=True) for one in tokens]
        for thread in self._threads:
            thread.start()

    def stop(self) -> set[str]:
        """End after the call that is under way."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(60)
        return self._answered

    def _call(self, token: str) -> None:
        device, seq, world = new_id(), 0, World()
        while not self._stopping.is_set():
            seq += 2
            visit, panic = new_id(), new_id()
            at = write_time(world.now())
            start = {"id": new_id(), "seq": seq, "type": "start", "visit": visit, "at": at, "minutes": 600}
            call = {"id": panic, "seq": seq + 1, "type": "panic", "visit": visit, "at": at}
            if self._send(token, {"device": device, "signals": [start, call]}):
                self._answered.add(panic)
            time.sleep(0.5)

    def _send(self, token: str, body: dict[str, Any]) -> bool:
        """Send until it is answered, or the day is over."""
        while not self._stopping.is_set():
            try:
                line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)
                headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
                line.request("POST", "/api/v1/signals", json.dumps(body), headers)
                answer = line.getresponse()
                if answer.status == 200:
                    statuses = {one["status"] for one in json.loads(answer.read())["receipts"]}
                    assert statuses == {"received"}, statuses
                    return True
            except (OSError, http.client.HTTPException, ValueError):
                pass
            time.sleep(0.1)
        return False
