"""Queries on the way of every request: written once, and put into words once for each database."""

from collections import namedtuple
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, ColumnElement, Dialect, Select, bindparam, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from server.adapters.json import dump


@dataclass(frozen=True, slots=True)
class Words:
    """A statement as one driver takes it; `fixed` are the values that the statement itself brings."""

    text: str
    places: Sequence[str] | None
    fixed: dict[str, Any]
    row: Callable[[Sequence[Any]], Any]

    def order(self, values: dict[str, Any]) -> Any:
        """The values as the driver takes them: by place, or by name."""
        return tuple(map(values.__getitem__, self.places)) if self.places else values


class Prepared:
    """A statement whose words are kept, for building and compiling them costs more than the answer.

    It goes to the driver as it is, so that columns come back as they are stored: an instant as its text.
    Its values are those of its `bindparam`s, each a plain value and named as in a row. `others` ask for the
    same in the words that one kind of database needs, by its name.
    """

    def __init__(self, statement: ClauseElement, **others: ClauseElement) -> None:
        self._statement = statement
        self._others = others
        self._words: dict[str, Words] = {}

    def words(self, dialect: Dialect) -> Words:
        """What to say to this kind of database."""
        if dialect.name not in self._words:
            self._words[dialect.name] = self._compile(dialect)
        return self._words[dialect.name]

    def _compile(self, dialect: Dialect) -> Words:
        compiled = self._others.get(dialect.name, self._statement).compile(dialect=dialect)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError("Only queries are prepared.")
        names = self._statement.selected_columns.keys() if isinstance(self._statement, Select) else ()
        row = namedtuple("row", names)  # type: ignore[misc]  # its names are the query's
        return Words(compiled.string, compiled.positiontup, compiled.params, row._make)


def among(columns: Sequence[ColumnElement[Any]], where: ColumnElement[bool], column: Any) -> Prepared:
    """A query for what is among `ids`: it has the same words whatever the number of them."""

    def query(each: Any) -> Select[Any]:
        listed = each(bindparam("ids", type_=JSON)).table_valued("value")
        return select(*columns).where(where, column.in_(select(listed.c.value)))

    return Prepared(query(func.json_array_elements_text), sqlite=query(func.json_each))


def ask(session: Session, statement: Prepared, **values: Any) -> list[Any]:
    """Say a statement in the running transaction, and give the rows that a query finds.

    What the session has not yet written is not found.
    """
    connection = session.connection()
    words = statement.words(connection.dialect)
    found = connection.exec_driver_sql(words.text, words.order(words.fixed | values))
    return list(map(words.row, found)) if found.returns_rows else []


def ask_among(session: Session, statement: Prepared, ids: Collection[str], **values: Any) -> list[Any]:
    """Give the rows that such a query finds `among` these ids; nothing is asked where there are none."""
    return ask(session, statement, ids=dump(list(ids)), **values) if ids else []
