"""`python -m tests.bench`: measure, print the table, and with --write keep it in docs/benchmarks.md."""

import argparse
import os
import platform
import shutil
import tempfile
from pathlib import Path

from tests.bench.exchange import Exchange
from tests.bench.opening import measure_opening
from tests.bench.page import write_page
from tests.bench.results import Result, as_table
from tests.bench.stage import on_stage
from tests.support.postgres import Postgres

PARTS = ("sqlite", "postgresql", "opening")


def main() -> None:
    """Read the options, measure, and say what came out."""
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument(
        "parts", nargs="*", choices=[*PARTS, []], help="what to measure; all when none is named"
    )
    options.add_argument("--rounds", type=int, default=5, help="rounds of each measure")
    options.add_argument("--write", action="store_true", help="write the table to docs/benchmarks.md")
    given = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="doorstep-bench-"))
    results: list[Result] = []
    try:
        for part in given.parts or PARTS:
            print(f"Measuring {part} …", flush=True)
            results += measure(part, folder / part, given.rounds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(as_table(results))
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    if given.write:
        write_page(results, given.rounds, machine)


def measure(part: str, folder: Path, rounds: int) -> list[Result]:
    """The results of one part."""
    if part == "opening":
        return measure_opening(folder, rounds)
    postgres = Postgres(fast=False) if part == "postgresql" else None
    try:
        with on_stage(folder, postgres) as stage:
            return Exchange(stage, part, rounds).run()
    finally:
        if postgres:
            postgres.close()


if __name__ == "__main__":
    main()
