"""docs/reliability.md names tests; each of them exists, and every trap has its row."""

import ast
import re
from functools import cache

import pytest

from tests.architecture.house import ROOT

PAGE = ROOT / "docs" / "reliability.md"
NAMED = re.compile(r"`([\w./-]+\.(?:py|ts))::([^`]+)`")
ROW = re.compile(r"^\| (\d+) \|([^|]*)\|([^|]*)\|([^|]*)\|$", re.MULTILINE)
TITLE = re.compile(r"""\b(?:test|describe)(?:\.each\b[^`'"]*?\))?\(\s*(['"`])(.*?)(?<!\\)\1""", re.DOTALL)


@cache
def names_in(path: str) -> frozenset[str]:
    """The names of the tests of a file: Python's functions with their classes, or vitest's titles."""
    text = (ROOT / path).read_text()
    if path.endswith(".ts"):
        return frozenset(line.strip() for _, line in TITLE.findall(text)) | titles_after_tables(text)
    found = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)}
    return frozenset(found)


def titles_after_tables(text: str) -> set[str]:
    """The titles of vitest's tests that stand behind a table of cases."""
    return {title for _, title in re.findall(r"""\]\s*\)\(\s*(['"`])(.*?)(?<!\\)\1""", text)}


def missing(page: str) -> list[str]:
    """The tests that a page names and that are not there."""
    return [
        f"{path}::{name}"
        for path, name in NAMED.findall(page)
        if not (ROOT / path).exists() or name not in names_in(path)
    ]


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
