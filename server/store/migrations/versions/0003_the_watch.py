"""The watch: signals, alerts, messages, and who is told"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wrong_row",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("retry_at", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "table", "key", name=op.f("pk_wrong_row")),
    )
    op.create_table(
        "alarm",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("visit", sa.String(), nullable=False),
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("opened", sa.String(length=24), nullable=False),
        sa.Column("resolved", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_alarm_organisation")),
        sa.PrimaryKeyConstraint("organisation", "visit", "alert", "kind", name=op.f("pk_alarm")),
    )
    with op.batch_alter_table("alarm", schema=None) as batch_op:
        batch_op.create_index("ix_alarm_organisation_alert", ["organisation", "alert"], unique=False)

    op.create_table(
        "alert",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("visit", sa.String(), nullable=True),
        sa.Column("account", sa.String(), nullable=True),
        sa.Column("worker_name", sa.String(), nullable=False),
        sa.Column("opened", sa.String(length=24), nullable=False),
        sa.Column("for_time", sa.String(length=24), nullable=False),
        sa.Column("ladder", sa.Text(), nullable=False),
        sa.Column("climb_from", sa.String(length=24), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("owner_name", sa.String(), nullable=True),
        sa.Column("owned_until", sa.String(length=24), nullable=True),
        sa.Column("paused_until", sa.String(length=24), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("resolved", sa.String(length=24), nullable=True),
        sa.Column("next_action_at", sa.String(length=24), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_alert_organisation")),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_alert")),
    )
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.create_index(
            "ix_alert_due",
            ["next_action_at"],
            unique=False,
            postgresql_where=sa.text("next_action_at IS NOT NULL"),
            sqlite_where=sa.text("next_action_at IS NOT NULL"),
        )
        batch_op.create_index("ix_alert_organisation_opened", ["organisation", "opened"], unique=False)
        batch_op.create_index("ix_alert_organisation_visit", ["organisation", "visit"], unique=False)
        batch_op.create_index(
            "uq_alert_open_subject",
            ["organisation", "subject"],
            unique=True,
            postgresql_where=sa.text("resolved IS NULL"),
            sqlite_where=sa.text("resolved IS NULL"),
        )

    op.create_table(
        "alert_event",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name=op.f("fk_alert_event_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_alert_event")),
    )
    with op.batch_alter_table("alert_event", schema=None) as batch_op:
        batch_op.create_index(
            "ix_alert_event_organisation_alert_id", ["organisation", "alert", "id"], unique=False
        )

    op.create_table(
        "duty",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("begins", sa.String(length=24), nullable=False),
        sa.Column("ends", sa.String(length=24), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_duty_organisation")),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_duty")),
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index("ix_duty_organisation_ends", ["organisation", "ends"], unique=False)

    op.create_table(
        "message",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("alert", sa.String(), nullable=True),
        sa.Column("visit", sa.String(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.String(length=24), nullable=True),
        sa.Column("next_attempt_at", sa.String(length=24), nullable=True),
        sa.Column("created", sa.String(length=24), nullable=False),
        sa.Column("sent", sa.String(length=24), nullable=True),
        sa.Column("shown", sa.String(length=24), nullable=True),
        sa.Column("opened", sa.String(length=24), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_message_organisation")),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_message")),
        sa.UniqueConstraint(
            "organisation", "alert", "step", "round", "account", "channel", "endpoint", name="uq_message_once"
        ),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(
            "ix_message_to_send",
            ["next_attempt_at"],
            unique=False,
            postgresql_where=sa.text("next_attempt_at IS NOT NULL"),
            sqlite_where=sa.text("next_attempt_at IS NOT NULL"),
        )

    op.create_table(
        "pin",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("right", sa.String(), nullable=False),
        sa.Column("duress", sa.String(), nullable=False),
        sa.Column("changed", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_pin_organisation")),
        sa.PrimaryKeyConstraint("organisation", "account", name=op.f("pk_pin")),
    )
    op.create_table(
        "presence",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("seen", sa.String(length=24), nullable=False),
        sa.Column("sound_tested", sa.String(length=24), nullable=True),
        sa.Column("push_tested", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_presence_organisation")),
        sa.PrimaryKeyConstraint("organisation", "account", name=op.f("pk_presence")),
    )
    op.create_table(
        "push_endpoint",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("p256dh", sa.String(), nullable=False),
        sa.Column("auth", sa.String(), nullable=False),
        sa.Column("created", sa.String(length=24), nullable=False),
        sa.Column("last_ok", sa.String(length=24), nullable=True),
        sa.Column("last_shown", sa.String(length=24), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("dead", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name=op.f("fk_push_endpoint_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_push_endpoint")),
        sa.UniqueConstraint("endpoint", name=op.f("uq_push_endpoint_endpoint")),
    )
    with op.batch_alter_table("push_endpoint", schema=None) as batch_op:
        batch_op.create_index(
            "ix_push_endpoint_organisation_account", ["organisation", "account"], unique=False
        )

    op.create_table(
        "reach",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_reach_organisation")),
        sa.PrimaryKeyConstraint("organisation", "account", "channel", name=op.f("pk_reach")),
    )
    op.create_table(
        "signal",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("visit", sa.String(), nullable=True),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("received", sa.String(length=24), nullable=False),
        sa.Column("offset_ms", sa.BigInteger(), nullable=True),
        sa.Column("offset_age_s", sa.Double(), nullable=True),
        sa.Column("trust", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_signal_organisation")),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_signal")),
    )
    with op.batch_alter_table("signal", schema=None) as batch_op:
        batch_op.create_index(
            "ix_signal_organisation_account_device_seq",
            ["organisation", "account", "device", "seq"],
            unique=False,
        )
        batch_op.create_index("ix_signal_organisation_visit", ["organisation", "visit"], unique=False)

    op.create_table(
        "watch",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("visit", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("worker_name", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("planned_start", sa.String(length=24), nullable=True),
        sa.Column("planned_minutes", sa.Double(), nullable=True),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("unplanned", sa.Boolean(), nullable=False),
        sa.Column("buddy", sa.String(), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("acted_until", sa.String(length=24), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due", sa.String(length=24), nullable=True),
        sa.Column("alert_at", sa.String(length=24), nullable=True),
        sa.Column("last_heard", sa.String(length=24), nullable=True),
        sa.Column("ended", sa.String(length=24), nullable=True),
        sa.Column("ending", sa.String(), nullable=True),
        sa.Column("next_action_at", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_watch_organisation")),
        sa.PrimaryKeyConstraint("organisation", "visit", name=op.f("pk_watch")),
    )
    with op.batch_alter_table("watch", schema=None) as batch_op:
        batch_op.create_index(
            "ix_watch_due",
            ["next_action_at"],
            unique=False,
            postgresql_where=sa.text("next_action_at IS NOT NULL"),
            sqlite_where=sa.text("next_action_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_watch_unended",
            ["organisation", "alert_at"],
            unique=False,
            postgresql_where=sa.text("ended IS NULL"),
            sqlite_where=sa.text("ended IS NULL"),
        )
        batch_op.create_index(
            "ix_watch_organisation_account", ["organisation", "account", "state"], unique=False
        )
        batch_op.create_index("ix_watch_organisation_state", ["organisation", "state"], unique=False)

    op.create_table(
        "watch_policy",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(length=24), nullable=False),
        sa.Column("in_force_from", sa.String(length=24), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("confirmed_at", sa.String(length=24), nullable=True),
        sa.Column("less_safe", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name=op.f("fk_watch_policy_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "version", name=op.f("pk_watch_policy")),
    )


def downgrade() -> None:
    op.drop_table("watch_policy")
    with op.batch_alter_table("watch", schema=None) as batch_op:
        batch_op.drop_index("ix_watch_organisation_state")
        batch_op.drop_index("ix_watch_organisation_account")
        batch_op.drop_index(
            "ix_watch_unended",
            postgresql_where=sa.text("ended IS NULL"),
            sqlite_where=sa.text("ended IS NULL"),
        )
        batch_op.drop_index(
            "ix_watch_due",
            postgresql_where=sa.text("next_action_at IS NOT NULL"),
            sqlite_where=sa.text("next_action_at IS NOT NULL"),
        )

    op.drop_table("watch")
    with op.batch_alter_table("signal", schema=None) as batch_op:
        batch_op.drop_index("ix_signal_organisation_visit")
        batch_op.drop_index("ix_signal_organisation_account_device_seq")

    op.drop_table("signal")
    op.drop_table("reach")
    with op.batch_alter_table("push_endpoint", schema=None) as batch_op:
        batch_op.drop_index("ix_push_endpoint_organisation_account")

    op.drop_table("push_endpoint")
    op.drop_table("presence")
    op.drop_table("pin")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_message_to_send",
            postgresql_where=sa.text("next_attempt_at IS NOT NULL"),
            sqlite_where=sa.text("next_attempt_at IS NOT NULL"),
        )

    op.drop_table("message")
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_index("ix_duty_organisation_ends")

    op.drop_table("duty")
    with op.batch_alter_table("alert_event", schema=None) as batch_op:
        batch_op.drop_index("ix_alert_event_organisation_alert_id")

    op.drop_table("alert_event")
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_alert_open_subject",
            postgresql_where=sa.text("resolved IS NULL"),
            sqlite_where=sa.text("resolved IS NULL"),
        )
        batch_op.drop_index("ix_alert_organisation_visit")
        batch_op.drop_index("ix_alert_organisation_opened")
        batch_op.drop_index(
            "ix_alert_due",
            postgresql_where=sa.text("next_action_at IS NOT NULL"),
            sqlite_where=sa.text("next_action_at IS NOT NULL"),
        )

    op.drop_table("alert")
    with op.batch_alter_table("alarm", schema=None) as batch_op:
        batch_op.drop_index("ix_alarm_organisation_alert")

    op.drop_table("alarm")
    op.drop_table("wrong_row")
