"""A session as it runs: where it is, until when, who is there and who drives. A replay of its events, and nothing else.

Timers come from the events, so a restart changes nothing; *Back* is an event too, so nothing is ever lost. What people
write are rows of their steps (`okra.steps.step`). Source: product.md, "Facilitator's cockpit"; seed 3.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from okra.refusal import Refused
from okra.script import Script, Step

GRACE: Final = timedelta(minutes=10)
"""How long after a step's time is up everybody waits for the facilitator before somebody else may take over."""
GRACE_APART: Final = timedelta(hours=24)
"""The same where people are hours apart."""
AT_LEAST: Final = timedelta(minutes=2)
"""What a step that one comes back to has left at least."""
LONGEST_PAUSE: Final = timedelta(days=14)


class Mode(StrEnum):
    """Whether people are here at the same time, or hours apart."""

    LIVE = "live"
    ASYNC = "async"


class Phase(StrEnum):
    """What the session does now."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class What(StrEnum):
    """What can happen to a session."""

    STARTED = "started"
    MOVED = "moved"
    EXTENDED = "extended"
    PAUSED = "paused"
    RESUMED = "resumed"
    HANDED_OVER = "handed_over"
    TOOK_OVER = "took_over"
    JOINED = "joined"
    LEFT = "left"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: when (aware), by whom, and what belongs to it, as JSON."""

    at: datetime
    by: str
    what: What
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    """Where a session is. `step` counts from 0; `left` is what each step had left when it was last left."""

    script: Script
    mode: Mode
    facilitator: str
    people: tuple[str, ...]
    step: int
    phase: Phase
    deadline: datetime
    paused_at: datetime | None = None
    resumes_at: datetime | None = None
    left: Mapping[int, timedelta] = field(default_factory=dict)
    moves: int = 0
    extended: int = 0

    @property
    def now_at(self) -> Step:
        """The step that it is at."""
        return self.script.steps[self.step]

    @property
    def is_last(self) -> bool:
        """Whether no step follows."""
        return self.step == len(self.script.steps) - 1

    def remaining(self, now: datetime) -> timedelta:
        """What the step has left; never below zero; while paused it stands still."""
        return max(self.deadline - (self.paused_at or now), timedelta(0))


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody wants of a session. `seen` is the number of moves that they saw: a second *Next* of two is none."""

    what: What
    by: str
    is_lead: bool = False
    seen: int | None = None
    to: int | str | None = None
    minutes: int = 0
    until: datetime | None = None


def start(script: Script, by: str, people: Iterable[str], mode: Mode, now: datetime) -> tuple[Event, ...]:
    """Begin with the first step; whoever begins it facilitates and is there."""
    others = [one for one in dict.fromkeys(people) if one != by]
    return (Event(now, by, What.STARTED, {"mode": str(mode), "people": [by, *others]}),)


def replay(script: Script, events: Sequence[Event]) -> Session:
    """The session that these events tell of; the first one is its start."""
    first, *rest = events
    mode = Mode(first.data["mode"])
    session = Session(
        script, mode, first.by, tuple(first.data["people"]), 0, Phase.RUNNING, first.at + timebox(script.steps[0], mode)
    )
    for event in rest:
        session = _after(session, event)
    return session


def timebox(step: Step, mode: Mode) -> timedelta:
    """How long a step is meant to take."""
    return timedelta(minutes=step.minutes) if mode is Mode.LIVE else timedelta(hours=step.hours)


def decide(session: Session, command: Command, now: datetime) -> tuple[Event, ...]:
    """What a command makes happen; nothing where it is done already. Raises Refused with a sentence for who asked."""
    if session.phase is Phase.ENDED:
        raise Refused("This session is over. What it brought forth is in the export.")
    if command.seen is not None and command.seen != session.moves:
        return ()
    if command.what not in _EVERYBODYS:
        _must_drive(session, command)
    data = _DECIDE[command.what](session, command, now)
    return () if data is None else (Event(now, command.by, command.what, data),)


_EVERYBODYS: Final = frozenset({What.JOINED, What.LEFT, What.TOOK_OVER})


def _must_drive(session: Session, command: Command) -> None:
    if command.by != session.facilitator and not command.is_lead:
        raise Refused("Only the facilitator moves this session. If they are gone, take over.")


def may_take_over(session: Session, user_id: str, now: datetime, *, is_lead: bool = False) -> bool:
    """Whether somebody may become the facilitator: a lead at once, others when the facilitator is gone or silent."""
    if session.phase is Phase.ENDED or user_id == session.facilitator:
        return False
    if is_lead or session.facilitator not in session.people:
        return True
    grace = GRACE if session.mode is Mode.LIVE else GRACE_APART
    return user_id in session.people and session.phase is Phase.RUNNING and now >= session.deadline + grace


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
    return None if command.to == session.facilitator else {"to": command.to}


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
    return {}


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
}


def _after(session: Session, event: Event) -> Session:
    """The session after one more event."""
    match event.what:
        case What.MOVED:
            return _moved(session, event)
        case What.EXTENDED:
            more = timedelta(minutes=event.data["minutes"])
            base = session.deadline if session.phase is Phase.PAUSED else max(session.deadline, event.at)
            return replace(session, deadline=base + more, extended=session.extended + 1)
        case What.PAUSED:
            until = event.data["until"]
            resumes = datetime.fromisoformat(until) if until else None
            return replace(session, phase=Phase.PAUSED, paused_at=event.at, resumes_at=resumes)
        case What.RESUMED:
            stood = event.at - session.paused_at if session.paused_at else timedelta(0)
            deadline = session.deadline + stood
            return replace(session, phase=Phase.RUNNING, paused_at=None, resumes_at=None, deadline=deadline)
        case What.ENDED:
            return replace(session, phase=Phase.ENDED, paused_at=None, resumes_at=None)
        case _:
            return _with_people(session, event)


def _moved(session: Session, event: Event) -> Session:
    left = {**session.left, session.step: session.remaining(event.at)}
    to = int(event.data["to"])
    whole = timebox(session.script.steps[to], session.mode)
    box = max(left[to], min(AT_LEAST, whole)) if to in left else whole
    return replace(session, step=to, left=left, deadline=event.at + box, moves=session.moves + 1)


def _with_people(session: Session, event: Event) -> Session:
    match event.what:
        case What.HANDED_OVER:
            return replace(session, facilitator=str(event.data["to"]))
        case What.TOOK_OVER:
            people = session.people if event.by in session.people else (*session.people, event.by)
            return replace(session, facilitator=event.by, people=people)
        case What.JOINED:
            return replace(session, people=(*session.people, event.by))
        case What.LEFT:
            return replace(session, people=tuple(one for one in session.people if one != event.by))
        case _:
            return session
