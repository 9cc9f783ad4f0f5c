"""What the database says, read past the server's own code."""

import json
from typing import Any

import psycopg
from psycopg.rows import dict_row

FETCHED = "SELECT seq FROM organisation"
# Whoever has left the house may hold nothing, whatever they were granted.
SCOPES = """
    SELECT access.scope, access.state FROM access JOIN account ON account.id = access.account
    WHERE access.account = %s AND access.state <> 'gone' AND account.active
"""
RECORDS = """
    SELECT record.id, record.scope, record.kind, record.version, record.deleted FROM record
    JOIN access ON access.scope = record.scope JOIN account ON account.id = access.account
    WHERE access.account = %s AND access.state <> 'gone' AND account.active
"""
TABLES = {
    "record": "SELECT id, kind, scope, version, deleted, body FROM record ORDER BY id",
    "change": "SELECT * FROM change ORDER BY record, version, received, id",
    "access": """
        SELECT account.id AS account, scope, CASE WHEN active THEN state ELSE 'gone' END AS state
        FROM access JOIN account ON account.id = access.account ORDER BY account.id, scope
    """,
    "account": "SELECT id, active FROM account ORDER BY id",
    "open_conflict": "SELECT conflict, record, field, account FROM open_conflict ORDER BY conflict",
    "device": "SELECT account, id, successor, seq, unsent FROM device ORDER BY account, id",
}


class Truth:
    """Looks at the database; tells a person's part of it only when it has changed."""

    def __init__(self, database: psycopg.Connection[Any]) -> None:
        self._database = database
        self._told: dict[str, int] = {}
        self._looked: dict[str, int] = {}

    def forget(self) -> None:
        """Tell everybody everything again."""
        self._told, self._looked = {}, {}

    def of(self, account: str, commits: int) -> dict[str, Any] | None:
        """What one person may hold now; None where no commit has changed it since this was asked last."""
        if self._looked.get(account) == commits:
            return None
        self._looked[account] = commits
        row = self._database.execute(FETCHED).fetchone()
        head = row[0] if row else 0
        if self._told.get(account) == head:
            return None
        self._told[account] = head
        return {
            "head": head,
            "scopes": dict(self._database.execute(SCOPES, (account,)).fetchall()),
            "records": self._database.execute(RECORDS, (account,)).fetchall(),
        }

    def everything(self) -> dict[str, Any]:
        """All of the case record, its history and who may hold it; a phone's changes by its newest name."""
        with self._database.cursor(row_factory=dict_row) as cursor:
            found: dict[str, Any] = {name: cursor.execute(query).fetchall() for name, query in TABLES.items()}
        successors = {(row["account"], row["id"]): row["successor"] for row in found["device"]}
        for row in found["change"]:
            row["device"] = newest_name(successors, row["account"], row["device"])
            row["content"], row["receipt"] = json.loads(row["content"]), json.loads(row["receipt"])
        for row in found["record"]:
            row["body"] = json.loads(row["body"])
        return found


def newest_name(successors: dict[tuple[str, str], str | None], account: str, name: str) -> str:
    """The name by which a phone goes now that once had this one."""
    had = {name}
    while (newer := successors.get((account, name))) and newer not in had:
        name = newer
        had.add(name)
    return name
