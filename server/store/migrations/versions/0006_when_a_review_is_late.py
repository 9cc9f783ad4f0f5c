"""When a review is late"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisation", sa.Column("read_days", sa.Integer(), nullable=False, server_default="7"))
    op.add_column("organisation", sa.Column("answer_days", sa.Integer(), nullable=False, server_default="5"))


def downgrade() -> None:
    op.drop_column("organisation", "answer_days")
    op.drop_column("organisation", "read_days")
