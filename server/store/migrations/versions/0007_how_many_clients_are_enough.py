"""How many clients are enough"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisation", sa.Column("caseload_limit", sa.Integer()))


def downgrade() -> None:
    op.drop_column("organisation", "caseload_limit")
