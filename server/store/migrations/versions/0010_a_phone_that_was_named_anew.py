"""A phone that was named anew is not waited for under its old name"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("device", sa.Column("successor", sa.String()))


def downgrade() -> None:
    op.drop_column("device", "successor")
