"""A changed record gets a place in the feed"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SENTENCE = "a record that changes must get a new place in the feed (organisation.seq)"
CHANGED = "(OLD.body <> NEW.body OR OLD.deleted <> NEW.deleted OR OLD.scope <> NEW.scope)"

SQLITE = f"""
CREATE TRIGGER record_gets_a_place BEFORE UPDATE ON record FOR EACH ROW
WHEN {CHANGED} AND NEW.seq <= OLD.seq BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END
"""
FUNCTION = f"""
CREATE FUNCTION record_gets_a_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$
"""
POSTGRESQL = f"""
CREATE TRIGGER record_gets_a_place BEFORE UPDATE ON record FOR EACH ROW
WHEN ({CHANGED} AND NEW.seq <= OLD.seq) EXECUTE FUNCTION record_gets_a_place()
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
        op.execute(POSTGRESQL)
    else:
        op.execute(SQLITE)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER record_gets_a_place ON record")
        op.execute("DROP FUNCTION record_gets_a_place")
    else:
        op.execute("DROP TRIGGER record_gets_a_place")
