"""What the clock does to a check-in: open, remind, close. Each runs in its appointment's own transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.kit import guard
from handlers.kit.at_home import refresh_team
from handlers.kit.cycle_calendar import appoint_cycle
from handlers.kit.ids import Appointment, Delivery
from handlers.kit.reporting import report_changed
from handlers.kit.rhythm import appoint_opening, read_round_key, round_key
from okra.attendance import asked_at, expectations, first_reminded, nobody_is_there, reminded_at
from okra.calendar import CATCH_UP, Moments, Week, moments, too_late
from okra.checkin import Presence, Round, RoundState
from okra.cycle import Cycle
from okra.days_off import public_holiday
from okra.people import Member
from okra.team import Team
from storage.agenda import Appointment as Due
from storage.store import Unit
from storage.weeks import present

MOST_MISSED_WEEKS = 60
"""How many weeks of downtime are written down one by one."""


@dataclass(frozen=True, slots=True)
class TeamAndWeek:
    """What a round is about."""

    team: Team
    week: Week

    @property
    def moments(self) -> Moments:
        """The round's instants, aware UTC."""
        return moments(self.team.rhythm, self.week)

    @property
    def key(self) -> str:
        """What the round's appointments are called."""
        return round_key(self.team.id, self.week)


def open_round(unit: Unit, due: Due, now: datetime, window: timedelta = CATCH_UP) -> str:
    """Ask everybody who is there, once; then appoint the following week.

    Later than `window` after the team's instant, the week is noted as missed and nobody is asked.
    """
    about = _about(unit, due)
    if about is None:
        return "no team"
    if too_late(about.moments.opens, now, window):
        return _missed(unit, about, now, window)
    outcome = _open(unit, about, now, window)
    appoint_opening(unit, about.team, about.week.next())
    return outcome


def _about(unit: Unit, due: Due) -> TeamAndWeek | None:
    team_id, week = read_round_key(due.key)
    team = unit.teams.by_id(team_id)
    return None if team is None else TeamAndWeek(team, week)


def _missed(unit: Unit, about: TeamAndWeek, now: datetime, window: timedelta) -> str:
    """Write down every week that was wholly missed; the first that is not is appointed. Never a burst."""
    for _ in range(MOST_MISSED_WEEKS):
        if not too_late(about.moments.opens, now, window):
            break
        _note_missed(unit, about, now)
        about = TeamAndWeek(about.team, about.week.next())
    while too_late(about.moments.opens, now, window):
        about = TeamAndWeek(about.team, about.week.next())
    appoint_opening(unit, about.team, about.week)
    return "missed"


def _note_missed(unit: Unit, about: TeamAndWeek, now: datetime) -> None:
    """Write one week down; a digest that is still to come says so."""
    cycle = cycle_of(unit, about)
    if cycle is None or cycle.id is None or not unit.okrs.objectives(cycle.id):
        return
    state = RoundState.MISSED if day_off(unit, about) is None else RoundState.DAY_OFF
    this = _round(unit, about, cycle.id, state)
    if this.state is RoundState.EARLY:
        unit.rounds.set_state(this.id, state)
    if state is RoundState.MISSED and about.moments.digests > now:
        unit.agenda.put(Appointment.DIGEST, about.key, about.moments.digests)


def cycle_of(unit: Unit, about: TeamAndWeek) -> Cycle | None:
    """The cycle in which the round's day lies."""
    return unit.cycles.current(about.team.id, about.week.day(about.team.rhythm.weekday))


def day_off(unit: Unit, about: TeamAndWeek) -> str | None:
    """Why the whole team is off on the round's day, None on any other."""
    day = about.week.day(about.team.rhythm.weekday)
    own = next((off for off in unit.teams.days_off(about.team.id) if off.day == day), None)
    if own is not None:
        return own.name or "a day off"
    return public_holiday(day, about.team.country)


def _round(unit: Unit, about: TeamAndWeek, cycle_id: int, state: RoundState) -> Round:
    at = about.moments
    return unit.rounds.create(about.team.id, cycle_id, about.week, state, (at.opens, at.reminds, at.closes))


def early_round(unit: Unit, about: TeamAndWeek, cycle_id: int) -> Round:
    """The week's round for somebody who answers before anybody is asked."""
    return _round(unit, about, cycle_id, RoundState.EARLY)


def _open(unit: Unit, about: TeamAndWeek, now: datetime, window: timedelta) -> str:
    cycle = cycle_of(unit, about)
    if cycle is None or cycle.id is None or not unit.okrs.objectives(cycle.id):
        _tell_lead(unit, about, cycle, now)
        return "no okrs"
    appoint_cycle(unit, about.team, cycle)
    this = _round(unit, about, cycle.id, RoundState.EARLY)
    if this.state is not RoundState.EARLY:
        return "open already"
    if begin(unit, about, this) is RoundState.DAY_OFF:
        return "day off"
    _ask(unit, about, this, window)
    refresh_team(unit, about.team, now)
    return "opened"


def _tell_lead(unit: Unit, about: TeamAndWeek, cycle: Cycle | None, now: datetime) -> None:
    """Tell the lead once a cycle that there is nothing to check in on."""
    latest = unit.cycles.latest(about.team.id)
    where = str(cycle.id) if cycle else f"after-{latest.id if latest else 0}"
    key = f"no_okrs/{about.team.id}/{where}"
    readers = guard.leads(unit, about.team)
    if readers and unit.outbox.find(Delivery.NOTICE, key) is None:
        unit.outbox.post(Delivery.NOTICE, key, readers[0], now)


def begin(unit: Unit, about: TeamAndWeek, this: Round) -> RoundState:
    """Open a round: note who is expected, owe the card, appoint what follows; on a day off for everybody nothing."""
    members = unit.teams.members(about.team.id)
    day = about.week.day(about.team.rhythm.weekday)
    absences = unit.teams.away((member.user_id for member in members), day)
    expected = expectations(members, absences, day, day_off(unit, about))
    unit.rounds.expect(this.id, expected)
    state = RoundState.DAY_OFF if nobody_is_there(expected) else RoundState.OPEN
    unit.rounds.set_state(this.id, state)
    if state is RoundState.OPEN:
        at = about.moments
        unit.rounds.reschedule(this.id, (at.opens, at.reminds, at.closes))
        unit.outbox.post(Delivery.CHECKIN_CARD, str(this.id), about.team.channel_id, at.opens)
        _appoint(unit, about, members)
    return state


def _appoint(unit: Unit, about: TeamAndWeek, members: Iterable[Member]) -> None:
    at = about.moments
    reminding = first_reminded(about.team.rhythm, about.week, members)
    unit.agenda.put(Appointment.CHECKIN_REMIND, about.key, reminding)
    unit.agenda.put(Appointment.CHECKIN_CLOSE, about.key, at.closes)
    unit.agenda.put(Appointment.DIGEST, about.key, at.digests)


def _ask(unit: Unit, about: TeamAndWeek, this: Round, window: timedelta) -> None:
    """Owe each expected member their prompt. It is worth sending within the window, and not after the close."""
    answered = unit.rounds.answered(this.id)
    expected = {one.user_id for one in unit.rounds.expectations(this.id) if one.presence is Presence.EXPECTED}
    for member in unit.teams.members(about.team.id):
        if member.user_id in expected - answered:
            due = asked_at(about.team.rhythm, about.week, member)
            key = f"{this.id}/{member.user_id}"
            expires = min(due + window, about.moments.closes)
            unit.outbox.post(Delivery.CHECKIN_PROMPT, key, member.user_id, due, expires)


def remind(unit: Unit, due: Due, _now: datetime) -> str:
    """Nudge those who were asked and have not answered, each once. Whoever snoozed gets that nudge later instead."""
    about = _about(unit, due)
    this = unit.rounds.of_week(about.team.id, about.week) if about else None
    if about is None or this is None or this.state is not RoundState.OPEN:
        return "not open"
    waiting = _waited_for(unit, about.team, this, due.appointed)
    for member in unit.teams.members(about.team.id):
        if member.user_id in waiting:
            at = reminded_at(about.team.rhythm, about.week, member)
            key = f"{this.id}/{member.user_id}"
            unit.outbox.post(Delivery.CHECKIN_NUDGE, key, member.user_id, at, expires=this.closes_at)
    return "reminded" if waiting else "nobody to remind"


def _waited_for(unit: Unit, team: Team, this: Round, now: datetime) -> set[str]:
    answered = unit.rounds.answered(this.id)
    return {
        one.user_id
        for one in present(unit, team, this, now)
        if one.presence is Presence.EXPECTED and one.snoozed_until is None and one.user_id not in answered
    }


def snooze_over(unit: Unit, due: Due, now: datetime) -> str:
    """The morning after "Snooze": the nudge that takes the reminder's place."""
    round_id, _, user_id = due.key.partition("/")
    this = unit.rounds.by_id(int(round_id))
    if this is None or this.state is not RoundState.OPEN:
        return "not open"
    unit.outbox.post(Delivery.CHECKIN_NUDGE, due.key, user_id, now, expires=this.closes_at)
    return "nudged"


def close(unit: Unit, due: Due, now: datetime) -> str:
    """End the round: who was away stays noted as away, the card becomes the result, the team is invited to talk."""
    about = _about(unit, due)
    this = unit.rounds.of_week(about.team.id, about.week) if about else None
    if about is None or this is None or this.state is not RoundState.OPEN:
        return "not open"
    for one in present(unit, about.team, this, now):
        unit.rounds.set_presence(this.id, one.user_id, one.presence, one.reason)
    unit.rounds.set_state(this.id, RoundState.CLOSED, closed_at=now)
    unit.outbox.post(Delivery.CHECKIN_CARD, str(this.id), about.team.channel_id, now)
    unit.outbox.post(Delivery.CHECKIN_THREAD, str(this.id), about.team.channel_id, now)
    say_digests_again(unit, about, this.id, now)
    report_changed(unit, this.cycle_id, now)
    refresh_team(unit, about.team, now)
    return "closed"


def say_digests_again(unit: Unit, about: TeamAndWeek, round_id: int, now: datetime) -> None:
    """Bring the digests that were sent already up to date; what was not sent yet is up to date when it is."""
    unit.outbox.repost(Delivery.DIGEST_CHANNEL, str(round_id), now)
    for reader in unit.teams.members(about.team.id):
        if reader.decides:
            unit.outbox.repost(Delivery.DIGEST_LEAD, f"{reader.user_id}/{about.week}", now)
            unit.outbox.repost(Delivery.DIGEST_DETAILS, f"{reader.user_id}/{about.week}", now)
