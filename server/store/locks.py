"""One thing at a time about one person: whoever moves her visits or her alert holds this first."""

from sqlalchemy import text

from server.store.database import session

WAIT = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
TRY = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:key, 0))")


def lock_subject(organisation: str, subject: str) -> None:
    """Wait until nobody else moves anything about this subject; held until the transaction ends."""
    if _is_postgresql():  # on SQLite the transaction has the only write lock already
        session().execute(WAIT, {"key": f"{organisation} {subject}"})


def try_subject(organisation: str, subject: str) -> bool:
    """Hold it if nobody else does; False to come again later."""
    return not _is_postgresql() or bool(session().scalar(TRY, {"key": f"{organisation} {subject}"}))


def _is_postgresql() -> bool:
    return session().get_bind().dialect.name == "postgresql"
