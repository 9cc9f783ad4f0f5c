"""Bringing the tables of a database up to date, or back."""

from pathlib import Path

import flask_migrate
from flask import Flask

from server.store import (
    alerts,
    audit,
    covers,
    duty,
    heartbeat,
    messages,
    pins,
    policies,
    questions,
    reach,
    records,
    signals,
    watches,
    wrong_rows,
)
from server.store.database import db

DIRECTORY = Path(__file__).parent / "migrations"

TABLES = (
    alerts,
    audit,
    covers,
    duty,
    heartbeat,
    messages,
    pins,
    policies,
    questions,
    reach,
    records,
    signals,
    watches,
    wrong_rows,
)
"""Rooms whose tables no other module of the store imports; named so that migrations see all of them."""


def plug_in(app: Flask) -> None:
    """Tell Flask-Migrate where the steps are."""
    flask_migrate.Migrate(app, db, directory=str(DIRECTORY))


def bring_up_to_date(revision: str = "head") -> None:
    """Run every step that this database has not seen, up to `revision`, in one transaction."""
    flask_migrate.upgrade(revision=revision)


def take_back(revision: str) -> None:
    """Undo every step after `revision`; "base" leaves an empty database."""
    flask_migrate.downgrade(revision=revision)
