"""A large organisation: what was pushed is copied inside the database, under other ids, until it is enough.

A million pushed one by one would take longer than all that is measured with them.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, cast

import psycopg
from sqlalchemy import (
    ColumnElement,
    Insert,
    Select,
    Table,
    func,
    insert,
    literal,
    null,
    select,
    update,
)

from server.app import create_app
from server.settings import read_settings
from server.store.accounts import Organisation
from server.store.database import db, session, writing
from server.store.records import ChangeRow, RecordRow
from tests.bench.stage import Stage

RECORD, CHANGE = (cast("Table", row.__table__) for row in (RecordRow, ChangeRow))
BARE = (
    "INSERT INTO record SELECT organisation, {copy} || substr(id, 9), kind, client, seq + {further}, body "
    "FROM record WHERE kind = 'note' AND seq <= {head} LIMIT {limit}"
)


def grow(stage: Stage, clients: Sequence[str], stored: int, wanted: int) -> None:
    """Copy these clients' notes, with their history, until `wanted` are there, in both databases."""
    app = create_app(read_settings(stage.data.environment()))
    with app.app_context():
        _take_stock(stage.data.database_url, "ANALYZE")
        with writing():
            head = session().scalar(select(Organisation.seq)) or 0
        number = 0
        while stored < wanted:
            number += 1
            with writing():
                stored += _copy(clients, number, head, wanted - stored)
                session().execute(update(Organisation).values(seq=(number + 1) * head))
        _take_stock(stage.data.database_url, "VACUUM ANALYZE")
        db.engine.dispose()
    _grow_bare(stage.bare_url, wanted)


def _take_stock(url: str, words: str) -> None:
    """PostgreSQL does it by itself, but not at a moment that one can choose."""
    if url.startswith("postgresql"):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(words.encode())


def _copy(clients: Sequence[str], number: int, head: int, limit: int) -> int:
    """Copy all that was pushed, or what is still wanted of it; how many records that made."""
    pushed = (RECORD.c.kind == "note", RECORD.c.seq <= head, RECORD.c.scope.in_(clients))
    chosen = (
        select(RECORD.c.organisation, RECORD.c.id)
        .where(*pushed)
        .order_by(RECORD.c.seq)
        .limit(limit)
        .subquery()
    )
    copies: dict[str, ColumnElement[Any]] = {
        "id": _renamed(number, RECORD.c.id),
        "seq": RECORD.c.seq + number * head,
        "body": func.replace(RECORD.c.body, RECORD.c.id, _renamed(number, RECORD.c.id)),
    }
    here = (chosen.c.organisation == RECORD.c.organisation) & (chosen.c.id == RECORD.c.id)
    session().execute(_insert(RECORD, copies, select(RECORD).join(chosen, here)))
    past: dict[str, ColumnElement[Any]] = {
        "id": _renamed(number, CHANGE.c.id),
        "record": _renamed(number, CHANGE.c.record),
        "seq": null(),
    }
    there = (chosen.c.organisation == CHANGE.c.organisation) & (chosen.c.id == CHANGE.c.record)
    session().execute(_insert(CHANGE, past, select(CHANGE).join(chosen, there)))
    return session().scalar(select(func.count()).select_from(chosen)) or 0


def _renamed(number: int, id: ColumnElement[str]) -> ColumnElement[str]:
    return literal(f"{number:08x}") + func.substr(id, 9)


def _insert(table: Table, other: Mapping[str, ColumnElement[Any]], rows: Select[Any]) -> Insert:
    """A statement that copies rows of a table, with other values in some columns."""
    columns = [other.get(column.name, column) for column in table.columns]
    return insert(table).from_select(table.columns.keys(), rows.with_only_columns(*columns))


def _grow_bare(url: str, wanted: int) -> None:
    connection: Any = (psycopg if url.startswith("postgresql") else sqlite3).connect(url)

    def ask(words: str) -> int:
        return int(connection.execute(words).fetchone()[0])

    head, number = ask("SELECT seq FROM head"), 0
    while (missing := wanted - ask("SELECT count(*) FROM record")) > 0:
        number += 1
        copy = {"copy": f"'{number:08x}'", "further": number * head, "head": head, "limit": missing}
        connection.execute(BARE.format(**copy))
    connection.execute(f"UPDATE head SET seq = {(number + 1) * head}")
    connection.commit()
    connection.close()
    _take_stock(url, "VACUUM ANALYZE")
