"""An alert that was woken says what it is about now"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("alert", sa.Column("cause", sa.String()))
    op.add_column("alert", sa.Column("reason", sa.Text()))


def downgrade() -> None:
    op.drop_column("alert", "reason")
    op.drop_column("alert", "cause")
