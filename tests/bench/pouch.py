"""PouchDB in Node, replicating with a server from npm that speaks CouchDB's protocol (express-pouchdb)."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.packages import node_environment
from tests.bench.rivals import Changes, document
from tests.bench.stage import wait_for
from tests.support.ports import free_port

PROGRAM = Path(__file__).with_name("pouch.cjs")


class Pouch:
    """Phones with PouchDB, all in one Node process, and their server in another."""

    def __init__(self, process: "subprocess.Popen[str]", url: str) -> None:
        self._process = process
        self.url = url

    def push(self, changes: Changes) -> float:
        """Replicate to the server what was stored on the phone before."""
        seconds, _ = self._do("push", docs=_documents(changes))
        return seconds

    def fetch(self) -> tuple[float, int]:
        """Replicate from the server onto a new phone."""
        return self._do("fetch")

    def news(self) -> tuple[float, int]:
        """Replicate from the server once more."""
        return self._do("news")

    def crowd(self, phones: Sequence[Changes]) -> tuple[float, int]:
        """Replicate from many phones at once."""
        return self._do("crowd", phones=[_documents(changes) for changes in phones])

    def _do(self, task: str, **given: Any) -> tuple[float, int]:
        if not self._process.stdin or not self._process.stdout:
            raise RuntimeError("PouchDB's process has no way in or out.")
        self._process.stdin.write(json.dumps({"task": task, **given}) + "\n")
        self._process.stdin.flush()
        said = json.loads(self._process.stdout.readline())
        return said["seconds"], said["result"]


@contextmanager
def pouch_server(folder: Path) -> Iterator[Pouch]:
    """The server, and the phones that belong to it."""
    port = free_port()
    for name in ("server", "phones"):
        (folder / name).mkdir(parents=True)
    url = f"http://127.0.0.1:{port}/doorstep"
    server = _node("server", str(port), folder / "server")
    try:
        wait_for(port, "/")
        phones = _node("client", url, folder / "phones")
        try:
            yield Pouch(phones, url)
        finally:
            phones.terminate()
            phones.wait(30)
    finally:
        server.terminate()
        server.wait(30)


def _node(role: str, where: str, folder: Path) -> "subprocess.Popen[str]":
    environment = node_environment()
    # The program itself, and not what the wheel puts before it: that would leave it running when it is ended.
    node = environment["PLAYWRIGHT_NODEJS_PATH"]
    return subprocess.Popen(
        [node, PROGRAM, role, where, folder],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=folder,
    )  # fmt: skip


def _documents(changes: Changes) -> list[dict[str, Any]]:
    return [{"_id": change["record"], **document(change)} for change in changes]
