"""An address of a database is understood, or refused in one sentence."""

from pathlib import Path

import pytest
from sqlalchemy import text

from okra.refusal import Refused
from storage.engine import build_engine, ping
from storage.store import Store
from tests.storage.setting import HERE, NOW, at_once, settle, sql


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "is not a database address"),
        ("okra.db", "is not a database address"),
        ("postgresql://host:port/okra", "is not a database address"),
        ("mysql://root:secret@localhost/okra", "names “mysql”"),
    ],
)
def test_an_unusable_address_is_refused_in_one_sentence_without_the_password(url: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        build_engine(url)
    assert said in refused.value.sentence
    assert "secret" not in refused.value.sentence
    assert refused.value.field == "DATABASE_URL"


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    engine = build_engine("postgresql://okra:secret@127.0.0.1:1/okra?application_name=secret")
    with pytest.raises(Refused) as refused:
        ping(engine)
    assert "127.0.0.1:1/okra" in refused.value.sentence
    assert "secret" not in refused.value.sentence


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    engine = build_engine(f"sqlite:///{tmp_path}/data/of/okra.db")
    ping(engine)
    engine.dispose()
    assert (tmp_path / "data/of/okra.db").exists()


def test_a_tilde_means_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    engine = build_engine("sqlite:///~/okra/okra.db")
    ping(engine)
    engine.dispose()
    assert (tmp_path / "okra/okra.db").exists()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="cannot be made"):
        build_engine(f"sqlite:///{tmp_path}/file/okra.db")


@pytest.mark.parametrize("spelled", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_postgres_may_be_spelled_in_each_usual_way(postgres_url: str, spelled: str) -> None:
    engine = build_engine(postgres_url.replace("postgresql://", spelled))
    ping(engine)
    assert engine.driver == "psycopg"
    engine.dispose()


def test_sqlite_keeps_a_write_ahead_log_and_checks_foreign_keys(sqlite_store: Store) -> None:
    with sqlite_store.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 10_000


def test_nobodys_update_is_lost_when_many_read_and_then_write(store: Store) -> None:
    settle(store)

    def add_one(_: int) -> None:
        for _again in range(5):
            with store.begin(HERE) as unit:
                unit.outbox.post("card", "1", "C1", NOW)

    at_once(8, add_one)
    assert sql(store, "SELECT wanted FROM delivery") == [(40,)]


def test_two_processes_on_one_sqlite_file_wait_for_each_other(sqlite_url: str) -> None:
    stores = [Store(build_engine(sqlite_url)) for _ in range(4)]
    settle(stores[0])

    def read_then_write(number: int) -> None:
        for again in range(5):
            with stores[number].begin(HERE) as unit:
                assert unit.outbox.find("card", f"{number}/{again}") is None
                unit.outbox.post("card", f"{number}/{again}", "C1", NOW)

    at_once(len(stores), read_then_write)
    assert sql(stores[0], "SELECT count(*) FROM delivery") == [(20,)]
    for store in stores:
        store.engine.dispose()
