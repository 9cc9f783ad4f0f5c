"""Both servers on one kind of database, side by side: Doorstep, and the bare one."""

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from server.adapters.sign_in import hash_password
from server.app import create_app
from server.services.invitations import new_account
from server.services.organisations import create_organisation
from server.services.tokens import make_token
from server.settings import read_settings
from server.store.database import db, writing
from sync.change import Role
from tests.support.data import ROOT, Data, Store
from tests.support.ports import free_port
from tests.support.postgres import Postgres

EMAIL, PASSWORD, SECRET = "ada@bench.example", "a kettle on the hob", "bench"
COLLEAGUE, SUPERVISOR = "bea@bench.example", "sam@bench.example"
ORGANISATION = "bench"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the two servers listen, the token for each, and what they keep their rows in."""

    data: Data
    bare_url: str
    port: int
    token: str
    colleague: str
    bare_port: int
    bare_token: str


@contextmanager
def on_stage(folder: Path, postgres: Postgres | None) -> Iterator[Stage]:
    """Start both, each with one worker process, on fresh databases of the same kind."""
    store = Store(folder, postgres)
    with ExitStack() as stack:
        data = stack.enter_context(store.lend(store.migrated()))
        token, colleague = make_workers(data)
        port = stack.enter_context(doorstep_server(data))
        bare_url = postgres.create() if postgres else str(data.var / "bare.db")
        bare_port = stack.enter_context(bare_server(bare_url))
        yield Stage(data, bare_url, port, token, colleague, bare_port, f"token.{SECRET}")


def make_workers(data: Data) -> tuple[str, str]:
    """An organisation with two case managers and their supervisor; a token of each worker's."""
    app = create_app(read_settings(data.environment()))
    with app.app_context():
        organisation = create_organisation("Bench").id
        hashed = hash_password(PASSWORD)
        with writing():
            new_account(organisation, EMAIL, "Ada Worker", Role.CASE_MANAGER, "north").password = hashed
            new_account(organisation, COLLEAGUE, "Bea Worker", Role.CASE_MANAGER, "north")
            new_account(organisation, SUPERVISOR, "Sam Super", Role.SUPERVISOR, "north").password = hashed
        tokens = make_token(EMAIL), make_token(COLLEAGUE)
        db.engine.dispose()
    return tokens


@contextmanager
def bare_server(url: str) -> Iterator[int]:
    """The bare app under the same gunicorn, with its tables; the port."""
    os.environ["BENCH_DATABASE"] = url
    from tests.bench.bare import TABLES  # reads its database from the environment when it is imported

    known = hashlib.sha256(SECRET.encode()).hexdigest()
    rows = (f"INSERT INTO token VALUES ('token', 'bench', '{known}')", "INSERT INTO head VALUES ('bench', 0)")
    with psycopg.connect(url) if url.startswith("postgresql") else sqlite3.connect(url) as connection:
        for statement in (*TABLES, *rows):
            connection.execute(statement)
    with serving("tests.bench.bare:app", {**os.environ, "BENCH_DATABASE": url}) as port:
        yield port


def doorstep_server(data: Data, workers: int = 1) -> AbstractContextManager[int]:
    """Doorstep itself on this data; the port."""
    return serving("server.app:create_app()", data.environment(), workers)


def serving(app: str, environment: Mapping[str, str], workers: int = 1) -> AbstractContextManager[int]:
    """An app under gunicorn as the Procfile starts it, but for the number of workers; the port."""
    gunicorn = [
        sys.executable, "-m", "gunicorn", "--worker-class=gthread", f"--workers={workers}", "--threads=32",
        "--graceful-timeout=1", "--no-control-socket", app,
    ]  # fmt: skip
    return serving_with(gunicorn, environment)


@contextmanager
def serving_with(
    gunicorn: Sequence[str | Path], environment: Mapping[str, str], address: str = "/healthz"
) -> Iterator[int]:
    """Whatever this gunicorn serves, from when it answers at the address; the port."""
    port = free_port()
    process = subprocess.Popen(
        [*gunicorn, "--log-level=warning", f"--bind=127.0.0.1:{port}"],
        cwd=ROOT, env=environment,
    )  # fmt: skip
    try:
        wait_for(port, address)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def wait_for(port: int, address: str) -> None:
    """Wait until it answers at all: how well it thinks it is, is not asked here."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=1).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("The server did not start.")
