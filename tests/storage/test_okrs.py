"""Objectives, key results, hypotheses and values, on both databases."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from okra.okr import KeyResult, Measure, Objective
from okra.team import Team
from storage.store import Store, Unit
from storage.tables import KeyResultValueRow, StrategicOkrRow
from tests.storage.setting import ADA, BEN, ELSEWHERE, HERE, HOUR, NOW, RHYTHM, a_cycle, a_team, at_once, settle, sql

PERCENT = Measure.move(Decimal(65), Decimal(90), "%")


@dataclass(frozen=True)
class Quarter:
    """A team's quarter, in which nothing is written yet."""

    team: Team
    cycle_id: int

    def objective(self, unit: Unit, title: str = "Onboarding delights") -> int:
        return unit.okrs.add_objective(self.team.id, self.cycle_id, title, NOW)

    def titles(self, unit: Unit) -> list[str]:
        return [objective.title for objective in unit.okrs.objectives(self.cycle_id)]


@pytest.fixture
def quarter(store: Store) -> Quarter:
    with settle(store, HERE, ELSEWHERE).begin(HERE) as unit:
        team = a_team(unit)
        return Quarter(team, a_cycle(unit, team))


def a_key_result(
    unit: Unit, objective_id: int, title: str = "Completion", owner: str | None = None, measure: Measure = PERCENT
) -> int:
    return unit.okrs.add_key_result(objective_id, title, measure, owner, NOW)


def reported(unit: Unit, key_result_id: int, value: str, hours: int) -> None:
    """Somebody reports a value, `hours` after NOW."""
    unit.session.add(
        KeyResultValueRow(
            workspace_id=unit.workspace_id,
            key_result_id=key_result_id,
            user_id=BEN,
            value=Decimal(value),
            at=NOW + hours * HOUR,
        )
    )
    unit.session.flush()


def found(unit: Unit, key_result_id: int) -> KeyResult:
    key_result = unit.okrs.key_result(key_result_id)
    assert key_result is not None
    return key_result


def hypotheses(unit: Unit, key_result_id: int) -> list[str]:
    return [hypothesis.text for hypothesis in found(unit, key_result_id).hypotheses]


class TestWhatIsKept:
    def test_an_objective_comes_back_whole(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            objective_id = quarter.objective(unit)
            key_result_id = a_key_result(unit, objective_id, owner=BEN)
            unit.okrs.set_hypotheses(key_result_id, ["If we guide, they finish"], NOW)
            reported(unit, key_result_id, "71.5", hours=2)
        with store.begin(HERE) as unit:
            (objective,) = unit.okrs.objectives(quarter.cycle_id)
            (key_result,) = objective.key_results
            (hypothesis,) = key_result.hypotheses
        assert (objective.title, objective.team_id, objective.supports) == (
            "Onboarding delights",
            quarter.team.id,
            None,
        )
        assert (key_result.title, key_result.measure, key_result.owner_id) == ("Completion", PERCENT, BEN)
        assert (key_result.current, key_result.current_at) == (Decimal("71.5"), NOW + 2 * HOUR)
        assert (hypothesis.text, hypothesis.verdict) == ("If we guide, they finish", None)

    @pytest.mark.parametrize(
        "measure",
        [
            Measure.move(Decimal("0.125"), Decimal("-12.5"), "h"),
            Measure.raise_by(Decimal(30)),
            Measure.reduce_by(Decimal(100)),
            Measure.stay_above(Decimal("99.99"), "%"),
            Measure.stay_below(Decimal(0), "outages"),
            Measure.done(),
        ],
        ids=lambda measure: measure.kind.value,
    )
    def test_every_kind_of_measure_comes_back_exactly(self, store: Store, quarter: Quarter, measure: Measure) -> None:
        with store.begin(HERE) as unit:
            key_result_id = a_key_result(unit, quarter.objective(unit), measure=measure)
        with store.begin(HERE) as unit:
            assert found(unit, key_result_id).measure == measure

    def test_the_newest_value_is_the_current_one_whatever_order_they_came_in(
        self, store: Store, quarter: Quarter
    ) -> None:
        with store.begin(HERE) as unit:
            objective_id = quarter.objective(unit)
            first, second, silent = (a_key_result(unit, objective_id, title) for title in "abc")
            for key_result_id, value, hours in ((first, "70", 5), (first, "66", 1), (second, "3", 1), (second, "4", 1)):
                reported(unit, key_result_id, value, hours)
            current = [key_result.current for key_result in unit.okrs.objectives(quarter.cycle_id)[0].key_results]
            history = unit.okrs.values([first, second, silent])
        assert current == [Decimal(70), Decimal(4), None]
        assert history[first] == [(Decimal(66), NOW + HOUR), (Decimal(70), NOW + 5 * HOUR)]
        assert [value for value, _ in history[second]] == [Decimal(3), Decimal(4)]
        assert silent not in history

    def test_the_number_of_queries_does_not_grow_with_the_okrs(self, store: Store, quarter: Quarter) -> None:
        def queries(objectives: int) -> int:
            with store.begin(HERE) as unit:
                for number in range(objectives):
                    objective_id = quarter.objective(unit, f"Objective {number}")
                    for at in range(3):
                        key_result_id = a_key_result(unit, objective_id, f"KR {at}")
                        unit.okrs.set_hypotheses(key_result_id, ["If so, then so"], NOW)
                        reported(unit, key_result_id, "70", hours=at)
            counted: list[str] = []

            def listen(*said: object) -> None:
                counted.append(str(said[2]))

            with store.begin(HERE) as unit:
                event.listen(store.engine, "before_cursor_execute", listen)
                unit.okrs.objectives(quarter.cycle_id)
                event.remove(store.engine, "before_cursor_execute", listen)
            return len([statement for statement in counted if statement.startswith("SELECT")])

        assert queries(1) == queries(8) == 4


class TestEditing:
    def test_new_ones_go_to_the_end(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            for title in ("first", "second", "third"):
                quarter.objective(unit, title)
            assert quarter.titles(unit) == ["first", "second", "third"]

    def test_objectives_that_are_added_at_once_are_all_kept(self, store: Store, quarter: Quarter) -> None:
        def add(number: int) -> None:
            with store.begin(HERE) as unit:
                quarter.objective(unit, f"objective {number}")

        at_once(4, add)
        with store.begin(HERE) as unit:
            assert sorted(quarter.titles(unit)) == [f"objective {number}" for number in range(4)]

    def test_an_objective_gets_other_words(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            objective_id = quarter.objective(unit)
            unit.okrs.rename_objective(objective_id, "Onboarding is a joy")
            assert quarter.titles(unit) == ["Onboarding is a joy"]

    def test_a_key_result_changes_and_keeps_its_values(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            key_result_id = a_key_result(unit, quarter.objective(unit), owner=BEN)
            reported(unit, key_result_id, "71", hours=1)
            unit.okrs.change_key_result(key_result_id, "Done in a day", Measure.stay_above(Decimal(80), "%"), None)
            changed = found(unit, key_result_id)
        assert (changed.title, changed.measure, changed.owner_id, changed.current) == (
            "Done in a day",
            Measure.stay_above(Decimal(80), "%"),
            None,
            Decimal(71),
        )

    def test_one_moves_up_past_those_that_are_still_there(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            first, gone, last = (quarter.objective(unit, title) for title in ("first", "gone", "last"))
            unit.okrs.remove_objective(gone, NOW)
            unit.okrs.move_objective_up(last)
            assert quarter.titles(unit) == ["last", "first"]
            for stays in (last, gone):
                unit.okrs.move_objective_up(stays)
            assert quarter.titles(unit) == ["last", "first"]
            quarter.objective(unit, "new")
            assert quarter.titles(unit) == ["last", "first", "new"]
            keys = [a_key_result(unit, first, title) for title in "abc"]
            unit.okrs.move_key_result_up(keys[2])
            unit.okrs.move_key_result_up(keys[0])
            objective = unit.okrs.objective(first)
        assert objective is not None
        assert [key_result.title for key_result in objective.key_results] == ["a", "c", "b"]

    def test_a_key_result_that_goes_nowhere_is_refused_by_the_database(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            objective_id = quarter.objective(unit)
        with pytest.raises(IntegrityError), store.begin(HERE) as unit:
            a_key_result(unit, objective_id, measure=Measure.move(Decimal("1.5"), Decimal("1.50")))


class TestRemoving:
    def test_what_is_removed_leaves_the_list_and_keeps_its_rows(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            stays, goes = quarter.objective(unit, "stays"), quarter.objective(unit, "goes")
            kept, dropped, below = a_key_result(unit, stays), a_key_result(unit, stays), a_key_result(unit, goes)
            unit.okrs.set_hypotheses(dropped, ["If so"], NOW)
            reported(unit, dropped, "70", hours=1)
            unit.okrs.remove_objective(goes, NOW)
            unit.okrs.remove_key_result(dropped, NOW)
        with store.begin(HERE) as unit:
            (objective,) = unit.okrs.objectives(quarter.cycle_id)
            assert [key_result.id for key_result in objective.key_results] == [kept]
            assert unit.okrs.objective(goes) is None
            assert [unit.okrs.key_result(each) for each in (dropped, below)] == [None, None]
            assert unit.okrs.values([dropped])[dropped] == [(Decimal(70), NOW + HOUR)]
            everything = unit.okrs.objectives(quarter.cycle_id, with_removed=True)
        assert [(one.title, [kr.id for kr in one.key_results]) for one in everything] == [
            ("stays", [kept, dropped]),
            ("goes", [below]),
        ]
        assert [hypothesis.text for hypothesis in everything[0].key_results[1].hypotheses] == ["If so"]


class TestHypotheses:
    def ids(self, unit: Unit, key_result_id: int) -> dict[str, int]:
        return {hypothesis.text: hypothesis.id for hypothesis in found(unit, key_result_id).hypotheses}

    def test_they_stand_in_the_order_they_are_given_each_once(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            key_result_id = a_key_result(unit, quarter.objective(unit))
            unit.okrs.set_hypotheses(key_result_id, ["b", "a", "b"], NOW)
            assert hypotheses(unit, key_result_id) == ["b", "a"]
            before = self.ids(unit, key_result_id)
            unit.okrs.set_hypotheses(key_result_id, ["a", "c", "b"], NOW)
            assert hypotheses(unit, key_result_id) == ["a", "c", "b"]
            after = self.ids(unit, key_result_id)
        assert (after["a"], after["b"]) == (before["a"], before["b"])

    def test_a_reworded_one_is_still_the_same_and_another_thought_is_not(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            key_result_id = a_key_result(unit, quarter.objective(unit))
            unit.okrs.set_hypotheses(
                key_result_id, ["If we gide people, more of them finish", "Price is no matter"], NOW
            )
            before = self.ids(unit, key_result_id)
            typed = ["Tooltips help", "If we guide people, more of them finish"]
            unit.okrs.set_hypotheses(key_result_id, typed, NOW)
            after = self.ids(unit, key_result_id)
        assert after[typed[1]] == before["If we gide people, more of them finish"]
        assert after[typed[0]] not in before.values()

    def test_a_verdict_has_evidence_and_is_given_in_ones_own_workspace_only(
        self, store: Store, quarter: Quarter
    ) -> None:
        with store.begin(HERE) as unit:
            key_result_id = a_key_result(unit, quarter.objective(unit))
            unit.okrs.set_hypotheses(key_result_id, ["Guides help", "Mails help"], NOW)
            first, second = found(unit, key_result_id).hypotheses
            unit.okrs.judge(first.id, "refuted", "Nobody opened one")
        with store.begin(ELSEWHERE) as unit:
            unit.okrs.judge(second.id, "confirmed", "Mallory says so")
        with store.begin(HERE) as unit:
            said = [(one.verdict, one.evidence) for one in found(unit, key_result_id).hypotheses]
        assert said == [("refuted", "Nobody opened one"), (None, "")]

    def test_a_verdict_stays_with_the_words_that_it_was_about(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            key_result_id = a_key_result(unit, quarter.objective(unit))
            unit.okrs.set_hypotheses(key_result_id, ["One two three four", "Five six seven eight"], NOW)
        sql(store, "UPDATE hypothesis SET verdict = 'confirmed'")
        with store.begin(HERE) as unit:
            unit.okrs.set_hypotheses(key_result_id, ["One two three five", "Five six seven eight"], NOW)
        with store.begin(HERE) as unit:
            verdicts = [hypothesis.verdict for hypothesis in found(unit, key_result_id).hypotheses]
        assert verdicts == [None, "confirmed"]

    def test_one_that_is_taken_off_keeps_its_row(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            key_result_id = a_key_result(unit, quarter.objective(unit))
            unit.okrs.set_hypotheses(key_result_id, ["If we guide, they finish"], NOW)
            unit.okrs.set_hypotheses(key_result_id, [], NOW + HOUR)
            assert hypotheses(unit, key_result_id) == []
        assert [row.text for row in sql(store, "SELECT text FROM hypothesis WHERE removed_at IS NOT NULL")] == [
            "If we guide, they finish"
        ]


class TestStrategicOkrs:
    def strategic(self, unit: Unit, title: str, start: date, end: date) -> int:
        row = StrategicOkrRow(workspace_id=unit.workspace_id, title=title, start=start, end=end, created_at=NOW)
        unit.session.add(row)
        unit.session.flush()
        assert row.id is not None
        return row.id

    def test_those_that_are_not_over_can_be_supported(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            self.strategic(unit, "Last year's", date(2025, 1, 1), date(2025, 12, 31))
            this = self.strategic(unit, "Win the midmarket", date(2026, 1, 1), date(2026, 12, 31))
            objective_id = quarter.objective(unit)
            unit.okrs.support(objective_id, this)
            assert unit.okrs.strategic(date(2026, 7, 1)) == {this: "Win the midmarket"}
            assert [one.supports for one in unit.okrs.objectives(quarter.cycle_id)] == [this]
            unit.okrs.support(objective_id, None)
            assert [one.supports for one in unit.okrs.objectives(quarter.cycle_id)] == [None]
        with store.begin(ELSEWHERE) as unit:
            assert unit.okrs.strategic(date(2026, 7, 1)) == {}


class TestOwners:
    def test_a_persons_key_results_are_those_of_one_team_in_cycles_that_are_not_over(
        self, store: Store, quarter: Quarter
    ) -> None:
        with store.begin(HERE) as unit:
            last = unit.cycles.save(quarter.team.id, "Q2 2026", date(2026, 4, 1), date(2026, 6, 30))
            other = unit.teams.save("C_OTHER", "Other", RHYTHM, None, None, NOW)
            theirs = unit.okrs.add_objective(other.id, a_cycle(unit, other), "theirs", NOW)
            old = unit.okrs.add_objective(quarter.team.id, last.id or 0, "old", NOW)
            now, gone = quarter.objective(unit), quarter.objective(unit)
            mine = a_key_result(unit, now, "mine", BEN)
            removed = a_key_result(unit, now, "removed", BEN)
            for objective_id, owner in ((now, ADA), (now, None), (old, BEN), (theirs, BEN), (gone, BEN)):
                a_key_result(unit, objective_id, owner=owner)
            unit.okrs.remove_key_result(removed, NOW)
            unit.okrs.remove_objective(gone, NOW)
            owned = unit.okrs.owned_by(BEN, quarter.team.id, NOW.date())
        assert [key_result.id for key_result in owned] == [mine]


class TestWorkspaces:
    def test_another_workspace_sees_and_changes_nothing(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            objective_id = quarter.objective(unit)
            key_result_id = a_key_result(unit, objective_id, owner=BEN)
            unit.okrs.set_hypotheses(key_result_id, ["If so"], NOW)
            reported(unit, key_result_id, "70", hours=1)
            before = unit.okrs.objectives(quarter.cycle_id)
        with store.begin(ELSEWHERE) as unit:
            assert unit.okrs.objectives(quarter.cycle_id) == ()
            assert (unit.okrs.objective(objective_id), unit.okrs.key_result(key_result_id)) == (None, None)
            assert unit.okrs.values([key_result_id]) == {}
            assert unit.okrs.owned_by(BEN, quarter.team.id, NOW.date()) == []
            assert unit.okrs.team_of(key_result_id) is None
            unit.okrs.rename_objective(objective_id, "Mallory was here")
            unit.okrs.change_key_result(key_result_id, "Mallory", Measure.done(), "U_MALLORY")
            unit.okrs.move_objective_up(objective_id)
            unit.okrs.remove_objective(objective_id, NOW)
            unit.okrs.remove_key_result(key_result_id, NOW)
        with store.begin(HERE) as unit:
            assert unit.okrs.objectives(quarter.cycle_id) == before

    def test_another_workspace_cannot_add_to_it(self, store: Store, quarter: Quarter) -> None:
        with store.begin(HERE) as unit:
            objective_id = quarter.objective(unit)
            key_result_id = a_key_result(unit, objective_id)
        with pytest.raises(IntegrityError), store.begin(ELSEWHERE) as unit:
            unit.okrs.add_objective(quarter.team.id, quarter.cycle_id, "Mallory was here", NOW)
        with pytest.raises(IntegrityError), store.begin(ELSEWHERE) as unit:
            a_key_result(unit, objective_id)
        with pytest.raises(IntegrityError), store.begin(ELSEWHERE) as unit:
            unit.okrs.set_hypotheses(key_result_id, ["Mallory was here"], NOW)
        with store.begin(HERE) as unit:
            objectives: tuple[Objective, ...] = unit.okrs.objectives(quarter.cycle_id)
            assert [len(objective.key_results) for objective in objectives] == [1]
            assert hypotheses(unit, key_result_id) == []
