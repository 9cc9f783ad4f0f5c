"""Who is on duty, and who was last seen at the board."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base, session


class Post(StrEnum):
    """What somebody on duty is there for."""

    MONITOR = "monitor"
    SECOND = "second"
    MANAGER = "manager"


class DutyRow(Base):
    """A person's turn at a post."""

    __tablename__ = "duty"
    __table_args__ = (Index("ix_duty_organisation_ends", "organisation", "ends"),)

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    post: Mapped[str]
    begins: Mapped[datetime]
    ends: Mapped[datetime]
    made_by: Mapped[str]


class PresenceRow(Base):
    """When a person last asked for the board, and when she last tried out its sound and a push."""

    __tablename__ = "presence"

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    seen: Mapped[datetime]
    sound_tested: Mapped[datetime | None]
    push_tested: Mapped[datetime | None]


def rota(organisation: str, now: datetime) -> Sequence[DutyRow]:
    """The turns that run or are to come, the earliest first."""
    open_ = (DutyRow.organisation == organisation, DutyRow.ends > now)
    return session().scalars(select(DutyRow).where(*open_).order_by(DutyRow.begins, DutyRow.id)).all()


def turn(organisation: str, id: str) -> DutyRow | None:
    return session().get(DutyRow, (organisation, id))


def leave(organisation: str, account: str, now: datetime) -> None:
    """Let a person's turns end now, and strike those to come."""
    mine = (DutyRow.organisation == organisation, DutyRow.account == account, DutyRow.ends > now)
    session().execute(delete(DutyRow).where(*mine, DutyRow.begins >= now))
    session().execute(update(DutyRow).where(*mine).values(ends=now))


def presence(organisation: str, account: str) -> PresenceRow | None:
    return session().get(PresenceRow, (organisation, account))


def note_presence(organisation: str, account: str, now: datetime) -> PresenceRow:
    """Write that a person is at her board."""
    found = presence(organisation, account)
    if found is None:
        found = PresenceRow(organisation=organisation, account=account, seen=now)
        session().add(found)
    found.seen = now
    return found
