"""Whether alerts would be raised: asked by a monitor outside, answered by trying."""

from datetime import datetime, timedelta

from server.adapters.world import world
from server.store import cases, watches
from server.store.database import FAILURES, reading, writing
from server.store.heartbeat import beat, last_beat

STALE_AFTER = timedelta(seconds=60)
LATE_AFTER = timedelta(seconds=60)
PROCESSES = ("engine", "sender", "auditor")


def check_health() -> dict[str, str]:
    """What is wrong, in a word for each part: `ok`, or what fails."""
    now = world().now()
    return {"database": _database(now), **_work(now)}


def is_well() -> bool:
    """True while alerts would be raised."""
    return all(state == "ok" for state in check_health().values())


def _database(now: datetime) -> str:
    try:
        with writing():
            beat("web", now)
    except FAILURES:
        return "cannot be written"
    return "ok"


def _work(now: datetime) -> dict[str, str]:
    try:
        with reading():
            beats = {name: last_beat(name) for name in PROCESSES}
            oldest = [since for since in (watches.oldest_due(), cases.oldest_due()) if since is not None]
    except FAILURES:
        return dict.fromkeys((*PROCESSES, "watch"), "not known")
    return {**{name: _age(last, now) for name, last in beats.items()}, "watch": _late(oldest, now)}


def _age(last: datetime | None, now: datetime) -> str:
    if last is None:
        return "has never run"
    age = now - last
    return "ok" if age < STALE_AFTER else f"has not worked for {int(age.total_seconds())} seconds"


def _late(oldest: list[datetime], now: datetime) -> str:
    late = now - min(oldest, default=now)
    return "ok" if late < LATE_AFTER else f"something has waited for {int(late.total_seconds())} seconds"
