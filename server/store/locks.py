"""One thing at a time about one person: whoever moves her visits or her alert holds this first."""

from sqlalchemy import text

from server.store.database import db, session

WAIT = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
TRY = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:key, 0))")


def lock_subject(organisation: str, subject: str) -> None:
    """Wait until nobody else moves anything about this subject; held until the transaction ends."""
    if _is_postgresql():  # on SQLite the transaction has the only write lock already
        session().execute(WAIT, {"key": f"{organisation} {subject}"})


def try_subject(organisation: str, subject: str) -> bool:
    """Hold it if nobody else does; False to come again later."""
    return not _is_postgresql() or bool(session().scalar(TRY, {"key": f"{organisation} {subject}"}))


def has_one_writer() -> bool:
    """True where one transaction that writes shuts out all others, and they do not queue: SQLite."""
    return not _is_postgresql()


def _is_postgresql() -> bool:
    return db.engine.dialect.name == "postgresql"
