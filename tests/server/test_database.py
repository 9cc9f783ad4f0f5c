"""The unit of work, on each kind of database."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from traceback import format_exception
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from server.api.guard import open_to_all
from server.api.logs import logs_nothing
from server.app import create_app
from server.services.organisations import create_organisation
from server.settings import read_settings
from server.store import people
from server.store.accounts import Organisation
from server.store.columns import read_time, write_time
from server.store.database import Busy, NotMigrated, db, reading, session, writing
from tests.server.house import House, open_house
from tests.support.data import Data
from tests.support.postgres import Postgres


def names() -> list[str]:
    with reading():
        return [one.name for one in people.organisations()]


def test_what_was_written_is_there(house: House) -> None:
    with house.app.app_context():
        create_organisation("Southside")
        assert names() == ["Northside", "Southside"]


def test_an_error_of_the_database_does_not_say_what_was_to_be_written(house: House) -> None:
    with house.app.app_context(), pytest.raises(DBAPIError) as error, writing():
        session().execute(text("UPDATE team SET id = NULL, name = :said FROM"), {"said": "hunter2"})
    assert "hunter2" not in str(error.value)


def test_an_error_of_the_database_does_not_quote_the_row_that_it_is_about(house: House) -> None:
    taken = {"account": house.accounts["ada"].id, "email": "mo@northside.example"}
    with house.app.app_context(), pytest.raises(DBAPIError) as error, writing():
        session().execute(text("UPDATE account SET email = :email WHERE id = :account"), taken)
    assert "mo@northside.example" not in "".join(format_exception(error.value))


def test_nothing_of_a_broken_transaction_stays(house: House) -> None:
    def break_off() -> None:
        with writing():
            session().execute(text("UPDATE organisation SET name = 'Broken'"))
            raise ZeroDivisionError

    with house.app.app_context():
        with pytest.raises(ZeroDivisionError):
            break_off()
        assert names() == ["Northside"]


def test_transactions_do_not_nest(house: House) -> None:
    with house.app.app_context(), writing():
        with pytest.raises(RuntimeError, match="do not nest"), reading():
            pass
        assert session().in_transaction()


def test_what_was_read_stays_readable_afterwards(house: House) -> None:
    with house.app.app_context():
        with reading():
            organisation = people.organisation(house.organisation)
        assert organisation
        assert organisation.name == "Northside"


@pytest.mark.postgres
def test_postgresql_refuses_a_write_while_reading(house: House) -> None:
    if house.app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        pytest.skip("SQLite has no read-only transaction")
    with house.app.app_context(), pytest.raises(DBAPIError, match="read-only"), reading():
        session().execute(text("UPDATE organisation SET name = 'Broken'"))


@pytest.fixture
def on_postgresql(house: House) -> Iterator[None]:
    """Inside the app, on PostgreSQL only: SQLite has no time for a statement."""
    if house.app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        pytest.skip("SQLite has no time for a statement")
    with house.app.app_context():
        yield


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("lock_timeout", "5s"),
        ("statement_timeout", "30s"),
        ("idle_in_transaction_session_timeout", "10s"),
    ],
)
@pytest.mark.parametrize("begin", [reading, writing])
def test_postgresql_has_our_limits(on_postgresql: None, begin: Any, name: str, limit: str) -> None:
    with begin():
        assert session().execute(text(f"SHOW {name}")).scalar_one() == limit


def dawdle(setting: str, statement: str, pause: float = 0) -> None:
    """A transaction of which one limit is 50 ms."""
    with writing():
        session().execute(text(f"SET LOCAL {setting} = '50ms'"))
        time.sleep(pause)
        session().execute(text(statement))


@pytest.mark.postgres
def test_a_statement_over_its_time_is_answered_busy(on_postgresql: None) -> None:
    with pytest.raises(Busy, match="statement timeout"):
        dawdle("statement_timeout", "SELECT pg_sleep(20)")
    assert names() == ["Northside"]


@pytest.mark.postgres
def test_a_transaction_that_does_nothing_is_ended_and_answered_busy(on_postgresql: None) -> None:
    with pytest.raises(Busy):
        dawdle("idle_in_transaction_session_timeout", "UPDATE organisation SET name = 'Late'", pause=0.5)
    assert names() == ["Northside"]


def test_a_reader_sees_one_moment_whatever_is_written_meanwhile(house: House) -> None:
    with house.app.app_context(), reading():
        before = [one.name for one in people.organisations()]
        in_another_thread(house, lambda: create_organisation("Southside"))
        session().expire_all()
        assert [one.name for one in people.organisations()] == before


def test_eight_writers_at_once_lose_nothing(house: House) -> None:
    def count() -> None:
        for _ in range(5):
            with house.app.app_context(), writing():
                found = session().get(Organisation, house.organisation, with_for_update=True)
                assert found
                found.seq += 1

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with house.app.app_context(), reading():
        assert people.heads([house.organisation]) == {house.organisation: 40}


@contextmanager
def held_lock(house: House) -> Iterator[None]:
    """Another process that writes and does not finish."""
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with house.app.app_context(), writing():
            session().execute(text("UPDATE heartbeat SET at = at"))
            session().execute(text("UPDATE organisation SET seq = seq"))
            held.set()
            done.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(5)
    try:
        yield
    finally:
        done.set()
        thread.join()


@pytest.mark.slow
def test_who_waits_too_long_for_a_lock_is_told_to_come_back(house: House) -> None:
    @house.app.post("/test/write")
    @open_to_all("a test")
    @logs_nothing("a test")
    def write() -> str:
        with writing():
            session().execute(text("UPDATE organisation SET seq = seq + 1"))
        return "written"

    with held_lock(house):
        answer = house.browser().post("/test/write")
    assert (answer.status_code, answer.json["code"]) == (503, "busy")
    assert int(answer.headers["Retry-After"]) > 0
    assert house.browser().post("/test/write").text == "written"


def test_a_database_without_tables_says_what_to_do(empty_data: Data) -> None:
    app = create_app(read_settings(empty_data.environment()))
    with app.app_context():
        with pytest.raises(NotMigrated, match="doorstep migrate"):
            names()
        db.engine.dispose()
    asked = {"email": "ada@northside.example", "password": "a kettle on the hob"}
    answer = app.test_client().post("/api/v1/session", json=asked)
    assert (answer.status_code, answer.json["code"]) == (503, "busy"), "a phone would blame what it sends"


def test_tables_that_lack_a_column_are_not_migrated(house: House) -> None:
    with house.app.app_context():
        with db.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE account DROP COLUMN leaving")
        with pytest.raises(NotMigrated, match="doorstep migrate"), reading():
            people.people(house.organisation)


def write(*statements: str) -> None:
    with writing() as current:
        for statement in statements:
            current.execute(text(statement))


def test_a_full_disk_is_no_fault_of_what_is_written(small_house: House) -> None:
    with small_house.app.app_context():
        with pytest.raises(Busy, match="disk is full"):
            # SQLite makes it as many pages as there are.
            write("PRAGMA max_page_count = 1", "UPDATE organisation SET name = hex(zeroblob(900000))")
        db.engine.dispose()
        assert names() == ["Northside"]


@pytest.mark.postgres
def test_tables_that_belong_to_somebody_else_are_no_fault_of_what_is_written(on_postgresql: None) -> None:
    with pytest.raises(Busy, match="permission denied"):
        write("CREATE ROLE stranger", "SET LOCAL ROLE stranger", "UPDATE organisation SET name = 'Theirs'")


@pytest.mark.postgres
def test_a_database_that_restarts_is_busy_for_a_moment(tmp_path: Path) -> None:
    postgres = Postgres(fast=False)
    try:
        with open_house(migrated(Data(tmp_path, postgres.create()))) as house, house.app.app_context():
            postgres.kill()
            with pytest.raises(Busy):
                names()
            postgres.start()
            assert names() == ["Northside"]
    finally:
        postgres.close()


def migrated(data: Data) -> Data:
    data.doorstep("migrate")
    return data


def in_another_thread(house: House, work: Callable[[], object]) -> None:
    def run() -> None:
        with house.app.app_context():
            work()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def test_nobody_else_on_the_machine_may_read_the_file(sqlite_data: Data) -> None:
    (sqlite_data.var / "doorstep.db").chmod(0o644)
    with open_house(sqlite_data) as house, house.app.app_context(), writing() as current:
        current.execute(text("SELECT 1"))
        files = [one for one in sqlite_data.var.iterdir() if one.is_file()]
        assert {one.name for one in files} >= {"doorstep.db", "doorstep.db-wal", "doorstep.db-shm"}
        assert [one.name for one in files if one.stat().st_mode & 0o077] == []


def test_a_time_keeps_its_instant_to_the_millisecond() -> None:
    moment = datetime.fromisoformat("2026-11-23T11:02:11.123+01:00")
    assert write_time(moment) == "2026-11-23T10:02:11.123Z"
    assert read_time(write_time(moment)) == moment
    assert write_time(datetime.fromisoformat("2026-11-23T10:02:11Z")) == "2026-11-23T10:02:11.000Z"


def test_a_time_without_a_zone_is_not_stored() -> None:
    with pytest.raises(ValueError, match="time zone"):
        write_time(datetime.fromisoformat("2026-11-23T10:02:11"))
