"""Which scopes Slack granted

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("workspace") as batch:
        batch.add_column(sa.Column("granted", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("workspace") as batch:
        batch.alter_column("granted", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("workspace") as batch:
        batch.drop_column("granted")
