"""A session's thread is under its card, which the outbox knows

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("session", "thread_ts")


def downgrade() -> None:
    op.add_column("session", sa.Column("thread_ts", sa.String(length=32), nullable=False, server_default=""))
