"""A check that has never failed proves nothing: each planted fault is noticed by a seed that always runs."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.simulation.planted import FAULTS
from tests.simulation.test_simulation import ALWAYS, WORKERS
from tests.simulation.worlds import Ending, Worlds, phone_faults

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

# Where each was noticed last: tried first, so that all of them take no longer than a minute or two.
NOTICED: dict[str, int] = json.loads((Path(__file__).parent / "noticed.json").read_text())
ALL = [*FAULTS, *phone_faults()]
# A new fault enters the list with the seed that `python scripts/simulate.py --fault NAME` names first.
SHOWN = [fault for fault in ALL if fault in NOTICED]


def notice(worlds: Worlds, fault: str) -> Ending | None:
    """The first seed that notices a fault."""
    seeds = sorted(ALWAYS, key=lambda seed: seed != NOTICED.get(fault))
    return next((ending for ending in worlds.run(seeds, fault=fault) if ending.breaches), None)


@pytest.fixture(scope="module")
def noticed(worlds: Worlds) -> dict[str, Ending | None]:
    with ThreadPoolExecutor(WORKERS) as pool:
        return dict(zip(SHOWN, pool.map(lambda fault: notice(worlds, fault), SHOWN), strict=True))


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("fault", SHOWN)
def test_a_planted_fault_is_noticed(noticed: dict[str, Ending | None], fault: str) -> None:
    assert noticed[fault], f"Nobody noticed {fault} in {len(ALWAYS)} seeds."


def test_there_are_enough_faults() -> None:
    assert len(SHOWN) >= 15
    assert set(NOTICED) == set(SHOWN), "The list names a fault that there is not."
