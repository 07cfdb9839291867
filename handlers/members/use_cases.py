"""Who is in a team and who is away: in the caller's transaction."""

from collections.abc import Collection
from datetime import date, datetime

from handlers.kit import guard, presence
from handlers.kit.at_home import refresh
from handlers.kit.ids import Appointment, Delivery
from handlers.kit.mending import mended
from handlers.kit.rhythm import schedule_team
from handlers.kit.roll_call import call_roll
from handlers.members.values import Absence, WentAway
from okra.calendar import zone
from okra.people import Actor, Away, Timing
from okra.permissions import Action
from okra.refusal import Refused
from okra.team import Team
from storage.people import Person
from storage.store import Unit


def today_of(unit: Unit, user_id: str, now: datetime) -> date:
    """The date on somebody's own wall."""
    person = unit.people.find(user_id)
    teams = unit.teams.of_person(user_id)
    team_zone = teams[0].rhythm.zone if teams else None
    return now.astimezone(zone(person.zone if person else None, team_zone, unit.workspaces.zone())).date()


def go_away(unit: Unit, actor: Actor, absence: Absence, now: datetime) -> WentAway:
    """Note an absence, one's own or, for those who decide in a common team, a colleague's. Raises Refused."""
    user_id = absence.user_id or actor.user_id
    teams = unit.teams.of_person(user_id)
    if not teams:
        raise Refused("Nobody is waiting for you: you are not in a team." if user_id == actor.user_id else _NOT_MINE)
    if user_id != actor.user_id:
        _may_set_for(unit, actor, teams)
    unit.teams.set_away(Away(user_id, absence.first, absence.last), actor.user_id, now)
    for team in teams:
        presence.changed(unit, team, user_id, now)
    return WentAway(None if user_id == actor.user_id else unit.people.name(user_id), absence.first, absence.last)


_NOT_MINE = "I don't know them as a member of any team, so nobody is waiting for them."


def _may_set_for(unit: Unit, actor: Actor, teams: Collection[Team]) -> None:
    refusals = []
    for team in teams:
        try:
            guard.require(unit, actor, Action.SET_AWAY_FOR_OTHERS, team)
        except Refused as refused:
            refusals.append(refused)
        else:
            return
    raise refusals[0]


def come_back(unit: Unit, actor: Actor, now: datetime) -> bool:
    """End the actor's absence today; whether there was one. A prompt that they were spared comes now."""
    was_away = unit.teams.end_away(actor.user_id, today_of(unit, actor.user_id, now))
    if was_away:
        for team in unit.teams.of_person(actor.user_id):
            member = guard.membership(unit, actor, team)
            if member is not None:
                presence.back(unit, team, member, now)
    return was_away


def may_set_for_others(unit: Unit, actor: Actor) -> bool:
    """Whether the actor decides in any team."""
    members = (guard.membership(unit, actor, team) for team in unit.teams.of_person(actor.user_id))
    return any(member is not None and member.decides for member in members)


def set_timing(unit: Unit, actor: Actor, timing: Timing, now: datetime) -> None:
    """Choose when to be asked, in all of one's teams."""
    for team in unit.teams.of_person(actor.user_id):
        unit.teams.set_timing(team.id, actor.user_id, timing)
        schedule_team(unit, team, now)


def timing_of(unit: Unit, actor: Actor) -> Timing:
    """When the actor is asked. Raises Refused for somebody without a team."""
    for team in unit.teams.of_person(actor.user_id):
        member = guard.membership(unit, actor, team)
        if member is not None:
            return member.timing
    raise Refused(guard.NO_TEAM_AT_ALL)


def in_channel(unit: Unit, team: Team, people: Collection[Person], now: datetime) -> None:
    """Make the team's members those who are in its channel now: people, not bots, and nobody who is deactivated."""
    there = {person.user_id for person in people if not person.is_bot and not person.deactivated}
    before = {member.user_id for member in unit.teams.members(team.id)}
    for user_id in sorted(there - before):
        unit.teams.join(team.id, user_id, now)
    for user_id in sorted(before - there):
        leave(unit, team, user_id, now)
    if there != before:
        schedule_team(unit, team, now)
        presence.changed(unit, team, None, now)


def leave(unit: Unit, team: Team, user_id: str, now: datetime) -> None:
    """Somebody left the team: their key results are offered to the lead, their words stay."""
    unit.teams.leave(team.id, user_id)
    refresh(unit, [user_id], now)
    unit.agenda.put(Appointment.SESSION_LEFT, f"{team.id}/{user_id}/{now.isoformat()}", now)
    presence.changed(unit, team, None, now)
    if not unit.okrs.owned_by(user_id, team.id, now.date()):
        return
    for lead in guard.leads(unit, team):
        unit.outbox.post(Delivery.NOTICE, f"krs_offered/{team.id}/{user_id}/{lead}", lead, now)


def person_changed(unit: Unit, person: Person, now: datetime) -> None:
    """Slack says something new of somebody: a name, a zone, a deactivation, a return."""
    before = unit.people.find(person.user_id)
    if before is None:
        return
    teams = unit.teams.of_person(person.user_id)
    unit.people.remember(person, now)
    refresh(unit, [person.user_id], now)
    for team in teams:
        if person.deactivated:
            leave(unit, team, person.user_id, now)
        elif before.zone != person.zone:
            schedule_team(unit, team, now)
    if before.deactivated and not person.deactivated:
        mended(unit, person.user_id, now)
        call_roll(unit, unit.teams.all(), now)


def after_silence(unit: Unit, now: datetime) -> None:
    """We can hear again: who came and who went meanwhile is read in every team's channel."""
    call_roll(unit, unit.teams.all(), now)
