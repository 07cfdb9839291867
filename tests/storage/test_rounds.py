"""Rounds, what they hope for, and the answers in them; on SQLite and on PostgreSQL."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest

from okra.calendar import Week, moments
from okra.checkin import Expectation, Presence, Reading, Round, RoundState
from okra.grip import Contribution
from okra.okr import KeyResult, Measure
from okra.team import Team
from storage.store import Store, Unit
from tests.storage.setting import ADA, BEN, ELSEWHERE, HERE, HOUR, MINUTE, NOW, RHYTHM, a_cycle, a_team, at_once, settle

WEEK = Week(2026, 36)


@dataclass
class Setting:
    """One team's open round, one objective, one key result."""

    store: Store
    team: Team
    this: Round
    objective_id: int
    key_result_id: int

    def answer(self, user_id: str, value: int | None, at: timedelta = MINUTE, **said: object) -> int:
        """Somebody answers; a value that is not None is a move."""
        reading = Reading(self.key_result_id, Decimal(value) if value is not None else None, **said)  # type: ignore[arg-type]
        with self.store.begin(HERE) as unit:
            return unit.rounds.save(self.this, user_id, Contribution({self.objective_id: 7}, (reading,)), NOW + at)

    def key_result(self) -> KeyResult:
        """The key result with its current value."""
        with self.store.begin(HERE) as unit:
            found = unit.okrs.key_result(self.key_result_id)
        assert found is not None
        return found


def a_round(unit: Unit, team: Team, cycle_id: int, week: Week = WEEK, state: RoundState = RoundState.OPEN) -> Round:
    """A round of the team."""
    at = moments(RHYTHM, week)
    return unit.rounds.create(team.id, cycle_id, week, state, (at.opens, at.reminds, at.closes))


@pytest.fixture
def setting(store: Store) -> Setting:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit)
        cycle_id = a_cycle(unit, team)
        objective_id = unit.okrs.add_objective(team.id, cycle_id, "Onboarding", NOW)
        measure = Measure.move(Decimal(65), Decimal(90), "%")
        key_result_id = unit.okrs.add_key_result(objective_id, "Completion", measure, None, NOW)
        return Setting(store, team, a_round(unit, team, cycle_id), objective_id, key_result_id)


def test_a_week_has_one_round_however_often_it_is_made(setting: Setting) -> None:
    with setting.store.begin(HERE) as unit:
        again = a_round(unit, setting.team, setting.this.cycle_id, state=RoundState.EARLY)
        assert again == setting.this
        assert unit.rounds.of_cycle(setting.this.cycle_id) == [setting.this]


def test_two_at_once_make_one_round(setting: Setting) -> None:
    def make(_number: int) -> Round:
        with setting.store.begin(HERE) as unit:
            return a_round(unit, setting.team, setting.this.cycle_id, WEEK.next(), RoundState.EARLY)

    first, second = at_once(2, make)
    assert first == second


def test_a_round_is_found_by_week_by_id_and_by_being_unfinished(setting: Setting) -> None:
    with setting.store.begin(HERE) as unit:
        later = a_round(unit, setting.team, setting.this.cycle_id, WEEK.next(), RoundState.MISSED)
        assert unit.rounds.of_week(setting.team.id, WEEK) == setting.this
        assert unit.rounds.by_id(later.id) == later
        assert unit.rounds.unfinished(setting.team.id) == [setting.this]
        assert unit.rounds.of_week(setting.team.id, WEEK.previous()) is None


def test_a_round_moves_on_and_remembers_when_it_closed(setting: Setting) -> None:
    with setting.store.begin(HERE) as unit:
        assert unit.rounds.closed_at(setting.this.id) is None
        unit.rounds.set_state(setting.this.id, RoundState.CLOSED, closed_at=NOW + HOUR)
        assert unit.rounds.closed_at(setting.this.id) == NOW + HOUR
        assert unit.rounds.unfinished(setting.team.id) == []


def test_another_workspace_sees_nothing_of_it(setting: Setting) -> None:
    setting.answer(BEN, 71)
    settle(setting.store, ELSEWHERE)
    with setting.store.begin(ELSEWHERE) as unit:
        assert unit.rounds.by_id(setting.this.id) is None
        assert unit.rounds.of_week(setting.team.id, WEEK) is None
        assert unit.rounds.answers(setting.this.id) == []
        assert unit.rounds.expectations(setting.this.id) == []


def test_what_is_hoped_for_is_noted_once_and_a_choice_stays(setting: Setting) -> None:
    expected = [Expectation(ADA, Presence.EXPECTED), Expectation(BEN, Presence.AWAY, "Reformation Day")]
    with setting.store.begin(HERE) as unit:
        unit.rounds.expect(setting.this.id, expected)
        unit.rounds.set_presence(setting.this.id, ADA, Presence.SITTING_OUT)
        unit.rounds.snooze(setting.this.id, ADA, NOW + HOUR)
        unit.rounds.expect(setting.this.id, expected)
        assert unit.rounds.expectations(setting.this.id) == [
            Expectation(ADA, Presence.SITTING_OUT, "", NOW + HOUR),
            expected[1],
        ]
        assert unit.rounds.expectation(setting.this.id, "UNEW") is None


def test_an_answer_comes_back_whole(setting: Setting) -> None:
    said = Contribution(
        {setting.objective_id: 8},
        (Reading(setting.key_result_id, Decimal("71.50"), note="<!channel> 🦊", wrong_measure=True),),
        plan="ship it",
    )
    with setting.store.begin(HERE) as unit:
        unit.rounds.save(setting.this, BEN, said, NOW)
        answer = unit.rounds.answer(setting.this.id, BEN)
    assert answer is not None
    assert (answer.confidences, answer.readings, answer.plan) == (said.confidences, said.readings, said.plan)
    assert (answer.submitted_at, answer.edited_at) == (NOW, None)


def test_ten_clicks_at_once_leave_one_answer(setting: Setting) -> None:
    ids = at_once(10, lambda number: setting.answer(BEN, 70 + number))
    with setting.store.begin(HERE) as unit:
        assert len(unit.rounds.answers(setting.this.id)) == 1
        assert unit.rounds.answered(setting.this.id) == {BEN}
        history = unit.okrs.values([setting.key_result_id])[setting.key_result_id]
    assert len(set(ids)) == 1
    assert len(history) == 1


def test_an_edit_replaces_the_value_that_this_answer_had_put_there(setting: Setting) -> None:
    setting.answer(BEN, 17)
    setting.answer(BEN, 71, 2 * MINUTE)
    assert setting.key_result().current == Decimal(71)
    with setting.store.begin(HERE) as unit:
        assert len(unit.okrs.values([setting.key_result_id])[setting.key_result_id]) == 1


def test_an_emptied_value_gives_way_to_the_one_before(setting: Setting) -> None:
    setting.answer(ADA, 70)
    setting.answer(BEN, 71, 2 * MINUTE)
    setting.answer(BEN, None, 3 * MINUTE)
    assert setting.key_result().current == Decimal(70)


def test_a_confirmed_value_does_not_overwrite_what_a_colleague_reported(setting: Setting) -> None:
    setting.answer(ADA, 75)
    setting.answer(BEN, 70, 2 * MINUTE, unchanged=True)
    assert setting.key_result().current == Decimal(75)


def test_a_typed_value_that_is_stored_after_a_later_confirmation_counts(setting: Setting) -> None:
    setting.answer("U_CLEO", 70, MINUTE)
    setting.answer(BEN, 70, 3 * MINUTE, unchanged=True)
    setting.answer(ADA, 75, 2 * MINUTE)
    assert setting.key_result().current == Decimal(75)


def test_a_confirmed_value_is_as_fresh_as_its_confirmation(setting: Setting) -> None:
    setting.answer(ADA, 75)
    setting.answer(BEN, 75, HOUR, unchanged=True)
    assert setting.key_result().current_at == NOW + HOUR


def test_editing_a_note_does_not_make_an_old_value_new(setting: Setting) -> None:
    setting.answer(BEN, 71)
    setting.answer(ADA, 75, 2 * MINUTE)
    setting.answer(BEN, 71, 3 * MINUTE, note="measured on Monday")
    assert setting.key_result().current == Decimal(75)


def test_what_is_said_after_the_close_is_as_of_the_close(setting: Setting) -> None:
    setting.answer(BEN, 71, timedelta(days=20))
    assert setting.key_result().current_at == setting.this.closes_at


def test_last_weeks_words_are_known_and_not_this_weeks(setting: Setting) -> None:
    with setting.store.begin(HERE) as unit:
        for week, confidence, plan in ((34, 5, "old"), (35, 6, "newer")):
            this = a_round(unit, setting.team, setting.this.cycle_id, Week(2026, week), RoundState.CLOSED)
            unit.rounds.save(this, BEN, Contribution({setting.objective_id: confidence}, plan=plan), NOW)
        unit.rounds.save(setting.this, BEN, Contribution({setting.objective_id: 9}, plan="now"), NOW)
        assert unit.rounds.last_confidences(setting.team.id, BEN, WEEK) == {setting.objective_id: 6}
        assert unit.rounds.last_plan(setting.team.id, BEN, WEEK) == "newer"
        assert unit.rounds.last_plan(setting.team.id, ADA, WEEK) == ""


def test_answers_come_in_the_order_in_which_they_were_given(setting: Setting) -> None:
    setting.answer(BEN, 71, 2 * MINUTE)
    setting.answer(ADA, 72, MINUTE)
    with setting.store.begin(HERE) as unit:
        assert [answer.user_id for answer in unit.rounds.answers(setting.this.id)] == [ADA, BEN]


def test_an_edit_is_marked_with_its_time(setting: Setting) -> None:
    answer_id = setting.answer(BEN, 71)
    with setting.store.begin(HERE) as unit:
        unit.rounds.mark_edited(answer_id, NOW + HOUR)
        answer = unit.rounds.answer(setting.this.id, BEN)
        assert unit.rounds.answer_id(setting.this.id, BEN) == answer_id
    assert answer is not None
    assert answer.edited_at == NOW + HOUR
