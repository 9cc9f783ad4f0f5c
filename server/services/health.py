"""Whether the work is being done: asked by a monitor outside, answered by trying."""

from datetime import timedelta

from server.adapters.world import world
from server.store.database import FAILURES, reading, writing
from server.store.heartbeat import beat, last_beat

STALE_AFTER = timedelta(seconds=60)


def check_health() -> dict[str, str]:
    """What is wrong, in a word for each part: `ok`, or what fails."""
    return {"database": _database(), "engine": _engine()}


def _database() -> str:
    try:
        with writing():
            beat("web", world().now())
    except FAILURES:
        return "cannot be written"
    return "ok"


def _engine() -> str:
    try:
        with reading():
            last = last_beat("engine")
    except FAILURES:
        return "not known"
    if last is None:
        return "has never run"
    age = world().now() - last
    return "ok" if age < STALE_AFTER else f"has not worked for {int(age.total_seconds())} seconds"
