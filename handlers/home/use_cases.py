"""What a Home tab shows, and what is done there to actions. In the caller's transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.home.values import Checkin, Home, InTheWay, KnownTeam, Offered, Running, TeamPage, ToDo
from handlers.kit import guard
from handlers.kit.at_home import refresh
from okra.action import Action, ActionState, asked_of, may_close
from okra.action_report import report_actions
from okra.calendar import current_week, moments, zone
from okra.checkin import Presence
from okra.cycle import Cycle
from okra.dates import say_moment
from okra.digest import order_teams, team_digest
from okra.pace import percent
from okra.people import Actor, Member, away_on
from okra.refusal import Refused
from okra.report import TeamWeek, report_issues, report_objectives, without_open_week
from okra.script import read_script
from okra.session import replay
from okra.team import Team
from okra.turn import turn
from storage.store import Unit
from storage.weeks import seen_from, team_week, week_in_view

STILL_SHOWN = timedelta(days=7)
"""How long a closed action stays there, to be taken back."""

OFFER_SHOWN = timedelta(days=7)
"""How long an offer that nobody answered stays there: then the numbers that it tells of are old."""


@dataclass(frozen=True, slots=True)
class _Mine:
    """One team of the reader's: who they are in it, everybody in it, its cycle, and its week."""

    team: Team
    member: Member
    members: Sequence[Member]
    today: date
    cycle: Cycle | None
    week: TeamWeek | None

    @property
    def has_okrs(self) -> bool:
        return self.week is not None and bool(self.week.objectives)


def home(unit: Unit, user_id: str, now: datetime) -> Home:
    """Look at everything that concerns somebody."""
    mine = [one for team in unit.teams.of_person(user_id) if (one := _mine(unit, team, user_id, now)) is not None]
    to_do, closed = _actions(unit, user_id, mine, now)
    return Home(
        user_id=user_id,
        now=now,
        checkins=[_checkin(unit, one, now) for one in mine],
        running=[running for one in mine for running in _running(unit, one)],
        offered=[offered for one in mine for offered in _offered(unit, one, now)],
        to_do=to_do,
        closed=closed,
        issues=[issue for one in mine for issue in _issues(one, user_id, now)],
        teams=[page for one in mine for page in _page(one, now)],
        led=order_teams(
            team_digest(one.week, now, one.team.thresholds) for one in mine if one.member.decides and one.week
        ),
        workspace=list(_workspace(unit)) if unit.people.is_admin(user_id) else None,
    )


def _mine(unit: Unit, team: Team, user_id: str, now: datetime) -> _Mine | None:
    members = unit.teams.members(team.id)
    member = next((one for one in members if one.user_id == user_id), None)
    if member is None:
        return None
    today = now.astimezone(zone(team.rhythm.zone)).date()
    week = week_in_view(unit, team, now)
    report = team_week(unit, team, week, seen_from(unit, team, week, now))
    cycle = unit.cycles.current(team.id, today)
    return _Mine(team, member, members, today, cycle, without_open_week(report) if report else None)


def _clock_of(unit: Unit, one: _Mine) -> ZoneInfo:
    return zone(one.member.zone, one.team.rhythm.zone, unit.workspaces.zone())


def _checkin(unit: Unit, one: _Mine, now: datetime) -> Checkin:
    where, user_id = _clock_of(unit, one), one.member.user_id
    week = current_week(one.team.rhythm, now)
    this = unit.rounds.of_week(one.team.id, week)
    hoped = unit.rounds.expectation(this.id, user_id) if this else None
    day = now.astimezone(where).date()
    absent = away_on(day, user_id, unit.teams.away([user_id], day)) is not None
    at = moments(one.team.rhythm, week)
    return Checkin(
        team_id=one.team.id,
        team=one.team.name,
        turn=turn(
            this.state if this else None,
            hoped.presence if hoped else Presence.EXPECTED,
            answered=this is not None and user_id in unit.rounds.answered(this.id),
            away=absent,
            has_cycle=one.cycle is not None,
            has_okrs=one.has_okrs,
        ),
        opens=say_moment(at.opens, where),
        closes=say_moment(this.closes_at if this else at.closes, where),
    )


def _running(unit: Unit, one: _Mine) -> Iterator[Running]:
    number = unit.sessions.running_in(one.team.channel_id)
    stored = unit.sessions.find(number) if number is not None else None
    if stored is not None:
        script = read_script(stored.script, f"{stored.script_name}.yaml")
        facilitator = replay(script, stored.events).facilitator
        yield Running(one.team.name, one.team.channel_id, script.title, unit.people.name(facilitator))


def _offered(unit: Unit, one: _Mine, now: datetime) -> Iterator[Offered]:
    """What was offered lately to those who decide, and not answered yet: the newest."""
    if one.member.decides:
        waiting = [offer for offer in unit.offers.of_team(one.team.id, now - OFFER_SHOWN) if offer.reply is None]
        yield from (Offered(one.team.name, offer) for offer in waiting[-1:])


def _actions(unit: Unit, user_id: str, mine: Iterable[_Mine], now: datetime) -> tuple[list[ToDo], list[ToDo]]:
    """What somebody has to do, and what they closed lately; then what nobody in their teams has to do any more."""
    own = unit.actions.of_owner(user_id, now - STILL_SHOWN)
    told = [_to_do(unit, action, user_id, now) for action in own]
    for one in mine:
        asked = asked_of(user_id, unit.actions.open_of(one.team.id), [member.user_id for member in one.members])
        told += [_to_do(unit, action, user_id, now) for action in asked if action.owner_id != user_id]
    late_first = sorted(told, key=lambda one: (not one.mine, -one.report.overdue))
    return [one for one in late_first if one.report.is_open], [one for one in told if not one.report.is_open]


def _to_do(unit: Unit, action: Action, user_id: str, now: datetime) -> ToDo:
    team = guard.team_by_id(unit, action.team_id)
    today = now.astimezone(zone(team.rhythm.zone)).date()
    (report,) = report_actions([action], unit.people.names([action.owner_id]), now, today)
    return ToDo(team.name, report, action.owner_id == user_id)


def _issues(one: _Mine, user_id: str, now: datetime) -> Iterator[InTheWay]:
    if one.week is not None:
        for report in report_issues(one.week, now):
            if report.issue.owner_id == user_id and not report.solved:
                yield InTheWay(one.team.name, report)


def _page(one: _Mine, now: datetime) -> Iterator[TeamPage]:
    if one.week is not None and one.week.objectives:
        subtitle = f"{percent(one.week.elapsed)} % of the cycle is gone"
        if one.cycle is not None:
            where = f"week {one.cycle.week_number(one.today)} of {one.cycle.weeks}"
            subtitle = f"{one.cycle.name} · {where} · {subtitle}"
        objectives = report_objectives(one.week, now)
        yield TeamPage(one.team.id, one.team.name, subtitle, objectives, one.member.decides)


def _workspace(unit: Unit) -> Iterator[KnownTeam]:
    for team in unit.teams.all():
        leads = unit.people.names(guard.leads(unit, team))
        yield KnownTeam(team.id, team.name, team.channel_id, list(leads.values()))


def say(unit: Unit, actor: Actor, action_id: int, state: ActionState, now: datetime) -> None:
    """Say where an action stands; saying it twice is saying it once. Raises Refused for whom it does not concern."""
    action, members = _found(unit, action_id)
    if not may_close(action, actor.user_id, members):
        raise Refused(f"{unit.people.name(action.owner_id)} is on this one, so they say how it stands.")
    unit.actions.say(action.team_id, action.id, actor.user_id, state, now)
    refresh(unit, {actor.user_id, action.owner_id}, now)


def take(unit: Unit, actor: Actor, action_id: int, now: datetime) -> None:
    """Take over an action whose owner is not in the team any more. Raises Refused where somebody else is on it."""
    action, members = _found(unit, action_id)
    if action.owner_id != actor.user_id:
        if not may_close(action, actor.user_id, members):
            raise Refused(f"{unit.people.name(action.owner_id)} is on this one already.")
        if not unit.actions.hand_over(action.team_id, action.id, action.owner_id, actor.user_id):
            raise Refused("Somebody was quicker: this one is taken, or closed.")
    refresh(unit, [actor.user_id], now)


def _found(unit: Unit, action_id: int) -> tuple[Action, list[str]]:
    """The action, and who is in its team."""
    action = unit.actions.by_id(action_id)
    if action is None:
        raise Refused("I can't find that action any more.")
    return action, [member.user_id for member in unit.teams.members(action.team_id)]
