"""Commands that start what keeps running."""

import os
import sys

import click

from server.cli.house import make_app
from server.engine import run_engine
from server.settings import CHECKOUT


@click.command()
def run() -> None:
    """Start all of the Procfile: the web server and the engine."""
    os.chdir(CHECKOUT)
    os.execv(sys.executable, [sys.executable, "-m", "honcho", "start"])  # noqa: S606  # it takes our place


@click.command()
def engine() -> None:
    """Start the process that works when nobody asks. SIGTERM stops it."""
    run_engine(make_app())


COMMANDS = (run, engine)
