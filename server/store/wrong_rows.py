"""Rows that could not be handled: put aside, so that they delay no other, and tried again."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Text, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from server.store.alerts import AlertRow
from server.store.database import Base, session
from server.store.watches import WatchRow

TRY_AGAIN = timedelta(seconds=60)
RETRIED_BY_NOW = timedelta(seconds=30)
TABLES: Mapping[str, tuple[Any, Any]] = {
    "watch": (WatchRow, WatchRow.visit),
    "alert": (AlertRow, AlertRow.id),
}


class WrongRow(Base):
    """A row of `table` with this `key`, what last went wrong with it, and when it is tried again.

    `at` is when it first failed, of the attempts that have failed one after another.
    """

    __tablename__ = "wrong_row"

    organisation: Mapped[str] = mapped_column(primary_key=True)
    table: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    error: Mapped[str] = mapped_column(Text)
    retry_at: Mapped[datetime]


def put_aside(organisation: str, table: str, key: str, error: str, now: datetime) -> None:
    """Note what went wrong with a row, and let nobody look at it for a minute."""
    retry_at = now + TRY_AGAIN
    before = session().get(WrongRow, (organisation, table, key))
    first = before.at if before is not None and before.retry_at > now - RETRIED_BY_NOW else now
    session().merge(
        WrongRow(
            organisation=organisation, table=table, key=key, at=first, error=error, retry_at=retry_at
        )
    )  # fmt: skip
    kind, name = TABLES[table]
    mine = (kind.organisation == organisation, name == key)
    session().execute(update(kind).where(*mine).values(next_action_at=retry_at))


def forget_mended(now: datetime) -> None:
    """Forget rows that were tried again and went well: they would be noted anew otherwise."""
    session().execute(delete(WrongRow).where(WrongRow.retry_at <= now - RETRIED_BY_NOW))


def wrong(now: datetime) -> dict[str, int]:
    """How many rows each organisation has that could not be handled."""
    wanted = select(WrongRow.organisation, func.count()).group_by(WrongRow.organisation)
    return {
        row[0]: row[1] for row in session().execute(wanted.where(WrongRow.retry_at > now - RETRIED_BY_NOW))
    }


def failing_since(now: datetime) -> datetime | None:
    """Since when the row that fails longest has failed, of those that failed when they were tried again."""
    wanted = select(WrongRow.at, WrongRow.retry_at).where(WrongRow.retry_at > now - RETRIED_BY_NOW)
    again = [at for at, retry_at in session().execute(wanted) if retry_at - at > TRY_AGAIN]
    return min(again, default=None)
