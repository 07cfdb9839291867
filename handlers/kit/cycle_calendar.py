"""A cycle's days in the agenda: half-time, and a week before its end."""

from datetime import date, time, timedelta
from typing import Final

from handlers.kit.ids import Appointment
from okra.calendar import instant, zone
from okra.cycle import Cycle, following
from okra.days_off import is_working_day
from okra.offer import Reason, days
from okra.team import Team
from storage.store import Unit

IN_THE_MORNING: Final = time(9)


def appoint_cycle(unit: Unit, team: Team, cycle: Cycle) -> None:
    """Appoint a stored cycle's offers for nine in the morning, on the team's clock, of the first working day from then.

    What was appointed for other dates of the same cycle, and has not happened, is taken back.
    """
    own = [off.day for off in unit.teams.days_off(team.id)]
    where = zone(team.rhythm.zone, unit.workspaces.zone())
    wanted = {offer_key(cycle, reason, day): _working(day, cycle, team, own) for reason, day in days(cycle)}
    for pending in unit.agenda.pending(Appointment.CYCLE_OFFER, f"{cycle.id}/"):
        if pending.key not in wanted:
            unit.agenda.cancel(pending.kind, pending.key)
    for key, day in wanted.items():
        unit.agenda.put(Appointment.CYCLE_OFFER, key, instant(day, IN_THE_MORNING, where))


def next_cycle(unit: Unit, team: Team, cycle: Cycle) -> Cycle:
    """The team's cycle after this one: the stored one, else the one that follows by the calendar, stored now."""
    stored = unit.cycles.following(team.id, cycle.end)
    if stored is None:
        after = following(cycle)
        stored = unit.cycles.save(team.id, after.name, after.start, after.end)
        appoint_cycle(unit, team, stored)
    return stored


def offer_key(cycle: Cycle, reason: Reason, day: date) -> str:
    """What such an appointment is called: "3/midpoint/2026-08-16"."""
    return f"{cycle.id}/{reason}/{day.isoformat()}"


def _working(day: date, cycle: Cycle, team: Team, own: list[date]) -> date:
    """The first working day from `day` on; the day itself where the cycle has none any more."""
    following = (day + timedelta(days=more) for more in range((cycle.end - day).days + 1))
    return next((one for one in following if is_working_day(one, team.country, own)), day)
