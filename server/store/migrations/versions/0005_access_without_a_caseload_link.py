"""Access without a caseload link"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cover",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("begins", sa.String(length=24), nullable=False),
        sa.Column("ends", sa.String(length=24), nullable=False),
        sa.Column("ended", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name=op.f("fk_cover_organisation_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_cover")),
    )
    op.create_index(
        "ix_cover_running",
        "cover",
        ["organisation", "client"],
        postgresql_where=sa.text("ended IS NULL"),
        sqlite_where=sa.text("ended IS NULL"),
    )
    op.create_table(
        "audit_question",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("looked_by", sa.String(), nullable=True),
        sa.Column("looked_at", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name=op.f("fk_audit_question_organisation_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_audit_question")),
    )
    op.create_index(
        "ix_audit_question_organisation_account_rule", "audit_question", ["organisation", "account", "rule"]
    )
    op.create_index(
        "ix_audit_question_open",
        "audit_question",
        ["organisation", "id"],
        postgresql_where=sa.text("looked_at IS NULL"),
        sqlite_where=sa.text("looked_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("audit_question")
    op.drop_table("cover")
