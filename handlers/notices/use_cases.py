"""Telling once, to someone who can mend it, what could not be done."""

from datetime import datetime

from handlers.kit import guard
from handlers.kit.ids import Delivery
from handlers.kit.mending import notice_key
from handlers.notices.values import KeyResultsOffered, NoLead, NoOkrs, Notice, Stuck
from okra.calendar import zone
from okra.people import Role
from okra.team import Team
from storage.outbox import Claim
from storage.store import Store, Unit


def tell_who_can_mend(store: Store, claim: Claim, reason: str, now: datetime) -> None:
    """Owe a notice about a delivery that Slack refuses; a notice about a notice is not sent."""
    if claim.kind == Delivery.NOTICE:
        return
    with store.begin(claim.workspace_id) as unit:
        for user_id in who_can_mend(unit, claim.lane, claim.key):
            key = notice_key(claim.lane, reason, user_id)
            if unit.outbox.find(Delivery.NOTICE, key) is None:
                unit.outbox.post(Delivery.NOTICE, key, user_id, now)


def who_can_mend(unit: Unit, lane: str, key: str) -> list[str]:
    """Leads of the teams that are touched, else facilitators, else workspace admins; never the lane itself."""
    teams = _teams_of_lane(unit, lane, key)
    for role in (Role.LEAD, Role.FACILITATOR):
        found = {
            member.user_id
            for team in teams
            for member in unit.teams.members(team.id)
            if member.role is role and member.active and member.user_id != lane
        }
        if found:
            return sorted(found)
    return [user for user in unit.people.admins() if user != lane][:3]


def _teams_of_lane(unit: Unit, lane: str, _key: str) -> list[Team]:
    if lane[:1] in ("U", "W"):
        return unit.teams.of_person(lane)
    team = unit.teams.by_channel(lane)
    return [team] if team is not None else unit.teams.by_digest_channel(lane)


def load(unit: Unit, key: str, now: datetime) -> Notice | None:
    """Read what the notice is about, as it is now; None where it is mended or moot."""
    what, *rest = key.split("/")
    match what, rest:
        case "stuck", [lane, reason, *_]:
            teams = _teams_of_lane(unit, lane, key)
            return Stuck(lane, reason, teams[0].name if teams else "")
        case "no_okrs", [team_id, *_]:
            return _no_okrs(unit, int(team_id), now)
        case "krs_offered", [team_id, user_id, *_]:
            return _offered(unit, int(team_id), user_id, now)
        case "no_lead", [team_id, *_]:
            return _no_lead(unit, int(team_id))
        case _:
            return None


def _no_okrs(unit: Unit, team_id: int, now: datetime) -> NoOkrs | None:
    team = unit.teams.by_id(team_id)
    if team is None:
        return None
    cycle = unit.cycles.current(team_id, now.astimezone(zone(team.rhythm.zone)).date())
    if cycle is not None and cycle.id is not None and unit.okrs.objectives(cycle.id):
        return None
    return NoOkrs(team_id, team.name, cycle.name if cycle else None)


def _offered(unit: Unit, team_id: int, user_id: str, now: datetime) -> KeyResultsOffered | None:
    titles = tuple(key_result.title for key_result in unit.okrs.owned_by(user_id, team_id, now.date()))
    return KeyResultsOffered(team_id, unit.people.name(user_id), titles) if titles else None


def _no_lead(unit: Unit, team_id: int) -> NoLead | None:
    team = unit.teams.by_id(team_id)
    return None if team is None or guard.leads(unit, team) else NoLead(team.id, team.name)
