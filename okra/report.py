"""One team's week, summed up: what the channel's result and the lead's digest are both made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from okra.action import Action
from okra.action_report import ActionReport, report_actions
from okra.calendar import Week
from okra.checkin import RoundState
from okra.confidence import WeekConfidence, WeekValue, change
from okra.grip import say_value
from okra.issue import Issue, IssueState, age_in_weeks
from okra.okr import KeyResult, Objective, mean_progress, progress
from okra.pace import Status, objective_status, status


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of those who could answer did. `away` and `sitting_out` are names; they are not in `expected`.

    `changed_late` counts answers that came or were edited after the close.
    """

    answered: int
    expected: int
    away: tuple[str, ...] = ()
    sitting_out: tuple[str, ...] = ()
    changed_late: int = 0

    @property
    def sentence(self) -> str:
        """For example "5 of 8 answered, 2 away, 1 sitting out"."""
        parts = [f"{self.answered} of {self.expected} answered"]
        parts += [f"{len(self.away)} away"] if self.away else []
        parts += [f"{len(self.sitting_out)} sitting out"] if self.sitting_out else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one member plans next."""

    user_id: str
    text: str


@dataclass(frozen=True, slots=True)
class ObjectiveWeeks:
    """An objective with its past. `weeks` and each list in `values` run from the oldest to the week reported.

    `values` maps key result ids to weekly values, `wrong_measure` to how many said "this measures the wrong thing".
    """

    objective: Objective
    weeks: tuple[WeekConfidence, ...] = ()
    values: Mapping[int, Sequence[WeekValue]] = field(default_factory=dict)
    wrong_measure: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """Everything that is known of one team's week, as it comes from memory.

    `elapsed` is the share of the cycle that is over (0 to 1); `closes` are the closing instants (aware UTC) of the
    cycle's rounds in which people were asked. `issues` are the open ones and those solved since the close before, and
    `actions` likewise. `names` maps user ids to names; `notes` are what members wrote beside key results. `today` is
    the date on the team's calendar, None where nothing is known of it.
    """

    team_id: int
    team: str
    week: Week
    state: RoundState
    turnout: Turnout
    elapsed: float
    closes: tuple[datetime, ...] = ()
    objectives: tuple[ObjectiveWeeks, ...] = ()
    issues: tuple[Issue, ...] = ()
    plans: tuple[Plan, ...] = ()
    notes: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    today: date | None = None


def without_open_week(team: TeamWeek) -> TeamWeek:
    """The week without what an open check-in has brought so far: nobody who has yet to answer shall be anchored.

    Values of key results stay: the window shows them too.
    """
    if team.state not in (RoundState.OPEN, RoundState.EARLY):
        return team
    objectives = tuple(
        replace(part, weeks=tuple(week for week in part.weeks if week.week < team.week), wrong_measure={})
        for part in team.objectives
    )
    return replace(team, objectives=objectives, plans=(), notes=())


@dataclass(frozen=True, slots=True)
class KeyResultReport:
    """How one key result stands. `value` is the last one with its unit, "" before the first; `at` is aware UTC."""

    key_result: KeyResult
    status: Status
    value: str
    at: datetime | None
    wrong_measure: int = 0


@dataclass(frozen=True, slots=True)
class ObjectiveReport:
    """How one objective stands: the team's confidence (1 to 10) over the weeks, and its key results.

    `progress_by_week` is the progress (0 to 1) at the end of each of `weeks`, None before the first value.
    """

    objective: Objective
    confidence: float | None
    change: float | None
    spread: int | None
    weeks: tuple[WeekConfidence, ...]
    status: Status
    key_results: tuple[KeyResultReport, ...]
    progress_by_week: tuple[float | None, ...]

    @property
    def title(self) -> str:
        """The objective's title."""
        return self.objective.title


@dataclass(frozen=True, slots=True)
class IssueReport:
    """One issue with its owner's name and its age in full weeks."""

    issue: Issue
    owner: str
    weeks: int

    @property
    def needs_help(self) -> bool:
        """Whether somebody asked for help with it."""
        return self.issue.state is IssueState.NEEDS_HELP

    @property
    def solved(self) -> bool:
        """Whether it is out of the way."""
        return self.issue.state is IssueState.SOLVED


def report_objectives(team: TeamWeek, now: datetime) -> tuple[ObjectiveReport, ...]:
    """Every objective of the team as it stands at `now` (aware UTC)."""
    return tuple(_report_objective(part, team, now) for part in team.objectives)


def _report_objective(part: ObjectiveWeeks, team: TeamWeek, now: datetime) -> ObjectiveReport:
    key_results = tuple(_report_key_result(kr, part, team, now) for kr in part.objective.key_results)
    latest = part.weeks[-1] if part.weeks else WeekConfidence(team.week)
    return ObjectiveReport(
        objective=part.objective,
        confidence=latest.average,
        change=change(part.weeks),
        spread=latest.spread,
        weeks=part.weeks,
        status=objective_status(report.status for report in key_results),
        key_results=key_results,
        progress_by_week=tuple(_progress_by_week(part)),
    )


def _progress_by_week(part: ObjectiveWeeks) -> Iterator[float | None]:
    """Progress at the end of each week; a key result keeps its last value through weeks without one."""
    key_results = part.objective.key_results
    reported = {(key, week.week): week.value for key, values in part.values.items() for week in values}
    latest: dict[int, Decimal | None] = {}
    for week in part.weeks:
        for key_result in key_results:
            value = reported.get((key_result.id, week.week))
            latest[key_result.id] = latest.get(key_result.id) if value is None else value
        yield mean_progress(progress(key_result.measure, latest[key_result.id]) for key_result in key_results)


def _report_key_result(key_result: KeyResult, part: ObjectiveWeeks, team: TeamWeek, now: datetime) -> KeyResultReport:
    known = key_result.current is not None
    return KeyResultReport(
        key_result=key_result,
        status=status(key_result, team.elapsed, team.closes, now),
        value=say_value(key_result.current, key_result.measure) if key_result.current is not None else "",
        at=key_result.current_at if known else None,
        wrong_measure=part.wrong_measure.get(key_result.id, 0),
    )


def report_issues(team: TeamWeek, now: datetime) -> tuple[IssueReport, ...]:
    """The team's issues, solved ones included, the oldest first."""
    by_age = sorted(team.issues, key=lambda issue: (issue.raised_at, issue.id))
    return tuple(IssueReport(issue, team.names.get(issue.owner_id, ""), age_in_weeks(issue, now)) for issue in by_age)


def report_team_actions(team: TeamWeek, now: datetime) -> tuple[ActionReport, ...]:
    """The team's actions, closed ones included, in order, as they stand at `now` (aware UTC)."""
    return report_actions(team.actions, team.names, now, team.today or now.date())


def widest(objectives: Sequence[ObjectiveReport], *, least: int = 1) -> ObjectiveReport | None:
    """The objective whose confidences lie furthest apart, if that is at least `least` points."""
    apart = [report for report in objectives if (report.spread or 0) >= least]
    return max(apart, key=lambda report: report.spread or 0, default=None)


def deepest_fall(objectives: Sequence[ObjectiveReport], *, least: float = 0.1) -> ObjectiveReport | None:
    """The objective whose confidence fell most since the check-in before, if by at least `least` points."""
    fallen = [report for report in objectives if (report.change or 0) <= -least]
    return min(fallen, key=lambda report: report.change or 0, default=None)
