"""Who may read which cycle's report, and asking for one. In the caller's transaction."""

from datetime import datetime

from handlers.kit import guard
from handlers.kit.ids import Delivery
from handlers.kit.mending import mended
from okra.calendar import zone
from okra.cycle import Cycle
from okra.people import Actor
from okra.permissions import Action
from okra.refusal import Refused, quoted
from okra.team import Team
from storage.store import Unit

NO_CYCLE = "{team} has no cycle yet, so there is nothing to report on. `/okra setup` sets one."
UNKNOWN = "{team} has no cycle called {name}. It has: {known}."
MOST_NAMED = 6
READ = Action.READ_REPORT


def ask(unit: Unit, actor: Actor, team: Team, name: str, now: datetime) -> Cycle:
    """Owe somebody a cycle's report as of now, in their DM; returns the cycle. Asking twice in a minute is asking once.

    `name` is the cycle's, "" for the newest that there is something to tell of. Raises Refused for those outside the
    team, and where there is no such cycle.
    """
    guard.require(unit, actor, READ, team)
    cycle = _called(unit, team, name) if name else _newest(unit, team, now)
    key = f"{actor.user_id}/{cycle.id}/{now.replace(second=0, microsecond=0).isoformat()}"
    mended(unit, actor.user_id, now)
    for kind in (Delivery.CYCLE_REPORT_NOW, Delivery.CYCLE_REPORT_DETAILS, Delivery.CYCLE_REPORT_FILE):
        unit.outbox.post(kind, key, actor.user_id, now)
    return cycle


def _called(unit: Unit, team: Team, name: str) -> Cycle:
    every = unit.cycles.of_team(team.id)
    found = next((one for one in every if one.name.casefold() == " ".join(name.split()).casefold()), None)
    if found is None:
        known = ", ".join(one.name for one in every[:MOST_NAMED]) or "none yet"
        raise Refused(UNKNOWN.format(team=team.name, name=quoted(name), known=known))
    return found


def _newest(unit: Unit, team: Team, now: datetime) -> Cycle:
    today = now.astimezone(zone(team.rhythm.zone, unit.workspaces.zone())).date()
    found = unit.cycles.told_of(team.id) or unit.cycles.current(team.id, today) or unit.cycles.latest(team.id)
    if found is None:
        raise Refused(NO_CYCLE.format(team=team.name))
    return found
