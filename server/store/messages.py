"""Messages to people: written with the step that sends them, delivered at least once."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base

TO_SEND = text("next_attempt_at IS NOT NULL")


class MessageRow(Base):
    """One message to one address. `leased_until` says until when a sender has it; it is marked afterwards.

    The key over alert, step, round and address keeps a step that is taken twice from telling twice.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint(
            "organisation",
            "alert",
            "step",
            "round",
            "account",
            "channel",
            "endpoint",
            name="uq_message_once",
        ),
        Index("ix_message_to_send", "next_attempt_at", postgresql_where=TO_SEND, sqlite_where=TO_SEND),
    )

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    alert: Mapped[str | None]
    visit: Mapped[str | None]
    step: Mapped[int]
    round: Mapped[int]
    account: Mapped[str]
    channel: Mapped[str]
    endpoint: Mapped[str]
    payload: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    next_attempt_at: Mapped[datetime | None]
    created: Mapped[datetime]
    sent: Mapped[datetime | None]
    shown: Mapped[datetime | None]
    opened: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)
