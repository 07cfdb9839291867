"""The quarter's plan: milestones as bars in lanes, what they wait for, and what cannot work as it stands.

Every value is known here, so that a picture, a canvas and a text say the same. Source: product.md, "place"; seed 2,
session 4.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from okra.milestone import Effort, MilestoneKind
from okra.refusal import quoted

PEOPLE_FOR_ONE: Final = 2
"""People that one milestone takes at a time: whoever works alone has nobody to ask."""
ELSEWHERE: Final = ""
"""The lane of milestones whose key result is not there."""
NO_KEY_RESULT: Final = "Without a key result"
"""What such a lane is called."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A key result with the milestones that serve it; its objective, and the goal of the company that this supports.

    Both are "" where they are not known.
    """

    key: str
    title: str
    objective: str = ""
    supports: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A milestone and where people want it: from `start`, a week from 1, or None; `needs` are keys of others.

    `lane` is the key of a key result; `tests` is the hypothesis that it tests, "" where it hangs on none; `effort` is
    None as long as nobody has scored it.
    """

    key: str
    title: str
    kind: MilestoneKind
    effort: Effort | None
    lane: str
    start: int | None
    risks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    tests: str = ""

    @property
    def end(self) -> int | None:
        """The week it would last until, in the cycle or beyond; what nobody has scored takes one week."""
        return None if self.start is None else self.start + (self.effort.weeks if self.effort else 1) - 1


@dataclass(frozen=True, slots=True)
class Bar:
    """A milestone in the picture: its first and last week, both included, in a row of its lane, counted from 0.

    `cut` marks a bar that would go on after the cycle's last week.
    """

    milestone: Placed
    lane: str
    row: int
    first: int
    last: int
    cut: bool

    def runs_in(self, week: int) -> bool:
        """Whether it is worked on in a week."""
        return self.first <= week <= self.last


@dataclass(frozen=True, slots=True)
class Arrow:
    """From the key of what is needed to the key of what needs it; `late` where it is not there in time."""

    needed: str
    by: str
    late: bool


@dataclass(frozen=True, slots=True)
class QuarterPlan:
    """The plan as it can be drawn: lanes with their bars, the arrows between these, and what is to be talked about.

    `loose` has no week in this cycle; `overcommitted` are weeks with more than `at_once` milestones. `warnings` are
    sentences about weeks and needs that cannot be.
    """

    weeks: int
    people: int
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    loose: tuple[Placed, ...]
    arrows: tuple[Arrow, ...]
    warnings: tuple[str, ...]

    @property
    def at_once(self) -> int:
        """How many milestones these people can work on in one week: one for every two, rounded up, at least one."""
        return max(1, -(-self.people // PEOPLE_FOR_ONE))

    @property
    def overcommitted(self) -> tuple[int, ...]:
        """The weeks in which more milestones run than `at_once`."""
        running = Counter(week for bar in self.bars for week in range(bar.first, bar.last + 1))
        return tuple(week for week in sorted(running) if running[week] > self.at_once)

    def bars_in(self, lane: str) -> tuple[Bar, ...]:
        """The bars of a lane, row by row, from the left."""
        return tuple(sorted((bar for bar in self.bars if bar.lane == lane), key=lambda bar: (bar.row, bar.first)))

    def rows_in(self, lane: str) -> int:
        """How many rows a lane takes; an empty one still takes one."""
        return max((bar.row + 1 for bar in self.bars if bar.lane == lane), default=1)

    def running(self, week: int) -> tuple[Bar, ...]:
        """What is worked on in a week, in the order of the lanes."""
        return tuple(bar for lane in self.lanes for bar in self.bars_in(lane.key) if bar.runs_in(week))


def plan(placements: Sequence[Placed], lanes: Sequence[Lane], weeks: int, people: int) -> QuarterPlan:
    """Lay milestones out over the cycle's weeks; where a key comes twice, the later one counts.

    The lanes keep their order; milestones of no known key result get a lane of their own at the end. The order of the
    placements changes nothing.
    """
    known = {one.key: one for one in placements}
    milestones = {key: known[key] for key in sorted(known)}
    rows = tuple({lane.key: lane for lane in lanes}.values())
    inside = [one for one in milestones.values() if one.start is not None and 1 <= one.start <= weeks]
    bars = _bars(inside, {lane.key for lane in rows}, weeks)
    if any(bar.lane == ELSEWHERE for bar in bars) and all(lane.key != ELSEWHERE for lane in rows):
        rows += (Lane(ELSEWHERE, NO_KEY_RESULT),)
    return QuarterPlan(
        weeks=weeks,
        people=people,
        lanes=rows,
        bars=bars,
        loose=tuple(one for one in milestones.values() if one not in inside),
        arrows=tuple(_arrows({one.key: one for one in inside})),
        warnings=tuple(_warnings(milestones, weeks)),
    )


def _bars(inside: Sequence[Placed], lanes: set[str], weeks: int) -> tuple[Bar, ...]:
    """Each in the first row of its lane that is free by then, from the left: no lane gets more rows than it needs."""
    taken: dict[str, list[int]] = {}
    bars = []
    for one, first, end in sorted(_spans(inside), key=lambda span: (span[1], span[0].key)):
        lane = one.lane if one.lane in lanes else ELSEWHERE
        ends = taken.setdefault(lane, [])
        row = next((number for number, until in enumerate(ends) if until < first), len(ends))
        ends[row : row + 1] = [end]
        bars.append(Bar(one, lane, row, first, min(end, weeks), end > weeks))
    return tuple(bars)


def _spans(milestones: Sequence[Placed]) -> Iterator[tuple[Placed, int, int]]:
    for one in milestones:
        if one.start is not None and one.end is not None:
            yield one, one.start, one.end


def _arrows(inside: Mapping[str, Placed]) -> Iterator[Arrow]:
    """What has a week and needs something else that has one."""
    for one in inside.values():
        for key in dict.fromkeys(one.needs):
            if key in inside and key != one.key:
                yield Arrow(key, one.key, _is_late(inside[key], one))


def _is_late(needed: Placed, by: Placed) -> bool:
    """Whether something is not over before the week in which what needs it begins."""
    return needed.end is not None and by.start is not None and needed.end >= by.start


def _warnings(milestones: Mapping[str, Placed], weeks: int) -> Iterator[str]:
    """What cannot work as it stands, one sentence each, in the order of time."""
    for one in sorted(milestones.values(), key=lambda one: (one.start or weeks + 1, one.key)):
        yield from _about_weeks(one, weeks)
        for key in dict.fromkeys(one.needs):
            if said := _about_need(one, milestones.get(key)):
                yield said


def _about_weeks(one: Placed, weeks: int) -> Iterator[str]:
    name = quoted(one.title, 60)
    if one.start is None or one.end is None:
        return
    if not 1 <= one.start <= weeks:
        yield f"{name} would begin in week {one.start}, and the cycle has weeks 1 to {weeks}."
    elif one.end > weeks:
        beyond = one.end - weeks
        yield f"{name} reaches {beyond} {'week' if beyond == 1 else 'weeks'} beyond the cycle."


def _about_need(one: Placed, needed: Placed | None) -> str | None:
    name = quoted(one.title, 60)
    if needed is None:
        return f"{name} needs something that is not in this plan."
    if needed.key == one.key:
        return f"{name} needs itself."
    other = quoted(needed.title, 60)
    if one.start is not None and needed.start is None:
        return f"{name} needs {other}, which has no week yet."
    if _is_late(needed, one):
        return f"{name} begins in week {one.start} and needs {other}, which ends in week {needed.end}."
    return None
