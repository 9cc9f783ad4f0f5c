"""Bringing the tables of a database up to date, or back."""

from pathlib import Path

import flask_migrate
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
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
from server.store.database import NotMigrated, db, in_our_words

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
    """Run every step that this database has not seen, up to `revision`, in one transaction.

    Raises NotMigrated for tables that are newer than the steps known here, and Busy.
    """
    with in_our_words():
        _look_for_newer_tables()
        flask_migrate.upgrade(revision=revision)


def take_back(revision: str) -> None:
    """Undo every step after `revision`; "base" leaves an empty database. Raises as bring_up_to_date."""
    with in_our_words():
        _look_for_newer_tables()
        flask_migrate.downgrade(revision=revision)


def _look_for_newer_tables() -> None:
    known = {step.revision for step in ScriptDirectory(str(DIRECTORY)).walk_revisions()}
    with db.engine.connect() as connection:
        found = set(MigrationContext.configure(connection).get_current_heads())
    if not found <= known:
        raise NotMigrated("The tables are of a newer version of Doorstep. Install that, or restore a backup.")
