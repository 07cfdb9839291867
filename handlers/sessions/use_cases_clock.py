"""What the clock does with a session: counts down, goes on where people are hours apart, ends pauses."""

from datetime import datetime, timedelta
from typing import Final

from handlers.kit.ids import Delivery
from handlers.sessions import use_cases
from handlers.sessions.use_cases_owed import PAIR, count_down
from handlers.sessions.use_cases_reveal import read_again
from okra.proceedings import Proceedings
from okra.refusal import Refused
from okra.session import CLOCK, Command, Mode, Phase, What, timebox
from okra.steps.pair import Form
from okra.steps.step import Who
from storage.agenda import Appointment as Due
from storage.sessions import Stored
from storage.store import Unit

PROMPTLY: Final = timedelta(hours=1)
"""So late at most the clock goes on as if nothing had been. Later than that, people could not reach us for a while."""
LONGEST_MORE: Final = timedelta(days=7)


def time_up(unit: Unit, due: Due, now: datetime) -> str:
    """A step's time is over: hours apart the session goes on by itself; in one room the facilitator is reminded.

    Where we were away for long, people get back what we took from them, and at most the step's own time: nobody should
    find a step closed that they could not reach. One step a time: the next one's time begins now.
    """
    stored = _running(unit, int(due.key.partition("/")[0]))
    if stored is None:
        return "over"
    course = use_cases.proceedings(unit, stored)
    session = course.session
    if session.phase is not Phase.RUNNING or session.deadline > now:
        return "not now"
    if session.mode is Mode.LIVE:
        unit.outbox.post(Delivery.SESSION_COCKPIT, f"{stored.id}/{session.facilitator}", session.facilitator, now)
        return "told"
    late = now - session.deadline
    if late > PROMPTLY:
        return _give_back(unit, stored, course, min(late, timebox(session.now_at, session.mode), LONGEST_MORE), now)
    if session.is_last:
        unit.outbox.post(Delivery.SESSION_LAST_CALL, due.key, session.facilitator, now)
        return "told"
    after = use_cases.happen(unit, stored, course, Command(What.MOVED, CLOCK, to=session.step + 1), now)
    _make_pairs(unit, stored.id, after, now)
    return "moved"


def _give_back(unit: Unit, stored: Stored, course: Proceedings, more: timedelta, now: datetime) -> str:
    use_cases.happen(unit, stored, course, Command(What.EXTENDED, CLOCK, minutes=more // timedelta(minutes=1)), now)
    key = f"{stored.id}/{len(stored.events)}/{course.session.step}/again"
    unit.outbox.post(Delivery.SESSION_NEWS, key, stored.place, now)
    return "extended"


def _make_pairs(unit: Unit, session_id: int, course: Proceedings, now: datetime) -> None:
    """Where the clock comes to a step in pairs, nobody may be awake to make them."""
    step = course.session.now_at
    if step.kind != PAIR or course.state().groups:
        return
    try:
        clock = Who(CLOCK, drives=True)
        use_cases.do(unit, use_cases.held(unit, session_id), course, [Form()], clock, step.id, now)
    except Refused:
        return


def countdown(unit: Unit, due: Due, now: datetime) -> str:
    """The facilitator's countdown says something else."""
    stored = _running(unit, int(due.key.partition("/")[0]))
    if stored is None:
        return "over"
    session = use_cases.proceedings(unit, stored).session
    if session.phase is not Phase.RUNNING:
        return "not now"
    unit.outbox.post(Delivery.SESSION_COCKPIT, f"{stored.id}/{session.facilitator}", session.facilitator, now)
    count_down(unit, stored.id, session, now)
    return "told"


def resume(unit: Unit, due: Due, now: datetime) -> str:
    """A pause is over."""
    stored = _running(unit, int(due.key.partition("/")[0]))
    if stored is None:
        return "over"
    course = use_cases.proceedings(unit, stored)
    if course.session.resumes_at is None or course.session.resumes_at > now:
        return "not now"
    use_cases.happen(unit, stored, course, Command(What.RESUMED, CLOCK), now)
    return "resumed"


def left(unit: Unit, due: Due, now: datetime) -> str:
    """Somebody left the team's channel: the session that runs there waits for them no longer."""
    team_id, user_id, _ = due.key.split("/")
    team = unit.teams.by_id(int(team_id))
    session_id = unit.sessions.running_in(team.channel_id) if team else None
    stored = _running(unit, session_id) if session_id else None
    if stored is None:
        return "no session"
    use_cases.happen(unit, stored, use_cases.proceedings(unit, stored), Command(What.LEFT, user_id), now)
    return "left"


def silence(unit: Unit, due: Due, now: datetime) -> str:
    """We could not hear for a while: what was said in the threads of a reveal is looked up."""
    stored = _running(unit, int(due.key.partition("/")[0]))
    if stored is None:
        return "over"
    read_again(unit, stored, use_cases.proceedings(unit, stored), now)
    return "looking"


def _running(unit: Unit, session_id: int) -> Stored | None:
    stored = unit.sessions.hold(session_id)
    return None if stored is None or stored.ended_at is not None else stored
