"""Migrations make exactly the tables that the code means, on both databases, one process at a time."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from okra.refusal import Refused
from storage import migrate
from storage.columns import METADATA
from storage.engine import build_engine
from tests.databases import Postgres
from tests.storage.setting import at_once


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
    else:
        postgres: Postgres = request.getfixturevalue("postgres")
        opened: AbstractContextManager[str] = postgres.empty_database()
        with opened as url:
            yield url


@pytest.fixture
def empty(empty_url: str) -> Iterator[Engine]:
    """An engine on a database without any table."""
    engine = build_engine(empty_url)
    yield engine
    engine.dispose()


def names_of(engine: Engine) -> set[str]:
    """The tables that are there."""
    return set(inspect(engine).get_table_names())


def shape(engine: Engine) -> dict[str, Any]:
    """Columns, keys, constraints and indexes of every table, as the database itself reports them."""
    look = inspect(engine)
    return {
        name: {
            "columns": [(one["name"], str(one["type"]), one["nullable"]) for one in look.get_columns(name)],
            "primary key": look.get_pk_constraint(name)["constrained_columns"],
            "foreign keys": sorted(
                (str(one["name"]), one["constrained_columns"], one["referred_table"], str(one["options"]))
                for one in look.get_foreign_keys(name)
            ),
            "unique": sorted((str(one["name"]), one["column_names"]) for one in look.get_unique_constraints(name)),
            "checks": sorted((str(one["name"]), one["sqltext"]) for one in look.get_check_constraints(name)),
            "indexes": sorted(
                (
                    str(one["name"]),
                    one["column_names"],
                    {key: str(value) for key, value in one.get("dialect_options", {}).items()},
                )
                for one in look.get_indexes(name)
            ),
        }
        for name in look.get_table_names()
        if name != "alembic_version"
    }


def test_an_empty_database_gets_every_table(empty: Engine) -> None:
    assert not migrate.is_current(empty)
    assert migrate.pending(empty)[0] == "0001 Everything that okra keeps"
    migrate.upgrade(empty)
    assert migrate.is_current(empty)
    assert migrate.pending(empty) == []
    assert names_of(empty) == {*METADATA.tables, "alembic_version"}


def test_upgrading_again_changes_nothing_and_is_quick(empty: Engine) -> None:
    migrate.upgrade(empty)
    before = shape(empty)
    began = time.perf_counter()
    migrate.upgrade(empty)
    assert time.perf_counter() - began < 2
    assert shape(empty) == before


def test_alembic_finds_no_difference_between_the_migrations_and_the_code(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_the_database_reports_the_same_of_migrations_and_code(empty: Engine) -> None:
    METADATA.create_all(empty)
    meant = shape(empty)
    METADATA.drop_all(empty)
    migrate.upgrade(empty)
    assert shape(empty) == meant


def test_every_constraint_and_index_has_a_name_of_its_own(empty: Engine) -> None:
    migrate.upgrade(empty)
    for name, reported in shape(empty).items():
        for what in ("foreign keys", "unique", "checks", "indexes"):
            assert all(name in constraint for constraint, *_ in reported[what]), (name, what, reported[what])


def test_sqlite_never_gives_an_id_twice_after_migrating_either(tmp_path: Path) -> None:
    meant = {name for name, table in METADATA.tables.items() if table.dialect_options["sqlite"]["autoincrement"]}
    engine = build_engine(f"sqlite:///{tmp_path}/okra.db")
    migrate.upgrade(engine)
    with engine.connect() as connection:
        migrated = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
    engine.dispose()
    assert {name for name, made in migrated if "AUTOINCREMENT" in made} == meant
    assert {"team", "issue", "objective", "delivery"} <= meant


def test_every_change_can_be_taken_back_and_made_again(empty: Engine) -> None:
    migrate.upgrade(empty)
    meant = shape(empty)
    migrate.downgrade(empty, "base")
    assert names_of(empty) == {"alembic_version"}
    assert not migrate.is_current(empty)
    migrate.upgrade(empty)
    assert shape(empty) == meant


def test_each_change_can_be_taken_back_alone(empty: Engine) -> None:
    migrate.upgrade(empty)
    scripts = list(ScriptDirectory(str(Path(migrate.__file__).parent / "migrations")).walk_revisions())
    for taken_back, script in enumerate(scripts, 1):
        migrate.downgrade(empty, str(script.down_revision or "base"))
        assert len(migrate.pending(empty)) == taken_back
        migrate.upgrade(empty, script.revision)
        migrate.downgrade(empty, str(script.down_revision or "base"))


def test_processes_that_upgrade_at_once_do_it_once(empty_url: str) -> None:
    engines = [build_engine(empty_url) for _ in range(4)]
    at_once(4, lambda number: migrate.upgrade(engines[number]))
    assert all(migrate.is_current(engine) for engine in engines)
    assert names_of(engines[0]) == {*METADATA.tables, "alembic_version"}
    for engine in engines:
        engine.dispose()


def test_a_change_that_fails_leaves_the_database_as_it_was(empty: Engine) -> None:
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE plan (in_the_way INTEGER)"))
    with pytest.raises(Exception, match="plan"):
        migrate.upgrade(empty)
    assert names_of(empty) == {"plan"}


def test_a_database_of_a_newer_okra_is_refused(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for act in (migrate.upgrade, migrate.pending, migrate.is_current):
        with pytest.raises(Refused, match="version 9999"):
            act(empty)


def test_foreign_keys_are_checked_again_after_an_upgrade(tmp_path: Path) -> None:
    engine = build_engine(f"sqlite:///{tmp_path}/okra.db")
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    engine.dispose()
