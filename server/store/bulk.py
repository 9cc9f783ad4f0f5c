"""Writing many rows at once: one statement for each table, in the words of each database."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from server.adapters.json import dump


class Bulk:
    """Rows for one table; where one with the same `key` is there already, it is replaced.

    Values go to the driver as they are stored: an instant as its text.
    """

    def __init__(self, table: Table, *key: str) -> None:
        self._columns = table.columns.keys()
        names = ", ".join(self._columns)
        marks = ", ".join("?" for _ in self._columns)
        news = ", ".join(f"{name} = excluded.{name}" for name in self._columns if name not in key)
        instead = f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {news}" if key else ""
        into = f"INSERT INTO {table.name} ({names})"
        self._one_by_one = f"{into} VALUES ({marks}) {instead}"
        # All rows in one value: PostgreSQL plans and runs it once, and not once for each row.
        typed = ", ".join(f"{one.name} {one.type}" for one in table.columns)
        self._as_json = " ".join(
            (into, "SELECT * FROM json_to_recordset(%(rows)s) AS row", f"({typed})", instead)
        )

    def write(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write these rows, if there are any."""
        connection = session.connection()
        if rows and connection.dialect.name == "sqlite":
            values: Any = [tuple(map(row.__getitem__, self._columns)) for row in rows]
            connection.exec_driver_sql(self._one_by_one, values)
        elif rows:
            connection.exec_driver_sql(self._as_json, {"rows": dump(rows)})
