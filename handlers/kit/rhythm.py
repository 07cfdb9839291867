"""A team's rhythm in the agenda: when the next check-in begins, and what follows when people or choices change."""

from datetime import datetime

from handlers.kit.ids import Appointment, Delivery
from okra.attendance import asked_at, first_asked
from okra.calendar import CATCH_UP, Week, moments, openings
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


def presence_changed(unit: Unit, user_id: str, now: datetime) -> None:
    """Somebody went away, came back, left or joined: what open rounds say of them is said again, correctly."""
    for team in unit.teams.of_person(user_id):
        for this in unit.rounds.unfinished(team.id):
            if this.state is RoundState.OPEN:
                _say_again(unit, team, this.id, this.week, user_id, now)


def _say_again(unit: Unit, team: Team, round_id: int, week: Week, user_id: str, now: datetime) -> None:
    unit.outbox.repost(Delivery.CHECKIN_CARD, str(round_id), now)
    key = f"{round_id}/{user_id}"
    if unit.outbox.message(Delivery.CHECKIN_PROMPT, key) is not None:
        unit.outbox.repost(Delivery.CHECKIN_PROMPT, key, now)
        return
    member = unit.teams.member(team.id, user_id)
    if member is None or unit.rounds.expectation(round_id, user_id) is None:
        return
    due = asked_at(team.rhythm, week, member)
    unit.outbox.post(Delivery.CHECKIN_PROMPT, key, user_id, due, expires=due + CATCH_UP)
