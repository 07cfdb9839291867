"""What a cycle achieved: key results by their score, milestones by their outcome.

The rules with their reasons, and an example to recompute by hand: docs/cycle-report.md. Scores are whole points from 0
to 100, rounded down, so that 0.70 is said only where 0.70 was reached.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from okra.okr import ScoreBand, score_band
from okra.pace import percent

WHOLE: Final = 100
"""Points of a score of 1."""
ACHIEVED: Final = frozenset({ScoreBand.DELIVERED, ScoreBand.REACHED})
"""The bands that count as achieved: 0.7 and more, since a target that stretches is rarely reached in full."""


def points(share: float) -> int:
    """A score from 0 to 1 in whole points, rounded down: 100 only for the whole."""
    return percent(max(0.0, share))


def say_score(score: int | None) -> str:
    """ "0.62"; "–" where nobody gave one and nothing was reported."""
    return "–" if score is None else f"{score / WHOLE:.2f}"


@dataclass(frozen=True, slots=True)
class EndScore:
    """A key result's score at the cycle's end: what the team gave it in private, and what its last value comes to.

    Both in points from 0 to 100, None where there is none.
    """

    given: int | None = None
    computed: int | None = None

    @property
    def points(self) -> int | None:
        """The team's own score where it gave one, else the computed one: those who did the work know what it hides."""
        return self.computed if self.given is None else self.given

    @property
    def band(self) -> ScoreBand | None:
        """The band that its points lie in."""
        return None if self.points is None else score_band(self.points / WHOLE)

    @property
    def achieved(self) -> bool:
        """Whether it counts as achieved; without a score and a value it does not: silence lifts nothing."""
        return self.band in ACHIEVED


class Outcome(StrEnum):
    """What became of a milestone."""

    DONE = "done"
    NOT_DONE = "not_done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of how many were achieved. `unknown` of those that were not have no score, value or outcome at all."""

    achieved: int = 0
    of: int = 0
    unknown: int = 0

    @property
    def share(self) -> float | None:
        """The share that was achieved, 0 to 1; None where there was nothing to achieve."""
        return self.achieved / self.of if self.of else None

    def __add__(self, other: "Tally") -> "Tally":
        """Both together: each key result and each milestone counts once, however they are spread."""
        return Tally(self.achieved + other.achieved, self.of + other.of, self.unknown + other.unknown)


def tally_key_results(scores: Iterable[EndScore]) -> Tally:
    """Count key results."""
    every = list(scores)
    unknown = sum(score.points is None for score in every)
    return Tally(sum(score.achieved for score in every), len(every), unknown)


def tally_milestones(outcomes: Iterable[Outcome | None]) -> Tally:
    """Count milestones. One that was dropped was planned and is not done: deciding later lifts no share."""
    every = list(outcomes)
    return Tally(every.count(Outcome.DONE), len(every), every.count(None))


@dataclass(frozen=True, slots=True)
class Achievement:
    """What one cycle achieved, by its name."""

    cycle: str
    key_results: Tally
    milestones: Tally

    @property
    def both(self) -> Tally:
        """Key results and milestones together."""
        return self.key_results + self.milestones


def together(achievements: Iterable[Achievement]) -> Tally:
    """Several cycles as one: a small cycle weighs as little as it held."""
    return sum((one.both for one in achievements), Tally())


def objective_points(scores: Iterable[int | None]) -> int | None:
    """An objective's score in points: the mean of its key results', rounded down.

    One without a score counts as 0; None where none has one.
    """
    every = list(scores)
    if all(score is None for score in every):
        return None
    return sum(score or 0 for score in every) // len(every)
