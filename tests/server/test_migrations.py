"""Migrations, both ways, with data, on each kind of database."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import event, inspect, select

from server.app import create_app
from server.services.organisations import create_organisation
from server.settings import read_settings
from server.store.database import WRITE, Base, Busy, NotMigrated, db, reading, writing
from server.store.migrate import DIRECTORY, bring_up_to_date, take_back
from tests.server.house import House, open_house
from tests.support.data import Data

WATCH = {
    "signal", "watch", "alarm", "alert", "alert_event", "message", "push_endpoint", "reach", "duty",
    "presence", "pin", "watch_policy", "wrong_row",
}  # fmt: skip
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
        with writing() as session:
            session.add_all(one_of_each(house))
        before = REVISIONS[REVISIONS.index(revision) - 1] if revision != REVISIONS[0] else "base"
        take_back(before)
        if before == "base":
            assert tables() == {"alembic_version"}
        bring_up_to_date()
        assert tables() == {*Base.metadata.tables, "alembic_version"}
        create_organisation("Southside")
        db.engine.dispose()


def one_of_each(house: House) -> list[Base]:
    """A row in each table of the watch, filled in every column."""
    values = {str: "a word", int: 1, float: 1.5, bool: True, object: house.clock.now()}
    rows = []
    for mapper in Base.registry.mappers:
        if mapper.class_.__tablename__ in WATCH:
            values_of = {column.key: values[column.type.python_type] for column in mapper.columns}
            rows.append(mapper.class_(**values_of | {"organisation": house.organisation}))
    assert len(rows) == len(WATCH)
    return rows


def test_a_row_of_the_watch_comes_back_as_it_was_written(data: Data) -> None:
    with open_house(data) as house, house.app.app_context():
        written = one_of_each(house)
        with writing() as session:
            session.add_all(written)
        with reading() as session:
            for row in written:
                found = session.scalars(select(type(row))).one()
                assert filled(found) == filled(row)


def filled(row: Base) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in inspect(type(row)).columns}


def test_to_migrate_twice_changes_nothing(app: Flask) -> None:
    with app.app_context():
        bring_up_to_date()
        create_organisation("Northside")
        bring_up_to_date()
        assert tables() == {*Base.metadata.tables, "alembic_version"}


def test_tables_of_a_newer_version_are_left_alone_and_said_to_be_newer(app: Flask) -> None:
    with app.app_context():
        bring_up_to_date()
        with db.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        for step in (bring_up_to_date, lambda: take_back("base")):
            with pytest.raises(NotMigrated, match="newer version"):
                step()
        assert tables() == {*Base.metadata.tables, "alembic_version"}


@pytest.mark.slow
def test_who_still_holds_the_tables_makes_a_step_wait_and_then_say_so(app: Flask) -> None:
    with app.app_context():
        bring_up_to_date()
        with db.engine.connect().execution_options(begin=WRITE[db.engine.dialect.name]) as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
            with pytest.raises(Busy):
                take_back("base")
        assert tables() == {*Base.metadata.tables, "alembic_version"}


def test_what_is_cut_off_half_way_has_changed_nothing(app: Flask) -> None:
    with app.app_context():
        bring_up_to_date()
        take_back(REVISIONS[0])
        before = tables()
        event.listen(db.engine, "after_cursor_execute", CutOff(after=45))
        with pytest.raises(ZeroDivisionError):
            bring_up_to_date()
        assert (tables(), revision()) == (before, REVISIONS[0])
        bring_up_to_date()
        assert tables() == {*Base.metadata.tables, "alembic_version"}


def revision() -> str:
    with db.engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


class CutOff:
    """Breaks off once, after so many statements."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, *_statement: object) -> None:
        self.left -= 1
        if self.left == 0:
            raise ZeroDivisionError
