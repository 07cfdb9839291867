"""Who may do what with a session, and what it makes happen: *Next*, *Back*, *Pause*, *Hand over*, *End*.

What follows from that is in `okra.session_log`. Source: product.md, "Facilitator's cockpit"; seed 3.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from okra.refusal import Refused
from okra.session_log import CLOCK, Event, Mode, Phase, Session, What, replay, start, timebox

__all__ = [
    "CLOCK", "Command", "Event", "Mode", "Phase", "Session", "What", "decide", "may_take_over", "replay", "start",
    "timebox",
]  # fmt: skip

GRACE: Final = timedelta(minutes=10)
"""How long after a step's time is up everybody waits for the facilitator before somebody else may take over."""
GRACE_APART: Final = timedelta(hours=24)
"""The same where people are hours apart."""
LONGEST_PAUSE: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody, or the clock, wants of a session.

    `seen` is the number of moves that they saw: a second *Next* of two is none; `given` how often they saw it get more
    time. `keys` are those of items that hang on nothing: to accept them, or, when the session is to end, all that there
    are.
    """

    what: What
    by: str
    is_lead: bool = False
    seen: int | None = None
    given: int | None = None
    to: int | str | None = None
    minutes: int = 0
    until: datetime | None = None
    keys: tuple[str, ...] = ()


def decide(session: Session, command: Command, now: datetime) -> tuple[Event, ...]:
    """What a command makes happen; nothing where it is done already. Raises Refused with a sentence for who asked."""
    if session.phase is Phase.ENDED:
        raise Refused("This session is over. What it brought forth is in the export.")
    if command.seen not in (None, session.moves) or command.given not in (None, session.extended):
        return ()
    if command.what is What.HANDED_OVER and command.to == session.facilitator:
        return ()
    if command.what not in _EVERYBODYS:
        _must_drive(session, command)
    data = _DECIDE[command.what](session, command, now)
    return () if data is None else (Event(now, command.by, command.what, data),)


_EVERYBODYS: Final = frozenset({What.JOINED, What.LEFT, What.TOOK_OVER})


def _must_drive(session: Session, command: Command) -> None:
    if command.by not in (session.facilitator, CLOCK) and not command.is_lead:
        raise Refused("Only the facilitator moves this session. If they are gone, take over.")


def may_take_over(session: Session, user_id: str, now: datetime, *, is_lead: bool = False) -> bool:
    """Whether somebody may become the facilitator: a lead at once, others when the facilitator is gone or silent.

    Silent: the step's time is up, or the pause that they announced, or the clock had to go on without them, and a grace
    has passed since. A pause without an end is taken for the longest one.
    """
    if session.phase is Phase.ENDED or user_id == session.facilitator:
        return False
    if is_lead or session.facilitator not in session.people:
        return True
    grace = GRACE if session.mode is Mode.LIVE else GRACE_APART
    return user_id in session.people and now >= _awaited(session) + grace


def _awaited(session: Session) -> datetime:
    """When the facilitator should be heard of, if they have not been since."""
    expected = session.missed or session.deadline
    if session.paused_at is not None:
        expected = session.resumes_at or session.paused_at + LONGEST_PAUSE
    return max(expected, session.heard_at or expected)


Data = dict[str, Any] | None


def _move(session: Session, command: Command, now: datetime) -> Data:
    if session.phase is Phase.PAUSED:
        raise Refused("The session is paused. Go on with it first.")
    to = command.to
    if not isinstance(to, int) or not 0 <= to < len(session.script.steps) or abs(to - session.step) != 1:
        raise Refused("There is no step in that direction.")
    return {"to": to}


def _extend(session: Session, command: Command, now: datetime) -> Data:
    if not 1 <= command.minutes <= 7 * 24 * 60:
        raise Refused("Give the step a minute at least, a week at most.")
    return {"minutes": command.minutes}


def _pause(session: Session, command: Command, now: datetime) -> Data:
    if session.phase is Phase.PAUSED:
        return None
    if command.until is not None and not now < command.until <= now + LONGEST_PAUSE:
        raise Refused("Pause until some moment within the next two weeks.")
    return {"until": command.until.isoformat() if command.until else None}


def _resume(session: Session, command: Command, now: datetime) -> Data:
    return {} if session.phase is Phase.PAUSED else None


def _hand_over(session: Session, command: Command, now: datetime) -> Data:
    if command.to not in session.people:
        raise Refused("Hand over to somebody who is in this session.")
    return {"to": command.to}


def _take_over(session: Session, command: Command, now: datetime) -> Data:
    if command.by == session.facilitator:
        return None
    if not may_take_over(session, command.by, now, is_lead=command.is_lead):
        raise Refused("The facilitator is still at it. You can take over when they leave or stay silent for a while.")
    return {}


def _join(session: Session, command: Command, now: datetime) -> Data:
    return None if command.by in session.people else {}


def _leave(session: Session, command: Command, now: datetime) -> Data:
    return {} if command.by in session.people else None


def _end(session: Session, command: Command, now: datetime) -> Data:
    open_ones = set(command.keys) - session.accepted
    if open_ones:
        things = "1 thing hangs" if len(open_ones) == 1 else f"{len(open_ones)} things hang"
        raise Refused(f"{things} on nothing yet. Tie them to something, or accept them as they are.")
    return {}


def _accept(session: Session, command: Command, now: datetime) -> Data:
    more = sorted(set(command.keys) - session.accepted)
    return {"keys": more} if more else None


_DECIDE: Final = {
    What.MOVED: _move,
    What.EXTENDED: _extend,
    What.PAUSED: _pause,
    What.RESUMED: _resume,
    What.HANDED_OVER: _hand_over,
    What.TOOK_OVER: _take_over,
    What.JOINED: _join,
    What.LEFT: _leave,
    What.ENDED: _end,
    What.ACCEPTED: _accept,
}
