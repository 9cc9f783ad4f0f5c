"""Engines built wrongly in the four ways that others were: the checks of the promises catch each of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

import server.engine
from server.adapters.delivery import Delivery, Letter, Result
from server.engine import Engine
from server.services import watch_visits
from server.services.attend import attend
from server.services.deliver_messages import Deliverer
from server.store import watches
from server.store.database import reading, session, writing
from server.store.messages import MessageRow
from server.store.watches import WatchRow
from tests.server.house import House
from tests.server.promises import Told, broken
from tests.server.walks import Walker, put_on_duty

Plant = Callable[[pytest.MonkeyPatch], None]


class Provider:
    """Takes letters; while `dying`, whoever hands one over is killed before it is taken."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.dying = True

    def send(self, letter: Letter) -> Delivery:
        """Take a letter, or never answer."""
        if self.dying:
            raise SystemExit
        self.taken.append(letter.body.rsplit("/", 1)[1])
        return Delivery(Result.SENT)


def an_evening(house: House) -> list[str]:
    """Visits of three people, an engine that dies, one that stands still, a sender that dies; what broke."""
    put_on_duty(house)
    provider = Provider()
    house.app.extensions["doorstep.channels"] = {"email": provider}
    sam, ada, eve = (Walker(house, name) for name in ("sam", "ada", "eve"))
    spoil(house, sam.start(minutes=9))
    told = {one.start(minutes=10): one.name for one in (ada, eve)}
    with engine(house) as first:
        first.work()
    house.clock.pass_by(minutes=20)
    with engine(house) as second:
        for _ in range(3):
            second.work()
            house.clock.pass_by(seconds=2)
    deliver(house, provider)
    promises = {
        visit: Told(visit, name, "armed", house.clock.now() - timedelta(minutes=5))
        for visit, name in told.items()
    }
    return [*broken(house, promises, []), *unsent(house, provider)]


@contextmanager
def engine(house: House) -> Iterator[Engine]:
    made = Engine(house.app)
    yield made
    made._deliverer.close()


def spoil(house: House, visit: str) -> None:
    with house.app.app_context(), writing():
        session().execute(text("UPDATE signal SET content = '{' WHERE visit = :visit"), {"visit": visit})


def deliver(house: House, provider: Provider) -> None:
    """A sender that is killed with letters in its hands, and a minute later another one."""
    for dying in (True, False):
        provider.dying = dying
        sender = Deliverer(house.app)
        for _ in range(4):
            with house.app.app_context():
                sender.look(house.clock.now())
            sender._woken.wait(0.2)
            sender._woken.clear()
            if dying:
                break
        sender.close()
        house.clock.pass_by(seconds=61)


def unsent(house: House, provider: Provider) -> list[str]:
    with house.app.app_context(), reading() as look:
        rows = look.scalars(select(MessageRow).where(MessageRow.channel == "email")).all()
    lost = [row for row in rows if not any(str(row.alert) in one for one in provider.taken)]
    return [f"message {row.id} was never sent" for row in lost] or ([] if rows else ["nothing was written"])


def mark_before_send(patch: pytest.MonkeyPatch) -> None:
    original = Deliverer.look

    def look(self: Deliverer, now: datetime, **options: Any) -> None:
        original(self, now, **options)
        with writing():
            sent = {"state": "sent", "sent": now, "next_attempt_at": None}
            session().execute(update(MessageRow).where(MessageRow.state == "sending").values(**sent))

    patch.setattr(Deliverer, "look", look)


def timers_in_memory(patch: pytest.MonkeyPatch) -> None:
    timers: dict[int, dict[str, datetime]] = {}

    def work(self: Engine) -> bool:
        mine = timers.setdefault(id(self), {})
        with self._app.app_context(), writing() as current:
            now = self._app.extensions["doorstep"].now()
            for row in current.scalars(select(WatchRow).where(WatchRow.next_action_at.is_not(None))):
                mine[row.visit], row.next_action_at = row.next_action_at, None
            for visit in [one for one, at in mine.items() if at <= now]:
                attend(current.scalars(select(WatchRow).where(WatchRow.visit == visit)).one(), now)
        return False

    patch.setattr(server.engine.Engine, "work", work)


def one_try_around_all(patch: pytest.MonkeyPatch) -> None:
    def handle_all(_table: str, rows: Any, handle: Any, _now: datetime) -> int:
        for organisation, _, key in rows:
            with writing():
                handle(organisation, key)
        return len(rows)

    patch.setattr(watch_visits, "each_row", handle_all)


def a_window_instead_of_has_passed(patch: pytest.MonkeyPatch) -> None:
    original = watches.due

    def due(now: datetime, most: int) -> list[tuple[str, str, str]]:
        rows = original(now, most)
        recent = select(WatchRow.visit).where(WatchRow.next_action_at > now - timedelta(seconds=10))
        fresh = set(session().scalars(recent))
        return [row for row in rows if row[2] in fresh]

    patch.setattr(watches, "due", due)


PLANTS = (mark_before_send, timers_in_memory, one_try_around_all, a_window_instead_of_has_passed)


def test_the_engine_as_it_is_breaks_no_promise(small_house: House) -> None:
    assert an_evening(small_house) == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("plant", PLANTS, ids=lambda one: one.__name__)
def test_an_engine_built_wrongly_is_caught(
    small_house: House, plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    assert an_evening(small_house)
