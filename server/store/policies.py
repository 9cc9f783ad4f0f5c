"""Every version of an organisation's watch policy; the newest one that is confirmed counts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base


class PolicyRow(Base):
    """One version. `less_safe` lists the sentences that a second person has to agree to."""

    __tablename__ = "watch_policy"

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    policy: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    in_force_from: Mapped[datetime | None]
    confirmed_by: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]
    less_safe: Mapped[str] = mapped_column(Text)
