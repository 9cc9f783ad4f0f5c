"""The seeds that once found something: they always run first."""

import json
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus.json"


def read_corpus() -> list[int]:
    """Give the seeds, in order."""
    seeds: list[int] = json.loads(CORPUS.read_text())
    return seeds


def add_to_corpus(seed: int) -> None:
    """Keep a seed for ever."""
    CORPUS.write_text(f"{json.dumps(sorted({*read_corpus(), seed}))}\n")
