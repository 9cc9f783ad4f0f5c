"""Alerts, one open case per subject, and all that ever happened in them."""

from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base

OPEN = text("resolved IS NULL")
DUE = text("next_action_at IS NOT NULL")


class AlertRow(Base):
    """One case. `subject` is the worker's account, `nobody_watching`, `engine` or `drill:` and an account.

    `ladder` is the one that was in force when it opened; `version` grows with each move, so that of two
    people who answer at once one is first.
    """

    __tablename__ = "alert"
    __table_args__ = (
        Index(
            "uq_alert_open_subject",
            "organisation",
            "subject",
            unique=True,
            postgresql_where=OPEN,
            sqlite_where=OPEN,
        ),
        Index("ix_alert_due", "next_action_at", postgresql_where=DUE, sqlite_where=DUE),
        Index("ix_alert_organisation_opened", "organisation", "opened"),
        Index("ix_alert_organisation_visit", "organisation", "visit"),
    )

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str]
    kind: Mapped[str]
    cause: Mapped[str | None]
    reason: Mapped[str | None] = mapped_column(Text)
    grade: Mapped[str]
    state: Mapped[str]
    step: Mapped[int]
    visit: Mapped[str | None]
    account: Mapped[str | None]
    worker_name: Mapped[str]
    opened: Mapped[datetime]
    for_time: Mapped[datetime]
    ladder: Mapped[str] = mapped_column(Text)
    climb_from: Mapped[datetime]
    flagged: Mapped[bool]
    owner: Mapped[str | None]
    owner_name: Mapped[str | None]
    owned_until: Mapped[datetime | None]
    paused_until: Mapped[datetime | None]
    paused: Mapped[bool]
    round: Mapped[int]
    outcome: Mapped[str | None]
    resolved: Mapped[datetime | None]
    next_action_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    # Of two who write at once the second fails.
    __mapper_args__: Any = MappingProxyType({"version_id_col": version})


class AlertEventRow(Base):
    """One line of a case's timeline: inserted, never changed. Ids are UUIDv7, so they sort by time."""

    __tablename__ = "alert_event"
    __table_args__ = (Index("ix_alert_event_organisation_alert_id", "organisation", "alert", "id"),)

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    alert: Mapped[str]
    at: Mapped[datetime]
    type: Mapped[str]
    who: Mapped[str | None]
    name: Mapped[str | None]
    text: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)
