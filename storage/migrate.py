"""Bring the database's tables up to date: one process at a time, all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from okra.refusal import Refused

LOCK: Final = 0x6F6B7261
"""The advisory lock's number on PostgreSQL: "okra" in ASCII."""
WAIT: Final = "60s"
"""How long to wait for another process that upgrades; a change itself may take as long as it needs."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Apply what is missing, up to `revision`. Two processes at once: one does it, the other waits and finds it done.

    Raises Refused where the database was made by a newer okra.
    """
    with _alone(engine) as connection:
        _known(connection)
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take changes back, down to `revision` ("base" removes every table with all that is in it)."""
    with _alone(engine) as connection:
        _known(connection)
        command.downgrade(_config(connection), revision)


def is_current(engine: Engine) -> bool:
    """Whether the tables are as this okra needs them."""
    return not pending(engine)


def newest() -> str:
    """The revision of the tables as this okra needs them."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def pending(engine: Engine) -> list[str]:
    """The changes that are missing, the oldest first, each with its name. Raises Refused as `upgrade` does."""
    with engine.connect() as connection:
        current = _known(connection)
    missing = ScriptDirectory.from_config(_config()).iterate_revisions("heads", current or "base")
    return [f"{script.revision} {script.doc}" for script in reversed(list(missing))]


def _known(connection: Connection) -> str | None:
    """The database's revision, None where it is empty."""
    current = MigrationContext.configure(connection).get_current_revision()
    try:
        if current is not None:
            ScriptDirectory.from_config(_config()).get_revision(current)
    except CommandError as error:
        raise Refused(
            f"The database is at version {current}, which this okra does not know: start the newer one.", "DATABASE_URL"
        ) from error
    return current


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """One transaction that no other process can upgrade beside."""
    with engine.connect() as connection, _without_foreign_keys(connection), connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT}'"))
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by replacing it: with foreign keys on, dropping the old one would take its children along.

    The switch works outside transactions only (sqlite.org, foreign keys, section 2).
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF").close()
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON").close()
