"""Everything that okra keeps

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workspace",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("bot_user_id", sa.String(), nullable=False),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workspace"),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("appointed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_appointment_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
        sa.UniqueConstraint("workspace_id", "kind", "key", name="uq_appointment_workspace_id_kind_key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_appointment_due",
        "appointment",
        ["due", "id"],
        sqlite_where=sa.text("done IS NULL"),
        postgresql_where=sa.text("done IS NULL"),
    )

    op.create_table(
        "away",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("last >= first", name=op.f("ck_away_in_order")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_away_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_away"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_away_person", "away", ["workspace_id", "user_id"])

    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("lane", sa.String(length=32), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("pending", sa.Boolean(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=True),
        sa.Column("ts", sa.String(), nullable=True),
        sa.Column("picture_id", sa.String(), nullable=True),
        sa.Column("picture_hash", sa.String(), nullable=True),
        sa.Column("first_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state = 'owed' OR NOT pending", name=op.f("ck_delivery_only_what_is_owed_is_pending")),
        sa.CheckConstraint("state IN ('owed', 'withdrawn', 'stuck')", name=op.f("ck_delivery_state")),
        sa.CheckConstraint("shown <= wanted", name=op.f("ck_delivery_shown_was_wanted")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_delivery_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("workspace_id", "kind", "key", name="uq_delivery_workspace_id_kind_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delivery_lane", "delivery", ["workspace_id", "lane"])
    op.create_index(
        "ix_delivery_pending",
        "delivery",
        ["due", "id"],
        sqlite_where=sa.text("pending = 1"),
        postgresql_where=sa.text("pending"),
    )

    op.create_table(
        "draft",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=80), nullable=False),
        sa.Column("view_id", sa.String(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("typed_at", sa.Float(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_draft_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "purpose", name="pk_draft"),
    )
    op.create_table(
        "pace",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("theoretical", sa.Float(), nullable=False),
        sa.Column("free_at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_pace_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "key", name="pk_pace"),
    )
    op.create_table(
        "person",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("deactivated", sa.Boolean(), nullable=False),
        sa.Column("dm_channel_id", sa.String(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_person_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name="pk_person"),
    )
    op.create_table(
        "strategic_okr",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint('"end" > start', name=op.f("ck_strategic_okr_in_order")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_strategic_okr_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_strategic_okr"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_strategic_okr_workspace", "strategic_okr", ["workspace_id"])

    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("reminder_weekday", sa.Integer(), nullable=False),
        sa.Column("reminder_at", sa.Time(), nullable=False),
        sa.Column("close_weekday", sa.Integer(), nullable=False),
        sa.Column("close_at", sa.Time(), nullable=False),
        sa.Column("digest_weekday", sa.Integer(), nullable=True),
        sa.Column("digest_at", sa.Time(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("digest_channel_id", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(digest_weekday IS NULL) = (digest_at IS NULL)", name=op.f("ck_team_digest_both_or_neither")
        ),
        sa.CheckConstraint("close_weekday BETWEEN 0 AND 6", name=op.f("ck_team_close_weekday")),
        sa.CheckConstraint("reminder_weekday BETWEEN 0 AND 6", name=op.f("ck_team_reminder_weekday")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_team_weekday")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_team_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
        sa.UniqueConstraint("workspace_id", "channel_id", name="uq_team_workspace_id_channel_id"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_team_workspace_id_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cycle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.CheckConstraint('"end" > start', name=op.f("ck_cycle_in_order")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["team.workspace_id", "team.id"],
            name="fk_cycle_workspace_id_team_id_team",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_cycle_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cycle"),
        sa.UniqueConstraint("team_id", "start", name="uq_cycle_team_id_start"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_cycle_workspace_id_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "day_off",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["team.workspace_id", "team.id"],
            name="fk_day_off_workspace_id_team_id_team",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_day_off_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "day", name="pk_day_off"),
    )
    op.create_table(
        "member",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("timing", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('lead', 'facilitator', 'member')", name=op.f("ck_member_role")),
        sa.CheckConstraint("timing IN ('team', 'own')", name=op.f("ck_member_timing")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["team.workspace_id", "team.id"],
            name="fk_member_workspace_id_team_id_team",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_member_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "user_id", name="pk_member"),
    )
    op.create_index("ix_member_person", "member", ["workspace_id", "user_id"])

    op.create_table(
        "checkin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminds_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('early', 'open', 'closed', 'missed', 'day_off')", name=op.f("ck_checkin_state")),
        sa.CheckConstraint("opens_at < closes_at", name=op.f("ck_checkin_in_order")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "cycle_id"],
            ["cycle.workspace_id", "cycle.id"],
            name="fk_checkin_workspace_id_cycle_id_cycle",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["team.workspace_id", "team.id"],
            name="fk_checkin_workspace_id_team_id_team",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_checkin_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_checkin"),
        sa.UniqueConstraint("team_id", "week", name="uq_checkin_team_id_week"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_checkin_workspace_id_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_checkin_cycle_id", "checkin", ["cycle_id"])

    op.create_table(
        "objective",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("supports_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("title <> ''", name=op.f("ck_objective_has_title")),
        sa.ForeignKeyConstraint(
            ["supports_id"], ["strategic_okr.id"], name="fk_objective_supports_id_strategic_okr", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "cycle_id"],
            ["cycle.workspace_id", "cycle.id"],
            name="fk_objective_workspace_id_cycle_id_cycle",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["team.workspace_id", "team.id"],
            name="fk_objective_workspace_id_team_id_team",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_objective_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_objective"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_objective_workspace_id_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_objective_cycle_id", "objective", ["cycle_id"])
    op.create_index("ix_objective_team_id", "objective", ["team_id"])

    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("checkin_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "checkin_id"],
            ["checkin.workspace_id", "checkin.id"],
            name="fk_answer_workspace_id_checkin_id_checkin",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_answer_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint("checkin_id", "user_id", name="uq_answer_checkin_id_user_id"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_answer_workspace_id_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "expectation",
        sa.Column("checkin_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("presence", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "presence IN ('expected', 'away', 'sitting_out', 'left')", name=op.f("ck_expectation_presence")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "checkin_id"],
            ["checkin.workspace_id", "checkin.id"],
            name="fk_expectation_workspace_id_checkin_id_checkin",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_expectation_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("checkin_id", "user_id", name="pk_expectation"),
    )
    op.create_table(
        "key_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("objective_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.String(length=40), nullable=False),
        sa.Column("target", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('move', 'raise_by', 'reduce_by', 'stay_above', 'stay_below', 'done')",
            name=op.f("ck_key_result_kind"),
        ),
        sa.CheckConstraint(
            "start <> target OR kind IN ('stay_above', 'stay_below')", name=op.f("ck_key_result_it_moves")
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_key_result_has_title")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "objective_id"],
            ["objective.workspace_id", "objective.id"],
            name="fk_key_result_workspace_id_objective_id_objective",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_key_result_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_key_result"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_key_result_workspace_id_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_key_result_objective_id", "key_result", ["objective_id"])

    op.create_table(
        "confidence",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint("value BETWEEN 1 AND 10", name=op.f("ck_confidence_one_to_ten")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "answer_id"],
            ["answer.workspace_id", "answer.id"],
            name="fk_confidence_workspace_id_answer_id_answer",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "objective_id"],
            ["objective.workspace_id", "objective.id"],
            name="fk_confidence_workspace_id_objective_id_objective",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_confidence_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", "objective_id", name="pk_confidence"),
    )
    op.create_table(
        "hypothesis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("key_result_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict IN ('confirmed', 'refuted', 'unknown')", name=op.f("ck_hypothesis_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "key_result_id"],
            ["key_result.workspace_id", "key_result.id"],
            name="fk_hypothesis_workspace_id_key_result_id_key_result",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_hypothesis_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_hypothesis"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_hypothesis_key_result_id", "hypothesis", ["key_result_id"])

    op.create_table(
        "issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("raised_in", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("help_from", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'solved') = (solved_at IS NOT NULL)", name=op.f("ck_issue_solved_has_a_date")),
        sa.CheckConstraint("state IN ('open', 'needs_help', 'solved')", name=op.f("ck_issue_state")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_issue_has_text")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "raised_in"],
            ["answer.workspace_id", "answer.id"],
            name="fk_issue_workspace_id_raised_in_answer",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["team.workspace_id", "team.id"],
            name="fk_issue_workspace_id_team_id_team",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_issue_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_issue"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_issue_workspace_id_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_issue_open", "issue", ["team_id", "state"])
    op.create_index("ix_issue_raised_in", "issue", ["raised_in"])

    op.create_table(
        "key_result_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("key_result_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "answer_id"],
            ["answer.workspace_id", "answer.id"],
            name="fk_key_result_value_workspace_id_answer_id_answer",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "key_result_id"],
            ["key_result.workspace_id", "key_result.id"],
            name="fk_key_result_value_workspace_id_key_result_id_key_result",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_key_result_value_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_key_result_value"),
        sa.UniqueConstraint("key_result_id", "answer_id", name="uq_key_result_value_key_result_id_answer_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_key_result_value_answer_id", "key_result_value", ["answer_id"])
    op.create_index("ix_key_result_value_newest", "key_result_value", ["key_result_id", "at"])

    op.create_table(
        "plan",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "answer_id"],
            ["answer.workspace_id", "answer.id"],
            name="fk_plan_workspace_id_answer_id_answer",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_plan_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", name="pk_plan"),
    )
    op.create_table(
        "reading",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("key_result_id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=True),
        sa.Column("unchanged", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("wrong_measure", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "answer_id"],
            ["answer.workspace_id", "answer.id"],
            name="fk_reading_workspace_id_answer_id_answer",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "key_result_id"],
            ["key_result.workspace_id", "key_result.id"],
            name="fk_reading_workspace_id_key_result_id_key_result",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_reading_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", "key_result_id", name="pk_reading"),
    )
    op.create_table(
        "issue_update",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("help_from", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('open', 'needs_help', 'solved')", name=op.f("ck_issue_update_state")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "answer_id"],
            ["answer.workspace_id", "answer.id"],
            name="fk_issue_update_workspace_id_answer_id_answer",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "issue_id"],
            ["issue.workspace_id", "issue.id"],
            name="fk_issue_update_workspace_id_issue_id_issue",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_issue_update_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", "issue_id", name="pk_issue_update"),
    )


def downgrade() -> None:
    for table in (
        "issue_update",
        "reading",
        "plan",
        "key_result_value",
        "issue",
        "hypothesis",
        "confidence",
        "key_result",
        "expectation",
        "answer",
        "objective",
        "checkin",
        "member",
        "day_off",
        "cycle",
        "team",
        "strategic_okr",
        "person",
        "pace",
        "draft",
        "delivery",
        "away",
        "appointment",
        "workspace",
    ):
        op.drop_table(table)
