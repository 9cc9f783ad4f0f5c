"""The house as files: what the architecture tests walk through."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_OURS = {"node_modules", "var", "build", "dist", "coverage", "__pycache__"}
OURS = {ROOT / ".ci", ROOT / "pwa" / "build"}


@cache
def files() -> list[Path]:
    """Every file of the checkout that people write, relative to its root; in a worktree `.git` is a file."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if ours(here / name))
        found += [(here / name).relative_to(ROOT) for name in sorted(names) if name != ".git"]
    return found


def ours(folder: Path) -> bool:
    """False for what tools install, build, measure or remember."""
    name = folder.name
    return folder in OURS or not (name in NOT_OURS or name.startswith(".") or name.endswith(".egg-info"))


def written_in(*suffixes: str, under: tuple[str, ...] = ("",)) -> Iterator[tuple[str, str]]:
    """Path and text of the files in some languages, in some folders."""
    for path in files():
        if path.suffix in suffixes and path.as_posix().startswith(under):
            yield path.as_posix(), (ROOT / path).read_text()


def python(*under: str) -> Iterator[tuple[str, ast.Module]]:
    """Path and syntax tree of the Python files in some folders."""
    for path, text in written_in(".py", under=under):
        yield path, ast.parse(text)


def documents() -> str:
    """All that we tell people in words."""
    return "\n".join(text for _, text in written_in(".md"))
