"""Where a session's canvas is

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("session", sa.Column("canvas", sa.String(length=300), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("session", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_column("canvas")
