"""Messages to people: written with the step that sends them, delivered at least once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    case,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert  # both databases have the same words for it
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from server.safety.words import Channel
from server.store.database import Base, session

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

    @hybrid_property
    def told(self) -> datetime | None:
        """When its person was told, as far as one can know: that a push service took it proves nothing."""
        return self.shown if self.channel == Channel.PUSH else self.sent

    @told.inplace.expression
    @classmethod
    def _told(cls) -> ColumnElement[datetime | None]:
        return case((cls.channel == Channel.PUSH.value, cls.shown), else_=cls.sent)


def add(rows: Sequence[dict[str, Any]]) -> None:
    """Write messages that wait to be sent; one that is there already stays as it is."""
    if rows:
        empty = {"state": "waiting", "attempts": 0}
        session().execute(insert(MessageRow).on_conflict_do_nothing(), [{**empty, **row} for row in rows])


def told(organisation: str, alert: str) -> Sequence[str]:
    """The accounts for whom there is a message about this alert."""
    mine = (MessageRow.organisation == organisation, MessageRow.alert == alert)
    return session().scalars(select(MessageRow.account).where(*mine).distinct()).all()


def send_stuck(late: datetime, now: datetime) -> dict[str, int]:
    """Have messages sent at once that no sender would look at, or should have long ago; how many by house."""
    stuck = (
        MessageRow.state.in_(("waiting", "sending")),
        or_(MessageRow.next_attempt_at.is_(None), MessageRow.next_attempt_at < late),
    )
    wanted = select(MessageRow.organisation, func.count()).where(*stuck).group_by(MessageRow.organisation)
    found = {row[0]: row[1] for row in session().execute(wanted)}
    if found:
        session().execute(update(MessageRow).where(*stuck).values(next_attempt_at=now))
    return found
