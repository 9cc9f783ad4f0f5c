"""Column types that mean the same on SQLite and on PostgreSQL."""

from datetime import UTC, datetime

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator


def write_time(moment: datetime) -> str:
    """The wire form of an instant: UTC to the millisecond, `2026-11-23T10:02:11.123Z`, 24 characters.

    Raises ValueError for a time without a zone, because nobody can say when that was.
    """
    if moment.tzinfo is None:
        raise ValueError("A time without a time zone cannot be stored.")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read_time(text: str) -> datetime:
    """The instant that `write_time` wrote."""
    return datetime.fromisoformat(text)


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime, stored in its wire form.

    Text of fixed width sorts by time on both databases, needs no conversion on its way to the phone and
    does not lose its zone in SQLite.
    """

    impl = String(24)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        return None if value is None else write_time(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else read_time(value)
