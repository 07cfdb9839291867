"""Everything in one document, and back: the same again, on either database."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, func, insert, select

from okra.refusal import Refused
from okra.spreadsheet import sheets
from storage import archive
from storage.columns import METADATA
from storage.engine import build_engine
from storage.store import Store
from tests.conftest import opened
from tests.databases import SqliteFiles
from tests.storage.setting import ELSEWHERE, HERE
from tests.storage.test_constraints import GOOD, House


def fill(store: Store) -> None:
    """A row in every table, in two workspaces."""
    House(store, HERE).fill()
    House(store, ELSEWHERE).fill()


@pytest.fixture
def filled(store: Store) -> Engine:
    """A database with a row in every table."""
    fill(store)
    return store.engine


@pytest.fixture
def empty(sqlite_files: SqliteFiles) -> Iterator[Engine]:
    """Another database, with nothing in it."""
    engine = build_engine(sqlite_files.new_url())
    yield engine
    engine.dispose()


def test_an_archive_that_is_taken_back_gives_the_same_archive_byte_for_byte(filled: Engine, empty: Engine) -> None:
    text = archive.to_text(archive.archive(filled))
    archive.restore(empty, archive.from_text(text))
    assert archive.to_text(archive.archive(empty)) == text


def test_one_from_a_file_can_be_taken_back_into_postgres(sqlite_store: Store, postgres_url: str) -> None:
    fill(sqlite_store)
    text = archive.to_text(archive.archive(sqlite_store.engine))
    for other in opened(postgres_url):
        archive.restore(other.engine, archive.from_text(text))
        assert archive.to_text(archive.archive(other.engine)) == text


def test_every_table_is_archived_or_left_out_on_purpose(filled: Engine) -> None:
    made = archive.archive(filled)["tables"]
    assert set(made) | archive.LEFT_OUT == set(METADATA.tables)
    assert all(made.values())


def test_nothing_that_was_only_typed_is_in_it(filled: Engine) -> None:
    assert "draft" not in archive.archive(filled)["tables"]


def test_it_is_refused_where_something_is_there_already(filled: Engine) -> None:
    with pytest.raises(Refused, match="not empty"):
        archive.restore(filled, archive.archive(filled))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "other"}, "not an archive"),
        ({"version": 2}, "not an archive"),
        ({"schema": "0001"}, "made by another okra"),
        ({"tables": {"nothing": []}}, "tables or columns"),
        ({"tables": {"team": [{"id": 1}]}}, "tables or columns"),
        ({"tables": []}, "tables or columns"),
    ],
)
def test_what_is_none_of_ours_is_refused_with_a_sentence(
    filled: Engine, empty: Engine, change: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        archive.restore(empty, archive.archive(filled) | change)


def test_a_row_without_what_it_belongs_to_is_refused_and_nothing_is_kept(filled: Engine, empty: Engine) -> None:
    document = archive.archive(filled)
    document["tables"]["objective"] = []
    with pytest.raises(Refused, match="does not hold together"):
        archive.restore(empty, document)
    assert not any(archive.archive(empty)["tables"].values())


def test_a_cell_that_cannot_be_read_is_refused(filled: Engine, empty: Engine) -> None:
    document = archive.archive(filled)
    document["tables"]["cycle"][0]["start"] = "soon"
    with pytest.raises(Refused, match="A row of cycle"):
        archive.restore(empty, document)


def test_no_json_is_refused() -> None:
    with pytest.raises(Refused, match="no JSON"):
        archive.from_text("hello")


def test_what_is_made_after_it_was_taken_back_gets_new_ids(sqlite_store: Store, postgres_url: str) -> None:
    fill(sqlite_store)
    away = METADATA.tables["away"]
    for other in opened(postgres_url):
        archive.restore(other.engine, archive.archive(sqlite_store.engine))
        with other.engine.begin() as connection:
            given = connection.execute(insert(away).values(workspace_id=HERE, **GOOD["away"])).inserted_primary_key
            known = connection.execute(select(func.max(away.c.id))).scalar_one()
        assert given == (known,)


def test_people_s_formulas_are_no_formulas_in_a_spreadsheet() -> None:
    made = sheets(
        {"person": [{"user_id": "U1", "name": "=Ben"}], "plan": [{"user_id": "U1", "text": "@home", "n": "-3"}]}
    )
    assert made["csv/plan.csv"] == "user_id,user_id (name),text,n\r\nU1,'=Ben,'@home,-3\r\n"
