"""Reading by prepared statements alone, for what every request asks: without the weight of a session."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Dialect, PoolProxiedConnection
from sqlalchemy.orm import Session

from server.store.database import READ, db, in_our_words
from server.store.prepared import Prepared


class Look:
    """A connection to read from. Each statement sees one moment of its own until `hold` is called.

    It is `held` already where somebody else's transaction is read in, which keeps all writers waiting.
    """

    def __init__(self, connection: PoolProxiedConnection, dialect: Dialect, *, held: bool = False) -> None:
        self._cursor = connection.cursor()
        self._dialect = dialect
        self.held = held

    def rows(self, statement: Prepared, **values: Any) -> list[Any]:
        """Give what a query finds: rows whose columns are named as in the query."""
        words = statement.words(self._dialect)
        self._cursor.execute(words.text, words.order(words.fixed | values))
        return list(map(words.row, self._cursor.fetchall()))

    def hold(self) -> None:
        """Let all statements from here on see the same moment."""
        self._cursor.execute(READ[self._dialect.name])
        self.held = True


def look_along(session: Session) -> Look:
    """Read in a transaction that holds the organisation's counter: what it has written is found."""
    connection = session.connection()
    return Look(connection.connection, connection.dialect, held=True)


@contextmanager
def looking() -> Iterator[Look]:
    """Lend a connection to read from. Raises Busy and NotMigrated, as `reading` does."""
    engine = db.engine
    with in_our_words():
        connection = engine.raw_connection()
        try:
            yield Look(connection, engine.dialect)
            # Nothing was written; but after a rollback the driver forgets what it had prepared.
            connection.commit()
        except engine.dialect.loaded_dbapi.Error as problem:
            connection.invalidate(problem)
            raise
        finally:
            connection.close()
