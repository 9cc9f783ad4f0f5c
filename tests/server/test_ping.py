"""Somebody outside is told that all is well: only while it is, so that silence means something."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from server.adapters.ping import ping
from server.engine import Engine
from server.store.database import writing
from server.store.heartbeat import beat
from tests.server.house import House, open_house
from tests.server.walks import Walker
from tests.support.data import Data


class Outside(HTTPServer):
    """Counts who says that all is well."""

    asked = 0
    status = 200


class Handler(BaseHTTPRequestHandler):
    server: Outside

    def do_GET(self) -> None:
        self.server.asked += 1
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def outside() -> Iterator[Outside]:
    server = Outside(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@contextmanager
def watched(data: Data, outside: Outside) -> Iterator[tuple[House, Engine]]:
    address = f"http://127.0.0.1:{outside.server_port}/well"
    with open_house(data, DOORSTEP_PING_URL=address) as house:
        with house.app.app_context(), writing():
            for name in ("engine", "sender"):
                beat(name, house.clock.now())
        engine = Engine(house.app)
        yield house, engine
        engine._deliverer.close()


def test_all_is_well_is_said_once_a_minute(sqlite_data: Data, outside: Outside) -> None:
    with watched(sqlite_data, outside) as (house, engine):
        for _ in range(4):
            engine.audit()
            house.clock.pass_by(seconds=15)
        assert outside.asked == 1
        with house.app.app_context(), writing():
            for name in ("engine", "sender"):
                beat(name, house.clock.now())
        engine.audit()
        assert outside.asked == 2


def test_nothing_is_said_while_a_visit_waits(sqlite_data: Data, outside: Outside) -> None:
    with watched(sqlite_data, outside) as (house, engine):
        Walker(house).start(minutes=10)
        house.clock.pass_by(minutes=17)
        engine.audit()
        assert outside.asked == 0


def test_nothing_is_said_while_the_sender_stands_still(sqlite_data: Data, outside: Outside) -> None:
    with watched(sqlite_data, outside) as (house, engine):
        house.clock.pass_by(seconds=90)
        engine.work()
        engine.audit()
        assert outside.asked == 0


def test_an_answer_that_is_none_is_taken_as_one(outside: Outside) -> None:
    outside.status = 500
    assert not ping(f"http://127.0.0.1:{outside.server_port}/")
    assert not ping("http://127.0.0.1:9/")
