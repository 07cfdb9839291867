"""What a person can do in this conversation, now."""

from datetime import datetime

from handlers.here.values import Here
from handlers.kit import guard
from okra.calendar import current_week, zone
from okra.people import Actor, Role, away_on
from okra.permissions import Action, may
from okra.refusal import Refused
from okra.team import Team
from storage.store import Unit


def here(unit: Unit, actor: Actor, channel_id: str, now: datetime) -> Here:
    """Look around. Never refuses: where there is nothing, that is the answer."""
    try:
        team = guard.team_here(unit, actor, channel_id)
    except Refused:
        return Here(in_channel=guard.is_channel(channel_id))
    return _with_team(unit, actor, team, now)


def _with_team(unit: Unit, actor: Actor, team: Team, now: datetime) -> Here:
    member = guard.membership(unit, actor, team)
    informed = guard.informed(unit, actor)
    today = now.astimezone(zone(team.rhythm.zone)).date()
    cycle = unit.cycles.current(team.id, today)
    current = unit.rounds.of_week(team.id, current_week(team.rhythm, now))
    return Here(
        team_id=team.id,
        team_name=team.name,
        is_member=member is not None,
        decides=may(informed, Action.CHANGE_TEAM, member) is None,
        is_lead=member is not None and member.role is Role.LEAD,
        is_away=away_on(today, actor.user_id, unit.teams.away([actor.user_id], today)) is not None,
        has_okrs=cycle is not None and cycle.id is not None and bool(unit.okrs.objectives(cycle.id)),
        answered=current is not None and actor.user_id in unit.rounds.answered(current.id),
    )
