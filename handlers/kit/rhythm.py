"""A team's rhythm in the agenda: when its next check-in begins."""

from datetime import datetime

from handlers.kit.ids import Appointment
from okra.attendance import first_asked
from okra.calendar import Week, moments, openings
from okra.checkin import RoundState
from okra.team import Team
from storage.store import Unit


def round_key(team_id: int, week: Week) -> str:
    """What a round's appointments are called: "7/2026-W36"."""
    return f"{team_id}/{week}"


def read_round_key(key: str) -> tuple[int, Week]:
    """The team's id and the week."""
    team_id, _, week = key.partition("/")
    return int(team_id), Week.parse(week)


def schedule_team(unit: Unit, team: Team, now: datetime) -> None:
    """Appoint the team's next check-in; for a team that is new, or has chosen another rhythm.

    Nobody is asked twice in one week, and a round that is open already is left alone. What is due this minute runs.
    """
    pending = unit.agenda.pending(Appointment.CHECKIN_OPEN, round_key_prefix(team.id))
    if any(appointment.due <= now for appointment in pending):
        return
    week = _next_free_week(unit, team, now)
    for appointment in pending:
        if appointment.key != round_key(team.id, week):
            unit.agenda.cancel(appointment.kind, appointment.key)
    appoint_opening(unit, team, week)
    early = unit.rounds.of_week(team.id, week)
    if early is not None:
        at = moments(team.rhythm, week)
        unit.rounds.reschedule(early.id, (at.opens, at.reminds, at.closes))


def round_key_prefix(team_id: int) -> str:
    """How the keys of all of a team's rounds begin."""
    return f"{team_id}/"


def _next_free_week(unit: Unit, team: Team, now: datetime) -> Week:
    """The first week to come in which the team was not asked yet."""
    for week, _ in openings(team.rhythm, now):
        appointment = unit.agenda.find(Appointment.CHECKIN_OPEN, round_key(team.id, week))
        this = unit.rounds.of_week(team.id, week)
        if (appointment is None or appointment.done is None) and (this is None or this.state is RoundState.EARLY):
            return week
    raise AssertionError("weeks never end")


def appoint_opening(unit: Unit, team: Team, week: Week) -> None:
    """Appoint a week's check-in for the first minute at which somebody is asked."""
    due = first_asked(team.rhythm, week, unit.teams.members(team.id))
    unit.agenda.put(Appointment.CHECKIN_OPEN, round_key(team.id, week), due)
