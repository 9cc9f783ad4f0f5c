"""Imports go down only, in both languages; each rule is shown to catch a planted breach."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

BIN = Path(sys.executable).parent
ENVIRONMENT = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "HOME": os.environ.get("HOME", "/")}

PYTHON_BREACHES = [
    (
        "the protocol asks the server",
        "sync/planted.py",
        "import server.settings",
        "knows nothing of the server",
    ),
    ("the protocol asks a library", "sync/planted.py", "import flask", "knows nothing of the server"),
    ("the watch asks the store", "server/safety/planted.py", "import server.store", "The watch is pure"),
    ("the log's chain asks the store", "server/audit/planted.py", "import server.store", "chain is pure"),
    ("a service calls up", "server/services/planted.py", "import server.api", "Imports go down only"),
    ("the store calls up", "server/store/planted.py", "import server.services", "Imports go down only"),
    ("an adapter calls up", "server/adapters/planted.py", "import server.services", "Imports go down only"),
    (
        "a schema asks a service",
        "server/schemas/planted.py",
        "import server.services",
        "Imports go down only",
    ),
    ("a handler writes SQL", "server/api/planted.py", "import sqlalchemy", "Only the store"),
    ("a service writes SQL", "server/services/planted.py", "from sqlalchemy import select", "Only the store"),
    ("a service sends mail", "server/services/planted.py", "import smtplib", "called from an adapter"),
    ("a service rolls dice", "server/services/planted.py", "import uuid", "called from an adapter"),
    ("a room without a place", "server/attic/__init__.py", "", "attic"),
]

PHONE_BREACHES = [
    ("domain asks storage", "domain", "import { x } from '#storage/outbox';"),
    ("storage asks remote", "storage", "import { x } from '#remote/send';"),
    ("remote asks storage", "remote", "import { x } from '#storage/outbox';"),
    ("a signal waits for a sync", "safety", "import { x } from '#sync/alone';"),
    ("safety calls up", "safety", "import { x } from '#state/session';"),
    ("sync calls up", "sync", "import { x } from '#state/status';"),
    ("state calls up", "state", "import { x } from '#screens/today';"),
    ("a part reads state", "parts", "import { x } from '#state/status';"),
    ("a screen reads storage", "screens", "import { x } from '#storage/outbox';"),
    ("a screen asks the network", "screens", "import { x } from '#remote/send';"),
    ("the worker shows a screen", "worker", "import { x } from '#screens/today';"),
    ("text asks state", "text", "import { x } from '#state/status';"),
    ("domain draws", "domain", "import { x } from 'preact';"),
    ("another room opens the database", "sync", "import { x } from 'idb';"),
    ("a room is not named", "screens", "import { x } from '../parts/button';"),
]

PHONE_GLOBALS = [
    ("a screen fetches", "screens", "fetch('/api/v1/session')"),
    ("sync fetches past remote", "sync", "fetch('/api/v1/sync')"),
    ("state opens the database", "state", "indexedDB.open('doorstep')"),
    ("a screen keeps a note aside", "screens", "localStorage.setItem('a', 'b')"),
]


def ids(breaches: Sequence[tuple[str, ...]]) -> list[str]:
    return [breach[0] for breach in breaches]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the Python rooms to plant breaches in."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for room in ("sync", "server"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / "lint-imports", "--no-cache"],
        cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_python_imports_go_down_only(house: Path) -> None:
    checked = contracts(house)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(("_name", "path", "line", "complaint"), PYTHON_BREACHES, ids=ids(PYTHON_BREACHES))
def test_a_forbidden_python_import_is_caught(
    house: Path, _name: str, path: str, line: str, complaint: str
) -> None:
    planted = house / path
    new_room = not planted.parent.exists()
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(f"{line}\n")
    try:
        checked = contracts(house)
    finally:
        planted.unlink()
        if new_room:
            shutil.rmtree(planted.parent)
    assert checked.returncode != 0
    # What it prints before the list of broken contracts names the kept ones too.
    assert (
        complaint in checked.stdout[checked.stdout.find("Broken contracts") :] or complaint in checked.stderr
    )


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    """An empty phone app under the real rules."""
    shutil.copy(ROOT / ".gitignore", tmp_path)
    app = tmp_path / "pwa"
    app.mkdir()
    shutil.copy(ROOT / "pwa" / "biome.json", app)
    (app / "node_modules").symlink_to(ROOT / "pwa" / "node_modules")
    return app


def lint(phone: Path, room: str, code: str) -> subprocess.CompletedProcess[str]:
    planted = phone / "src" / room / "planted.ts"
    planted.parent.mkdir(parents=True)
    planted.write_text(code)
    return subprocess.run(
        ["node", "node_modules/@biomejs/biome/bin/biome", "lint", "--colors=off"],
        cwd=phone, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(("_name", "room", "line"), PHONE_BREACHES, ids=ids(PHONE_BREACHES))
def test_a_forbidden_import_on_the_phone_is_caught(phone: Path, _name: str, room: str, line: str) -> None:
    checked = lint(phone, room, f"{line}\n\nexport const y = x;\n")
    assert checked.returncode != 0
    assert "noRestrictedImports" in checked.stderr


@pytest.mark.parametrize(("_name", "room", "line"), PHONE_GLOBALS, ids=ids(PHONE_GLOBALS))
def test_a_reach_past_the_rooms_is_caught(phone: Path, _name: str, room: str, line: str) -> None:
    checked = lint(phone, room, f"export const y = () => {line};\n")
    assert checked.returncode != 0
    assert "noRestrictedGlobals" in checked.stderr


@pytest.mark.parametrize(
    ("room", "line"),
    [("domain", "export const x = 1;"), ("screens", "export { x } from '#parts/button';"),
     ("sync", "export { x } from '#storage/outbox';"), ("remote", "export const x = () => fetch('/');")],
)  # fmt: skip
def test_what_is_allowed_passes(phone: Path, room: str, line: str) -> None:
    checked = lint(phone, room, f"{line}\n")
    assert checked.returncode == 0, checked.stderr
