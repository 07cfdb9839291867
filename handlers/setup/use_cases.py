"""Setting a team up, or changing it: in the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime

from handlers.kit import guard
from handlers.kit.at_home import refresh, refresh_team
from handlers.kit.cycle_calendar import appoint_cycle
from handlers.kit.ids import Delivery
from handlers.kit.mending import mended
from handlers.kit.reporting import report_changed
from handlers.kit.rhythm import schedule_team
from handlers.kit.roll_call import call_roll
from okra.calendar import Rhythm, zone
from okra.cycle import Cycle, name_for, quarter_around
from okra.people import Actor, Role
from okra.permissions import Action
from okra.refusal import Refused
from okra.settings import TeamSettings
from okra.team import Team
from storage.store import Unit

IN_A_CHANNEL = "A team lives in a channel. Go to your team's channel and type `/okra setup` there."


@dataclass(frozen=True, slots=True)
class Window:
    """What the setup window shows."""

    settings: TeamSettings
    channel_id: str
    first_time: bool


def window(unit: Unit, actor: Actor, channel_id: str, channel_name: str, now: datetime) -> Window:
    """What is set, or sensible defaults. Raises Refused outside channels and for those who may not change the team."""
    if not guard.is_channel(channel_id):
        raise Refused(IN_A_CHANNEL)
    team = unit.teams.by_channel(channel_id)
    if team is None:
        return Window(_defaults(unit, actor, channel_name, now), channel_id, first_time=True)
    guard.require(unit, actor, Action.CHANGE_TEAM, team)
    return Window(_current(unit, team, now), channel_id, first_time=False)


def _defaults(unit: Unit, actor: Actor, channel_name: str, now: datetime) -> TeamSettings:
    person = unit.people.find(actor.user_id)
    where = zone(person.zone if person else None, unit.workspaces.zone())
    quarter = quarter_around(now.astimezone(where).date(), 0)
    return TeamSettings(
        name=channel_name.removeprefix("team-").replace("-", " ").replace("_", " ").capitalize(),
        lead_id=actor.user_id,
        facilitator_ids=(),
        rhythm=Rhythm(zone=where.key),
        country=None,
        digest_channel_id=None,
        days_off=(),
        cycle_start=quarter.start,
        cycle_end=quarter.end,
    )


def _current(unit: Unit, team: Team, now: datetime) -> TeamSettings:
    members = unit.teams.members(team.id)
    today = now.astimezone(zone(team.rhythm.zone)).date()
    cycle = unit.cycles.current(team.id, today) or unit.cycles.latest(team.id) or quarter_around(today, team.id)
    return TeamSettings(
        name=team.name,
        lead_id=next((member.user_id for member in members if member.role is Role.LEAD), ""),
        facilitator_ids=tuple(member.user_id for member in members if member.role is Role.FACILITATOR),
        rhythm=team.rhythm,
        country=team.country,
        digest_channel_id=team.digest_channel_id,
        days_off=unit.teams.days_off(team.id),
        cycle_start=cycle.start,
        cycle_end=cycle.end,
        thresholds=team.thresholds,
    )


def save(unit: Unit, actor: Actor, channel_id: str, settings: TeamSettings, now: datetime) -> Team:
    """Store everything, plan the next check-in, and owe the channel its welcome. Checks again who may."""
    team = unit.teams.by_channel(channel_id)
    if team is not None:
        guard.require(unit, actor, Action.CHANGE_TEAM, team)
    team = unit.teams.save(
        channel_id, settings.name, settings.rhythm, settings.country, settings.digest_channel_id, now,
        settings.thresholds,
    )  # fmt: skip
    unit.teams.set_days_off(team.id, settings.days_off)
    _save_roles(unit, team, settings, now)
    _save_cycle(unit, team, settings, now)
    mended(unit, channel_id, now)
    call_roll(unit, [team], now)
    unit.outbox.post(Delivery.TEAM_WELCOME, str(team.id), channel_id, now)
    unit.outbox.post(Delivery.TEAM_SAVED, f"{team.id}/{actor.user_id}", actor.user_id, now)
    schedule_team(unit, team, now)
    refresh(unit, [actor.user_id], now)
    refresh_team(unit, team, now)
    return team


def _save_roles(unit: Unit, team: Team, settings: TeamSettings, now: datetime) -> None:
    chosen = dict.fromkeys(settings.facilitator_ids, Role.FACILITATOR) | {settings.lead_id: Role.LEAD}
    for member in unit.teams.members(team.id, with_inactive=True):
        if member.role is not Role.MEMBER and member.user_id not in chosen:
            unit.teams.set_role(team.id, member.user_id, Role.MEMBER)
    for user_id, role in chosen.items():
        unit.teams.join(team.id, user_id, now)
        unit.teams.set_role(team.id, user_id, role)


def _save_cycle(unit: Unit, team: Team, settings: TeamSettings, now: datetime) -> None:
    """A cycle that is still running is corrected; after its end, other days are a new cycle."""
    start, end = settings.cycle_start, settings.cycle_end
    today = now.astimezone(zone(team.rhythm.zone)).date()
    running: Cycle | None = unit.cycles.current(team.id, today)
    replacing = running.id if running is not None and start <= running.end else None
    saved = unit.cycles.save(team.id, name_for(start, end), start, end, replacing)
    appoint_cycle(unit, team, saved)
    report_changed(unit, saved.id or 0, now)


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the channel's welcome says."""

    team: Team
    lead_name: str


def welcome(unit: Unit, key: str, _now: datetime) -> Welcome | None:
    """Load the welcome of team `key`; None where the team is gone."""
    team = unit.teams.by_id(int(key))
    if team is None:
        return None
    lead = next((member.name for member in unit.teams.members(team.id) if member.role is Role.LEAD), "Nobody")
    return Welcome(team, lead)


@dataclass(frozen=True, slots=True)
class Saved:
    """What the one who saved is told."""

    team: Team
    has_okrs: bool


def saved(unit: Unit, key: str, now: datetime) -> Saved | None:
    """Load the private confirmation "<team>/<user>"; None where the team is gone."""
    team = unit.teams.by_id(int(key.partition("/")[0]))
    return None if team is None else Saved(team, _has_okrs(unit, team, now))


def _has_okrs(unit: Unit, team: Team, now: datetime) -> bool:
    """Whether the team has an objective in its current cycle."""
    cycle = unit.cycles.current(team.id, now.astimezone(zone(team.rhythm.zone)).date())
    return cycle is not None and cycle.id is not None and bool(unit.okrs.objectives(cycle.id))
