"""Alerts beside the story: a client's visits are found without a walk through all"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_watch_organisation_client", "watch", ["organisation", "client"])


def downgrade() -> None:
    op.drop_index("ix_watch_organisation_client", "watch")
