"""Traps of order and place: what is committed while somebody reads or writes is neither skipped nor repeated.

The numbers are those of the table in docs/reliability.md.
"""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from server.services.handovers import begin_leaving
from server.store.database import db
from tests.server.moments import Worker, after_statement, stopped_before_commit
from tests.server.phones import Phone, Service


def texts(phone: Phone) -> list[str]:
    return sorted(row["data"]["text"] for row in phone.of_kind("note"))


def test_01_a_number_is_never_overtaken_by_a_later_one(service: Service) -> None:
    ada, ben, sam = service.phone("ada"), service.phone("ben"), service.phone("sam")
    jean, joe = ada.add_client(), ben.add_client()
    sam.sync_all()
    with stopped_before_commit(service, lambda: ada.sync(ada.note(jean, "first"))):
        second = Worker(lambda: ben.sync(ben.note(joe, "second")))
        second.join(0.4)
        assert second.is_alive(), "the second writer did not wait for the first"
        sam.sync_all()
        assert texts(sam) == []
    second.result()
    sam.sync_all()
    assert texts(sam) == ["first", "second"]
    with service.app.app_context(), db.engine.connect() as connection:
        numbers = connection.execute(text("SELECT seq FROM record WHERE kind = 'note' ORDER BY seq")).all()
    assert len(set(numbers)) == 2


def test_03_what_is_written_between_two_statements_of_a_poll_comes_with_the_next(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    sam.sync_all()
    ada.sync(ada.note(jean, "000"))
    number = 0
    while True:
        number += 1

        def write(name: str = f"{number:03}") -> None:
            ada.sync(ada.note(jean, name))

        with after_statement(number, write) as statements:
            sam.sync(limit=1)
        if len(statements) < number:
            break
    assert number > 3
    sam.sync_all()
    assert texts(sam) == texts(ada)


def test_04_a_push_moves_nobodys_place_in_the_feed(service: Service) -> None:
    ada, other = service.phone("ada"), service.phone("ada")
    jean = ada.add_client()
    ada.sync_all()
    other.sync(other.note(jean, "another's"))
    before = ada.cursor
    mine = ada.sync(ada.note(jean, "mine"), limit=1)
    assert [row["data"]["text"] for row in mine["records"]] == ["another's"]
    assert (mine["more"], mine["cursor"] != before) == (True, True)
    ada.sync_all()
    assert texts(ada) == ["another's", "mine"]


class Work:
    """How much the database does for a request: rows that it reads, and on SQLite steps of its machine."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._steps = 0

    def of(self, deed: Callable[[], Any]) -> int:
        before = self._count()
        deed()
        return self._count() - before

    def _count(self) -> int:
        # The connection that was used last is the first to be lent again: all is done on this one.
        with self._service.app.app_context(), db.engine.connect() as lent:
            connection: Any = lent.connection.driver_connection
            if hasattr(connection, "set_progress_handler"):
                connection.set_progress_handler(self._step, 1)
                return self._steps
            connection.execute("SELECT pg_stat_force_next_flush()")
            rows = "SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_user_tables"
            return int(connection.execute(rows).fetchone()[0] or 0)

    def _step(self) -> int:
        self._steps += 1
        return 0


@pytest.mark.slow
def test_06_ten_thousand_changes_of_others_cost_a_poll_nothing(service: Service) -> None:
    ben, eve = service.phone("ben"), service.phone("eve")
    joe, theirs = ben.add_client(), eve.add_client()
    ben.sync_all()
    second = service.phone("ben")
    second.sync_all()
    work = Work(service)

    def one_note_later() -> int:
        ben.sync(ben.note(joe))
        return work.of(second.sync_all)

    one_note_later()
    alone = one_note_later()
    for _ in range(20):
        eve.sync(*[eve.note(theirs) for _ in range(500)])
    second.sync_all()
    after = one_note_later()
    assert len(second.of_kind("note")) == 3
    assert after <= alone + 10, "what was examined once is examined again"


def test_11_what_the_house_itself_writes_reaches_every_phone(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    ada.add_client()
    sam.sync_all()
    with service.app.app_context():
        begin_leaving("ada@northside.example")
    sam.sync()
    assert [row["data"].get("handing_over") for row in sam.of_kind("caseload")] == [True]
