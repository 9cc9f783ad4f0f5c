"""Commands that start what keeps running."""

import sys
from pathlib import Path

import click

from server.cli.house import make_app
from server.engine import run_engine
from server.settings import CHECKOUT, prefer_programs, read_settings, share_address


@click.command()
def run() -> None:
    """Start all of the Procfile: the web server and the engine."""
    from honcho.command import main as honcho  # not above: it sets up logging for whoever imports it

    settings = read_settings()
    prefer_programs(Path(sys.executable).parent)
    share_address(settings)
    honcho(["start", "-d", str(CHECKOUT), "-p", str(settings.port)])  # its own default is 5000


@click.command()
def engine() -> None:
    """Start the process that works when nobody asks. SIGTERM stops it."""
    run_engine(make_app())


COMMANDS = (run, engine)
