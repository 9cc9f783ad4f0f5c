"""The `doorstep` command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from server.cli import audit, data, duty, people, processes, reach
from server.policy.refusal import Refusal
from server.settings import BadSetting
from server.store.database import FAILURES


@click.group(context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 110})
def doorstep() -> None:
    """Doorstep: case notes kept with the person who writes them."""


for room in (processes, data, people, reach, duty, audit):
    for command in room.COMMANDS:
        doorstep.add_command(command)


@contextmanager
def in_words() -> Iterator[None]:
    """Say in one line what a person can mend, without a stack trace, and exit with 1."""
    try:
        yield
    except (BadSetting, Refusal, *FAILURES) as problem:
        sys.exit(f"doorstep: {str(problem).splitlines()[0]}")
    except OSError as problem:
        sys.exit(f"doorstep: {problem.filename or 'The system says'}: {problem.strerror}")


def main() -> None:
    """Run a command."""
    with in_words():
        doorstep()
