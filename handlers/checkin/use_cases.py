"""A member's check-in: what their answer does, and not answering. In the caller's transaction."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from handlers.checkin.use_cases_asked import cycle_for
from handlers.checkin.use_cases_time import TeamAndWeek, begin, early_round, say_digests_again
from handlers.kit import guard
from handlers.kit.at_home import refresh, refresh_team
from handlers.kit.ids import Appointment, Delivery
from handlers.kit.reporting import report_changed
from handlers.kit.rhythm import round_key
from okra.calendar import Week, current_week, instant, zone
from okra.checkin import Answer, IssueUpdate, Presence, Round, RoundState, check_still_open
from okra.cycle import Cycle
from okra.dates import say_moment
from okra.grip import Contribution
from okra.people import Actor, Member
from okra.permissions import Action
from okra.team import Team
from storage.store import Unit

NINE = time(9)
UNASKED = (RoundState.EARLY, RoundState.MISSED)


def this_week(unit: Unit, actor: Actor, team: Team, now: datetime) -> TeamAndWeek:
    """The check-in that an answer given now belongs to. Raises Refused for those who are not in the team."""
    guard.require(unit, actor, Action.ANSWER_CHECKIN, team)
    return TeamAndWeek(team, current_week(team.rhythm, now))


def that_week(unit: Unit, actor: Actor, about: TeamAndWeek) -> TeamAndWeek:
    """The check-in of a button. Raises Refused for those who are not in the team."""
    guard.require(unit, actor, Action.ANSWER_CHECKIN, about.team)
    return about


def purpose(team_id: int, week: Week) -> str:
    """What a draft of this check-in is called."""
    return f"checkin/{round_key(team_id, week)}"


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a submitted check-in; `lost` is what was said of issues that do not exist any more."""

    editing: bool
    lost: tuple[IssueUpdate, ...] = ()


def submit(unit: Unit, actor: Actor, about: TeamAndWeek, said: Contribution, now: datetime) -> Stored:
    """Store an answer, first or edited, and owe all that must be said of it. Raises Refused where it is too late.

    Saying the same twice is saying it once.
    """
    this = _round(unit, about, now)
    check_still_open(end_of_cycle(unit, about, this), this.closes_at, now)
    before = unit.rounds.answer(this.id, actor.user_id)
    answer_id = unit.rounds.save(this, actor.user_id, said, now)
    unit.issues.set_raised(about.team.id, answer_id, actor.user_id, said.new_issues, now)
    lost = unit.issues.set_updates(about.team.id, answer_id, said.issue_updates, now)
    unit.actions.set_updates(about.team.id, answer_id, said.action_updates, now)
    if before is None or _words(unit.rounds.answer(this.id, actor.user_id)) != _words(before):
        if before is not None:
            unit.rounds.mark_edited(answer_id, now)
        _say(unit, about, this, actor.user_id, now)
    return Stored(before is not None, lost)


def _words(answer: Answer | None) -> Answer | None:
    return replace(answer, submitted_at=None, edited_at=None) if answer else None


def _say(unit: Unit, about: TeamAndWeek, this: Round, user_id: str, now: datetime) -> None:
    key = f"{this.id}/{user_id}"
    unit.outbox.post(Delivery.CHECKIN_RECEIPT, key, user_id, now)
    _bring_up_to_date(unit, key, user_id, now)
    unit.outbox.repost(Delivery.CHECKIN_CARD, str(this.id), now)
    report_changed(unit, this.cycle_id, now)
    refresh(unit, [user_id], now)
    refresh_team(unit, about.team, now)
    if this.state is not RoundState.OPEN:
        unit.outbox.repost(Delivery.CHECKIN_THREAD, str(this.id), now)
        say_digests_again(unit, about, this.id, now)
    if this.state is RoundState.DAY_OFF:
        unit.agenda.put(Appointment.DIGEST, about.key, max(now, about.moments.digests))


def _bring_up_to_date(unit: Unit, key: str, user_id: str, now: datetime) -> None:
    """Edit the prompt and the nudge that were sent. An edit is never too late; what is not sent is looked at then."""
    for kind in (Delivery.CHECKIN_PROMPT, Delivery.CHECKIN_NUDGE):
        if unit.outbox.message(kind, key) is not None:
            unit.outbox.post(kind, key, user_id, now)


def _round(unit: Unit, about: TeamAndWeek, now: datetime) -> Round:
    """The round that the answer goes to: the one that is there, or a new one for an early or unasked answer."""
    this = unit.rounds.of_week(about.team.id, about.week)
    if this is None:
        this = early_round(unit, about, _known(cycle_for(unit, about, None)))
    if this.state in UNASKED and _should_be_open(unit, about, now):
        this = unit.rounds.of_week(about.team.id, about.week, "alone") or this
        if this.state in UNASKED:
            begin(unit, about, this)
    return unit.rounds.of_week(about.team.id, about.week, "steady") or this


def _should_be_open(unit: Unit, about: TeamAndWeek, now: datetime) -> bool:
    """Whether the check-in's time has come, but nothing will open it: it was missed, or the OKRs came too late."""
    opening = unit.agenda.find(Appointment.CHECKIN_OPEN, about.key)
    will_open = opening is not None and opening.done is None
    return not will_open and about.moments.opens <= now < about.moments.closes


def _known(cycle: Cycle) -> int:
    if cycle.id is None:
        raise LookupError("a stored cycle has an id")
    return cycle.id


def end_of_cycle(unit: Unit, about: TeamAndWeek, this: Round) -> datetime:
    """The first instant after the round's cycle, in the team's zone."""
    cycle = unit.cycles.by_id(this.cycle_id)
    if cycle is None:
        return this.closes_at
    return instant(cycle.end + timedelta(days=1), time(0), zone(about.team.rhythm.zone))


def snooze(unit: Unit, actor: Actor, about: TeamAndWeek, now: datetime) -> str | None:
    """Ask again tomorrow at 9:00 on the member's own clock, instead of the reminder. Returns why not, else None."""
    member = guard.require(unit, actor, Action.ANSWER_CHECKIN, about.team)
    this = _waiting_round(unit, about, actor.user_id)
    if isinstance(this, str) or member is None:
        return this if isinstance(this, str) else None
    where = _clock_of(unit, about.team, member)
    until = instant(now.astimezone(zone(where)).date() + timedelta(days=1), NINE, zone(where))
    key = f"{this.id}/{actor.user_id}"
    closes = say_moment(this.closes_at, zone(where))
    if unit.outbox.message(Delivery.CHECKIN_NUDGE, key) is not None:
        return f"I have nudged you already, so I'll leave it at that. The check-in is open until {closes}."
    if until >= this.closes_at:
        return f"Tomorrow at 9:00 the check-in is closed already: it ends {closes}. I'll leave it here for you."
    unit.rounds.snooze(this.id, actor.user_id, until)
    unit.outbox.withdraw(Delivery.CHECKIN_NUDGE, key)
    unit.agenda.put(Appointment.CHECKIN_SNOOZE, key, until)
    _bring_up_to_date(unit, key, actor.user_id, now)
    return None


def _clock_of(unit: Unit, team: Team, member: Member) -> str:
    return zone(member.zone, team.rhythm.zone, unit.workspaces.zone()).key


def sit_out(unit: Unit, actor: Actor, about: TeamAndWeek, now: datetime) -> str | None:
    """Leave this week out: not nudged, not waited for; an answer undoes it. Returns why not, else None."""
    guard.require(unit, actor, Action.ANSWER_CHECKIN, about.team)
    this = _waiting_round(unit, about, actor.user_id)
    if isinstance(this, str):
        return this
    key = f"{this.id}/{actor.user_id}"
    unit.rounds.set_presence(this.id, actor.user_id, Presence.SITTING_OUT)
    _bring_up_to_date(unit, key, actor.user_id, now)
    unit.agenda.cancel(Appointment.CHECKIN_SNOOZE, key)
    unit.outbox.repost(Delivery.CHECKIN_CARD, str(this.id), now)
    refresh(unit, [actor.user_id], now)
    return None


def _waiting_round(unit: Unit, about: TeamAndWeek, user_id: str) -> Round | str:
    """The open round that waits for a member, or the sentence that says why none does."""
    this = unit.rounds.of_week(about.team.id, about.week, "steady")
    if this is None or this.state is not RoundState.OPEN:
        return "This check-in has closed, so there is nothing left to wait for. Answering is still welcome."
    if user_id in unit.rounds.answered(this.id):
        return "You have answered already. Thank you! Your copy has an Edit button."
    return this
