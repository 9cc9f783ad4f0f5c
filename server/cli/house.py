"""The app around a command."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, current_app

from server.adapters.machine import who_types
from server.app import create_app
from server.audit.words import Purpose, Verb
from server.services.acting import Acting, come_in
from server.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")


def make_app() -> Flask:
    """The app by the settings of the environment, logging to the terminal."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return create_app()


def in_app(command: Callable[P, R]) -> Callable[P, R]:
    """Run a command inside the app; what it changes is in the audit log, done by whoever typed it."""
    door = f"doorstep {command.__name__.replace('_', ' ')}"

    @wraps(command)
    def run(*args: P.args, **options: P.kwargs) -> R:
        with make_app().app_context():
            come_in(
                Acting(door, Purpose.ADMINISTRATION, Verb.ADMINISTERED, device=who_types(), by_itself=True)
            )
            return command(*args, **options)

    return run


def settings() -> Settings:
    """The settings of the app that the command runs in."""
    found: Settings = current_app.extensions["doorstep.settings"]
    return found
