"""Moments of a real transaction at which a test may let somebody else act."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from server.store.database import db
from server.store.looking import Look
from server.store.prepared import Prepared
from tests.server.phones import Service


class Worker(threading.Thread):
    """Does something in another thread; `result` waits for it and gives what came, or raises what did."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._found: Any = None
        self._failed: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self._found = self._work()
        except BaseException as problem:  # noqa: BLE001 it is raised again where the result is asked for
            self._failed = problem

    def result(self, seconds: float = 20) -> Any:
        self.join(seconds)
        assert not self.is_alive(), "still waiting"
        if self._failed:
            raise self._failed
        return self._found


@contextmanager
def stopped_before_commit(service: Service, work: Callable[[], Any]) -> Iterator[Worker]:
    """`work` in another thread, which has written everything and not yet committed while the block runs."""
    there, go_on = threading.Event(), threading.Event()

    def stop(_connection: object) -> None:
        # Not by name: a quick one is here before the line below has given it one.
        if isinstance(threading.current_thread(), Worker) and not there.is_set():
            there.set()
            go_on.wait(20)

    with listening(service, "commit", stop):
        worker = Worker(work)
        assert there.wait(10), "nothing was written"
        try:
            yield worker
        finally:
            go_on.set()
            worker.join(20)


@contextmanager
def after_statement(number: int, deed: Callable[[], Any]) -> Iterator[list[Prepared]]:
    """Let another thread do `deed` right after query `number` of this thread; gives the queries."""
    here, seen, look = threading.current_thread(), list[Prepared](), Look.rows

    def rows(self: Look, statement: Prepared, **values: Any) -> list[Any]:
        found = look(self, statement, **values)
        if threading.current_thread() is here:
            seen.append(statement)
            if len(seen) == number:
                Worker(deed).result()
        return found

    with pytest.MonkeyPatch.context() as between:
        between.setattr(Look, "rows", rows)
        yield seen


@contextmanager
def listening(service: Service, name: str, listener: Callable[..., None]) -> Iterator[None]:
    """Call `listener` at every such event of the service's database."""
    with service.app.app_context():
        engine = db.engine
    event.listen(engine, name, listener)
    try:
        yield
    finally:
        event.remove(engine, name, listener)
