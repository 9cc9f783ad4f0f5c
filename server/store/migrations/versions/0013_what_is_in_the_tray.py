"""What is in the tray about a client is found when the client changes hands"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

IS_HELD = sa.text("kind = 'held'")


def upgrade() -> None:
    op.create_index(
        "ix_record_held", "record", ["organisation"], postgresql_where=IS_HELD, sqlite_where=IS_HELD
    )


def downgrade() -> None:
    op.drop_index("ix_record_held", "record")
