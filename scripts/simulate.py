"""Run the simulation: the real phones and the real server in one deterministic world, seed after seed.

    python scripts/simulate.py --seeds 1500          the corpus, then so many seeds, then the sweep
    python scripts/simulate.py --replay 17           one seed, with everything that happens in it
    python scripts/simulate.py --sweep --replay 17   fair weather, and the 17th commit fails on both sides

A seed that fails joins the corpus, which always runs first.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.simulation.corpus import add_to_corpus, read_corpus
from tests.simulation.worlds import Ending, Worlds
from tests.support.postgres import Postgres

SWEEP = range(1, 201)


def main() -> int:
    """Run what was asked for; 1 when a promise was broken."""
    wanted = read_arguments()
    postgres = Postgres()
    try:
        with tempfile.TemporaryDirectory() as folder:
            failed = run(Worlds(Path(folder), postgres), wanted)
    finally:
        postgres.close()
    return 1 if failed else 0


def read_arguments() -> argparse.Namespace:
    """Read what is wanted."""
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("--seeds", type=int, default=200, help="how many")
    parser.add_argument("--first", type=int, default=1, help="the first of them")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--fault", help="a planted fault, by name")
    parser.add_argument("--replay", type=int, metavar="SEED", help="one seed, with its trace")
    parser.add_argument("--sweep", action="store_true", help="only the sweep")
    return parser.parse_args()


def run(worlds: Worlds, wanted: argparse.Namespace) -> int:
    """Run one seed, or all of them; how many failed."""
    if wanted.replay is not None:
        options: Sequence[Literal["trace", "sweep"]] = ["trace", "sweep"] if wanted.sweep else ["trace"]
        return report(list(worlds.run([wanted.replay], fault=wanted.fault, options=options)), wanted)
    failed = 0
    if not wanted.sweep:
        seeds = range(wanted.first, wanted.first + wanted.seeds)
        failed += run_all(worlds, list(dict.fromkeys([*read_corpus(), *seeds])), wanted, sweep=False)
    if wanted.sweep or not wanted.fault:
        failed += run_all(worlds, list(SWEEP), wanted, sweep=True)
    return failed


def run_all(worlds: Worlds, seeds: list[int], wanted: argparse.Namespace, *, sweep: bool) -> int:
    """Run seeds with a line that shows how far it is; how many failed."""
    began, failed = time.monotonic(), 0
    endings = worlds.run(
        seeds, workers=wanted.workers, fault=wanted.fault, options=["sweep"] if sweep else []
    )
    for done, ending in enumerate(endings, 1):
        failed += report([ending], wanted, sweep=sweep)
        if ending.breaches and not sweep and not wanted.fault:
            add_to_corpus(ending.seed)
        rate = done / (time.monotonic() - began) * 60
        print(f"\r{done}/{len(seeds)} seeds, {failed} failed, {rate:.0f} a minute ", end="", file=sys.stderr)
    print(file=sys.stderr)
    return failed


def report(endings: list[Ending], wanted: argparse.Namespace, *, sweep: bool = False) -> int:
    """Print what was broken and how to see it again; how many failed."""
    failed = [ending for ending in endings if ending.breaches]
    for ending in failed:
        for breach in ending.breaches:
            print(f"seed {ending.seed}: promise {breach.promise}: {breach.words}")
        more = (" --sweep" if sweep else "") + (f" --fault {wanted.fault}" if wanted.fault else "")
        print(f"    to replay: python scripts/simulate.py{more} --replay {ending.seed}", flush=True)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
