"""The engine: it shows that it lives, tidies up, and survives its database."""

import logging
import threading

import pytest
from sqlalchemy import text

from server.engine import Engine
from server.services.invitations import invite
from server.store import people
from server.store.database import reading, session, writing
from server.store.heartbeat import last_beat
from sync.change import Role
from tests.server.house import House
from tests.support.waiting import until


def test_each_round_shows_that_it_lives(house: House) -> None:
    engine = Engine(house.app)
    for _ in range(2):
        engine.work()
        with house.app.app_context(), reading():
            assert last_beat("engine") == house.clock.now()
        house.clock.pass_by(seconds=2)


def counts(house: House) -> list[int]:
    with house.app.app_context(), reading():
        return [session().scalar(text(f"SELECT count(*) FROM {name}")) for name in ("token", "invitation")]


def test_expired_tokens_and_invitations_are_thrown_away(house: House) -> None:
    engine = Engine(house.app)
    house.token("ada", hours=1)
    house.token("ada", days=30)
    with house.app.app_context():
        invite(house.organisation, "joy@northside.example", "Joy", Role.MONITOR)
    engine.work()
    assert counts(house) == [2, 1]
    house.clock.pass_by(minutes=59)
    engine.work()
    house.clock.pass_by(minutes=1)
    engine.work()
    assert counts(house) == [1, 1]
    house.clock.pass_by(days=7)
    engine.work()
    assert counts(house) == [1, 0]
    with house.app.app_context(), reading():
        assert people.by_email("joy@northside.example")


def test_a_round_that_fails_is_tried_again(house: House, caplog: pytest.LogCaptureFixture) -> None:
    engine = Engine(house.app)
    with house.app.app_context(), writing():
        session().execute(text("ALTER TABLE heartbeat RENAME TO away"))
    thread = threading.Thread(target=engine.run)
    thread.start()
    try:
        until(lambda: "trying again" in caplog.text)
        with house.app.app_context(), writing():
            session().execute(text("ALTER TABLE away RENAME TO heartbeat"))
        until(lambda: has_beaten(house))
    finally:
        engine.stop()
        thread.join(30)
    assert not thread.is_alive()


def has_beaten(house: House) -> bool:
    with house.app.app_context(), reading():
        return last_beat("engine") == house.clock.now()


def test_an_outage_of_the_database_takes_one_line_each_time(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    with house.app.app_context(), writing():
        session().execute(text("DROP TABLE heartbeat"))
    engine = Engine(house.app)
    engine.work()
    engine.audit()
    said = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert said
    assert all("doorstep migrate" in record.getMessage() and not record.exc_info for record in said)
