"""docs/reliability.md names tests; each of them exists, and every trap has its row."""

import re

import pytest

from tests.architecture.house import ROOT
from tests.architecture.named_tests import NAMED, missing

PAGE = ROOT / "docs" / "reliability.md"
ROW = re.compile(r"^\| (\d+) \|([^|]*)\|([^|]*)\|([^|]*)\|$", re.MULTILINE)


def unproved(page: str) -> list[int]:
    """The traps whose row says neither which test shows it nor why it cannot happen."""
    return [
        int(number)
        for number, _, stops, shown in ROW.findall(page)
        if not stops.strip() or not (NAMED.search(shown) or shown.strip().startswith("Cannot happen:"))
    ]


def test_every_test_that_is_named_exists() -> None:
    page = PAGE.read_text()
    assert len(NAMED.findall(page)) > 60
    assert not missing(page)


def test_every_trap_has_one_row_and_a_proof() -> None:
    page = PAGE.read_text()
    assert [int(row[0]) for row in ROW.findall(page)] == list(range(1, 46))
    assert not unproved(page)


@pytest.mark.parametrize(
    "name",
    ["tests/sync/test_nowhere.py::test_a", "tests/sync/test_cursor.py::test_nothing",
     "pwa/tests/page.test.ts::is not there"],
)  # fmt: skip
def test_a_test_that_is_not_there_is_noticed(name: str) -> None:
    assert missing(f"| 1 | a | b | `{name}` |") == [name]


def test_a_row_without_a_proof_is_noticed() -> None:
    assert unproved("| 1 | a | b | surely |\n| 2 | a | b | Cannot happen: c. |") == [1]
