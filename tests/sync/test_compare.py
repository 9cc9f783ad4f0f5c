"""Comparing what a phone holds, by the vectors that the phone's tests read too."""

import json
from pathlib import Path
from typing import Any

import pytest

from sync.compare import summary

VECTORS = Path(__file__).parents[2] / "sync" / "vectors" / "compare.json"


@pytest.mark.parametrize("case", json.loads(VECTORS.read_text())["cases"])
def test_the_count_and_hash_of_what_is_held(case: dict[str, Any]) -> None:
    assert summary(map(tuple, case["held"])) == (case["count"], case["hash"])
