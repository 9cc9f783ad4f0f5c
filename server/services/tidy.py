"""What the engine does for the house: its sign of life, and throwing away what nobody can use."""

from datetime import datetime, timedelta

from server.adapters.world import world
from server.services.seal_audit import tell_checkpoints
from server.store import cases, people
from server.store.database import reading, writing
from server.store.heartbeat import beat, last_beat

GAP = timedelta(seconds=60)
QUIET_AGAIN = timedelta(minutes=10)


def show_life(now: datetime) -> bool:
    """Write that the engine works."""
    with writing():
        beat("engine", now)
    return True


def show_audit(now: datetime) -> bool:
    """Write that the auditor has looked at everything."""
    with writing():
        beat("auditor", now)
    return True


def take_up_again(now: datetime) -> bool:
    """Begin where the last engine ended: time never goes back, and after a gap nothing closes by itself."""
    with reading():
        last = last_beat("engine")
    if last is not None:
        world().not_before(last)
    mind_the_gap(now)
    return True


def mind_the_gap(now: datetime) -> int:
    """Let nothing close by itself where no engine has worked of late, though its process may have lived on.

    A gap is an engine that stood still or a clock that was set, and which of them nobody can tell.
    """
    with reading():
        last = last_beat("engine")
    if last is not None and now - last > GAP:
        with writing():
            cases.put_off_quiet(now + QUIET_AGAIN)
    return 0


def tidy(now: datetime) -> int:
    """Delete tokens and invitations that have expired; how many. Say how the audit log stands."""
    tell_checkpoints()
    with writing():
        return people.drop_expired(now)
