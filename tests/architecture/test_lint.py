"""scripts/lint.sh fails when any of its steps does, not only when the last one does."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.data import ROOT

TOOLS = ("ruff", "mypy", "lint-imports", "python", "npm")


def lint(folder: Path, failing: str | None) -> int:
    """The exit code of the script where its tools do nothing but succeed, all but one."""
    for tool in TOOLS:
        program = folder / tool
        program.write_text(f"#!/bin/sh\nexit {int(tool == failing)}\n")
        program.chmod(0o755)
    environment = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    script = ["sh", "scripts/lint.sh"]
    return subprocess.run(script, cwd=ROOT, env=environment, check=False, capture_output=True).returncode


@pytest.mark.parametrize("failing", TOOLS)
def test_one_step_that_fails_is_enough(tmp_path: Path, failing: str) -> None:
    assert lint(tmp_path, failing) != 0


def test_without_one_it_succeeds(tmp_path: Path) -> None:
    assert lint(tmp_path, None) == 0
