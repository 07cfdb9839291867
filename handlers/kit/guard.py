"""The one door to rows for a person: who they are in a team, and whether they may."""

from dataclasses import replace

from okra.people import Actor, Member, Role
from okra.permissions import Action, may
from okra.refusal import Refused
from okra.team import Team
from storage.store import Unit

NO_TEAM_HERE = "No team lives in this channel yet. Type `/okra setup` here to set one up; it takes a minute."
NO_TEAM_AT_ALL = "You are not in a team yet. Go to your team's channel and type `/okra setup` there."
GONE = "I can't find that team any more. Type `/okra` in your team's channel to start afresh."


def informed(unit: Unit, actor: Actor) -> Actor:
    """The actor, with what we know of them: whether they administer the workspace."""
    return replace(actor, is_admin=unit.people.is_admin(actor.user_id))


def team_here(unit: Unit, actor: Actor, channel_id: str) -> Team:
    """The team of a channel; elsewhere (a DM, say) the person's only team. Raises Refused where there is none.

    With several teams and no channel the first by name is not guessed: see `teams_of`.
    """
    team = unit.teams.by_channel(channel_id)
    if team is not None:
        return team
    if is_channel(channel_id):
        raise Refused(NO_TEAM_HERE)
    teams = unit.teams.of_person(actor.user_id)
    if not teams:
        raise Refused(NO_TEAM_AT_ALL)
    if len(teams) > 1:
        names = ", ".join(team.name for team in teams)
        raise Refused(f"You are in several teams ({names}). Type it in the channel of the one you mean.")
    return teams[0]


def team_by_id(unit: Unit, team_id: int) -> Team:
    """The team of a button or window. Raises Refused where it is gone, or of another workspace."""
    team = unit.teams.by_id(team_id)
    if team is None:
        raise Refused(GONE)
    return team


def is_channel(conversation_id: str) -> bool:
    """Whether a conversation can be a team's home: a channel, not a direct message."""
    return conversation_id[:1] in ("C", "G")


def membership(unit: Unit, actor: Actor, team: Team) -> Member | None:
    """The actor's active part in the team, None outside it."""
    member = unit.teams.member(team.id, actor.user_id)
    return member if member is not None and member.active else None


def require(unit: Unit, actor: Actor, action: Action, team: Team) -> Member | None:
    """Let the actor do `action`, and say who they are in the team. Raises Refused, with the reason, otherwise."""
    member = membership(unit, actor, team)
    refusal = may(informed(unit, actor), action, member)
    if refusal is not None:
        raise Refused(refusal)
    return member


def leads(unit: Unit, team: Team) -> list[str]:
    """Who leads the team and can still read messages; its facilitators where nobody does."""
    members = [member for member in unit.teams.members(team.id) if member.active]
    for role in (Role.LEAD, Role.FACILITATOR):
        found = [member.user_id for member in members if member.role is role]
        if found:
            return found
    return []
