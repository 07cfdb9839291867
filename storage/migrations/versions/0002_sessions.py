"""Sessions, what they bring forth, and teams' own scripts

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RUNNING = sa.text("ended_at IS NULL")


def of_workspace(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_workspace_id_workspace"
    return sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=name, ondelete="CASCADE")


def longer(table: str, column: str, before: int, after: int, **kept: bool) -> None:
    """Let a text be longer; SQLite makes the table anew, and `kept` says what it cannot read back."""
    with op.batch_alter_table(table, table_kwargs=kept) as batch:
        batch.alter_column(column, existing_type=sa.String(length=before), type_=sa.String(length=after))


def upgrade() -> None:
    op.add_column("person", sa.Column("title", sa.String(length=60), nullable=True))
    longer("delivery", "lane", 32, 120, sqlite_autoincrement=True)
    longer("pace", "key", 80, 140)
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=True),
        sa.Column("script_name", sa.String(length=40), nullable=False),
        sa.Column("script", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("thread_ts", sa.String(length=32), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        of_workspace("session"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["team.workspace_id", "team.id"],
            name="fk_session_workspace_id_team_id_team",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "cycle_id"],
            ["cycle.workspace_id", "cycle.id"],
            name="fk_session_workspace_id_cycle_id_cycle",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("workspace_id", "id", name="uq_session_workspace_id_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_session_team_id", "session", ["team_id"])
    op.create_index("ix_session_cycle_id", "session", ["cycle_id"])
    op.create_index(
        "uq_session_running",
        "session",
        ["workspace_id", "place"],
        unique=True,
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )
    op.create_table(
        "session_event",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        of_workspace("session_event"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "session_id"],
            ["session.workspace_id", "session.id"],
            name="fk_session_event_workspace_id_session_id_session",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("number >= 0", name="number"),
        sa.PrimaryKeyConstraint("session_id", "number", name="pk_session_event"),
    )
    op.create_table(
        "contribution",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("author", sa.String(length=32), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        of_workspace("contribution"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "session_id"],
            ["session.workspace_id", "session.id"],
            name="fk_contribution_workspace_id_session_id_session",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "step", "key", name="pk_contribution"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "item",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("hangs_on", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        of_workspace("item"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "session_id"],
            ["session.workspace_id", "session.id"],
            name="fk_item_workspace_id_session_id_session",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "key", name="pk_item"),
        sa.UniqueConstraint("session_id", "position", name="uq_item_session_id_position"),
    )
    op.create_table(
        "script",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.String(length=32), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        of_workspace("script"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["team.workspace_id", "team.id"],
            name="fk_script_workspace_id_team_id_team",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "name", name="pk_script"),
    )


def downgrade() -> None:
    for table in ("script", "item", "contribution", "session_event", "session"):
        op.drop_table(table)
    longer("pace", "key", 140, 80)
    longer("delivery", "lane", 120, 32, sqlite_autoincrement=True)
    op.drop_column("person", "title")
