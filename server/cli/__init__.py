"""The `doorstep` command."""

import sys

import click

from server.cli import audit, data, duty, people, processes, reach
from server.policy.refusal import Refusal
from server.settings import BadSetting
from server.store.database import Busy, NotMigrated


@click.group(context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 110})
def doorstep() -> None:
    """Doorstep: case notes kept with the person who writes them."""


for room in (processes, data, people, reach, duty, audit):
    for command in room.COMMANDS:
        doorstep.add_command(command)


def main() -> None:
    """Run a command; what a person can mend is said in words, without a stack trace."""
    try:
        doorstep()
    except (BadSetting, Busy, NotMigrated, Refusal) as problem:
        sys.exit(f"doorstep: {problem}")
