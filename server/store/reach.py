"""How a person can be reached: browsers that take a push, and addresses."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base


class PushEndpointRow(Base):
    """One browser that a push service delivers to; `dead` when that service said that it is gone.

    `failures` counts what has come to nothing since it last showed a push, or was last heard of.
    """

    __tablename__ = "push_endpoint"
    __table_args__ = (Index("ix_push_endpoint_organisation_account", "organisation", "account"),)

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    device: Mapped[str]
    endpoint: Mapped[str] = mapped_column(Text, unique=True)
    p256dh: Mapped[str]
    auth: Mapped[str]
    created: Mapped[datetime]
    last_ok: Mapped[datetime | None]
    last_shown: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    dead: Mapped[datetime | None]


class ReachRow(Base):
    """An address of a person on one channel. E-mail goes to the sign-in address where there is no row."""

    __tablename__ = "reach"

    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str]
