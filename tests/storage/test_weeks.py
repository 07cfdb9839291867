"""A team's week, whole: what is in it, as of when, and at what cost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

from okra.action import ActionState
from okra.calendar import Week, moments
from okra.checkin import Expectation, IssueUpdate, Presence, Reading, RoundState
from okra.grip import Contribution
from okra.issue import IssueState
from okra.okr import Measure
from okra.people import Away
from okra.report import Plan, TeamWeek
from okra.team import Team
from storage.people import Person
from storage.store import Store, Unit
from storage.weeks import cycle_so_far, seen_from, team_week, week_in_view
from tests.storage.setting import ADA, BEN, ELSEWHERE, HERE, HOUR, NOW, RHYTHM, a_cycle, a_team, settle

DAY = timedelta(days=1)
W34, W35, W36, W37 = (Week(2026, number) for number in (34, 35, 36, 37))
PERCENT = Measure.move(Decimal(0), Decimal(100), "%")


@pytest.fixture
def store(store: Store) -> Store:
    return settle(store, HERE, ELSEWHERE)


class Scene:
    """Explore, with one objective and two key results, in one transaction."""

    def __init__(self, unit: Unit, channel_id: str = "C_EXPLORE", key_results: int = 2) -> None:
        self.unit = unit
        self.team: Team = a_team(unit, channel_id)
        self.cycle = a_cycle(unit, self.team)
        self.objective = unit.okrs.add_objective(self.team.id, self.cycle, "Delight", NOW)
        self.key_results = [
            unit.okrs.add_key_result(self.objective, f"Reach {number}", PERCENT, BEN, NOW)
            for number in range(key_results)
        ]

    def round(self, week: Week, state: RoundState = RoundState.OPEN) -> int:
        """A round of that week in which Ada and Ben are expected."""
        at = moments(RHYTHM, week)
        made = self.unit.rounds.create(self.team.id, self.cycle, week, state, (at.opens, at.reminds, at.closes))
        self.unit.rounds.expect(made.id, (Expectation(ADA, Presence.EXPECTED), Expectation(BEN, Presence.EXPECTED)))
        return made.id

    def answer(
        self, week: Week, user_id: str, confidence: int, at: datetime, *readings: Reading, plan: str = ""
    ) -> int:
        """Somebody's answer; returns its row's id."""
        this = self.unit.rounds.of_week(self.team.id, week)
        assert this is not None
        said = Contribution(confidences={self.objective: confidence}, readings=readings, plan=plan)
        return self.unit.rounds.save(this, user_id, said, at)

    def close(self, round_id: int, at: datetime) -> None:
        """End a round."""
        self.unit.rounds.set_state(round_id, RoundState.CLOSED, closed_at=at)

    def week(self, week: Week = W36, now: datetime = NOW + HOUR) -> TeamWeek:
        """The team's week, which must be there."""
        found = team_week(self.unit, self.team, week, now)
        assert found is not None
        return found


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """The statements that run inside."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield seen
    event.remove(store.engine, "before_cursor_execute", note)


class TestATeamsWeek:
    def test_has_confidence_values_plans_notes_and_doubts(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.round(W36)
            first, second = scene.key_results
            scene.answer(W36, ADA, 8, NOW, Reading(first, Decimal(40), note="Up at last"), plan="Call legal")
            scene.answer(W36, BEN, 5, NOW, Reading(first, wrong_measure=True), Reading(second, wrong_measure=True))
            week = scene.week()
            (part,) = week.objectives
            assert (week.team, week.week, week.state) == ("Explore", W36, RoundState.OPEN)
            assert [(one.week, one.average, one.answers) for one in part.weeks] == [(W36, 6.5, 2)]
            assert [kr.current for kr in part.objective.key_results] == [Decimal(40), None]
            assert dict(part.wrong_measure) == {first: 1, second: 1}
            assert week.plans == (Plan(ADA, "Call legal"),)
            assert week.notes == ("Up at last",)
            assert dict(week.names) == {ADA: "Ada", BEN: "Ben"}

    def test_has_the_whole_cycle_so_far_with_gaps_and_missed_weeks(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            for week, confidence in ((W34, 9), (W36, 4)):
                scene.close(scene.round(week), moments(RHYTHM, week).closes)
                scene.answer(week, ADA, confidence, moments(RHYTHM, week).opens)
            scene.round(W35, RoundState.MISSED)
            (part,) = scene.week().objectives
            assert [(one.week, one.average, one.missed) for one in part.weeks] == [
                (W34, 9, False),
                (W35, None, True),
                (W36, 4, False),
            ]

    def test_counts_a_week_in_which_nobody_answered_as_no_data_and_not_as_zero(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            for week in (W34, W35, W36):
                scene.round(week)
            scene.answer(W34, ADA, 9, moments(RHYTHM, W34).opens)
            scene.answer(W36, ADA, 9, NOW)
            (part,) = scene.week().objectives
            assert [one.average for one in part.weeks] == [9, None, 9]

    def test_has_one_value_a_week_the_newest(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            first = scene.key_results[0]
            for week in (W35, W36):
                scene.round(week)
            scene.answer(W35, ADA, 7, moments(RHYTHM, W35).opens, Reading(first, Decimal(10)))
            scene.answer(W36, ADA, 7, NOW, Reading(first, Decimal(20)))
            scene.answer(W36, BEN, 7, NOW + HOUR, Reading(first, Decimal(30)))
            (part,) = scene.week().objectives
            assert [one.value for one in part.values[first]] == [Decimal(10), Decimal(30)]

    def test_has_what_is_in_the_way_and_what_was_solved_since_the_close_before(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.close(scene.round(W35), moments(RHYTHM, W35).closes)
            scene.round(W36)
            before = moments(RHYTHM, W35).opens
            old = scene.answer(W35, ADA, 7, before)
            unit.issues.set_raised(scene.team.id, old, ADA, ("Long gone", "Just solved", "Needs help"), before)
            gone, solved, help_ = (issue.id for issue in unit.issues.open_of(scene.team.id))
            unit.issues.set_updates(scene.team.id, old, (IssueUpdate(gone, IssueState.SOLVED),), before + HOUR)
            new = scene.answer(W36, BEN, 7, NOW - 2 * DAY)
            updates = IssueUpdate(solved, IssueState.SOLVED), IssueUpdate(help_, IssueState.NEEDS_HELP, "legal")
            unit.issues.set_updates(scene.team.id, new, updates, NOW - 2 * DAY)
            found = {issue.text: (issue.state, issue.help_from) for issue in scene.week(now=NOW + 2 * HOUR).issues}
            assert found == {
                "Just solved": (IssueState.SOLVED, ""),
                "Needs help": (IssueState.NEEDS_HELP, "legal"),
            }, "an early answer on Wednesday is news in Friday's week"

    def test_has_what_is_still_to_do_and_what_was_closed_since_the_close_before(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            team_id = scene.team.id
            scene.close(scene.round(W35), moments(RHYTHM, W35).closes)
            scene.round(W36)
            before = moments(RHYTHM, W35).opens
            for key in ("Long done", "Just done", "Still open"):
                unit.actions.make(team_id, key, BEN, key, before - DAY)
            unit.actions.make(team_id, "Later", BEN, "Later", NOW + DAY)
            done, just, *_ = (action.id for action in unit.actions.open_of(team_id))
            unit.actions.say(team_id, done, BEN, ActionState.DONE, before)
            unit.actions.say(team_id, just, BEN, ActionState.DONE, NOW - 2 * DAY)
            states = {action.text: action.state for action in scene.week(now=NOW + HOUR).actions}
            assert states == {"Just done": ActionState.DONE, "Still open": ActionState.OPEN}

    def test_looked_at_later_an_action_stands_as_it_did_then(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.round(W36)
            made = unit.actions.make(scene.team.id, "k", BEN, "Ask legal", NOW - DAY, due=date(2026, 9, 1))
            unit.actions.say(scene.team.id, made.id, BEN, ActionState.DONE, NOW + DAY)
            week = scene.week(now=NOW)
            assert [(one.state, one.closed_at) for one in week.actions] == [(ActionState.OPEN, None)]
            assert week.today == date(2026, 9, 4)

    def test_names_the_owner_of_an_action_who_is_not_in_the_team(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.round(W36)
            unit.people.remember(Person("U_SPONSOR", "Sam"), NOW)
            unit.actions.make(scene.team.id, "k", "U_SPONSOR", "Open a door", NOW)
            assert scene.week().names["U_SPONSOR"] == "Sam"

    def test_knows_how_much_of_the_cycle_is_over_on_the_teams_calendar(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            late_in_berlin = datetime(2026, 8, 15, 22, 30, tzinfo=UTC)
            assert scene.week(now=late_in_berlin).elapsed == (date(2026, 8, 16) - date(2026, 7, 1)).days / 92

    def test_reads_as_early_where_there_is_no_round_yet(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            week = Scene(unit).week(W37)
            assert (week.state, week.turnout.answered, week.turnout.expected) == (RoundState.EARLY, 0, 0)
            assert week.objectives[0].objective.title == "Delight"

    def test_is_none_outside_any_cycle(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            assert team_week(unit, scene.team, Week(2027, 10), NOW) is None


class TestTurnout:
    def test_names_the_away_and_does_not_wait_for_them(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.round(W36)
            unit.teams.set_away(Away(BEN, NOW.date(), NOW.date()), BEN, NOW)
            scene.answer(W36, ADA, 7, NOW)
            turnout = scene.week().turnout
            assert (turnout.answered, turnout.expected, turnout.away) == (1, 1, ("Ben",))

    def test_stays_as_it_was_at_the_close(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.close(scene.round(W36), moments(RHYTHM, W36).closes)
            unit.people.remember(Person(BEN, "Ben", deactivated=True), NOW)
            assert scene.week().turnout.expected == 2

    def test_counts_what_came_or_changed_after_the_close(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            closes = moments(RHYTHM, W36).closes
            round_id = scene.round(W36)
            edited = scene.answer(W36, ADA, 7, NOW)
            scene.close(round_id, closes)
            scene.answer(W36, BEN, 7, closes + HOUR)
            unit.rounds.mark_edited(edited, closes + HOUR)
            assert scene.week(now=closes + 2 * HOUR).turnout.changed_late == 2


class TestAnOlderWeek:
    def test_is_seen_as_of_its_close_and_without_what_came_later(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            first = scene.key_results[0]
            later = moments(RHYTHM, W37).opens
            for week in (W36, W37):
                scene.round(week)
            raising = scene.answer(W36, ADA, 8, NOW, Reading(first, Decimal(40)))
            unit.issues.set_raised(scene.team.id, raising, ADA, ("Legal",), NOW)
            solving = scene.answer(W37, ADA, 3, later, Reading(first, Decimal(90)))
            unit.issues.set_raised(scene.team.id, solving, ADA, ("Young",), later)
            (legal,) = (issue.id for issue in unit.issues.open_of(scene.team.id) if issue.text == "Legal")
            unit.issues.set_updates(scene.team.id, solving, (IssueUpdate(legal, IssueState.SOLVED),), later)
            seen = seen_from(unit, scene.team, W36, later + HOUR)
            found = scene.week(W36, seen)
            assert seen == moments(RHYTHM, W36).closes
            assert found.objectives[0].weeks[-1].average == 8
            assert found.objectives[0].objective.key_results[0].current == Decimal(40)
            assert [(issue.text, issue.state) for issue in found.issues] == [("Legal", IssueState.OPEN)]

    def test_is_seen_as_of_now_while_it_is_the_newest(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.round(W36)
            assert seen_from(unit, scene.team, W36, NOW + HOUR) == NOW + HOUR


class TestTheWeekInView:
    def test_is_the_next_one_before_the_first_check_in(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            assert week_in_view(unit, Scene(unit).team, NOW - HOUR) == W36

    def test_is_the_open_one(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.close(scene.round(W35), moments(RHYTHM, W35).closes)
            scene.round(W36)
            assert week_in_view(unit, scene.team, NOW + HOUR) == W36

    def test_is_the_last_one_between_two_even_if_somebody_answered_early(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            closes = moments(RHYTHM, W36).closes
            scene.close(scene.round(W36), closes)
            scene.round(W37, RoundState.EARLY)
            assert week_in_view(unit, scene.team, closes + 24 * HOUR) == W36

    def test_leaves_an_old_cycle_behind_a_week_after_its_last_close(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            last = Week(2026, 39)
            closes = moments(RHYTHM, last).closes
            scene.close(scene.round(last), closes)
            unit.cycles.save(scene.team.id, "Q4 2026", date(2026, 10, 1), date(2026, 12, 31))
            assert week_in_view(unit, scene.team, closes + 6 * 24 * HOUR) == last
            assert week_in_view(unit, scene.team, closes + 8 * 24 * HOUR) == Week(2026, 41)


class TestCost:
    def test_is_the_same_for_one_member_week_and_key_result_as_for_many(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            small = Scene(unit, "C_SMALL", key_results=1)
            small.round(W36)
            small.answer(W36, ADA, 7, NOW, Reading(small.key_results[0], Decimal(1)))
            large = Scene(unit, "C_LARGE", key_results=9)
            people = [f"U{number}" for number in range(20)]
            for user_id in people:
                unit.people.remember(Person(user_id, user_id), NOW)
                unit.teams.join(large.team.id, user_id, NOW)
            for week in (Week(2026, number) for number in range(28, 37)):
                large.round(week)
                for user_id in people:
                    readings = [Reading(each, Decimal(week.number)) for each in large.key_results]
                    large.answer(week, user_id, 7, moments(RHYTHM, week).opens, *readings)
        costs = []
        for scene in (small, large):
            with store.begin(HERE) as unit, counted(store) as statements:
                found = team_week(unit, scene.team, W36, NOW + HOUR)
                assert found is not None
                assert found.turnout.answered in (1, 20)
            costs.append(len(statements))
        assert costs[0] == costs[1]
        assert costs[1] <= 25


class TestWorkspaces:
    def test_another_workspaces_week_is_as_if_it_did_not_exist(self, store: Store) -> None:
        with store.begin(ELSEWHERE) as unit:
            theirs = Scene(unit)
            theirs.round(W36)
            theirs.answer(W36, ADA, 9, NOW, Reading(theirs.key_results[0], Decimal(99)), plan="Secret")
        with store.begin(HERE) as unit:
            ours = Scene(unit)
            ours.round(W36)
            ours.answer(W36, ADA, 2, NOW)
            week = ours.week()
            assert [one.average for one in week.objectives[0].weeks] == [2]
            assert week.plans == ()
            assert week_in_view(unit, theirs.team, NOW + HOUR) == W36
            assert team_week(unit, theirs.team, W36, NOW + HOUR) is None


class TestACycleSoFar:
    def so_far(self, scene: Scene, now: datetime = NOW + HOUR) -> TeamWeek:
        cycle = scene.unit.cycles.by_id(scene.cycle)
        assert cycle is not None
        return cycle_so_far(scene.unit, scene.team, cycle, now)

    def test_is_told_as_of_the_newest_check_in_that_is_over(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            for week, state, said in (
                (W34, RoundState.CLOSED, 7),
                (W35, RoundState.CLOSED, 5),
                (W36, RoundState.OPEN, 1),
            ):
                scene.round(week, state)
                scene.answer(week, ADA, said, NOW)
            told = self.so_far(scene)
        assert told.week == W35
        assert [week.average for week in told.objectives[0].weeks] == [7, 5]

    def test_is_the_cycles_last_week_long_after_its_end(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            scene = Scene(unit)
            scene.round(W36, RoundState.CLOSED)
            scene.answer(W36, ADA, 8, NOW, Reading(scene.key_results[0], Decimal(40)))
            told = self.so_far(scene, datetime(2027, 3, 1, 9, tzinfo=UTC))
        assert (told.week, told.elapsed) == (W36, 1.0)
        assert told.objectives[0].objective.key_results[0].current == 40

    def test_without_any_check_in_there_is_nothing_to_tell(self, store: Store) -> None:
        with store.begin(HERE) as unit:
            told = self.so_far(Scene(unit))
        assert [week.average for week in told.objectives[0].weeks] == [None]
