"""What a small caseload costs on PostgreSQL beside an organisation in which others have much."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy.dialects import postgresql

from server.store import pages
from server.store.prepared import Prepared
from sync.kinds import KINDS
from tests.support.data import Store

WHO = {"organisation": "o", "account": "bea", "after": 0, "end": 10**9}
FILL = """
    INSERT INTO organisation (id, name, demo, time_zone, seq, epoch, created)
        VALUES ('o', 'O', false, 'UTC', 40000, 'e', '2026-11-23T10:00:00.000Z');
    INSERT INTO record (organisation, id, kind, scope, version, seq, deleted, body)
        SELECT 'o', 'r' || n, 'note',
            CASE WHEN n <= 200 THEN 'mine' || n % 20 ELSE 'theirs' || n % 4 END, 1, n, false, repeat('x', 300)
        FROM generate_series(1, 40000) AS n;
    INSERT INTO access (organisation, account, scope, seq, state)
        SELECT 'o', 'bea', 'mine' || n, 1, 'held' FROM generate_series(0, 19) AS n;
    ANALYZE record, access;
"""


@pytest.fixture(scope="module")
def large(postgresql_store: Store) -> Iterator[psycopg.Connection[Any]]:
    """Twenty clients of Bea's with ten records each, and 40,000 records in four clients of others."""
    with (
        postgresql_store.lend(postgresql_store.migrated()) as data,
        psycopg.connect(data.database_url.replace("+psycopg", ""), autocommit=True) as connection,
    ):
        connection.execute(FILL.encode())
        yield connection


@pytest.mark.postgres
@pytest.mark.parametrize(
    "found",
    [pages.far(frozenset(KINDS), False), pages.holdings(frozenset(KINDS))],
    ids=["a page of what has changed", "what somebody holds"],
)
def test_a_small_caseload_is_found_by_client(large: psycopg.Connection[Any], found: Prepared) -> None:
    words = found.words(postgresql.psycopg.dialect())
    values = {**words.fixed, **WHO}
    assert len(large.execute(words.text.encode(), values).fetchall()) == 200
    plan = "\n".join(row[0] for row in large.execute(f"EXPLAIN {words.text}".encode(), values))
    bounds = [line for line in plan.splitlines() if "Index Cond" in line]
    assert any("scope)::text = (" in line for line in bounds), plan
