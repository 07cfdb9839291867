"""What reports say, loaded at the moment of sending: everything is looked at once more."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.kit.feature import Later
from handlers.kit.ids import Delivery
from handlers.report.values import Told
from okra.calendar import zone
from okra.cycle_report import cycle_report
from okra.dates import say_day
from storage.cycle_past import cycle_facts
from storage.deliveries import Delivery as Owed
from storage.store import Unit

REPORT_FIRST = timedelta(seconds=5)
"""How long what stands in a report's thread waits for the report."""
UNTIL_MENDED = timedelta(minutes=30)


def told(unit: Unit, key: str, now: datetime) -> Told | None:
    """Load a report: key "<cycle id>", or "<user id>/<cycle id>/<instant>" for one that somebody asked for.

    None where the cycle is gone, or whoever asked is not in the team any more.
    """
    user_id, cycle_id = _read(key)
    cycle = unit.cycles.by_id(cycle_id)
    team = unit.teams.by_id(cycle.team_id) if cycle else None
    if cycle is None or team is None:
        return None
    if user_id is not None:
        member = unit.teams.member(team.id, user_id)
        if member is None or not member.active:
            return None
    today = now.astimezone(zone(team.rhythm.zone, unit.workspaces.zone())).date()
    return Told(cycle_report(cycle_facts(unit, team, cycle), today), say_day(today, cycle.end))


def below(unit: Unit, key: str, now: datetime) -> Told | Later | None:
    """Load what stands in a report's thread; it waits until the report is there."""
    above = above_of(unit, key)
    if above is None or above.state == "withdrawn":
        return None
    if above.message is None:
        return Later(now + (UNTIL_MENDED if above.state == "stuck" else REPORT_FIRST))
    loaded = told(unit, key, now)
    return None if loaded is None else replace(loaded, under=above.message.ts)


def above_of(unit: Unit, key: str) -> Owed | None:
    """The report that something with the same key stands under."""
    user_id, _ = _read(key)
    return unit.outbox.find(Delivery.CYCLE_REPORT if user_id is None else Delivery.CYCLE_REPORT_NOW, key)


def _read(key: str) -> tuple[str | None, int]:
    """Who asked, None where nobody did, and the cycle's id."""
    parts = key.split("/", 2)
    return (None, int(key)) if len(parts) == 1 else (parts[0], int(parts[1]))
