"""What Alembic runs: the migrations, in the connection and transaction that `storage.migrate` hands over."""

from alembic import context

from storage import learn_tables, machinery, session_tables, tables
from storage.columns import METADATA

KNOWN = (tables, machinery, session_tables, learn_tables)
"""Imported so that every table stands in METADATA before it is compared."""

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite changes a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
