"""Documents name tests; whether each of them exists."""

import ast
import re
from functools import cache

from tests.architecture.house import ROOT

NAMED = re.compile(r"`([\w./-]+\.(?:py|ts))::([^`]+)`")
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
