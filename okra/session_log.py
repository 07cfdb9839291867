"""A session as its events tell it: where it is, until when, who is there and who drives. A replay, and nothing else.

Timers come from the events, so a restart changes nothing; *Back* is an event too, so nothing is ever lost. What people
write are rows of their steps (`okra.steps.step`). Source: product.md, "Facilitator's cockpit"; seed 3.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from okra.script import Script, Step

AT_LEAST: Final = timedelta(minutes=2)
"""What a step that one comes back to has left at least."""
CLOCK: Final = "the clock"
"""Who it is where nobody did it: a step's time was up, or a pause."""


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
    ACCEPTED = "accepted_orphans"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: when (aware), by whom, and what belongs to it, as JSON."""

    at: datetime
    by: str
    what: What
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    """Where a session is. `step` counts from 0; `left` is what each step had left when it was last left.

    `reached` is the furthest step so far: going *Back* does not take away what later steps brought forth. `heard_at` is
    when the facilitator last did something, or became the facilitator; `missed` is when the clock first went on without
    them since then, None where it did not. `accepted` are keys of items that may stay although they hang on nothing.
    """

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
    reached: int = 0
    heard_at: datetime | None = None
    missed: datetime | None = None
    accepted: frozenset[str] = frozenset()

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
    session = replace(session, heard_at=first.at)
    for event in rest:
        if event.by == CLOCK and event.what is What.MOVED:
            session = replace(session, missed=session.missed or session.deadline)
        session = _after(session, event)
        if event.by == session.facilitator or event.what is What.HANDED_OVER:
            session = replace(session, heard_at=event.at, missed=None)
    return session


def timebox(step: Step, mode: Mode) -> timedelta:
    """How long a step is meant to take."""
    return timedelta(minutes=step.minutes) if mode is Mode.LIVE else timedelta(hours=step.hours)


def _after(session: Session, event: Event) -> Session:
    """The session after one more event."""
    match event.what:
        case What.MOVED:
            return _moved(session, event)
        case What.EXTENDED:
            more = timedelta(minutes=event.data["minutes"])
            base = max(session.deadline, session.paused_at or event.at)
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
            return _otherwise(session, event)


def _moved(session: Session, event: Event) -> Session:
    left = {**session.left, session.step: session.remaining(event.at)}
    to = int(event.data["to"])
    whole = timebox(session.script.steps[to], session.mode)
    box = max(left[to], min(AT_LEAST, whole)) if to in left else whole
    reached = max(to, session.reached)
    return replace(session, step=to, left=left, deadline=event.at + box, moves=session.moves + 1, reached=reached)


def _otherwise(session: Session, event: Event) -> Session:
    match event.what:
        case What.ACCEPTED:
            return replace(session, accepted=session.accepted.union(event.data["keys"]))
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
