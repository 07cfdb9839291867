"""What a session's messages and windows show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from okra.items import Item
from okra.plan import QuarterPlan
from okra.proceedings import Proceedings
from okra.report import ObjectiveReport
from okra.script import About, Script
from okra.session import Phase, Session
from okra.steps.pair import Pairing
from okra.steps.step import Turnout
from okra.team import Team


@dataclass(frozen=True, slots=True)
class Shown:
    """A session at its step: `state` as the step's kind reads it, what to call people by id, and `until` in words.

    `today` is the day on the team's calendar; `about` says what a retro looks back on, "" for other sessions; `left`
    counts down where people are in one room; `ends` is the instant of `until` (aware UTC), for those who read it in
    another zone.
    """

    id: int
    team: Team
    proceedings: Proceedings
    state: Any
    turnout: Turnout
    names: Mapping[str, str]
    until: str
    today: date
    about: str = ""
    left: str = ""
    ends: datetime | None = None

    @property
    def session(self) -> Session:
        """Where it is."""
        return self.proceedings.session

    @property
    def running(self) -> bool:
        """Whether people can act."""
        return self.session.phase is Phase.RUNNING


@dataclass(frozen=True, slots=True)
class Cockpit:
    """What only the facilitator sees: the step with its coaching, what is open, who could take over."""

    shown: Shown
    problems: Sequence[str]
    others: Sequence[str]


@dataclass(frozen=True, slots=True)
class News:
    """That a step is open, under the card; `again` where it stays open because we were away."""

    shown: Shown
    under: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class PairPlace:
    """A pair's own place: the step's title, the pair's number and people; `open` while they can write.

    `group` is None where these people are no pair any more.
    """

    shown: Shown
    title: str
    state: Pairing
    group: int | None
    people: Sequence[str]
    open: bool


@dataclass(frozen=True, slots=True)
class PlanChart:
    """A part of a plan to draw, from 1; `start` is the first day of the cycle's first week, None where not known."""

    title: str
    plan: QuarterPlan
    start: date | None
    part: int = 1


@dataclass(frozen=True, slots=True)
class PlanTold:
    """What is told of a part of a plan, in the thread under a message."""

    chart: PlanChart
    under: str


class Line(NamedTuple):
    """One thing that is told in the thread: what it is, "" for a note; its words; what it is about, "" for nothing."""

    head: str
    words: str
    about: str


@dataclass(frozen=True, slots=True)
class CanvasPage:
    """A session as a canvas says it; `canvas` is the address of the one that it has already, `place` the channel."""

    session_id: int
    title: str
    markdown: str
    place: str
    canvas: str | None


@dataclass(frozen=True, slots=True)
class CanvasTold:
    """Where a session's canvas is, and when it was last written, in words; `under` is the session's card."""

    title: str
    url: str
    written: str
    under: str


@dataclass(frozen=True, slots=True)
class Revealed:
    """One part of what is told of a step in the order in which everybody sees it, under the card.

    `count` is how many there are in all parts; `silent` says that they are the notes of a silent round.
    """

    title: str
    lines: Sequence[Line]
    under: str
    part: int
    parts: int
    count: int
    silent: bool = True


@dataclass(frozen=True, slots=True)
class ThreadHead:
    """What was asked, and some of the `count` notes on it: the head of a thread, or a part that stands `under` it.

    `hears`: whether okra hears of replies, so that they count.
    """

    asked: str
    notes: Sequence[Item]
    under: str | None
    part: int
    parts: int
    count: int
    hears: bool


@dataclass(frozen=True, slots=True)
class Numbers:
    """Where objectives stand as of `now` (aware UTC), in the thread under a message.

    `elapsed` is the share of their cycle that is gone, 0 to 1; `about` says what of, in people's words.
    """

    team: str
    about: str
    objectives: tuple[ObjectiveReport, ...]
    elapsed: float
    now: datetime
    under: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be begun in a team's channel.

    `subjects` are what a retro can be about, id and title: objectives, or cycles where it is about a whole one.
    """

    team_id: int
    team: str
    about: About
    scripts: Sequence[Script]
    subjects: Sequence[tuple[int, str]] = ()
