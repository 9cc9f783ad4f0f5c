"""The watch at scale: ten thousand armed visits, five hundred alerts at once, a million visits past."""

import http.client
import random
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import text

from server.adapters.delivery import Delivery, Letter
from server.adapters.delivery import Result as Taken
from server.adapters.world import World
from server.engine import Engine
from server.services.watch_visits import AT_ONCE
from server.store import watches
from server.store.database import reading, writing
from tests.bench.results import Result
from tests.crash.people import due_visits
from tests.server.house import House, open_house
from tests.support.data import Store
from tests.support.postgres import Postgres
from tests.support.server import ServerProcess

ARMED, AT_THE_SAME_TIME, PAST, BOARDS = 10_000, 500, 1_000_000, 200

IN_ONE_GO = 50_000
NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last) ",
    "postgresql": "WITH n(i) AS (SELECT generate_series(:first, :last)) ",
}
ENDED = """INSERT INTO watch (organisation, visit, account, worker_name, flagged, unplanned, cancelled, state,
alert_at, ended, ending) SELECT :house, 'past-' || i, 'w' || i % 500, 'Someone', false, true, false, 'ended',
'2026-01-01T10:00:00.000Z', '2026-01-01T09:50:00.000Z', 'live' FROM n"""


class Provider:
    """Takes every letter and remembers when the first one came."""

    def __init__(self) -> None:
        self.first: float | None = None

    def send(self, _letter: Letter) -> Delivery:
        """Take a letter."""
        self.first = self.first or time.perf_counter()
        return Delivery(Taken.SENT)


def measure_watching(folder: Path, rounds: int, postgres: Postgres | None) -> list[Result]:
    """Ticks and queries on one kind of database."""
    store = Store(folder, postgres)
    kind = "postgresql" if postgres else "sqlite"
    with store.lend(store.migrated()) as data, open_house(data) as house:
        house.app.extensions["doorstep"] = World()
        now = datetime.now(UTC)
        due_visits(house, ARMED, now + timedelta(hours=20), 3600, random.Random(1))
        idle = [_tick(house) for _ in range(rounds)]
        tick, first = _five_hundred(house, now)
        _live_through(house, kind)
        due = [_due(house) for _ in range(rounds)]
    return [
        Result(
            f"{kind}: a tick with {ARMED:,} armed visits",
            1000 * median(idle),
            None,
            None,
            "promised: under 100",
        ),
        Result(f"{kind}: {AT_THE_SAME_TIME} alerts at once, all written", 1000 * tick, None, None),
        Result(f"{kind}: … until the first message is handed over", 1000 * first, None, None),
        Result(f"{kind}: what is due, beside {PAST:,} past visits", 1000 * median(due), None, None),
    ]


def measure_boards(folder: Path) -> list[Result]:
    """The memory of the server while many boards are open."""
    store = Store(folder, None)
    with store.lend(store.migrated()) as data, ExitStack() as stack:
        with open_house(data) as house:
            house.clock.time = datetime.now(UTC)
            token = house.token("mo")
        settings = {"DOORSTEP_STREAMS": str(BOARDS + 20), "DOORSTEP_THREADS": str(BOARDS + 56)}
        server = ServerProcess(data, **settings)
        stack.callback(server.stop)
        port, before = server.port, _memory(server.port)
        opened = [stack.enter_context(_board(port, token)) for _ in range(BOARDS)]
        time.sleep(2)
        alive = sum(opened)
        return [
            Result(
                f"{alive} open boards: memory in MB",
                _memory(port) - before,
                None,
                None,
                f"before: {before:.0f} MB",
            )
        ]


def _tick(house: House) -> float:
    engine = Engine(house.app)
    begun = time.perf_counter()
    engine.work()
    taken = time.perf_counter() - begun
    engine._deliverer.close()
    return taken


def _five_hundred(house: House, now: datetime) -> tuple[float, float]:
    """Let so many become due at this moment; seconds until all are written, and until the first was sent."""
    provider, stopping = Provider(), threading.Event()
    house.app.extensions["doorstep.channels"] = {"email": provider}
    due_visits(house, AT_THE_SAME_TIME, now - timedelta(seconds=1), 0, random.Random(2), rules=False)
    engine = Engine(house.app)
    sender = threading.Thread(target=engine._deliverer.run, args=(stopping,), daemon=True)
    sender.start()
    begun = time.perf_counter()
    while _alerts(house) < AT_THE_SAME_TIME:
        engine.work()
    taken = time.perf_counter() - begun
    while provider.first is None:
        time.sleep(0.01)
    stopping.set()
    sender.join(20)
    return taken, provider.first - begun


def _alerts(house: House) -> int:
    with house.app.app_context(), reading() as session:
        return int(session.scalar(text("SELECT count(*) FROM alert WHERE kind = 'overdue'")) or 0)


def _live_through(house: House, kind: str) -> None:
    """Write the visits of years gone by."""
    for first in range(0, PAST, IN_ONE_GO):
        with house.app.app_context(), writing() as session:
            span = {"first": first, "last": first + IN_ONE_GO - 1, "house": house.organisation}
            session.execute(text(NUMBERS[kind] + ENDED), span)


def _due(house: House) -> float:
    with house.app.app_context(), reading():
        begun = time.perf_counter()
        watches.due(datetime.now(UTC), AT_ONCE)
        return time.perf_counter() - begun


@contextmanager
def _board(port: int, token: str) -> Iterator[bool]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", "/api/v1/events", headers={"Authorization": f"Bearer {token}"})
    answer = line.getresponse()
    yield answer.status == 200
    line.close()


def _memory(port: int) -> float:
    """Megabytes of all processes that listen there."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"127.0.0.1:{port}" in (folder / "cmdline").read_text():
                words = (folder / "smaps_rollup").read_text()
                total += int(words.split("Pss:")[1].split()[0])
        except OSError:
            continue
    return total / 1024
