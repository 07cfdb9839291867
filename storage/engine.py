"""The database connection: an SQLite file, or PostgreSQL by psycopg 3."""

from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from okra.refusal import Refused

BUSY_SECONDS: Final = 10
"""How long one transaction waits for another before it gives up."""
CONNECT_SECONDS: Final = 5
_POSTGRES_OPTIONS: Final = " ".join(
    (
        "-c timezone=UTC",
        "-c statement_timeout=30s",
        f"-c lock_timeout={BUSY_SECONDS}s",
        "-c idle_in_transaction_session_timeout=60s",
    )
)


def build_engine(url: str) -> Engine:
    """An engine for "sqlite:///…" or "postgresql://…" ("postgres://" too). Opens no connection yet.

    Raises Refused, with one sentence and without the password, where the address cannot be used.
    """
    address = _read(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    return create_engine(
        address,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=10,
        pool_timeout=BUSY_SECONDS,
        pool_recycle=1_800,
        hide_parameters=True,  # people's words and numbers stay out of logs
        connect_args={"connect_timeout": CONNECT_SECONDS, "application_name": "okra"}
        | ({} if "options" in address.query else {"options": _POSTGRES_OPTIONS}),
    )


def ping(engine: Engine) -> None:
    """Ask the database for a sign of life. Raises Refused, naming the database without its password, if none comes."""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()
        where = engine.url.set(query={}).render_as_string(hide_password=True)
        raise Refused(
            f"The database at {where} does not answer ({cause[0] if cause else type(error).__name__}).", "DATABASE_URL"
        ) from error


def _read(url: str) -> URL:
    try:
        address = make_url(url.strip())
        backend = address.get_backend_name()
        if backend in ("postgres", "postgresql"):
            return address.set(drivername="postgresql+psycopg")
        if backend == "sqlite":
            return address.set(drivername="sqlite")
    except (ArgumentError, NoSuchModuleError, ValueError):
        backend = ""
    raise Refused(
        f"DATABASE_URL {f'names “{backend}”, which okra does not speak' if backend else 'is not a database address'}: "
        "write sqlite:///okra.db or postgresql://user:password@host/database.",
        "DATABASE_URL",
    )


def _sqlite(address: URL) -> Engine:
    file = Path(address.database or ":memory:").expanduser()
    _make_folder(file)
    engine = create_engine(
        address.set(database=str(file)),
        # SQLite has one writer at a time anyway: waiting in the pool is first come, first served, its own wait is not.
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused(f"The database's folder {file.parent} cannot be made ({reason}).", "DATABASE_URL") from error


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy says when a transaction begins: see _begin
    for pragma in ("journal_mode = WAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a transaction that first reads and then writes could otherwise fail half-way."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
