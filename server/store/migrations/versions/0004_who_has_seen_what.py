"""Who has seen what"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CONTENT = (
    "organisation", "id", "at", "happened", "account", "role", "device", "act", "verb", "purpose", "kind",
    "record", "clients", "what", "outcome",
)  # fmt: skip
SENTENCE = "the audit log is written once and never changed"
TABLES = ("audit", "audit_client")

# The one thing that may be added later is the seal, and only once.
SQLITE = f"""
CREATE TRIGGER audit_is_kept BEFORE UPDATE ON audit FOR EACH ROW
WHEN OLD.number IS NOT NULL OR {" OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in CONTENT)}
BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END
"""
SQLITE_ANY = """
CREATE TRIGGER {table}_is_not_{event} BEFORE {action} ON {table} FOR EACH ROW
BEGIN SELECT RAISE(ABORT, '{sentence}'); END
"""
FUNCTION = f"""
CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$
"""
POSTGRESQL = f"""
CREATE TRIGGER audit_is_kept BEFORE UPDATE ON audit FOR EACH ROW
WHEN (OLD.number IS NOT NULL OR
  ({", ".join(f"OLD.{name}" for name in CONTENT)})
  IS DISTINCT FROM ({", ".join(f"NEW.{name}" for name in CONTENT)}))
EXECUTE FUNCTION audit_is_kept()
"""
POSTGRESQL_ANY = """
CREATE TRIGGER {table}_is_not_{event} BEFORE {action} ON {table} FOR EACH STATEMENT
EXECUTE FUNCTION audit_is_kept()
"""


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("happened", sa.String(), nullable=True),
        sa.Column("account", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("device", sa.String(), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("record", sa.String(), nullable=True),
        sa.Column("clients", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("hash", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name=op.f("fk_audit_organisation_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_organisation_account_id", "audit", ["organisation", "account", "id"])
    op.create_index("uq_audit_organisation_number", "audit", ["organisation", "number"], unique=True)
    op.create_index(
        "ix_audit_unsealed",
        "audit",
        ["organisation", "id"],
        postgresql_where=sa.text("number IS NULL"),
        sqlite_where=sa.text("number IS NULL"),
    )
    op.create_table(
        "audit_client",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name=op.f("fk_audit_client_organisation_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "client", "entry", name=op.f("pk_audit_client")),
    )
    op.create_index("ix_audit_client_organisation_entry", "audit_client", ["organisation", "entry"])
    _fence()


def _fence() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(FUNCTION)
    op.execute(POSTGRESQL if postgresql else SQLITE)
    fences = [("audit", "deleted", "DELETE"), ("audit_client", "deleted", "DELETE")]
    fences += [("audit_client", "changed", "UPDATE")]
    fences += [(table, "emptied", "TRUNCATE") for table in TABLES if postgresql]
    for table, event, action in fences:
        form = POSTGRESQL_ANY if postgresql else SQLITE_ANY
        op.execute(form.format(table=table, event=event, action=action, sentence=SENTENCE))


def downgrade() -> None:
    op.drop_table("audit_client")
    op.drop_table("audit")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_kept")
