"""When a digest is due, who reads it, and asking for one. In the caller's transaction."""

from datetime import datetime, timedelta

from handlers.kit import guard
from handlers.kit.at_home import refresh_team
from handlers.kit.ids import Appointment, Delivery
from handlers.kit.mending import mended
from handlers.kit.rhythm import read_round_key
from okra.calendar import Week, too_late
from okra.checkin import Round, RoundState
from okra.digest import team_digest
from okra.offer import QUIET, REASONS, Held, to_offer
from okra.people import Actor
from okra.permissions import Action, may
from okra.refusal import Refused
from okra.team import Team
from storage.agenda import Appointment as Due
from storage.store import Unit
from storage.weeks import seen_from, team_week

WORTH_SENDING = timedelta(days=7)
"""After longer downtime the next digest is near, and the old one is no news."""
CLOSING = timedelta(minutes=5)
"""How long a digest that is due with the close waits for it; then it comes, incomplete."""
SOON = timedelta(seconds=1)
MOST_ADMINS = 3


def due(unit: Unit, appointment: Due, now: datetime) -> str:
    """Owe a team's digest of one week to those who lead it, and to its digest channel."""
    team_id, week = read_round_key(appointment.key)
    team, this = unit.teams.by_id(team_id), unit.rounds.of_week(team_id, week)
    if team is None or this is None:
        return "no check-in"
    if too_late(appointment.appointed, now, WORTH_SENDING):
        return "too late"
    if this.state is RoundState.OPEN and now < this.closes_at + CLOSING:
        unit.agenda.put(Appointment.DIGEST, appointment.key, max(this.closes_at, now + SOON))
        return "after the close"
    offer(unit, team, this, now)
    return _owe(unit, team, this, week, now)


def offer(unit: Unit, team: Team, this: Round, now: datetime) -> None:
    """Offer a retro about the objective that gives most reason for one, if any may be offered now."""
    report = team_week(unit, team, this.week, seen_from(unit, team, this.week, now))
    if report is None:
        return
    since = now - QUIET
    held = [Held(one.objective_id, one.started_at) for one in unit.sessions.retros(team.id, since)]
    told = team_digest(report, now, team.thresholds).notices
    notice = to_offer(told, unit.offers.of_team(team.id, since), held, now)
    if notice is not None:
        why = (REASONS[notice.kind], notice.sentence)
        unit.offers.make(team.id, this.cycle_id, notice.objective_id, str(this.week), why, now)
        refresh_team(unit, team, now)


def _owe(unit: Unit, team: Team, this: Round, week: Week, now: datetime) -> str:
    if team.digest_channel_id is not None:
        unit.outbox.post(Delivery.DIGEST_CHANNEL, str(this.id), team.digest_channel_id, now)
    readers = guard.leads(unit, team)
    for reader in readers:
        unit.outbox.post(Delivery.DIGEST_LEAD, f"{reader}/{week}", reader, now)
        unit.outbox.post(Delivery.DIGEST_DETAILS, f"{reader}/{week}", reader, now)
    if readers:
        return "owed"
    _tell_admins(unit, team, now)
    return "nobody leads"


def _tell_admins(unit: Unit, team: Team, now: datetime) -> None:
    for admin in unit.people.admins()[:MOST_ADMINS]:
        key = f"no_lead/{team.id}/{admin}"
        if unit.outbox.find(Delivery.NOTICE, key) is None:
            unit.outbox.post(Delivery.NOTICE, key, admin, now)


def ask(unit: Unit, actor: Actor, team_id: int | None, channel_id: str, now: datetime) -> list[Team]:
    """Owe somebody their digest as of now; returns the teams in it. Asking twice in a minute is asking once.

    Raises Refused for those who may not see the digest of the team that is meant, or of any.
    """
    meant = guard.team_by_id(unit, team_id) if team_id is not None else unit.teams.by_channel(channel_id)
    if meant is not None:
        guard.require(unit, actor, Action.SEE_DIGEST, meant)
    teams = shown_to(unit, actor.user_id)
    if not teams:
        outside = not unit.teams.of_person(actor.user_id)
        raise Refused(guard.NO_TEAM_AT_ALL if outside else may(actor, Action.SEE_DIGEST, None) or "")
    key = f"{actor.user_id}/{now.replace(second=0, microsecond=0).isoformat()}"
    mended(unit, actor.user_id, now)
    unit.outbox.post(Delivery.DIGEST_NOW, key, actor.user_id, now)
    unit.outbox.post(Delivery.DIGEST_DETAILS, key, actor.user_id, now)
    return teams


def shown_to(unit: Unit, user_id: str) -> list[Team]:
    """The teams whose digest somebody may ask for: those that they lead or facilitate."""
    return [team for team in unit.teams.of_person(user_id) if _decides(unit, team, user_id)]


def _decides(unit: Unit, team: Team, user_id: str) -> bool:
    member = unit.teams.member(team.id, user_id)
    return member is not None and member.active and member.decides


def sent_to(unit: Unit, user_id: str) -> list[Team]:
    """The teams whose weekly digest comes to somebody: those that they lead, or facilitate while nobody leads."""
    return [team for team in unit.teams.of_person(user_id) if user_id in guard.leads(unit, team)]
