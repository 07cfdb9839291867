"""Asking what is due costs the same with one team or a hundred thousand: the database's own plans say so."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from storage import outbox
from storage.agenda import run_next
from storage.columns import METADATA
from storage.store import Store
from tests.storage.sending import claim, post, send
from tests.storage.setting import HERE, HOUR, NOW, settle, sql

MANY = 100_000


def multiply(store: Store, table: str) -> None:
    """Add MANY rows like the only one that is there, each with a key of its own."""
    columns = [column.name for column in METADATA.tables[table].columns if column.name != "id"]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join("key || '/' || CAST(n AS VARCHAR(9))" if name == "key" else f'"{name}"' for name in columns)
    sql(
        store,
        f"INSERT INTO {table} ({names}) "
        "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :many) "
        f"SELECT {values} FROM {table}, numbers",
        many=MANY,
    )
    sql(store, "ANALYZE")


@contextmanager
def plans(store: Store, table: str) -> Iterator[list[str]]:
    """How the database goes about each SELECT from `table` that runs inside; complete when it ends."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT") and f"FROM {table}" in statement:
            seen.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", note)
    explained: list[str] = []
    yield explained
    event.remove(store.engine, "before_cursor_execute", note)
    explain = "EXPLAIN" if store.engine.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    with store.engine.begin() as connection:
        for statement, parameters in seen:
            rows = connection.exec_driver_sql(f"{explain} {statement}", parameters).all()
            explained.append("\n".join(" ".join(map(str, row)) for row in rows))


def assert_follows(explained: list[str], table: str, index: str, count: int) -> None:
    """Each plan walks along the index in the order of time, without looking at the whole table or sorting it."""
    assert len(explained) == count
    for plan in explained:
        assert index in plan, plan
        assert not any(word in plan for word in (f"Seq Scan on {table}", f"SCAN {table}", "Sort", "TEMP B-TREE")), plan


@pytest.mark.parametrize("done", [False, True])
def test_what_is_due_is_found_among_all_that_was_and_will_be(store: Store, done: bool) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        unit.agenda.put("checkin.open", "1", NOW if done else NOW + HOUR)
    if done:
        assert run_next(store, NOW, lambda *_: "done")
    multiply(store, "appointment")
    with store.begin(HERE) as unit:
        unit.agenda.put("checkin.close", "1", NOW)
    with plans(store, "appointment") as explained:
        assert run_next(store, NOW, lambda *_: "done")
        assert not run_next(store, NOW, lambda *_: "done")
    assert_follows(explained, "appointment", "ix_appointment_due", 2)


@pytest.mark.parametrize("sent", [False, True])
def test_what_is_owed_is_found_among_all_that_was_and_will_be(store: Store, sent: bool) -> None:
    settle(store)
    post(store, "1", NOW if sent else NOW + HOUR)
    if sent:
        send(store)
    multiply(store, "delivery")
    post(store, "2", lane="C2")
    with plans(store, "delivery") as explained:
        assert claim(store) is not None
        assert claim(store) is None
    assert_follows(explained, "delivery", "ix_delivery_pending", 2)


def test_a_hundred_thousand_messages_at_once_are_taken_one_by_one_from_the_front(store: Store) -> None:
    settle(store)
    post(store)
    multiply(store, "delivery")
    with plans(store, "delivery") as explained:
        taken = [claim(store) for _ in range(3)]
    assert [one and one.key for one in taken] == ["1", "1/1", "1/2"]
    assert_follows(explained, "delivery", "ix_delivery_pending", 3)
    assert outbox.next_due(store, NOW) == NOW
