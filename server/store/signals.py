"""Signals as they came, and what was answered: inserted, never changed."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base


class SignalRow(Base):
    """One signal. `content` holds what only some types have; a PIN is there as a verdict, never as digits.

    `digest` tells a repeat from another signal under the same id; `receipt` is given again for ever.
    """

    __tablename__ = "signal"
    __table_args__ = (
        Index("ix_signal_organisation_visit", "organisation", "visit"),
        Index("ix_signal_organisation_account_device_seq", "organisation", "account", "device", "seq"),
    )

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    visit: Mapped[str | None]
    account: Mapped[str]
    name: Mapped[str]
    device: Mapped[str]
    seq: Mapped[int] = mapped_column(BigInteger)
    type: Mapped[str]
    at: Mapped[datetime]
    received: Mapped[datetime]
    offset_ms: Mapped[int | None] = mapped_column(BigInteger)
    offset_age_s: Mapped[float | None]
    trust: Mapped[str]
    content: Mapped[str] = mapped_column(Text)
    digest: Mapped[str]
    receipt: Mapped[str] = mapped_column(Text)
