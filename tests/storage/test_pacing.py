"""One pace for all processes, kept in the database."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import pacing
from storage.engine import build_engine
from storage.pacing import Tempo
from storage.store import Store
from tests.storage.setting import ELSEWHERE, HERE, MINUTE, NOW, SECOND, at_once, settle

ONE_A_SECOND = Tempo(per_minute=60, burst=3)


def take(store: Store, now: datetime, key: str = "chat.postMessage", workspace: str = HERE) -> datetime | None:
    """Take one place; None, or when there will be one."""
    return pacing.take(store, workspace, key, ONE_A_SECOND, now)


def test_a_burst_is_allowed_then_one_at_a_time(store: Store) -> None:
    settle(store)
    assert [take(store, NOW) for _ in range(3)] == [None, None, None]
    assert take(store, NOW) == NOW + SECOND
    assert take(store, NOW + SECOND / 2) == NOW + SECOND
    assert take(store, NOW + SECOND) is None
    assert take(store, NOW + SECOND) == NOW + 2 * SECOND


def test_after_a_rest_the_burst_is_back(store: Store) -> None:
    settle(store)
    for _ in range(3):
        take(store, NOW)
    assert [take(store, NOW + MINUTE) for _ in range(3)] == [None, None, None]
    assert take(store, NOW + MINUTE) == NOW + MINUTE + SECOND


def test_each_key_and_each_workspace_has_its_own_pace(store: Store) -> None:
    settle(store, HERE, ELSEWHERE)
    for _ in range(3):
        take(store, NOW)
    assert take(store, NOW) is not None
    assert take(store, NOW, key="chat.update") is None
    assert take(store, NOW, workspace=ELSEWHERE) is None


def test_nothing_goes_out_before_the_instant_that_slack_named(store: Store) -> None:
    settle(store)
    pacing.hold(store, HERE, "chat.postMessage", NOW + MINUTE)
    assert take(store, NOW) == NOW + MINUTE
    pacing.hold(store, HERE, "chat.postMessage", NOW + SECOND)
    assert take(store, NOW + 2 * SECOND) == NOW + MINUTE
    assert take(store, NOW + MINUTE) is None


def test_two_processes_keep_one_pace(database_url: str) -> None:
    stores = [settle(Store(build_engine(database_url))) for _ in range(2)]
    results = at_once(8, lambda number: take(stores[number % 2], NOW))
    assert results.count(None) == ONE_A_SECOND.burst
    for store in stores:
        store.engine.dispose()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tempo=st.builds(Tempo, per_minute=st.integers(1, 600), burst=st.integers(1, 20)),
    waits=st.lists(st.floats(0, 30), min_size=1, max_size=40),
    key=st.uuids().map(str),
)
def test_no_minute_has_more_than_the_tempo_and_one_burst(
    sqlite_store: Store, tempo: Tempo, waits: list[float], key: str
) -> None:
    settle(sqlite_store)
    now, taken = NOW, list[datetime]()
    with sqlite_store.begin_anywhere() as session:
        for wait in waits:
            now += timedelta(seconds=wait)
            if pacing.reserve(session, HERE, key, tempo, now):
                taken.append(now)
    for first in taken:
        in_a_minute = sum(first <= one < first + MINUTE for one in taken)
        assert in_a_minute <= tempo.per_minute + tempo.burst


@pytest.mark.parametrize("seconds", [0.1, 1 / 3, 2 / 3, 0.0004])
def test_whoever_waits_as_long_as_told_gets_a_place(sqlite_store: Store, seconds: float) -> None:
    settle(sqlite_store)
    tempo = Tempo(per_minute=60 / seconds, burst=1)
    assert pacing.take(sqlite_store, HERE, "x", tempo, NOW) is None
    told = pacing.take(sqlite_store, HERE, "x", tempo, NOW)
    assert told is not None
    assert NOW < told <= NOW + timedelta(seconds=seconds + 0.002)
    assert pacing.take(sqlite_store, HERE, "x", tempo, told) is None


def test_what_is_held_is_known_until_its_time_is_over_or_it_is_released(store: Store) -> None:
    settle(store)
    pacing.hold(store, HERE, "canvases", NOW + MINUTE)
    with store.begin(HERE) as unit:
        assert unit.outbox.is_held("canvases", NOW)
        assert not unit.outbox.is_held("canvases", NOW + MINUTE)
        assert not unit.outbox.is_held("something else", NOW)
    with store.begin(ELSEWHERE) as unit:
        assert not unit.outbox.is_held("canvases", NOW)
        unit.outbox.release("canvases")
    with store.begin(HERE) as unit:
        assert unit.outbox.is_held("canvases", NOW)
        unit.outbox.release("canvases")
        assert not unit.outbox.is_held("canvases", NOW)
