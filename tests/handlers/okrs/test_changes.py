"""A change of OKRs on the way is kept for the cycle's report, in the transaction that makes it; on both databases."""

from decimal import Decimal

import pytest

from handlers.okrs.use_cases import remove, save_key_result, save_objective, store_pasted
from handlers.okrs.values import KeyResultForm, ObjectiveForm, Place
from okra.calendar import Week, moments
from okra.checkin import RoundState
from okra.grip import Contribution
from okra.okr import Measure
from okra.paste import parse
from okra.people import Actor
from storage.store import Store, Unit
from tests.storage.setting import ADA, BEN, HERE, NOW, RHYTHM, a_cycle, a_team, settle

LEAD = Actor(ADA, HERE)
PERCENT = Measure.move(Decimal(65), Decimal(90), "%")
FORM = KeyResultForm("Completion", PERCENT, BEN, ("If we guide, they finish",))
WEEK = Week(2026, 36)


class Quarter:
    """A team's quarter with one objective and one key result, in which Ben may have answered."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.team = a_team(unit)
        self.cycle_id = a_cycle(unit, self.team)
        self.objective_id = unit.okrs.add_objective(self.team.id, self.cycle_id, "Seamless", NOW)
        self.key_result_id = unit.okrs.add_key_result(self.objective_id, "Completion", PERCENT, BEN, NOW)
        self.place = Place(self.team.id)
        self.objective = Place(self.team.id, 0, self.objective_id)
        self.key_result = Place(self.team.id, 0, self.objective_id, self.key_result_id)

    def answered(self) -> "Quarter":
        """With Ben's answer of this week."""
        at = moments(RHYTHM, WEEK)
        instants = (at.opens, at.reminds, at.closes)
        this = self.unit.rounds.create(self.team.id, self.cycle_id, WEEK, RoundState.OPEN, instants)
        self.unit.rounds.save(this, BEN, Contribution(confidences={self.objective_id: 6}), NOW)
        return self

    @property
    def said(self) -> list[str]:
        return [change.said for change in self.unit.changes.of_cycle(self.cycle_id)]


@pytest.fixture
def store(store: Store) -> Store:
    return settle(store)


def test_of_words_and_measures_are_kept(store: Store) -> None:
    with store.begin(HERE) as unit:
        quarter = Quarter(unit).answered()
        lower = KeyResultForm("Completion", Measure.move(Decimal(65), Decimal(80), "%"), BEN, ())
        save_objective(unit, LEAD, quarter.objective, ObjectiveForm("Calm"), NOW)
        save_key_result(unit, LEAD, quarter.key_result, lower, NOW)
        save_key_result(unit, LEAD, quarter.objective, KeyResultForm("Tickets", Measure.done(), None, ()), NOW)
        save_objective(unit, LEAD, quarter.place, ObjectiveForm("Another one"), NOW)
        assert quarter.said == [
            "Objective “Calm”, before: “Seamless”",
            "Key result “Completion” (65 % → 80 %), before: 65 % → 90 %",
            "New key result “Tickets” (done / not done)",
            "New objective “Another one”",
        ]
        known = {(one.objective_id, one.key_result_id) for one in unit.changes.of_cycle(quarter.cycle_id)}
        assert (quarter.objective_id, quarter.key_result_id) in known
        assert (quarter.objective_id, None) in known


def test_removals_are_kept_once(store: Store) -> None:
    with store.begin(HERE) as unit:
        quarter = Quarter(unit).answered()
        for _ in range(2):
            remove(unit, LEAD, quarter.key_result, NOW)
        for _ in range(2):
            remove(unit, LEAD, quarter.objective, NOW)
        assert quarter.said == [
            "Key result “Completion” taken off the list",
            "Objective “Seamless” taken off the list",
        ]


def test_pasted_ones_are_kept_and_what_is_there_already_is_none(store: Store) -> None:
    with store.begin(HERE) as unit:
        quarter = Quarter(unit).answered()
        text = "Objective: Seamless\nKR1: Completion (65% → 90%)\nKR2: Open support tickets from 9 to 3"
        for _ in range(2):
            store_pasted(unit, LEAD, quarter.place, parse(text), NOW)
        assert quarter.said == ["New key result “Open support tickets” (9 → 3)"]


def test_saving_as_it_was_another_owner_or_hypothesis_is_no_change(store: Store) -> None:
    with store.begin(HERE) as unit:
        quarter = Quarter(unit).answered()
        save_objective(unit, LEAD, quarter.objective, ObjectiveForm("Seamless"), NOW)
        save_key_result(unit, LEAD, quarter.key_result, FORM, NOW)
        save_key_result(unit, LEAD, quarter.key_result, KeyResultForm("Completion", PERCENT, ADA, ("Other",)), NOW)
        assert quarter.said == []


def test_before_anybody_has_answered_are_drafting_and_not_kept(store: Store) -> None:
    with store.begin(HERE) as unit:
        quarter = Quarter(unit)
        save_objective(unit, LEAD, quarter.objective, ObjectiveForm("Calm"), NOW)
        remove(unit, LEAD, quarter.key_result, NOW)
        assert quarter.said == []


def test_that_are_rolled_back_leave_no_trace(store: Store) -> None:
    with store.begin(HERE) as unit:
        quarter = Quarter(unit).answered()

    def break_off(unit: Unit) -> None:
        save_objective(unit, LEAD, quarter.objective, ObjectiveForm("Calm"), NOW)
        raise RuntimeError

    with pytest.raises(RuntimeError), store.begin(HERE) as unit:
        break_off(unit)
    with store.begin(HERE) as unit:
        assert unit.changes.of_cycle(quarter.cycle_id) == ()
