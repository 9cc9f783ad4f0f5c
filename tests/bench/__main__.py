"""`python -m tests.bench`: measure, print the table, and with --write keep it in docs/benchmarks.md."""

import argparse
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.browser import measure_browser
from tests.bench.desk import measure_desk
from tests.bench.exchange import Exchange
from tests.bench.kinto import install, kinto_server
from tests.bench.opening import measure_opening
from tests.bench.ours import Ours
from tests.bench.packages import install_packages
from tests.bench.page import write_page
from tests.bench.pouch import pouch_server
from tests.bench.results import Result, as_table
from tests.bench.rivals import compare_with
from tests.bench.stage import doorstep_server, make_workers, on_stage
from tests.bench.watching import measure_boards, measure_watching
from tests.support.data import Store
from tests.support.postgres import Postgres

Measure = Callable[[Path, argparse.Namespace], list[Result]]


def main() -> None:
    """Read the options, measure, and say what came out."""
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument(
        "parts", nargs="*", choices=[*PARTS, []], help="what to measure; all when none is named"
    )
    options.add_argument("--rounds", type=int, default=5, help="rounds of each measure")
    options.add_argument("--records", type=int, default=10_000, help="records to compare others with")
    options.add_argument("--many", type=int, default=1_000_000, help="records of a large organisation")
    options.add_argument("--read", type=int, default=100_000, help="notes that a supervisor has read before")
    options.add_argument("--write", action="store_true", help="write the table to docs/benchmarks.md")
    given = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="doorstep-bench-"))
    results: list[Result] = []
    try:
        for part in given.parts or PARTS:
            print(f"Measuring {part} …", flush=True)
            found = PARTS[part](folder / part, given)
            print(as_table(found), flush=True)
            results += found
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    if given.write:
        write_page(results, given.rounds, machine)


def _sqlite(folder: Path, given: argparse.Namespace) -> list[Result]:
    with on_stage(folder, None) as stage:
        return Exchange(stage, "sqlite", given.rounds, given.many).run()


def _postgresql(folder: Path, given: argparse.Namespace) -> list[Result]:
    postgres = Postgres(fast=False)
    try:
        with on_stage(folder, postgres) as stage:
            return Exchange(stage, "postgresql", given.rounds, given.many).run()
    finally:
        postgres.close()


def _opening(folder: Path, given: argparse.Namespace) -> list[Result]:
    return measure_opening(folder, given.rounds)


def _kinto(folder: Path, given: argparse.Namespace) -> list[Result]:
    try:
        install()
    except subprocess.CalledProcessError as error:
        return [Result("Kinto could not be installed here", 0, None, None, str(error))]
    postgres = Postgres(fast=False)
    try:
        store = Store(folder, postgres)
        with store.lend(store.migrated()) as data:
            token, _ = make_workers(data)
            with (
                doorstep_server(data, workers=2) as port,
                kinto_server(postgres.create(), folder) as kinto,
            ):
                return compare_with("Kinto", Ours(port, token), kinto, given.records, given.rounds)
    finally:
        postgres.close()


def _pouchdb(folder: Path, given: argparse.Namespace) -> list[Result]:
    try:
        install_packages()
    except subprocess.CalledProcessError as error:
        return [Result("PouchDB could not be installed here", 0, None, None, str(error))]
    store = Store(folder, None)
    with store.lend(store.migrated()) as data:
        token, _ = make_workers(data)
        with doorstep_server(data, workers=2) as port, pouch_server(folder / "pouch") as pouch:
            return compare_with("PouchDB", Ours(port, token), pouch, given.records, given.rounds)


def _browser(folder: Path, given: argparse.Namespace) -> list[Result]:
    try:
        install_packages()
    except subprocess.CalledProcessError as error:
        return [Result("PouchDB and RxDB could not be installed here", 0, None, None, str(error))]
    return measure_browser(folder, given.records, given.rounds)


def _watch(folder: Path, given: argparse.Namespace) -> list[Result]:
    return measure_watching(folder, given.rounds, None)


def _watch_postgresql(folder: Path, given: argparse.Namespace) -> list[Result]:
    postgres = Postgres(fast=False)
    try:
        return measure_watching(folder, given.rounds, postgres)
    finally:
        postgres.close()


def _desk(folder: Path, given: argparse.Namespace) -> list[Result]:
    return measure_desk(folder, given.rounds, given.read)


def _boards(folder: Path, _given: argparse.Namespace) -> list[Result]:
    return measure_boards(folder)


PARTS: dict[str, Measure] = {
    "sqlite": _sqlite,
    "postgresql": _postgresql,
    "kinto": _kinto,
    "pouchdb": _pouchdb,
    "browser": _browser,
    "opening": _opening,
    "watch": _watch,
    "watch_postgresql": _watch_postgresql,
    "boards": _boards,
    "desk": _desk,
}


if __name__ == "__main__":
    main()
