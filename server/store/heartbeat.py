"""Signs of life of the processes, one row each: what is not renewed has stopped."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base, session


class Heartbeat(Base):
    """When a process last did its work. It belongs to the installation, not to an organisation."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def beat(name: str, now: datetime) -> None:
    """Write that this process works, inside the caller's transaction."""
    session().merge(Heartbeat(name=name, at=now))


def last_beat(name: str) -> datetime | None:
    """When this process last wrote; None if never."""
    return session().scalar(select(Heartbeat.at).where(Heartbeat.name == name))
