"""How many of those who could answer did, over a cycle: shares, never names.

A week in which fewer than four were expected is left out, of the total too: with three, "2 of 3" comes close to a name,
and a total with it in would give it away by subtraction. So spread is shown from four answers up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from okra.confidence import SPREAD_FROM

NAMELESS_FROM: Final = SPREAD_FROM


@dataclass(frozen=True, slots=True)
class WeekTurnout:
    """One check-in that is over: its week in the cycle, counted from 1, and how many of how many answered."""

    week: int
    answered: int
    expected: int


@dataclass(frozen=True, slots=True)
class Participation:
    """The check-ins that can be shown without pointing at anybody, and how many cannot."""

    weeks: tuple[WeekTurnout, ...] = ()
    left_out: int = 0

    @property
    def answered(self) -> int:
        """Answers in those weeks."""
        return sum(week.answered for week in self.weeks)

    @property
    def expected(self) -> int:
        """Answers that were hoped for in those weeks."""
        return sum(week.expected for week in self.weeks)

    @property
    def share(self) -> float | None:
        """The share of answers that came, 0 to 1; None where nothing can be shown."""
        return self.answered / self.expected if self.expected else None


def participation(turnouts: Iterable[WeekTurnout]) -> Participation:
    """Sum up the check-ins of a cycle; one that hoped for nobody says nothing, and counts nowhere."""
    asked = sorted((one for one in turnouts if one.expected), key=lambda one: one.week)
    shown = tuple(one for one in asked if one.expected >= NAMELESS_FROM)
    return Participation(shown, len(asked) - len(shown))
