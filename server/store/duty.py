"""Who is on duty, and who was last seen at the board."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base


class DutyRow(Base):
    """A person's turn at a post: `monitor`, `second` or `manager`."""

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
