"""How a migration runs: one transaction, one process at a time, on SQLite and PostgreSQL alike."""

from alembic import context
from sqlalchemy import Connection, TypeDecorator, text

from server.store.database import WRITE, Base, db

ONE_AT_A_TIME = 7_103_266_113  # any number, but always this one


def plain_types(kind: str, item: object, _context: object) -> str | bool:
    """Write a type of our own as what the database stores: a migration must outlive today's classes."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=plain_types,
        compare_type=True,
        transactional_ddl=True,  # on SQLite too, where Alembic would commit after each step
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))  # a large table takes its time
            connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
        context.run_migrations()
        if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).all():
            raise RuntimeError("The migration left rows that point to nothing; nothing was changed.")


with db.engine.connect().execution_options(begin=WRITE[db.engine.dialect.name]) as connection:
    driver = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        # SQLite alters a table by making another: with this on, dropping the old one empties its children.
        driver.execute("PRAGMA foreign_keys=OFF")
    try:
        migrate(connection)
    finally:
        if connection.dialect.name == "sqlite":
            driver.execute("PRAGMA foreign_keys=ON")
