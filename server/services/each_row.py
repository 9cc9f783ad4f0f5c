"""Working through rows one by one: each in a transaction of its own, and a bad one delays no other."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from server.adapters.pace import let_others_in
from server.store import wrong_rows
from server.store.database import Busy, NotMigrated, writing
from server.store.locks import has_one_writer, try_subject

log = logging.getLogger(__name__)

IN_ONE_GO = 10
Row = tuple[str, str, str]
"""Organisation, subject and key."""


def each_row(table: str, rows: Sequence[Row], handle: Callable[[str, str], bool], now: datetime) -> int:
    """Handle each row while nothing else about its subject moves; how many there was something to do for.

    What cannot be handled is put aside for a minute and reported. Raises what says that the database itself
    does not answer: then no row is to blame.
    """
    done = 0
    for number, row in enumerate(rows, 1):
        done += _one(table, row, handle, now)
        if number % IN_ONE_GO == 0 and has_one_writer():
            let_others_in()  # a call for help must not wait behind five hundred alerts
    return done


def _one(table: str, row: Row, handle: Callable[[str, str], bool], now: datetime) -> bool:
    organisation, subject, key = row
    try:
        with writing():
            return try_subject(organisation, subject) and handle(organisation, key)
    except (Busy, NotMigrated):
        raise
    except Exception as problem:  # whatever is wrong with one row, the others are people too
        log.exception("a row of %s could not be handled", table)
        with writing():
            wrong_rows.put_aside(organisation, table, key, repr(problem)[:500], now)
        return False
