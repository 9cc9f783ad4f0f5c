"""Data folders and databases, fresh for each use and made only once: a folder and a template are copied."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from tests.support.postgres import Postgres

ROOT = Path(__file__).parents[2]
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")


@dataclass(frozen=True)
class Data:
    """Where one server keeps its things."""

    var: Path
    database_url: str

    def environment(self, **more: str) -> dict[str, str]:
        """The settings that point a process here, and nothing of the caller's own."""
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return {**kept, "DOORSTEP_VAR": str(self.var), "DATABASE_URL": self.database_url, **more}

    def doorstep(self, *words: str) -> str:
        """Run a `doorstep` command on this data; what it printed. A failing command fails the test."""
        done = subprocess.run(
            [Path(sys.executable).parent / "doorstep", *words],
            cwd=ROOT, env=self.environment(), capture_output=True, text=True, timeout=110,
            check=False,
        )  # fmt: skip
        if done.returncode:
            pytest.fail(f"doorstep {' '.join(words)} failed:\n{done.stdout}{done.stderr}", pytrace=False)
        return done.stdout


class Store:
    """Makes data on one kind of database: `sqlite` or `postgresql`."""

    def __init__(self, folder: Path, postgres: Postgres | None) -> None:
        self._folder = folder
        self._postgres = postgres
        self._made = 0

    def empty(self) -> Data:
        """A database without tables."""
        var = self._new_folder()
        return Data(var, self._postgres.create() if self._postgres else _sqlite(var))

    def migrated(self) -> Data:
        """A database with all tables and no row."""
        return self._copy(self._migrated)

    def demo(self) -> Data:
        """A database with the demo organisation."""
        return self._copy(self._demo)

    @contextmanager
    def lend(self, data: Data) -> Iterator[Data]:
        """Give data out and remove it afterwards."""
        yield data
        if self._postgres:
            self._postgres.drop(data.database_url)
        shutil.rmtree(data.var, ignore_errors=True)

    @cached_property
    def _migrated(self) -> Data:
        data = self.empty()
        data.doorstep("migrate")
        return data

    @cached_property
    def _demo(self) -> Data:
        data = self.migrated()
        data.doorstep("demo")
        return data

    def _copy(self, original: Data) -> Data:
        var = self._new_folder()
        shutil.copytree(original.var, var, dirs_exist_ok=True)
        if not self._postgres:
            return Data(var, _sqlite(var))
        return Data(var, self._postgres.create(template=original.database_url.rsplit("/", 1)[1]))

    def _new_folder(self) -> Path:
        self._made += 1
        folder = self._folder / str(self._made)
        folder.mkdir(parents=True)
        return folder


def _sqlite(var: Path) -> str:
    return f"sqlite:///{var / 'doorstep.db'}"
