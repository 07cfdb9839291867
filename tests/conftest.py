"""What many tests need. Nothing is started before a test asks for it."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from storage.engine import build_engine
from storage.store import Store
from tests.databases import Postgres, SqliteFiles, running_postgres

settings.register_profile("okra", deadline=None)  # a busy machine is no failure: speed is measured in bench/
settings.load_profile("okra")


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    """Where fresh SQLite databases come from."""
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The PostgreSQL of this test process."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def sqlite_url(sqlite_files: SqliteFiles) -> str:
    """A fresh SQLite database with okra's tables."""
    return sqlite_files.new_url()


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """A fresh PostgreSQL database with okra's tables."""
    with postgres.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database with okra's tables: the test runs on SQLite and on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty store: the test runs on SQLite and on PostgreSQL."""
    yield from opened(database_url)


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """An empty store on SQLite, for tests that have nothing to do with the database."""
    yield from opened(sqlite_url)


def opened(url: str) -> Iterator[Store]:
    """A store at `url`, closed afterwards."""
    engine = build_engine(url)
    yield Store(engine)
    engine.dispose()
