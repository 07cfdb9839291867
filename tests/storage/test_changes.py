"""Changes of OKRs on the way, on both databases."""

import pytest

from okra.calendar import Week, moments
from okra.checkin import RoundState
from okra.grip import Contribution
from okra.okr_change import Change, OkrChange
from storage.store import Store, Unit
from tests.storage.setting import ADA, ELSEWHERE, HERE, HOUR, NOW, RHYTHM, a_cycle, a_team, settle

WEEK = Week(2026, 36)


@pytest.fixture
def store(store: Store) -> Store:
    return settle(store, HERE, ELSEWHERE)


def a_quarter(unit: Unit) -> tuple[int, int, int]:
    """A team with an objective; the ids of team, cycle and objective."""
    team = a_team(unit)
    cycle_id = a_cycle(unit, team)
    return team.id, cycle_id, unit.okrs.add_objective(team.id, cycle_id, "Delight", NOW)


def a_round(unit: Unit, team_id: int, cycle_id: int, state: RoundState = RoundState.OPEN) -> None:
    at = moments(RHYTHM, WEEK)
    unit.rounds.create(team_id, cycle_id, WEEK, state, (at.opens, at.reminds, at.closes))


def an_answer(unit: Unit, team_id: int, objective_id: int) -> None:
    this = unit.rounds.of_week(team_id, WEEK)
    assert this is not None
    unit.rounds.save(this, ADA, Contribution(confidences={objective_id: 7}), NOW)


def test_are_kept_in_the_order_of_time(store: Store) -> None:
    with store.begin(HERE) as unit:
        _, cycle_id, objective_id = a_quarter(unit)
        later = OkrChange(objective_id, None, Change.CHANGED, "Objective “Delight”, before: “Please”", NOW + HOUR)
        first = OkrChange(objective_id, None, Change.ADDED, "New objective “Please”", NOW)
        for change in (later, first):
            unit.changes.note(cycle_id, change)
    with store.begin(HERE) as unit:
        assert unit.changes.of_cycle(cycle_id) == (first, later)


def test_matter_once_somebody_has_answered_in_the_cycle(store: Store) -> None:
    with store.begin(HERE) as unit:
        team_id, cycle_id, objective_id = a_quarter(unit)
        assert not unit.changes.matter(cycle_id)
        a_round(unit, team_id, cycle_id)
        assert not unit.changes.matter(cycle_id)
        an_answer(unit, team_id, objective_id)
        assert unit.changes.matter(cycle_id)


def test_of_another_workspace_do_not_exist(store: Store) -> None:
    with store.begin(ELSEWHERE) as unit:
        team_id, theirs, objective_id = a_quarter(unit)
        a_round(unit, team_id, theirs)
        an_answer(unit, team_id, objective_id)
        unit.changes.note(theirs, OkrChange(objective_id, None, Change.ADDED, "Secret", NOW))
    with store.begin(HERE) as unit:
        assert unit.changes.of_cycle(theirs) == ()
        assert not unit.changes.matter(theirs)
