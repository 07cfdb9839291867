"""How well a team's confidence foretold what it reached, at a third, two thirds and the end of the way.

Confidence c of 10 is read as a chance of c in 10, as people say it: 5 is fifty-fifty. So a confidence, times ten, and a
result in points from 0 to 100 can be laid side by side. The lowest confidence is 1: nobody can say 0, and a complete
miss that everybody saw coming is still 10 points off, which is well within "about right". Every number is computed from
those that are shown, so that it can be recomputed by hand: docs/cycle-report.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from okra.achievement import WHOLE
from okra.confidence import HIGHEST

MARKS: Final = (4, 8, 12)
"""The weeks of a cycle of 13 at which confidence is held against the result."""
OF_WEEKS: Final = 13
A_BIT: Final = 15
"""Points out of 100: a point and a half on the scale of ten."""
FAR: Final = 30
"""Three points on it."""


class Leaning(StrEnum):
    """Which way confidence was off. Half-open, so that every gap has one word."""

    FAR_TOO_HOPEFUL = "far too hopeful"
    """From 30 points above the result."""
    A_BIT_TOO_HOPEFUL = "a bit too hopeful"
    """From 15 up to 30 points above it."""
    ABOUT_RIGHT = "about right"
    """Less than 15 points away from it."""
    A_BIT_TOO_CAREFUL = "a bit too careful"
    """From 15 up to 30 points below it."""
    FAR_TOO_CAREFUL = "far too careful"
    """From 30 points below it."""


def leaning(gap: int) -> Leaning:
    """The word for a gap in points, confidence minus result."""
    if abs(gap) < A_BIT:
        return Leaning.ABOUT_RIGHT
    if gap > 0:
        return Leaning.FAR_TOO_HOPEFUL if gap >= FAR else Leaning.A_BIT_TOO_HOPEFUL
    return Leaning.FAR_TOO_CAREFUL if gap <= -FAR else Leaning.A_BIT_TOO_CAREFUL


def marks(weeks: int) -> tuple[int, ...]:
    """The weeks that are looked at in a cycle of so many: 4, 8 and 12 of 13, the same shares of any other length.

    Rounded half up, at least 1, each once: (1, 2) of 2, (2, 4, 6) of 6, (8, 16, 24) of 26.
    """
    found = (max(1, (2 * mark * weeks + OF_WEEKS) // (2 * OF_WEEKS)) for mark in MARKS)
    return tuple(dict.fromkeys(found))


def chance(confidence: float) -> int:
    """A confidence from 1 to 10, with one decimal, as points out of 100."""
    return round(confidence * WHOLE / HIGHEST)


@dataclass(frozen=True, slots=True)
class Guess:
    """What was believed of one objective in one week, and what it came to: confidence 1 to 10, result in points."""

    week: int
    confidence: float
    result: int

    @property
    def gap(self) -> int:
        """Points by which the belief was above (or, negative, below) the result."""
        return chance(self.confidence) - self.result

    @property
    def leaning(self) -> Leaning:
        """The gap in words."""
        return leaning(self.gap)


def guesses(confidence: Sequence[float | None], result: int | None, weeks: int) -> tuple[Guess, ...]:
    """One objective's guesses at the marks of a cycle of so many weeks: `confidence` is its average in each week.

    Nothing where there is no result, and none for a week in which nobody said anything.
    """
    if result is None:
        return ()
    known = {number: said for number, said in enumerate(confidence, 1) if said is not None}
    return tuple(Guess(mark, known[mark], result) for mark in marks(weeks) if mark in known)


@dataclass(frozen=True, slots=True)
class Calibration:
    """All guesses of a cycle, or those of one week."""

    guesses: tuple[Guess, ...] = ()

    @property
    def gap(self) -> int | None:
        """The mean gap in points: above 0 too hopeful, below too careful. None without any guess."""
        return _mean([guess.gap for guess in self.guesses])

    @property
    def off(self) -> int | None:
        """How far off a guess was on average, whichever way, in points. None without any guess."""
        return _mean([abs(guess.gap) for guess in self.guesses])

    @property
    def leaning(self) -> Leaning | None:
        """The mean gap in words."""
        return None if self.gap is None else leaning(self.gap)

    @property
    def weeks(self) -> tuple[int, ...]:
        """The weeks that there are guesses of, in order."""
        return tuple(sorted({guess.week for guess in self.guesses}))

    def at(self, week: int) -> Guess | None:
        """What was believed in a week of all objectives together: mean confidence, mean result. None without data."""
        there = [guess for guess in self.guesses if guess.week == week]
        tenths = _mean([chance(guess.confidence) for guess in there])
        result = _mean([guess.result for guess in there])
        return None if tenths is None or result is None else Guess(week, tenths * HIGHEST / WHOLE, result)


def _mean(numbers: Iterable[int]) -> int | None:
    """The mean to a whole number, halves away from 0: so that hopeful and careful are measured alike."""
    every = list(numbers)
    if not every:
        return None
    total, count = sum(every), len(every)
    rounded = (2 * abs(total) + count) // (2 * count)
    return rounded if total >= 0 else -rounded
