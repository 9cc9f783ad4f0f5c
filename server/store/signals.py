"""Signals as they came, and what was answered: inserted, never changed."""

import json
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from server.safety.signals import Signal
from server.safety.words import Pin, SignalType, Trust
from server.store.columns import read_time
from server.store.database import Base, session


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


def find(organisation: str, id: str) -> SignalRow | None:
    return session().get(SignalRow, (organisation, id))


def of_visit(organisation: str, visit: str) -> list[Signal]:
    """All that was received about one visit."""
    wanted = select(SignalRow).where(SignalRow.organisation == organisation, SignalRow.visit == visit)
    return [read_signal(row) for row in session().scalars(wanted)]


def has_begun(organisation: str, visit: str) -> bool:
    """Whether anybody was ever heard to have begun a visit."""
    mine = (SignalRow.organisation == organisation, SignalRow.visit == visit)
    wanted = select(SignalRow.id).where(*mine, SignalRow.type == SignalType.START.value)
    return session().scalar(wanted.limit(1)) is not None


def of_device(organisation: str, account: str, device: str, most: int = 300) -> list[Signal]:
    """What was last received from one device."""
    mine = (SignalRow.organisation == organisation, SignalRow.account == account, SignalRow.device == device)
    wanted = select(SignalRow).where(*mine).order_by(SignalRow.seq.desc()).limit(most)
    return [read_signal(row) for row in session().scalars(wanted)]


def read_signal(row: SignalRow) -> Signal:
    """The signal that a row stores."""
    content = json.loads(row.content)
    return Signal(
        row.id, SignalType(row.type), row.visit, row.account, row.device, row.seq, row.at, row.received,
        row.offset_ms, row.offset_age_s, Trust(row.trust), content.get("minutes"),
        Pin(content.get("pin", Pin.NONE)), content.get("by_monitor", False), content.get("position"),
        content.get("battery"), content.get("text"), _time(content.get("planned")),
    )  # fmt: skip


def _time(stored: str | None) -> datetime | None:
    return read_time(stored) if stored else None
