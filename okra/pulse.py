"""The pulse: three questions at a cycle's end, anonymous, shown from four answers up, with their trend over cycles.

Source: seed 4, section 3.3 (what tells whether the method works for a team); product.md, section 4.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from okra.confidence import SPREAD_FROM

SHOWN_FROM: Final = SPREAD_FROM


class Question(StrEnum):
    """What is asked."""

    AUTONOMY = "autonomy"
    RETROS = "retros"
    ALIGNMENT = "alignment"


@dataclass(frozen=True, slots=True)
class Pulse:
    """What all said together of one question: how many answered, and their mean, 1 to 5 with one decimal."""

    answers: int
    mean: float | None

    @property
    def shown(self) -> float | None:
        """The mean, None with fewer than four answers: it would tell who said what."""
        return self.mean if self.answers >= SHOWN_FROM else None


Pulses = Mapping[Question, Pulse]


@dataclass(frozen=True, slots=True)
class PulseLine:
    """One question over the cycles, the oldest first, this cycle last; None where there is nothing to show."""

    question: Question
    answers: int
    means: tuple[float | None, ...]

    @property
    def now(self) -> float | None:
        """This cycle's mean."""
        return self.means[-1] if self.means else None

    @property
    def change(self) -> float | None:
        """Points since the last earlier cycle that has a mean; None where there is nothing to compare."""
        before = [mean for mean in self.means[:-1] if mean is not None]
        return None if self.now is None or not before else round(self.now - before[-1], 1)


def pulse_lines(cycles: Sequence[Pulses]) -> tuple[PulseLine, ...]:
    """The three questions over some cycles, the oldest first; those that this cycle did not ask are left out."""
    return tuple(_line(question, cycles) for question in Question if cycles and question in cycles[-1])


def _line(question: Question, cycles: Iterable[Pulses]) -> PulseLine:
    every = [cycle.get(question) for cycle in cycles]
    last = every[-1]
    return PulseLine(question, last.answers if last else 0, tuple(one.shown if one else None for one in every))
