"""docs/safety-case.md is whole: every hazard has its cause, effect, control, and a test that is there."""

import re

import pytest

from tests.architecture.house import ROOT
from tests.architecture.named_tests import NAMED, missing

PAGE = ROOT / "docs" / "safety-case.md"
ROW = re.compile(r"^\| (\d+) \|" + r"([^|]*)\|" * 5 + "$", re.MULTILINE)
LEAST = 30


def incomplete(page: str) -> list[int]:
    """The hazards that leave something open, or name no test."""
    return [
        int(number)
        for number, *cells, shown in ROW.findall(page)
        if not all(cell.strip() for cell in cells) or not NAMED.search(shown)
    ]


def numbers(page: str) -> list[int]:
    return [int(row[0]) for row in ROW.findall(page)]


def test_every_test_that_shows_a_control_exists() -> None:
    assert not missing(PAGE.read_text())


def test_every_hazard_is_whole_and_has_its_number() -> None:
    page = PAGE.read_text()
    found = numbers(page)
    assert found == list(range(1, len(found) + 1))
    assert len(found) >= LEAST
    assert len(found) == len(re.findall(r"^\| \d+ ", page, re.MULTILINE)), (
        "a row has too many or too few cells"
    )
    assert not incomplete(page)


@pytest.mark.parametrize(
    "row",
    ["| 1 | a | b | c | d | surely |", "| 1 | a | | c | d | `tests/x.py::test_a` |",
     "| 1 | a | b | c | | `tests/x.py::test_a` |"],
)  # fmt: skip
def test_a_hazard_that_is_not_whole_is_noticed(row: str) -> None:
    assert incomplete(row) == [1]


def test_a_control_whose_test_is_gone_is_noticed() -> None:
    assert missing("| 1 | a | b | c | d | `tests/server/test_board.py::test_gone` |") == [
        "tests/server/test_board.py::test_gone"
    ]
