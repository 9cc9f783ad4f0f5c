"""Data folders and databases, fresh for each use and made only once: a folder and a template are copied.

A PostgreSQL database with all tables is lent again once it is emptied: that is quicker than a copy.
"""

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

from tests.support.postgres import Postgres, Shape

ROOT = Path(__file__).parents[2]
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
COUNTING = ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")


@dataclass(frozen=True)
class Data:
    """Where one server keeps its things."""

    var: Path
    database_url: str

    def environment(self, *, counted: bool = True, **more: str) -> dict[str, str]:
        """The settings that point a process here, and nothing of the caller's own.

        What is not `counted` as tested runs half as fast again; what is killed never tells its lines anyway.
        """
        names = (*KEPT, *COUNTING) if counted else KEPT
        kept = {name: os.environ[name] for name in names if name in os.environ}
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
        self._emptied: list[str] = []
        self._shape: Shape | None = None

    def empty(self) -> Data:
        """A database without tables."""
        var = self._new_folder()
        return Data(var, self._postgres.create() if self._postgres else _sqlite(var))

    def migrated(self) -> Data:
        """A database with all tables and no row."""
        if self._postgres and self._emptied:
            var = self._copy_folder(self._migrated)
            return Data(var, self._postgres.rename(self._emptied.pop()))
        return self._copy(self._migrated)

    def demo(self) -> Data:
        """A database with the demo organisation."""
        return self._copy(self._demo)

    @contextmanager
    def lend(self, data: Data) -> Iterator[Data]:
        """Give data out and remove it afterwards."""
        yield data
        if self._postgres:
            if self._shape and self._postgres.empty(data.database_url, self._shape):
                self._emptied.append(data.database_url)
            else:
                self._postgres.drop(data.database_url)
        shutil.rmtree(data.var, ignore_errors=True)

    @cached_property
    def _migrated(self) -> Data:
        data = self.empty()
        data.doorstep("migrate")
        if self._postgres:
            self._shape = self._postgres.shape(data.database_url)
        return data

    @cached_property
    def _demo(self) -> Data:
        data = self.migrated()
        data.doorstep("demo")
        return data

    def _copy(self, original: Data) -> Data:
        var = self._copy_folder(original)
        if not self._postgres:
            return Data(var, _sqlite(var))
        return Data(var, self._postgres.create(template=original.database_url.rsplit("/", 1)[1]))

    def _copy_folder(self, original: Data) -> Path:
        return shutil.copytree(original.var, self._new_folder(), dirs_exist_ok=True)

    def _new_folder(self) -> Path:
        self._made += 1
        folder = self._folder / str(self._made)
        folder.mkdir(parents=True)
        return folder


def _sqlite(var: Path) -> str:
    return f"sqlite:///{var / 'doorstep.db'}"
