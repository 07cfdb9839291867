"""A team's cycle, whole, as its report is made of it: what is in it, and at what cost; on both databases."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest

from okra.calendar import Week, moments
from okra.checkin import Expectation, IssueUpdate, Presence, Reading, RoundState
from okra.cycle import Cycle
from okra.cycle_facts import CycleFacts, Held, InTheWay
from okra.grip import Contribution
from okra.issue import IssueState
from okra.items import Item, ItemKind
from okra.okr import Measure
from okra.okr_change import Change, OkrChange
from okra.script import About
from okra.session import Event, What
from storage.cycle_past import cycle_facts
from storage.store import Store, Unit
from tests.storage.setting import ADA, BEN, ELSEWHERE, HERE, HOUR, NOW, RHYTHM, a_team, settle
from tests.storage.test_weeks import counted

W34, W35, W36 = (Week(2026, number) for number in (34, 35, 36))
PERCENT = Measure.move(Decimal(0), Decimal(100), "%")
QUARTER = (date(2026, 7, 1), date(2026, 9, 30))
BEFORE = (date(2026, 4, 1), date(2026, 6, 30))
CLEO, DAN = "U_CLEO", "U_DAN"


@pytest.fixture
def store(store: Store) -> Store:
    return settle(store, HERE, ELSEWHERE)


class Scene:
    """Explore's quarter with one objective and one key result, in one transaction."""

    def __init__(self, unit: Unit, channel_id: str = "C_EXPLORE", key_results: int = 1) -> None:
        self.unit = unit
        self.team = a_team(unit, channel_id)
        self.cycle = unit.cycles.save(self.team.id, "Q3 2026", *QUARTER)
        self.objective = self.an_objective(self.cycle)
        self.key_results = [
            unit.okrs.add_key_result(self.objective, f"Reach {number}", PERCENT, BEN, NOW)
            for number in range(key_results)
        ]

    def an_objective(self, cycle: Cycle, title: str = "Delight") -> int:
        return self.unit.okrs.add_objective(self.team.id, cycle.id or 0, title, NOW)

    def round(self, week: Week, state: RoundState = RoundState.CLOSED, people: Sequence[str] = (ADA, BEN)) -> int:
        """A check-in of that week in which these people are expected."""
        at = moments(RHYTHM, week)
        instants = (at.opens, at.reminds, at.closes)
        made = self.unit.rounds.create(self.team.id, self.cycle.id or 0, week, state, instants)
        self.unit.rounds.expect(made.id, [Expectation(one, Presence.EXPECTED) for one in people])
        return made.id

    def answer(self, week: Week, user_id: str, confidence: int, value: int | None = None) -> int:
        """Somebody's answer at the week's opening; returns its row's id."""
        this = self.unit.rounds.of_week(self.team.id, week)
        assert this is not None
        readings = [Reading(one, Decimal(value)) for one in self.key_results] if value is not None else []
        said = Contribution(confidences={self.objective: confidence}, readings=tuple(readings))
        return self.unit.rounds.save(this, user_id, said, moments(RHYTHM, week).opens)

    def session(
        self,
        script: str,
        about: About,
        *items: Item,
        cycle: Cycle | None = None,
        objective: int | None = None,
        ended: bool = True,
    ) -> int:
        """A session that began at NOW, and ended an hour later with these items; their keys get its number."""
        begun = [Event(NOW, ADA, What.STARTED)]
        cycle_id = (cycle or self.cycle).id
        sessions = self.unit.sessions
        number = sessions.start(self.team.id, cycle_id, (script, "name: x"), script, begun, NOW, about, objective)
        if ended:
            sessions.happened(number, 1, [Event(NOW + HOUR, ADA, What.ENDED)])
            sessions.keep_items(number, items)
        return number

    @property
    def facts(self) -> CycleFacts:
        return cycle_facts(self.unit, self.team, self.cycle)


def item(kind: ItemKind, text: str, *hangs_on: str, **facts: object) -> Item:
    return Item(f"{kind}/{text}", kind, text, hangs_on, facts)


class TestACycle:
    def test_has_its_objectives_with_their_last_values(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            for week, value in ((W34, 40), (W35, 60)):
                scene.round(week)
                scene.answer(week, ADA, 7, value)
            (objective,) = scene.facts.record.objectives
            assert (objective.title, [kr.current for kr in objective.key_results]) == ("Delight", [Decimal(60)])

    def test_has_what_was_removed_no_more(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            unit.okrs.remove_objective(scene.objective, NOW)
            assert scene.facts.record.objectives == ()

    def test_has_a_mean_confidence_in_each_of_its_weeks(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            for week in (W34, W36):
                scene.round(week)
            scene.answer(W34, ADA, 7)
            scene.answer(W34, BEN, 4)
            scene.answer(W36, BEN, 9)
            facts = scene.facts
            assert len(facts.weeks) == 13
            said = dict(zip(facts.weeks, facts.confidences[scene.objective], strict=True))
            assert {week: value for week, value in said.items() if value is not None} == {W34: 5.5, W36: 9.0}

    def test_has_a_week_that_lies_outside_if_a_check_in_of_it_did_take_place(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.round(Week(2026, 40))
            assert scene.facts.weeks[-1] == Week(2026, 40)

    def test_counts_those_who_answered_of_those_who_could(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            people = (ADA, BEN, CLEO, DAN)
            first = scene.round(W34, people=people)
            unit.rounds.set_presence(first, CLEO, Presence.AWAY)
            scene.answer(W34, ADA, 7)
            scene.round(W35, people=people)
            scene.round(W36, RoundState.OPEN, people=people)
            assert scene.facts.turnouts == {W34: (1, 3), W35: (0, 4)}

    def test_knows_what_was_changed_on_the_way(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            change = OkrChange(scene.objective, None, Change.CHANGED, "Objective “Delight”, before: “Please”", NOW)
            unit.changes.note(scene.cycle.id or 0, change)
            assert scene.facts.changes == (change,)


class TestRetrosAndIssues:
    def test_retros_are_those_of_this_cycle_that_are_over(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            other = unit.cycles.save(scene.team.id, "Q4 2026", date(2026, 10, 1), date(2026, 12, 31))
            scene.session("session-1", About.PLAN)
            scene.session("retro", About.OBJECTIVE, objective=scene.objective)
            scene.session("retro-end", About.CYCLE)
            scene.session("other", About.OBJECTIVE, cycle=other)
            scene.session("running", About.OBJECTIVE, ended=False)
            assert scene.facts.retros == (
                Held(NOW + HOUR, scene.objective),
                Held(NOW + HOUR, None, closing=True),
            )

    def test_issues_are_those_that_were_raised_or_solved_in_it(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.round(W34)
            answer = scene.answer(W34, ADA, 7)
            long_ago, later = NOW - timedelta(days=90), NOW + timedelta(days=60)
            for text, raised in (("Older", long_ago), ("Solved now", long_ago), ("New", NOW), ("Later", later)):
                unit.issues.raise_from(scene.team.id, text, ADA, text, raised)
            ids = {issue.text: issue.id for issue in unit.issues.open_of(scene.team.id)}
            unit.issues.set_updates(scene.team.id, answer, [IssueUpdate(ids["Solved now"], IssueState.SOLVED)], NOW)
            assert scene.facts.issues == (InTheWay("Solved now", long_ago, NOW), InTheWay("New", NOW))

    def test_an_issue_of_a_retro_knows_the_objective_that_it_was_about(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            number = scene.session("retro", About.OBJECTIVE, objective=scene.objective)
            unit.issues.raise_from(scene.team.id, f"s{number}/actions/1", BEN, "Legal", NOW)
            assert scene.facts.issues == (InTheWay("Legal", NOW, None, scene.objective),)


class TestItems:
    def test_are_the_plan_and_the_last_retro_s_own_in_order(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            bar, voted = item(ItemKind.MILESTONE, "Bar"), item(ItemKind.VOTES, "2 dots", "milestone/Bar", dots=2)
            scene.session("session-2", About.PLAN, bar, voted)
            scene.session("retro", About.OBJECTIVE, item(ItemKind.LEARNING, "On the way"))
            learned = item(ItemKind.LEARNING, "At the end")
            scene.session("retro-end", About.CYCLE, item(ItemKind.NOTE, "A note"), learned)
            assert scene.facts.record.items == (bar, learned)

    def test_of_a_retro_that_was_run_again_only_the_last_run_counts(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            for text in ("First", "Again"):
                scene.session("retro-end", About.CYCLE, item(ItemKind.LEARNING, text))
            assert [one.text for one in scene.facts.record.items] == ["Again"]

    def test_of_a_retro_that_still_runs_do_not_count(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.session("retro-end", About.CYCLE, item(ItemKind.LEARNING, "First"))
            scene.session("retro-end", About.CYCLE, item(ItemKind.LEARNING, "Not yet"), ended=False)
            assert [one.text for one in scene.facts.record.items] == ["First"]


class TestEarlierCycles:
    def test_come_in_order_with_their_own_objectives_and_items(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            before = unit.cycles.save(scene.team.id, "Q2 2026", *BEFORE)
            first = unit.cycles.save(scene.team.id, "Q1 2026", date(2026, 1, 1), date(2026, 3, 31))
            unit.cycles.save(scene.team.id, "Q4 2026", date(2026, 10, 1), date(2026, 12, 31))
            scene.an_objective(before, "Older")
            grade = item(ItemKind.GRADE, "", "okr/k1", score=0.8)
            scene.session("retro-end", About.CYCLE, grade, cycle=before)
            earlier = scene.facts.earlier
            assert [one.cycle for one in earlier] == [first, before]
            assert [[objective.title for objective in one.objectives] for one in earlier] == [[], ["Older"]]
            assert [one.items for one in earlier] == [(), (grade,)]

    def test_are_the_last_eight_and_never_another_team_s(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene, other = Scene(unit), a_team(unit, "C_OTHER", "Other")
            for year in range(2010, 2020):
                for team in (scene.team, other):
                    unit.cycles.save(team.id, f"Early {year}", date(year, 1, 1), date(year, 3, 31))
            earlier = scene.facts.earlier
            assert [one.cycle.start.year for one in earlier] == list(range(2012, 2020))
            assert {one.cycle.team_id for one in earlier} == {scene.team.id}


class TestTheCycleThatCanBeToldOf:
    def test_is_none_before_anything_happened(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.round(W34)
            assert unit.cycles.told_of(scene.team.id) is None

    def test_is_the_newest_with_an_answer(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            unit.cycles.save(scene.team.id, "Q4 2026", date(2026, 10, 1), date(2026, 12, 31))
            scene.round(W34)
            scene.answer(W34, ADA, 7)
            assert unit.cycles.told_of(scene.team.id) == scene.cycle

    def test_is_the_newest_whose_last_retro_is_over(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.session("retro", About.OBJECTIVE)
            scene.session("running", About.CYCLE, ended=False)
            assert unit.cycles.told_of(scene.team.id) is None
            scene.session("retro-end", About.CYCLE)
            assert unit.cycles.told_of(scene.team.id) == scene.cycle


class TestCost:
    def test_is_the_same_for_a_small_cycle_as_for_a_long_history(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            small, large = Scene(unit, "C_SMALL"), Scene(unit, "C_LARGE", key_results=9)
            small.round(W36)
            small.answer(W36, ADA, 7, 1)
            people = [f"U{number}" for number in range(12)]
            for week in (Week(2026, number) for number in range(28, 37)):
                large.round(week, people=people)
                for user_id in people:
                    large.answer(week, user_id, 7, week.number)
            for year in range(2015, 2024):
                before = unit.cycles.save(large.team.id, f"Early {year}", date(year, 1, 1), date(year, 3, 31))
                large.an_objective(before)
                large.session("retro-end", About.CYCLE, item(ItemKind.LEARNING, "Much"), cycle=before)
            large.session("retro", About.OBJECTIVE, objective=large.objective)
            for number in range(20):
                unit.issues.raise_from(large.team.id, f"s1/{number}", ADA, f"Issue {number}", NOW)
        costs = []
        for scene in (small, large):
            with store.begin(HERE) as unit, counted(store) as statements:
                assert cycle_facts(unit, scene.team, scene.cycle).confidences
            costs.append(len(statements))
        assert costs[0] == costs[1]
        assert costs[1] <= 15


class TestWorkspaces:
    def test_another_workspaces_cycle_has_nothing_to_tell(self, store: Store) -> None:
        with store.begin(ELSEWHERE) as unit:
            theirs = Scene(unit)
            theirs.round(W36)
            theirs.answer(W36, ADA, 9, 99)
            theirs.session("retro-end", About.CYCLE, item(ItemKind.LEARNING, "Secret"))
            unit.issues.raise_from(theirs.team.id, "x", ADA, "Secret", NOW)
            unit.changes.note(theirs.cycle.id or 0, OkrChange(theirs.objective, None, Change.ADDED, "Secret", NOW))
        with store.begin(HERE) as unit:
            facts = cycle_facts(unit, theirs.team, theirs.cycle)
            assert (facts.record.objectives, facts.record.items) == ((), ())
            assert (facts.confidences, facts.turnouts, facts.retros, facts.issues, facts.changes) == (
                {},
                {},
                (),
                (),
                (),
            )
            assert unit.cycles.told_of(theirs.team.id) is None
            assert unit.cycles.of_team(theirs.team.id) == ()
