"""Rows that could not be handled: put aside, so that they delay no other, and tried again."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from server.store.database import Base


class WrongRow(Base):
    """A row of `table` with this `key`, what went wrong with it, and when it is tried again."""

    __tablename__ = "wrong_row"

    organisation: Mapped[str] = mapped_column(primary_key=True)
    table: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    error: Mapped[str] = mapped_column(Text)
    retry_at: Mapped[datetime]
