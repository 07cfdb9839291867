"""What people say of an action outside a check-in

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "action_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name="fk_action_word_workspace_id_workspace", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "action_id"],
            ["action.workspace_id", "action.id"],
            name="fk_action_word_workspace_id_action_id_action",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name="state"),
        sa.PrimaryKeyConstraint("id", name="pk_action_word"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_action_word_action_id", "action_word", ["action_id"])


def downgrade() -> None:
    op.drop_table("action_word")
