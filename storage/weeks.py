"""A team's week as its channel and its lead read it: everything that is known of it, in a handful of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import col

from okra.action import Action, ActionState
from okra.attendance import as_of, turnout
from okra.calendar import Week, current_week, zone
from okra.checkin import Answer, Expectation, Round, RoundState
from okra.confidence import WeekConfidence, WeekValue, week_confidence
from okra.cycle import Cycle
from okra.issue import Issue, IssueState
from okra.okr import KeyResult, Objective
from okra.people import Member
from okra.report import ObjectiveWeeks, Plan, TeamWeek, Turnout
from okra.team import Team
from storage.store import Unit
from storage.tables import AnswerRow, CheckinRow, ConfidenceRow, KeyResultValueRow

ASKED = (RoundState.OPEN, RoundState.CLOSED)
"""The rounds in which people were asked."""
OVER = (RoundState.CLOSED, RoundState.MISSED)
"""The rounds in which nothing is going on any more."""
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Value:
    """One value in a key result's history, and the week that it belongs to."""

    week: Week
    value: Decimal
    at: datetime


def seen_from(unit: Unit, team: Team, week: Week, now: datetime) -> datetime:
    """From when a week is looked at: now for a team's newest round, its close for an older one."""
    this = unit.rounds.of_week(team.id, week)
    if this is None or not any(later.week > week for later in unit.rounds.of_cycle(this.cycle_id)):
        return now
    return min(now, this.closes_at)


def week_in_view(unit: Unit, team: Team, now: datetime) -> Week:
    """The week that says most of a team at `now` (aware UTC): that of its newest check-in, open or over.

    The last one of an old cycle gives way a week after its close; then it is the week that an answer would belong to.
    """
    newest = _newest(unit, team)
    if newest is None:
        return current_week(team.rhythm, now)
    cycle = unit.cycles.current(team.id, now.astimezone(zone(team.rhythm.zone)).date())
    of_this_cycle = cycle is not None and newest.cycle_id == cycle.id
    recent = newest.state is RoundState.OPEN or now - newest.closes_at < A_WEEK
    return newest.week if of_this_cycle or recent else current_week(team.rhythm, now)


def _newest(unit: Unit, team: Team) -> Round | None:
    """The team's newest round that is more than an early answer."""
    newest = unit.session.execute(
        select(col(CheckinRow.id))
        .where(
            col(CheckinRow.workspace_id) == unit.workspace_id,
            col(CheckinRow.team_id) == team.id,
            col(CheckinRow.state) != RoundState.EARLY.value,
        )
        .order_by(col(CheckinRow.week).desc())
        .limit(1)
    ).scalar_one_or_none()
    return None if newest is None else unit.rounds.by_id(newest)


def team_week(unit: Unit, team: Team, week: Week, now: datetime) -> TeamWeek | None:
    """Everything that is known of a team's week; None outside any cycle. `now` as from `seen_from` (aware UTC).

    A week without a round yet reads as an early one in which nobody is expected.
    """
    this = unit.rounds.of_week(team.id, week)
    day = week.day(team.rhythm.weekday)
    cycle = unit.cycles.by_id(this.cycle_id) if this else unit.cycles.current(team.id, day)
    if cycle is None:
        return None
    rounds = [one for one in unit.rounds.of_cycle(cycle.id or 0) if one.week <= week]
    return _team_week(unit, team, cycle, (this, week), rounds, now)


def cycle_so_far(unit: Unit, team: Team, cycle: Cycle, now: datetime) -> TeamWeek:
    """The same of a stored cycle as of its newest check-in that is over, whenever that was.

    One that is still open is left out: nobody who has not answered it yet shall see what others said.
    """
    rounds = [one for one in unit.rounds.of_cycle(cycle.id or 0) if one.state in OVER]
    today = now.astimezone(zone(team.rhythm.zone)).date()
    week = rounds[-1].week if rounds else Week.of(max(cycle.start, min(today, cycle.end)))
    return _team_week(unit, team, cycle, (rounds[-1] if rounds else None, week), rounds, now)


def _team_week(
    unit: Unit, team: Team, cycle: Cycle, at: tuple[Round | None, Week], rounds: Sequence[Round], now: datetime
) -> TeamWeek:
    this, week = at
    answers = unit.rounds.answers(this.id) if this else []
    since = _since(rounds, this, now)
    actions = _actions(unit, team, since, now)
    names = _names(unit, team, actions)
    today = now.astimezone(zone(team.rhythm.zone)).date()
    return TeamWeek(
        team_id=team.id,
        team=team.name,
        week=week,
        state=this.state if this else RoundState.EARLY,
        turnout=count(unit, team, this, answers, now) if this else Turnout(0, 0),
        elapsed=cycle.elapsed(today),
        closes=tuple(one.closes_at for one in rounds if one.state in ASKED),
        objectives=_objectives(unit, cycle.id or 0, _weeks(rounds, week), rounds, answers),
        issues=_issues(unit, team, since, now),
        plans=tuple(Plan(answer.user_id, answer.plan) for answer in answers if answer.plan),
        notes=tuple(reading.note for answer in answers for reading in answer.readings if reading.note),
        names=names,
        actions=actions,
        today=today,
    )


def _names(unit: Unit, team: Team, actions: Sequence[Action]) -> dict[str, str]:
    """What to call everybody who is or was in the team, and who owns an action besides."""
    names = {member.user_id: member.name for member in unit.teams.members(team.id, with_inactive=True)}
    strangers = {action.owner_id for action in actions} - names.keys()
    return names | unit.people.names(strangers) if strangers else names


def present(unit: Unit, team: Team, this: Round, now: datetime) -> list[Expectation]:
    """What a round hopes for from each member, as of now while it is open."""
    noted = unit.rounds.expectations(this.id)
    if this.state not in (RoundState.EARLY, RoundState.OPEN):
        return noted
    members: Mapping[str, Member] = {one.user_id: one for one in unit.teams.members(team.id, with_inactive=True)}
    days = _days(team, this, now)
    absences = unit.teams.away((one.user_id for one in noted), days[0])
    return [as_of(one, members.get(one.user_id), absences, days) for one in noted]


def count(unit: Unit, team: Team, this: Round, answers: Sequence[Answer], now: datetime) -> Turnout:
    """How many of how many answered, as of now."""
    names = {member.user_id: member.name for member in unit.teams.members(team.id, with_inactive=True)}
    closed_at = unit.rounds.closed_at(this.id)
    late = [one for one in answers if closed_at and (one.edited_at or one.submitted_at or closed_at) > closed_at]
    return turnout(present(unit, team, this, now), [one.user_id for one in answers], names, len(late))


def _days(team: Team, this: Round, now: datetime) -> tuple[date, date]:
    where = zone(team.rhythm.zone)
    today = min(now, this.closes_at).astimezone(where).date()
    return this.week.day(team.rhythm.weekday), today


def _weeks(rounds: Sequence[Round], week: Week) -> list[Week]:
    """Every week from the cycle's first round to the one that is looked at."""
    first = rounds[0].week if rounds else week
    return [first.plus(ahead) for ahead in range(first.until(week) + 1)]


def _objectives(
    unit: Unit, cycle_id: int, weeks: Sequence[Week], rounds: Sequence[Round], answers: Sequence[Answer]
) -> tuple[ObjectiveWeeks, ...]:
    objectives = unit.okrs.objectives(cycle_id)
    said = _confidences(unit, [one.id for one in rounds])
    missed = {one.week for one in rounds if one.state is RoundState.MISSED}
    history = _history(unit, [kr.id for objective in objectives for kr in objective.key_results], weeks[-1])
    wrong = [reading.key_result_id for answer in answers for reading in answer.readings if reading.wrong_measure]
    return tuple(
        ObjectiveWeeks(
            objective=_as_in(objective, history),
            weeks=tuple(_confidence(week, said[objective.id, week], missed) for week in weeks),
            values={kr.id: _by_week(history[kr.id], weeks) for kr in objective.key_results},
            wrong_measure={kr.id: wrong.count(kr.id) for kr in objective.key_results},
        )
        for objective in objectives
    )


def _confidence(week: Week, said: Sequence[int], missed: Iterable[Week]) -> WeekConfidence:
    return week_confidence(week, said, missed=week in missed)


def _as_in(objective: Objective, history: Mapping[int, Sequence[Value]]) -> Objective:
    """The objective with the values of the week that is looked at, not of later ones."""
    return replace(objective, key_results=tuple(_with_newest(kr, history[kr.id]) for kr in objective.key_results))


def _with_newest(key_result: KeyResult, history: Sequence[Value]) -> KeyResult:
    newest = history[-1] if history else None
    return replace(key_result, current=newest.value if newest else None, current_at=newest.at if newest else None)


def _by_week(history: Sequence[Value], weeks: Sequence[Week]) -> tuple[WeekValue, ...]:
    newest = {value.week: value.value for value in history}
    return tuple(WeekValue(week, newest.get(week)) for week in weeks)


def _confidences(unit: Unit, round_ids: Sequence[int]) -> Mapping[tuple[int, Week], list[int]]:
    rows = unit.session.execute(
        select(col(ConfidenceRow.objective_id), col(CheckinRow.week), col(ConfidenceRow.value))
        .join(AnswerRow, col(AnswerRow.id) == col(ConfidenceRow.answer_id))
        .join(CheckinRow, col(CheckinRow.id) == col(AnswerRow.checkin_id))
        .where(col(CheckinRow.workspace_id) == unit.workspace_id, col(CheckinRow.id).in_(round_ids))
    )
    said: dict[tuple[int, Week], list[int]] = defaultdict(list)
    for objective_id, week, value in rows:
        said[objective_id, Week.parse(week)].append(value)
    return said


def _history(unit: Unit, key_result_ids: Sequence[int], until: Week) -> Mapping[int, list[Value]]:
    """Each key result's values up to a week, the oldest first. A value from outside a check-in counts on its day."""
    row = KeyResultValueRow
    rows = unit.session.execute(
        select(col(row.key_result_id), col(row.value), col(row.at), col(CheckinRow.week))
        .outerjoin(AnswerRow, col(AnswerRow.id) == col(row.answer_id))
        .outerjoin(CheckinRow, col(CheckinRow.id) == col(AnswerRow.checkin_id))
        .where(col(row.workspace_id) == unit.workspace_id, col(row.key_result_id).in_(key_result_ids))
        .order_by(col(row.at), col(row.id))
    )
    history: dict[int, list[Value]] = defaultdict(list)
    for key_result_id, value, at, named in rows:
        week = Week.parse(named) if named else Week.of(at.date())
        if week <= until:
            history[key_result_id].append(Value(week, value, at))
    return history


def _since(rounds: Sequence[Round], this: Round | None, now: datetime) -> datetime:
    """From when on what was closed is news: since the last close at which people heard of it, else for a week.

    `rounds` are those of the cycle up to the one that is looked at, the oldest first.
    """
    if this is None:
        return now
    before = [one.closes_at for one in rounds if one.week < this.week and one.state is RoundState.CLOSED]
    return before[-1] if before else this.opens_at - A_WEEK


def _issues(unit: Unit, team: Team, since: datetime, now: datetime) -> tuple[Issue, ...]:
    """What was in the way then: open issues, and those solved since the close before."""
    found = unit.issues.open_or_solved_since(team.id, since)
    return tuple(_as_at(issue, now) for issue in found if issue.raised_at <= now)


def _as_at(issue: Issue, now: datetime) -> Issue:
    if issue.solved_at is not None and issue.solved_at > now:
        return replace(issue, state=IssueState.OPEN, solved_at=None)
    return issue


def _actions(unit: Unit, team: Team, since: datetime, now: datetime) -> tuple[Action, ...]:
    """What was to be done then: open actions, and those closed since the close before."""
    found = unit.actions.open_or_closed_since(team.id, since)
    return tuple(_action_as_at(action, now) for action in found if action.made_at <= now)


def _action_as_at(action: Action, now: datetime) -> Action:
    if action.closed_at is not None and action.closed_at > now:
        return replace(action, state=ActionState.OPEN, closed_at=None)
    return action
