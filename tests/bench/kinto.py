"""Kinto from PyPI in an environment of its own, with PostgreSQL and two workers, as its manual advises."""

import base64
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.rivals import Changes, document
from tests.bench.stage import serving_with
from tests.bench.wire import Wire
from tests.support.data import ROOT

HOME = ROOT / "build" / "bench" / "kinto"
PACKAGES = ("kinto[postgresql]", "gunicorn", "setuptools<81")
BATCH = 25  # the most that it takes at once, unless told otherwise
PERSON = base64.b64encode(b"ada:a kettle on the hob").decode()
NOTES = "/v1/buckets/doorstep/collections/notes"
SETTINGS = """[app:main]
use = egg:kinto
kinto.storage_backend = kinto.core.storage.postgresql
kinto.storage_url = {url}
kinto.permission_backend = kinto.core.permission.postgresql
kinto.permission_url = {url}
kinto.cache_backend = kinto.core.cache.memory
kinto.userid_hmac_secret = bench
multiauth.policies = basicauth
kinto.storage_max_fetch_size = 100000
kinto.bucket_create_principals = system.Authenticated
"""


class Kinto:
    """One collection of records, through Kinto's batches and its numbers of time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._wire = self._connect()
        for address in ("/v1/buckets/doorstep", NOTES):
            self._wire.put(address, {})
        self._last = 0

    def push(self, changes: Changes) -> float:
        """In batches of 25; the seconds."""
        seconds = 0.0
        for start in range(0, len(changes), BATCH):
            took, failed = self._send(self._wire, changes[start : start + BATCH])
            seconds += took
            if failed:
                raise RuntimeError(f"Kinto refused {failed} records.")
        return seconds

    def fetch(self) -> tuple[float, int]:
        """In one answer, as nothing is paginated by default."""
        return self._read(f"{NOTES}/records")

    def news(self) -> tuple[float, int]:
        """What is later than the last that was seen."""
        return self._read(f'{NOTES}/records?_since="{self._last}"')

    def crowd(self, phones: Sequence[Changes]) -> tuple[float, int]:
        """Each phone in a thread and with a connection of its own."""
        start = time.perf_counter()
        with ThreadPoolExecutor(len(phones)) as pool:
            failed = sum(pool.map(self._send_once, phones))
        return time.perf_counter() - start, failed

    def _send_once(self, changes: Changes) -> int:
        try:
            return self._send(self._connect(), changes)[1]
        except (OSError, RuntimeError):
            return len(changes)

    def _send(self, wire: Wire, changes: Changes) -> tuple[float, int]:
        requests = [
            {"method": "PUT", "path": f"{NOTES}/records/{one['record']}", "body": {"data": document(one)}}
            for one in changes
        ]
        answer = wire.post("/v1/batch", {"requests": requests})
        failed = [one for one in answer.json()["responses"] if one["status"] >= 300]
        return answer.seconds, len(failed)

    def _read(self, address: str) -> tuple[float, int]:
        answer = self._wire.get(address)
        rows: list[dict[str, Any]] = answer.json()["data"]
        self._last = max([self._last, *(row["last_modified"] for row in rows)])
        return answer.seconds, len(rows)

    def _connect(self) -> Wire:
        return Wire(self._port, PERSON, "Basic")


def install() -> None:
    """Make the environment, once. Raises CalledProcessError where PyPI does not give it."""
    if not (HOME / "bin" / "kinto").exists():
        subprocess.run([sys.executable, "-m", "venv", HOME], check=True)
        subprocess.run([HOME / "bin" / "pip", "install", "--quiet", *PACKAGES], check=True)


@contextmanager
def kinto_server(url: str, folder: Path) -> Iterator[Kinto]:
    """Kinto on this database."""
    settings = folder / "kinto.ini"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(SETTINGS.format(url=url))
    subprocess.run([HOME / "bin" / "kinto", "migrate", "--ini", settings], check=True, capture_output=True)
    gunicorn: list[str | Path] = [
        HOME / "bin" / "python",
        "-m",
        "gunicorn",
        "--workers=2",
        f"--paste={settings}",
    ]
    with serving_with(gunicorn, {}, "/v1/__version__") as port:
        yield Kinto(port)
