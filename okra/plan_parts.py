"""The quarter's plan row by row under what it hangs on, and in parts that each fit a picture and a message.

Nothing is left out: what one part has no room for stands in the next. Source: product.md, "place", "Golden thread".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from okra.plan import NO_KEY_RESULT, Bar, Lane, Placed, QuarterPlan
from okra.plan_text import to_talk_about

MOST_LINES: Final = 36
"""Lines of a part: with more its picture would be too high to be read in a conversation."""
FIRST_TALK, MORE_TALK = 8, 30
"""Sentences to talk about in the first part, and in a part of their own."""
_ACROSS: Final = 50
"""Characters of a line, about; what is longer takes two."""


class Level(Enum):
    """What a heading is; the higher stand first."""

    OBJECTIVE = 1
    SUPPORTS = 2
    """The goal of the company that the objective above it supports."""
    KEY_RESULT = 3
    HYPOTHESIS = 4
    LOOSE = 5
    """What has no week in this cycle."""


class Head(NamedTuple):
    """A heading: what the rows below it hang on."""

    level: Level
    words: str

    @property
    def said(self) -> str:
        """What it is, and its words."""
        match self.level:
            case Level.OBJECTIVE:
                return f"Objective: {self.words}"
            case Level.SUPPORTS:
                return f"supports the company's “{self.words}”"
            case Level.KEY_RESULT if self.words != NO_KEY_RESULT:
                return f"Key result: {self.words}"
            case Level.HYPOTHESIS:
                return f"Hypothesis: {self.words}"
            case _:
                return self.words


@dataclass(frozen=True, slots=True)
class Row:
    """A milestone with its number in the plan and its bar; neither where nothing is planned for a lane.

    `lane` and `bar` are None for what has no week.
    """

    lane: Lane | None
    number: int = 0
    milestone: Placed | None = None
    bar: Bar | None = None

    @property
    def heads(self) -> tuple[Head, ...]:
        """All that it hangs on, from the top."""
        if self.lane is None:
            return (Head(Level.LOOSE, "Without a week"),)
        said = (
            Head(Level.OBJECTIVE, self.lane.objective),
            Head(Level.SUPPORTS, self.lane.supports),
            Head(Level.KEY_RESULT, self.lane.title),
            Head(Level.HYPOTHESIS, self.milestone.tests if self.milestone else ""),
        )
        return tuple(head for head in said if head.words)


@dataclass(frozen=True, slots=True)
class Part:
    """What one picture and one message tell: rows, and sentences to talk about; `number` counts from 1.

    `unsaid` are sentences that stand in later parts. A part that has no rows has no picture.
    """

    number: int
    of: int
    rows: tuple[Row, ...] = ()
    talk: tuple[str, ...] = ()
    unsaid: int = 0


def rows(plan: QuarterPlan) -> tuple[Row, ...]:
    """The whole plan, lane by lane; what has no week comes last.

    In a lane stands first what tests no hypothesis, then hypothesis by hypothesis, the earliest first.
    """
    made: list[Row] = []
    number = 0
    for lane in plan.lanes:
        ordered = _ordered(plan.bars_in(lane.key))
        made += [Row(lane, at, bar.milestone, bar) for at, bar in enumerate(ordered, number + 1)] or [Row(lane)]
        number += len(ordered)
    made += [Row(None, at, one) for at, one in enumerate(plan.loose, number + 1)]
    return tuple(made)


def _ordered(bars: Sequence[Bar]) -> list[Bar]:
    begins: dict[str, int] = {}
    for bar in bars:
        tests = bar.milestone.tests
        begins[tests] = min(bar.first, begins.get(tests, bar.first)) if tests else 0
    return sorted(
        bars,
        key=lambda bar: (
            begins[bar.milestone.tests], bar.milestone.tests, bar.first, bar.last, bar.milestone.key
        ),
    )  # fmt: skip


def numbers(plan: QuarterPlan) -> Mapping[str, int]:
    """Each milestone's number, by its key: the same in pictures and in words."""
    return {row.milestone.key: row.number for row in rows(plan) if row.milestone}


def heads(before: Row | None, row: Row) -> tuple[Head, ...]:
    """The headings above a row, as far as they do not stand already above the one before it."""
    mine = row.heads
    same = 0
    for one, other in zip(before.heads if before else (), mine, strict=False):
        if one != other or (one.level is Level.KEY_RESULT and _lane(before) != _lane(row)):
            break
        same += 1
    return mine[same:]


def _lane(row: Row | None) -> str | None:
    return row.lane.key if row and row.lane else None


def under_heads(rows: Sequence[Row]) -> Iterator[tuple[tuple[Head, ...], Row]]:
    """Each row with the headings that come before it."""
    before = None
    for row in rows:
        yield heads(before, row), row
        before = row


def parts(plan: QuarterPlan) -> tuple[Part, ...]:
    """The plan in as few parts as it takes, about equally long; at least one."""
    filled = _filled(rows(plan))
    talk = to_talk_about(plan)
    later = [talk[at : at + MORE_TALK] for at in range(FIRST_TALK, len(talk), MORE_TALK)]
    count = len(filled) + len(later)
    first = Part(1, count, tuple(filled[0]), talk[:FIRST_TALK], len(talk[FIRST_TALK:]))
    more = [Part(at, count, tuple(found)) for at, found in enumerate(filled[1:], 2)]
    told = [Part(at, count, (), said) for at, said in enumerate(later, len(filled) + 1)]
    return (first, *more, *told)


def _filled(every: Sequence[Row]) -> list[Sequence[Row]]:
    """Rows in as few parts as `MOST_LINES` allow, and of these the way in which the longest is shortest."""
    lines = [(_lines(above, row), _lines(row.heads, row)) for above, row in under_heads(every)]
    fewest = len(_begins(lines, MOST_LINES))
    begins = next(found for most in range(1, MOST_LINES + 1) if len(found := _begins(lines, most)) <= fewest)
    return [every[first:last] for first, last in zip(begins, [*begins[1:], len(every)], strict=True)]


def _begins(lines: Sequence[tuple[int, int]], most: int) -> list[int]:
    """Where parts begin, so that none becomes longer than `most` lines; `lines` of rows in a part, and at its top."""
    begins, length = [0], 0
    for at, (within, at_top) in enumerate(lines):
        length += within
        if length > most and at > begins[-1]:
            begins.append(at)
            length = at_top
    return begins


def _lines(above: Sequence[Head], row: Row) -> int:
    """Lines that a row takes with its headings: a bar with its words takes two."""
    return sum(1 if len(head.words) <= _ACROSS else 2 for head in above) + (2 if row.bar else 1)
