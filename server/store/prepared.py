"""Statements on the way of every request: written once, and put into words once for each database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler


class Prepared:
    """A statement whose words are kept, for building and compiling them costs more than the answer.

    It goes to the driver as it is, so that columns come back as they are stored: an instant as its text.
    Its values are those of its `bindparam`s, each a plain value and named as in a row.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, SQLCompiler] = {}

    def rows(self, session: Session, **values: Any) -> Sequence[Row[Any]]:
        """Run it, and give all rows."""
        words = self._words(session)
        parameters = words.params | values
        return session.connection().exec_driver_sql(words.string, _order(words, parameters)).all()

    def many(self, session: Session, rows: Sequence[dict[str, Any]]) -> None:
        """Run it once for each row, if there are any."""
        if not rows:
            return
        words = self._words(session)
        parameters: Any = [_order(words, row) for row in rows]
        session.connection().exec_driver_sql(words.string, parameters)

    def _words(self, session: Session) -> SQLCompiler:
        dialect = session.get_bind().dialect
        if dialect.name not in self._compiled:
            compiled = self._statement.compile(dialect=dialect)
            if not isinstance(compiled, SQLCompiler):
                raise TypeError("Only queries and changes of rows are prepared.")
            self._compiled[dialect.name] = compiled
        return self._compiled[dialect.name]


def _order(words: SQLCompiler, values: dict[str, Any]) -> Any:
    """The values as the driver takes them: by place, or by name."""
    return tuple(map(values.__getitem__, words.positiontup)) if words.positiontup else values
