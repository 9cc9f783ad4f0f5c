"""The database connection and the unit of work: one transaction, begun as what it is going to be."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from select import POLLIN, poll
from typing import Any

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, ExceptionContext, MetaData, event
from sqlalchemy.exc import DBAPIError, InvalidatePoolError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session

from server.adapters.world import world
from server.store.columns import UtcTime

log = logging.getLogger(__name__)

LOCK_SECONDS = 5
"""How long a statement waits for somebody else's lock before the request is answered `busy`."""

LONG = timedelta(seconds=1)
"""How long a transaction may keep the other writers of its organisation waiting before an alarm is raised."""

POSTGRES_OPTIONS = " ".join(
    f"-c {name}={value}"
    for name, value in {
        # A plan made for one organisation's size is wrong for the next one's.
        "plan_cache_mode": "force_custom_plan",
        "lock_timeout": f"{LOCK_SECONDS}s",
        "statement_timeout": "30s",
        "idle_in_transaction_session_timeout": "10s",
    }.items()
)

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # an acknowledged push survives a power cut
    f"busy_timeout={LOCK_SECONDS * 1000}",
    "foreign_keys=ON",
    "cache_size=-16000",  # kB for each connection: a push of 500 does not fit into the usual 2,000
)

OTHERS, OWNER_ALONE = 0o007, 0o600

READ = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
WRITE = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "BEGIN"}
"""The words with which a transaction begins as what it is going to be."""

BUSY_STATES = {"55P03", "57014", "40P01", "40001"}
"""PostgreSQL: lock not available, statement timeout, deadlock, serialisation failure."""

ALL_OF_IT = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "58", "42501")
"""With these the disk or its rights fail, for whatever is asked: no single change is to blame for it."""

MISSING = ("no such table", "no such column", "has no column named")
"""SQLite's words for a step that has not been taken; PostgreSQL has numbers."""

LAST_WORDS = "doorstep.before_commit"
HOLDING = "doorstep.holding"


class Busy(Exception):
    """The database did not answer in time or cannot be reached; nothing was written; try again."""


class NotMigrated(Exception):
    """A table or column is missing: `doorstep migrate` has not been run."""


OUTAGE = (Busy, NotMigrated)
"""Failures of which a log needs one line: they come every second for as long as the outage lasts."""

FAILURES = (Busy, NotMigrated, SQLAlchemyError)
"""All that the database can answer instead of doing what it was asked."""


class Base(DeclarativeBase):
    """The base of every table; constraints are named so that migrations can find them on SQLite too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


Base.registry.update_type_annotation_map({datetime: UtcTime})

db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def plug_in(app: Flask, url: str, connections: int) -> None:
    """Connect the app to its database; `connections` is the most that it may hold open."""
    options: dict[str, Any] = {
        "pool_size": connections,
        "max_overflow": 0,
        "pool_timeout": LOCK_SECONDS,
        "hide_parameters": True,  # they are somebody's case: no error takes them into a log
        "pool_use_lifo": True,  # the one used last has its statements prepared and its pages at hand
    }
    if url.startswith("postgresql"):
        options["connect_args"] = {"connect_timeout": 5, "options": POSTGRES_OPTIONS, "autocommit": True}
    app.config.update(SQLALCHEMY_DATABASE_URI=url, SQLALCHEMY_ENGINE_OPTIONS=options)
    db.init_app(app)
    with app.app_context():
        _prepare(db.engine)


def _prepare(engine: Engine) -> None:
    """Take transactions out of the driver's hands: it begins late, and a late writer fails."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    else:
        event.listen(engine, "checkout", _leave_dead_ones)

    event.listen(engine, "handle_error", _leave_out_the_row)

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _leave_out_the_row(context: ExceptionContext) -> None:
    """Keep the first line of what PostgreSQL says: the second quotes the row, which is somebody's case."""
    for problem in (context.original_exception, context.sqlalchemy_exception):
        if problem is not None and problem.args:
            problem.args = (str(problem.args[0]).split("\n", 1)[0], *problem.args[1:])


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    _, _, file = connection.execute("PRAGMA database_list").fetchone()
    _keep_from_others(Path(file))  # first: what SQLite puts beside it may be read by whoever may read it
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _keep_from_others(file: Path) -> None:
    """Let its owner alone read a file that everybody on this machine could, as most are when they are new."""
    with suppress(PermissionError):  # somebody else's file is for them to keep
        if file.is_file() and file.stat().st_mode & OTHERS:
            file.chmod(OWNER_ALONE)


def _leave_dead_ones(connection: Any, _record: object, _proxy: object) -> None:
    """After a restart every connection is made anew, and no request fails.

    PostgreSQL speaks unasked only when it goes. Looking for that costs no round trip, as a probe would.
    """
    waiting = poll()
    waiting.register(connection, POLLIN)
    if connection.closed or waiting.poll(0):
        raise InvalidatePoolError


def session() -> Session:
    """The session of the current app context; used inside `reading` or `writing`."""
    return db.session()


@contextmanager
def writing() -> Iterator[Session]:
    """One transaction that writes: committed at the end, rolled back when anything is raised.

    On SQLite it holds the one write lock from its first line, so keep slow work outside.
    Raises Busy when the lock does not come in time. Transactions do not nest.
    """
    with _transaction(WRITE) as current:
        yield current
        for say in current_app.extensions.get(LAST_WORDS, ()):
            say()
        current.commit()


def before_commit(app: Flask, say: Callable[[], None]) -> None:
    """Call this at the end of every transaction that writes, in it."""
    app.extensions.setdefault(LAST_WORDS, []).append(say)


def hold(organisation: str) -> None:
    """Note that this transaction keeps the organisation's other writers waiting, from now until it ends.

    An alarm is raised when that was long, the wait for the disk at its commit included.
    """
    session().info.setdefault(HOLDING, (organisation, world().now()))


def _let_go(current: Session) -> None:
    if held := current.info.pop(HOLDING, None):
        organisation, since = held
        lasted = world().now() - since
        if lasted >= LONG:
            seconds = lasted.total_seconds()
            log.error("the counter of organisation %s was held for %.1f s", organisation, seconds)


@contextmanager
def nested() -> Iterator[None]:
    """A part of a transaction that is undone by itself when anything is raised in it."""
    with session().begin_nested():
        yield


@contextmanager
def reading() -> Iterator[Session]:
    """One snapshot to read from: every statement sees the same moment, and nothing can be written.

    What was loaded stays readable afterwards. Raises Busy as `writing` does.
    """
    with _transaction(READ) as current:
        yield current


@contextmanager
def _transaction(begin: dict[str, str]) -> Iterator[Session]:
    current = session()
    if current.in_transaction():
        raise RuntimeError("A transaction is already open here; transactions do not nest.")
    try:
        with in_our_words():
            current.connection(execution_options={"begin": begin[db.engine.dialect.name]})
            yield current
    finally:
        current.close()  # rolls back what was not committed; loaded objects keep their values
        _let_go(current)


@contextmanager
def in_our_words() -> Iterator[None]:
    """Raise Busy or NotMigrated for what the database or its driver raises, where it is one of them."""
    try:
        yield
    except PoolTimeout as problem:
        raise Busy("No free database connection.") from problem
    except (DBAPIError, db.engine.dialect.loaded_dbapi.Error) as problem:
        said = problem.orig if isinstance(problem, DBAPIError) else problem
        if (isinstance(problem, DBAPIError) and problem.connection_invalidated) or _is_passing(said):
            raise Busy(str(said)) from problem
        if _is_missing_table(said):
            raise NotMigrated("The tables are missing or old. Run: doorstep migrate") from problem
        raise


def _is_missing_table(said: BaseException | None) -> bool:
    return getattr(said, "sqlstate", None) in {"42P01", "42703"} or any(word in str(said) for word in MISSING)


def _is_passing(said: BaseException | None) -> bool:
    """True for what a second attempt may mend: a lock, a timeout, a lost connection."""
    state: str | None = getattr(said, "sqlstate", None)
    named = state or getattr(said, "sqlite_errorname", None) or ""
    if state in BUSY_STATES or named.startswith(ALL_OF_IT):
        return True
    if state is None:  # SQLite, or PostgreSQL out of reach
        return any(word in str(said) for word in ("locked", "busy", "connection"))
    return state.startswith(("08", "57P", "53"))  # lost connections, shutdown, too many connections
