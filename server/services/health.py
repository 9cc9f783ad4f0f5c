"""Whether alerts would be raised: asked by a monitor outside, answered by trying."""

from datetime import datetime, timedelta
from typing import Any

from server.adapters.world import world
from server.store import cases, watches, wrong_rows
from server.store.database import FAILURES, reading, writing
from server.store.heartbeat import beat, last_beat

STALE_AFTER = timedelta(seconds=60)
LATE_AFTER = timedelta(seconds=60)
SKEW = timedelta(seconds=2)
"""So far the clocks of two processes may be apart while both are right."""
TRIED_EVERY = timedelta(seconds=10)
"""So seldom is the database written to, whoever asks and however often: the address is open to all."""
PROCESSES = ("engine", "sender", "auditor")


def is_alive(last: datetime | None, now: datetime, within: timedelta = STALE_AFTER) -> bool:
    """Whether a process has shown life of late; a sign from the future tells only of a clock that was set."""
    return last is not None and -SKEW <= now - last < within


def engine_pulse(now: datetime) -> dict[str, Any]:
    """Whether the engine works, and how long ago it last did. In the caller's transaction."""
    last = last_beat("engine")
    known = last is not None and last <= now + SKEW  # else nobody can say how long ago it was
    age = max(now - last, timedelta()).total_seconds() if last and known else None
    return {"ok": is_alive(last, now), "heartbeat_age_s": age}


def check_health() -> dict[str, str]:
    """What is wrong, in a word for each part: `ok`, or what fails."""
    now = world().now()
    return {"database": _database(now), **_work(now)}


def is_well() -> bool:
    """True while alerts would be raised."""
    return all(state == "ok" for state in check_health().values())


def _database(now: datetime) -> str:
    try:
        with reading():
            last = last_beat("web")
        if not is_alive(last, now, TRIED_EVERY):
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
            failing = wrong_rows.failing_since(now)
    except FAILURES:
        return dict.fromkeys((*PROCESSES, "watch"), "not known")
    watch = _late(oldest, now) if failing is None else _failing(failing, now)
    return {**{name: _age(last, now) for name, last in beats.items()}, "watch": watch}


def _age(last: datetime | None, now: datetime) -> str:
    if last is None:
        return "has never run"
    if is_alive(last, now):
        return "ok"
    age = int((now - last).total_seconds())
    return f"has not worked for {age} seconds" if age > 0 else "has not worked since a clock was set back"


def _late(oldest: list[datetime], now: datetime) -> str:
    late = now - min(oldest, default=now)
    return "ok" if late < LATE_AFTER else f"something has waited for {int(late.total_seconds())} seconds"


def _failing(since: datetime, now: datetime) -> str:
    return f"something could not be worked out for {int((now - since).total_seconds())} seconds"
