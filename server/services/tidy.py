"""What the engine does for the house: its sign of life, and throwing away what nobody can use."""

from datetime import datetime

from server.store import people
from server.store.database import writing
from server.store.heartbeat import beat


def show_life(now: datetime) -> None:
    """Write that the engine works."""
    with writing():
        beat("engine", now)


def tidy(now: datetime) -> int:
    """Delete tokens and invitations that have expired; how many."""
    with writing():
        return people.drop_expired(now)
