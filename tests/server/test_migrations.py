"""Migrations, both ways, with data, on each kind of database."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect

from server.app import create_app
from server.services.organisations import create_organisation
from server.settings import read_settings
from server.store.database import Base, db
from server.store.migrate import DIRECTORY, bring_up_to_date, take_back
from tests.server.house import open_house
from tests.support.data import Data

REVISIONS = [step.revision for step in ScriptDirectory(str(DIRECTORY)).walk_revisions()][::-1]


@pytest.fixture
def app(empty_data: Data) -> Flask:
    return create_app(read_settings(empty_data.environment()))


def tables() -> set[str]:
    found = set(inspect(db.engine).get_table_names())
    db.engine.dispose()
    return found


def test_the_tables_are_those_that_the_code_means(app: Flask) -> None:
    with app.app_context():
        bring_up_to_date()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []
        db.engine.dispose()


def test_a_step_that_was_forgotten_is_noticed(app: Flask) -> None:
    with app.app_context():
        bring_up_to_date()
        with db.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE device DROP COLUMN build")
            context = MigrationContext.configure(connection)
            assert compare_metadata(context, Base.metadata)
        db.engine.dispose()


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_step_can_be_undone_and_done_again_with_people_in_it(empty_data: Data, revision: str) -> None:
    app = create_app(read_settings(empty_data.environment()))
    with app.app_context():
        bring_up_to_date()
    with open_house(empty_data) as house, house.app.app_context():
        house.give_device("ada", "phone-ada")
        house.token("ada")
        before = REVISIONS[REVISIONS.index(revision) - 1] if revision != REVISIONS[0] else "base"
        take_back(before)
        if before == "base":
            assert tables() == {"alembic_version"}
        bring_up_to_date()
        assert tables() == {*Base.metadata.tables, "alembic_version"}
        create_organisation("Southside")
        db.engine.dispose()


def test_to_migrate_twice_changes_nothing(app: Flask) -> None:
    with app.app_context():
        bring_up_to_date()
        create_organisation("Northside")
        bring_up_to_date()
        assert tables() == {*Base.metadata.tables, "alembic_version"}
