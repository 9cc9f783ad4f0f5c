"""The promises of SYNC.md, judged in worlds in which everything that can go wrong does."""

import os
import time

import pytest

from tests.simulation.corpus import read_corpus
from tests.simulation.worlds import Ending, Worlds

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

# Whatever else is asked for, these run: those that once found something, and the first 200.
ALWAYS = list(dict.fromkeys([*read_corpus(), *range(1, 201)]))
SEEDS = range(1, int(os.environ.get("DOORSTEP_SEEDS", "200")) + 1)
# After so many minutes no seed beyond these is begun: a build that has others to wait for says so.
MINUTES = float(os.environ.get("DOORSTEP_SEED_MINUTES", "inf"))
BEGAN = time.monotonic()
# The commits that fail, one in each world: a tenth of the 200 that `make simulate` goes through.
SWEEP = range(7, 201, 10)
WORKERS = 2


def broken(endings: list[Ending], option: str = "") -> str:
    """What was broken, and how to see it again."""
    replay = f"    python scripts/simulate.py {option}--replay"
    return "\n".join(
        f"promise {breach.promise}: {breach.words}\n{replay} {ending.seed}"
        for ending in endings
        for breach in ending.breaches[:3]
    )


@pytest.mark.timeout(3600)  # it gives way to everything else, so it may stand still for minutes
def test_the_same_seed_gives_the_same_world(worlds: Worlds) -> None:
    once = [ending.hash for ending in worlds.run([1, 2, 3])]
    again = {ending.seed: ending.hash for ending in worlds.run([3, 1, 2])}
    assert once == [again[seed] for seed in (1, 2, 3)]
    assert len(set(once)) == 3


@pytest.mark.timeout(3600)
def test_every_promise_holds_in_foul_weather(worlds: Worlds) -> None:
    endings = list(worlds.run(ALWAYS, workers=WORKERS))
    assert len(endings) == len(ALWAYS)
    for ending in worlds.run([seed for seed in SEEDS if seed not in ALWAYS], workers=WORKERS):
        endings.append(ending)
        if time.monotonic() - BEGAN > MINUTES * 60:
            break
    print(f"\n{len(endings)} seeds in foul weather")
    assert not broken(endings), broken(endings)


@pytest.mark.timeout(3600)
def test_every_promise_holds_whichever_commit_fails(worlds: Worlds) -> None:
    endings = list(worlds.run(SWEEP, workers=WORKERS, options=["sweep"]))
    assert len(endings) == len(SWEEP)
    assert not broken(endings), broken(endings, "--sweep ")
