"""A team's dated periods."""

from datetime import date, timedelta

import pytest

from okra.cycle import Cycle
from storage.store import Store
from tests.storage.setting import ELSEWHERE, HERE, a_team, at_once, settle

Q3 = (date(2026, 7, 1), date(2026, 9, 30))
Q4 = (date(2026, 10, 1), date(2026, 12, 31))
DAY = timedelta(days=1)


def test_a_cycle_holds_on_both_of_its_outer_days(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit).id
        cycle = unit.cycles.save(team, "Q3", *Q3)
        assert cycle == Cycle(cycle.id, team, "Q3", *Q3)
        assert unit.cycles.current(team, Q3[0]) == unit.cycles.current(team, Q3[1]) == cycle
        assert unit.cycles.current(team, Q3[0] - DAY) is unit.cycles.current(team, Q3[1] + DAY) is None


def test_the_next_cycle_follows(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit).id
        assert unit.cycles.latest(team) is unit.cycles.following(team, Q3[0]) is None
        third, fourth = unit.cycles.save(team, "Q3", *Q3), unit.cycles.save(team, "Q4", *Q4)
        assert unit.cycles.latest(team) == fourth
        assert unit.cycles.following(team, Q3[0]) == fourth
        assert unit.cycles.following(team, Q3[0] - DAY) == third
        assert unit.cycles.following(team, Q4[0]) is None


def test_saving_again_changes_the_cycle(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit).id
        first = unit.cycles.save(team, "Q3", *Q3)
        shorter = unit.cycles.save(team, "Summer", Q3[0], Q3[1] - DAY)
        moved = unit.cycles.save(team, "Autumn", *Q4, replacing=first.id)
        assert first.id == shorter.id == moved.id
        assert first.id is not None
        assert unit.cycles.by_id(first.id) == moved
        assert unit.cycles.current(team, Q3[0]) is None


def test_saving_twice_at_once_makes_one_cycle(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit).id

    def save(_: int) -> int | None:
        with store.begin(HERE) as unit:
            return unit.cycles.save(team, "Q3", *Q3).id

    assert len(set(at_once(6, save))) == 1


def test_another_workspace_sees_and_changes_nothing_of_it(store: Store) -> None:
    settle(store, HERE, ELSEWHERE)
    with store.begin(HERE) as unit:
        team = a_team(unit).id
        cycle = unit.cycles.save(team, "Q3", *Q3)
    assert cycle.id is not None
    with store.begin(ELSEWHERE) as unit:
        assert unit.cycles.by_id(cycle.id) is unit.cycles.latest(team) is unit.cycles.current(team, Q3[0]) is None
        with pytest.raises(LookupError):
            unit.cycles.save(team, "Stolen", *Q3, replacing=cycle.id)
    with store.begin(HERE) as unit:
        assert unit.cycles.by_id(cycle.id) == cycle
