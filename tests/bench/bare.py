"""What is compared with: a bare Flask app with raw SQL. It checks a token and nothing else.

No validation, no history, no merge, no idempotency, no caseload: the least that could be called a server.
"""

import hashlib
import json
import os
import sqlite3
import threading
from typing import Any

import psycopg
import zstandard
from flask import Flask, Response, request

URL = os.environ["BENCH_DATABASE"]
POSTGRES = URL.startswith("postgresql")
MARK = "%s" if POSTGRES else "?"
TABLES = (
    "CREATE TABLE token (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, sha256 TEXT NOT NULL)",
    "CREATE TABLE head (organisation TEXT PRIMARY KEY, seq BIGINT NOT NULL)",
    """CREATE TABLE record (
        organisation TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, client TEXT NOT NULL,
        seq BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (organisation, id))""",
    "CREATE INDEX record_seq ON record (organisation, seq)",
)
local = threading.local()


def connect() -> Any:
    """One connection for each thread, with the settings of the real server."""
    if not hasattr(local, "connection"):
        if POSTGRES:
            local.connection = psycopg.connect(URL, options="-c plan_cache_mode=force_custom_plan")
        else:
            local.connection = sqlite3.connect(URL, isolation_level=None)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
                local.connection.execute(f"PRAGMA {pragma}")
    return local.connection


def sql(text: str) -> str:
    """The statement with this database's placeholders."""
    return text.replace("?", MARK)


def admit(cursor: Any) -> str:
    """Check the bearer token; the organisation that it is for."""
    own, _, secret = request.headers["Authorization"].removeprefix("Bearer ").partition(".")
    cursor.execute(sql("SELECT organisation, sha256 FROM token WHERE id = ?"), (own,))
    organisation, known = cursor.fetchone()
    if hashlib.sha256(secret.encode()).hexdigest() != known:
        raise PermissionError
    return str(organisation)


def answer(text: str) -> Response:
    """JSON, packed as the client accepts."""
    packed = Response(text, mimetype="application/json")
    if len(text) > 512 and "zstd" in request.headers.get("Accept-Encoding", ""):
        packed.set_data(zstandard.ZstdCompressor(level=3).compress(text.encode()))
        packed.headers["Content-Encoding"] = "zstd"
    return packed


app = Flask(__name__)


@app.get("/healthz")
def health() -> str:
    """That it runs."""
    return "ok"


@app.post("/push")
def push() -> Response:
    """Store rows in one transaction."""
    connection = connect()
    cursor = connection.cursor()
    rows = request.get_json()
    cursor.execute("BEGIN" if POSTGRES else "BEGIN IMMEDIATE")
    organisation = admit(cursor)
    cursor.execute(
        sql("UPDATE head SET seq = seq + ? WHERE organisation = ? RETURNING seq"), (len(rows), organisation)
    )
    first = cursor.fetchone()[0] - len(rows) + 1
    values = [
        (organisation, row["id"], row["kind"], row["client"], first + place, row["body"])
        for place, row in enumerate(rows)
    ]
    cursor.executemany(sql("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)"), values)
    cursor.execute("COMMIT")
    return answer(json.dumps({"head": first + len(rows) - 1}))


@app.post("/since")
def since() -> Response:
    """The rows after a number, as they are stored."""
    connection = connect()
    cursor = connection.cursor()
    organisation = admit(cursor)
    cursor.execute(
        sql("SELECT body FROM record WHERE organisation = ? AND seq > ? ORDER BY seq LIMIT ?"),
        (organisation, request.get_json()["after"], request.get_json()["limit"]),
    )
    bodies = ",".join(row[0] for row in cursor.fetchall())
    cursor.execute(sql("SELECT seq FROM head WHERE organisation = ?"), (organisation,))
    head = cursor.fetchone()[0]
    if POSTGRES:
        connection.rollback()
    return answer(f'{{"head":{head},"records":[{bodies}]}}')
