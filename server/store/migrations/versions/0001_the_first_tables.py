"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("created", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "access",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_access_organisation")),
        sa.PrimaryKeyConstraint("organisation", "account", "scope", name=op.f("pk_access")),
    )
    with op.batch_alter_table("access", schema=None) as batch_op:
        batch_op.create_index(
            "ix_access_organisation_account_seq", ["organisation", "account", "seq"], unique=False
        )
        batch_op.create_index("ix_access_organisation_scope", ["organisation", "scope"], unique=False)

    op.create_table(
        "change",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=True),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("received", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_change_organisation")),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(
            "ix_change_organisation_record_version", ["organisation", "record", "version"], unique=False
        )
        batch_op.create_index(
            "ix_change_untaken",
            ["organisation", "record"],
            unique=False,
            postgresql_where=sa.text("version IS NULL"),
            sqlite_where=sa.text("version IS NULL"),
        )

    op.create_table(
        "open_conflict",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("conflict", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name=op.f("fk_open_conflict_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "conflict", name=op.f("pk_open_conflict")),
    )
    with op.batch_alter_table("open_conflict", schema=None) as batch_op:
        batch_op.create_index(
            "ix_open_conflict_organisation_record", ["organisation", "record"], unique=False
        )

    op.create_table(
        "purge",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_purge_organisation")),
        sa.PrimaryKeyConstraint("organisation", "account", "device", "scope", name=op.f("pk_purge")),
    )
    op.create_table(
        "record",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_record_organisation")),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_record")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index(
            "ix_record_organisation_scope_seq", ["organisation", "scope", "seq"], unique=False
        )
        batch_op.create_index("ix_record_organisation_seq", ["organisation", "seq"], unique=False)

    op.create_table(
        "team",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_team_organisation")),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_team")),
    )
    op.create_table(
        "account",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("leaving", sa.String(length=24), nullable=True),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("fs_uniquifier", sa.String(), nullable=False),
        sa.Column("fs_webauthn_user_handle", sa.String(), nullable=False),
        sa.Column("tf_primary_method", sa.String(), nullable=True),
        sa.Column("tf_totp_secret", sa.String(), nullable=True),
        sa.Column("mf_recovery_codes", sa.UnicodeText(), nullable=True),
        sa.Column("created", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "team"],
            ["team.organisation", "team.id"],
            name=op.f("fk_account_organisation_team"),
        ),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_account_organisation")),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_account_fs_uniquifier")),
        sa.UniqueConstraint("fs_webauthn_user_handle", name=op.f("uq_account_fs_webauthn_user_handle")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index("ix_account_organisation_team", ["organisation", "team"], unique=False)

    op.create_table(
        "device",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("build", sa.Integer(), nullable=True),
        sa.Column("unsent", sa.Integer(), nullable=True),
        sa.Column("oldest_unsent", sa.String(length=24), nullable=True),
        sa.Column("differences", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("copied", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("enrolled", sa.String(length=24), nullable=False),
        sa.Column("last_seen", sa.String(length=24), nullable=False),
        sa.Column("revoked", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation", "account"],
            ["account.organisation", "account.id"],
            name=op.f("fk_device_organisation_account"),
        ),
        sa.PrimaryKeyConstraint("organisation", "account", "id", name=op.f("pk_device")),
    )
    op.create_table(
        "invitation",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("created", sa.String(length=24), nullable=False),
        sa.Column("expires", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "account"],
            ["account.organisation", "account.id"],
            name=op.f("fk_invitation_organisation_account"),
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index("ix_invitation_expires", ["expires"], unique=False)

    op.create_table(
        "token",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("created", sa.String(length=24), nullable=False),
        sa.Column("expires", sa.String(length=24), nullable=False),
        sa.Column("last_used", sa.String(length=24), nullable=True),
        sa.Column("revoked", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation", "account"],
            ["account.organisation", "account.id"],
            name=op.f("fk_token_organisation_account"),
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_token")),
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index("ix_token_expires", ["expires"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_index("ix_token_expires")

    op.drop_table("token")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index("ix_invitation_expires")

    op.drop_table("invitation")
    op.drop_table("device")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index("ix_account_organisation_team")

    op.drop_table("account")
    op.drop_table("team")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index("ix_record_organisation_seq")
        batch_op.drop_index("ix_record_organisation_scope_seq")

    op.drop_table("record")
    op.drop_table("purge")
    with op.batch_alter_table("open_conflict", schema=None) as batch_op:
        batch_op.drop_index("ix_open_conflict_organisation_record")

    op.drop_table("open_conflict")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_change_untaken",
            postgresql_where=sa.text("version IS NULL"),
            sqlite_where=sa.text("version IS NULL"),
        )
        batch_op.drop_index("ix_change_organisation_record_version")

    op.drop_table("change")
    with op.batch_alter_table("access", schema=None) as batch_op:
        batch_op.drop_index("ix_access_organisation_scope")
        batch_op.drop_index("ix_access_organisation_account_seq")

    op.drop_table("access")
    op.drop_table("organisation")
    op.drop_table("heartbeat")
