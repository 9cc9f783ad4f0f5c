"""The published figures that the demo adds up to: the product's own copy, with the source named."""

import json
from pathlib import Path
from typing import Any, Final

HERE = Path(__file__).parent


def read_json(name: str) -> dict[str, Any]:
    """Give one of the demo's own files."""
    found: dict[str, Any] = json.loads((HERE / name).read_text("utf-8"))
    return found


FIGURES: Final = read_json("figures.json")
