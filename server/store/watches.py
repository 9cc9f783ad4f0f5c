"""The watch over each visit: its plan, what was last folded from its signals, and when to look again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base

DUE = text("next_action_at IS NOT NULL")


class WatchRow(Base):
    """One visit that is planned or under way.

    What stands from `state` on is a copy of the last fold, for finders: whoever acts folds anew.
    `acted_until` is the moment, by the server's clock, up to which all that was due was done.
    """

    __tablename__ = "watch"
    __table_args__ = (
        Index("ix_watch_due", "next_action_at", postgresql_where=DUE, sqlite_where=DUE),
        Index("ix_watch_organisation_account", "organisation", "account", "state"),
        Index("ix_watch_organisation_state", "organisation", "state"),
    )

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    visit: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    worker_name: Mapped[str]
    client: Mapped[str | None]
    place: Mapped[str | None]
    planned_start: Mapped[datetime | None]
    planned_minutes: Mapped[float | None]
    flagged: Mapped[bool] = mapped_column(default=False)
    unplanned: Mapped[bool] = mapped_column(default=False)
    buddy: Mapped[str | None]
    cancelled: Mapped[bool] = mapped_column(default=False)
    acted_until: Mapped[datetime | None]
    state: Mapped[str]
    due: Mapped[datetime | None]
    alert_at: Mapped[datetime | None]
    last_heard: Mapped[datetime | None]
    ended: Mapped[datetime | None]
    ending: Mapped[str | None]
    next_action_at: Mapped[datetime | None]


class AlarmRow(Base):
    """A visit's red alert: when the case of this kind was opened, and when a person resolved it."""

    __tablename__ = "alarm"
    __table_args__ = (Index("ix_alarm_organisation_alert", "organisation", "alert"),)

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    visit: Mapped[str] = mapped_column(primary_key=True)
    alert: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    opened: Mapped[datetime]
    resolved: Mapped[datetime | None]
