"""Run the simulation: the real phones and the real server in one deterministic world, seed after seed.

python scripts/simulate.py --seeds 1500          so many seeds, after the corpus
python scripts/simulate.py --replay 17           one seed, with everything that happens in it
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.simulation.worlds import Worlds
from tests.support.postgres import Postgres


def main() -> int:
    """Run what was asked for; 1 when a promise was broken."""
    wanted = read_arguments()
    postgres = Postgres()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return run(Worlds(Path(folder), postgres), wanted)
    finally:
        postgres.close()


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=200, help="how many")
    parser.add_argument("--first", type=int, default=1, help="the first of them")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--fault", help="a planted fault, by name")
    parser.add_argument("--replay", type=int, metavar="SEED", help="one seed, with its trace")
    return parser.parse_args()


def run(worlds: Worlds, wanted: argparse.Namespace) -> int:
    replay = wanted.replay is not None
    seeds = [wanted.replay] if replay else range(wanted.first, wanted.first + wanted.seeds)
    began, failed = time.monotonic(), 0
    endings = worlds.run(list(seeds), workers=wanted.workers, fault=wanted.fault, trace=replay)
    for done, ending in enumerate(endings, 1):
        for breach in ending.breaches:
            print(f"seed {ending.seed}: promise {breach.promise}: {breach.words}")
        if ending.breaches:
            failed += 1
            print(f"    to replay: python scripts/simulate.py --replay {ending.seed}", flush=True)
        rate = done / (time.monotonic() - began) * 60
        print(f"\r{done}/{len(seeds)} seeds, {failed} failed, {rate:.0f} a minute ", end="", file=sys.stderr)
    print(file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
