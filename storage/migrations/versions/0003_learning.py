"""Actions, offers of retros and changes of OKRs; what a retro is about, evidence, and when the cycle notices something

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NOTICES = {"drop": (2, "1 AND 9"), "low": (4, "1 AND 10"), "low_weeks": (2, "1 AND 26"), "flat_weeks": (3, "2 AND 26")}


def of_workspace(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_workspace_id_workspace"
    return sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=name, ondelete="CASCADE")


def within(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column],
        [f"{other}.workspace_id", f"{other}.id"],
        name=f"fk_{table}_workspace_id_{column}_{other}",
        ondelete="CASCADE",
    )


def new_columns() -> None:
    with op.batch_alter_table("team", table_kwargs={"sqlite_autoincrement": True}) as batch:
        for name, (usual, between) in NOTICES.items():
            batch.add_column(sa.Column(f"notice_{name}", sa.Integer(), nullable=False, server_default=str(usual)))
            batch.create_check_constraint(f"notice_{name}", f"notice_{name} BETWEEN {between}")
    with op.batch_alter_table("team", table_kwargs={"sqlite_autoincrement": True}) as batch:
        for name in NOTICES:
            batch.alter_column(f"notice_{name}", server_default=None)
    with op.batch_alter_table("hypothesis", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("evidence", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("hypothesis", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("evidence", server_default=None)
    with op.batch_alter_table("issue", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("item_key", sa.String(length=300), nullable=True))
        batch.create_unique_constraint("uq_issue_team_id_item_key", ["team_id", "item_key"])
    with op.batch_alter_table("session", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("objective_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("about", sa.String(length=10), nullable=False, server_default="plan"))
        batch.create_check_constraint("about", "about IN ('plan', 'objective', 'cycle')")
        batch.create_foreign_key(
            "fk_session_workspace_id_objective_id_objective",
            "objective",
            ["workspace_id", "objective_id"],
            ["workspace_id", "id"],
            ondelete="CASCADE",
        )
        batch.create_index("ix_session_objective_id", ["objective_id"])
    with op.batch_alter_table("session", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("about", server_default=None)


def upgrade() -> None:
    new_columns()
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("objective_id", sa.Integer(), nullable=True),
        sa.Column("item_key", sa.String(length=300), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        of_workspace("action"),
        within("action", "team_id", "team"),
        within("action", "session_id", "session"),
        within("action", "objective_id", "objective"),
        sa.CheckConstraint("text <> ''", name="has_text"),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name="state"),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_has_a_date"),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_action_workspace_id_id"),
        sa.UniqueConstraint("team_id", "item_key", name="uq_action_team_id_item_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_action_open", "action", ["team_id", "state"])
    op.create_index("ix_action_session_id", "action", ["session_id"])
    op.create_index("ix_action_objective_id", "action", ["objective_id"])
    op.create_table(
        "action_update",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        of_workspace("action_update"),
        within("action_update", "answer_id", "answer"),
        within("action_update", "action_id", "action"),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name="state"),
        sa.PrimaryKeyConstraint("answer_id", "action_id", name="pk_action_update"),
    )
    op.create_table(
        "retro_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply", sa.String(length=10), nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replied_by", sa.String(length=32), nullable=True),
        of_workspace("retro_offer"),
        within("retro_offer", "team_id", "team"),
        within("retro_offer", "cycle_id", "cycle"),
        within("retro_offer", "objective_id", "objective"),
        sa.CheckConstraint("reason IN ('drop', 'low', 'flat', 'midpoint', 'ending')", name="reason"),
        sa.CheckConstraint("reply IS NULL OR reply IN ('taken', 'not_now')", name="reply"),
        sa.CheckConstraint("(reply IS NULL) = (replied_at IS NULL)", name="reply_has_a_date"),
        sa.PrimaryKeyConstraint("id", name="pk_retro_offer"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_retro_offer_workspace_id_id"),
        sa.UniqueConstraint("team_id", "key", name="uq_retro_offer_team_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_retro_offer_cycle_id", "retro_offer", ["cycle_id"])
    op.create_index("ix_retro_offer_objective_id", "retro_offer", ["objective_id"])
    op.create_table(
        "okr_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.Integer(), nullable=False),
        sa.Column("key_result_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        of_workspace("okr_change"),
        within("okr_change", "cycle_id", "cycle"),
        within("okr_change", "objective_id", "objective"),
        within("okr_change", "key_result_id", "key_result"),
        sa.CheckConstraint("what IN ('added', 'changed', 'removed')", name="what"),
        sa.PrimaryKeyConstraint("id", name="pk_okr_change"),
        sqlite_autoincrement=True,
    )
    for column in ("cycle_id", "objective_id", "key_result_id"):
        op.create_index(f"ix_okr_change_{column}", "okr_change", [column])


def downgrade() -> None:
    for table in ("okr_change", "retro_offer", "action_update", "action"):
        op.drop_table(table)
    with op.batch_alter_table("session", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_index("ix_session_objective_id")
        batch.drop_constraint("fk_session_workspace_id_objective_id_objective", type_="foreignkey")
        batch.drop_column("objective_id")
        batch.drop_constraint("about", type_="check")
        batch.drop_column("about")
    with op.batch_alter_table("issue", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_constraint("uq_issue_team_id_item_key", type_="unique")
        batch.drop_column("item_key")
    with op.batch_alter_table("hypothesis", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_column("evidence")
    with op.batch_alter_table("team", table_kwargs={"sqlite_autoincrement": True}) as batch:
        for name in NOTICES:
            batch.drop_constraint(f"notice_{name}", type_="check")
            batch.drop_column(f"notice_{name}")
