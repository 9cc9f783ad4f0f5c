"""A phone says when its storage was emptied, and how many changes are missing since"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("device", sa.Column("emptied", sa.String()))
    op.add_column("device", sa.Column("missing", sa.Integer(), server_default=sa.text("0"), nullable=False))


def downgrade() -> None:
    op.drop_column("device", "missing")
    op.drop_column("device", "emptied")
