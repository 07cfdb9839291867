"""Objectives, key results and hypotheses: the team's, for one cycle (seed 5, "What Makes Team OKRs Different").

Progress is a share from 0 to 1; pace, which compares it with the calendar, is in okra.pace.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from okra.numbers import say_number
from okra.refusal import Refused

USUAL_KEY_RESULTS: Final = 3
"""1–3 key results per objective is the norm (seed 3, section 5): more draws a warning, never a refusal."""
LARGEST_PERCENTAGE: Final = Decimal(1000)
HUNDRED: Final = Decimal(100)


class MeasureKind(StrEnum):
    """How a key result moves."""

    MOVE = "move"
    """From a start value to a target value, up or down."""
    RAISE_BY = "raise_by"
    """Raise by a percentage: readings say how many per cent it has risen so far, start 0."""
    REDUCE_BY = "reduce_by"
    """Reduce by a percentage: readings say how many per cent it has fallen so far, start 0."""
    STAY_ABOVE = "stay_above"
    STAY_BELOW = "stay_below"
    DONE = "done"
    """Done or not done: readings are 0 or 1."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What moves, from where to where. `unit` is free text shown behind numbers ("%", "h", "tickets").

    Only MOVE has a start of its own; the other kinds start at 0, and STAY_* keep their limit in `target`.
    """

    kind: MeasureKind
    start: Decimal
    target: Decimal
    unit: str = ""

    @classmethod
    def move(cls, start: Decimal, target: Decimal, unit: str = "") -> "Measure":
        """From `start` to `target`, up or down."""
        return cls(MeasureKind.MOVE, start, target, unit)

    @classmethod
    def raise_by(cls, percent: Decimal) -> "Measure":
        """Raise by `percent` per cent."""
        return cls(MeasureKind.RAISE_BY, Decimal(0), percent, "%")

    @classmethod
    def reduce_by(cls, percent: Decimal) -> "Measure":
        """Reduce by `percent` per cent."""
        return cls(MeasureKind.REDUCE_BY, Decimal(0), percent, "%")

    @classmethod
    def stay_above(cls, limit: Decimal, unit: str = "") -> "Measure":
        """Stay at `limit` or above."""
        return cls(MeasureKind.STAY_ABOVE, Decimal(0), limit, unit)

    @classmethod
    def stay_below(cls, limit: Decimal, unit: str = "") -> "Measure":
        """Stay at `limit` or below."""
        return cls(MeasureKind.STAY_BELOW, Decimal(0), limit, unit)

    @classmethod
    def done(cls) -> "Measure":
        """Done or not done."""
        return cls(MeasureKind.DONE, Decimal(0), Decimal(1))


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What must be true for its key result to move; the verdict comes at the cycle's end."""

    id: int
    key_result_id: int
    text: str
    verdict: str | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class KeyResult:
    """`current` is None until somebody reports a value; `current_at` is when (aware UTC)."""

    id: int
    objective_id: int
    title: str
    measure: Measure
    owner_id: str | None = None
    current: Decimal | None = None
    current_at: datetime | None = None
    hypotheses: tuple[Hypothesis, ...] = ()


@dataclass(frozen=True, slots=True)
class Objective:
    """A team's objective in one cycle; `supports` names the strategic OKR it contributes to, if any."""

    id: int
    team_id: int
    cycle_id: int
    title: str
    supports: int | None = None
    key_results: tuple[KeyResult, ...] = field(default=())


class ScoreBand(StrEnum):
    """How a cycle ended for one key result or objective; half-open, so that every score has one band."""

    MISSED = "missed"
    """[0, 0.3)"""
    PROGRESS = "progress"
    """[0.3, 0.7)"""
    DELIVERED = "delivered"
    """[0.7, 1)"""
    REACHED = "reached in full"
    """1"""


def score_band(score: float) -> ScoreBand:
    """The band of a score from 0 to 1. Raises ValueError outside that range."""
    if not 0 <= score <= 1:
        raise ValueError(f"a score lies between 0 and 1, not {score}")
    if score < 0.3:
        return ScoreBand.MISSED
    if score < 0.7:
        return ScoreBand.PROGRESS
    return ScoreBand.DELIVERED if score < 1 else ScoreBand.REACHED


def check_measure(measure: Measure) -> None:
    """Accept a measure that progress can be computed for.

    Raises Refused (field "start" or "target") where a number is not finite, nothing would move, a percentage is out
    of any sensible range, or "done / not done" was given other numbers than 0 and 1.
    """
    if not (measure.start.is_finite() and measure.target.is_finite()):
        raise Refused("Please give start and target as plain numbers.", "target")
    _CHECKS[measure.kind](measure)


def _check_move(measure: Measure) -> None:
    if measure.start == measure.target:
        where = say_number(measure.start, measure.unit)
        raise Refused(
            f"Start and target are both {where}, so nothing would move. "
            "Change one of them, or choose to stay above or below a limit.",
            "target",
        )
    _check_percentage("start", measure.start, measure.unit)
    _check_percentage("target", measure.target, measure.unit)


def _check_by(measure: Measure) -> None:
    if measure.start != 0:
        raise Refused("A change by a percentage counts from 0. Leave the start at 0.", "start")
    if measure.target <= 0:
        raise Refused("Say by how many per cent as a number above 0, for example 30.", "target")
    if measure.kind is MeasureKind.REDUCE_BY and measure.target > HUNDRED:
        raise Refused("Nothing can fall by more than 100 %. Give a percentage up to 100.", "target")
    _check_percentage("target", measure.target, "%")


def _check_stay(measure: Measure) -> None:
    _check_percentage("target", measure.target, measure.unit)


def _check_done(measure: Measure) -> None:
    if (measure.start, measure.target) != (Decimal(0), Decimal(1)):
        raise Refused("Done or not done needs no numbers: it goes from 0 to 1.", "target")


_CHECKS: Final = {
    MeasureKind.MOVE: _check_move,
    MeasureKind.RAISE_BY: _check_by,
    MeasureKind.REDUCE_BY: _check_by,
    MeasureKind.STAY_ABOVE: _check_stay,
    MeasureKind.STAY_BELOW: _check_stay,
    MeasureKind.DONE: _check_done,
}


def _check_percentage(field_name: str, value: Decimal, unit: str) -> None:
    if unit == "%" and abs(value) > LARGEST_PERCENTAGE:
        said = say_number(value, unit)
        raise Refused(f"{said} looks like a slip. Percentages go up to 1000 % here.", field_name)


def raw_progress(measure: Measure, current: Decimal) -> Decimal:
    """How far `current` is on the way from start (0) to target (1), the same way for rising and falling measures.

    Unclamped: below 0 when it moved the wrong way, above 1 beyond the target. STAY_* and DONE know only 0 and 1;
    the limit itself is within the band. Expects a measure that `check_measure` accepts.
    """
    match measure.kind:
        case MeasureKind.STAY_ABOVE:
            return Decimal(current >= measure.target)
        case MeasureKind.STAY_BELOW:
            return Decimal(current <= measure.target)
        case MeasureKind.DONE:
            return Decimal(current >= 1)
        case _:
            return (current - measure.start) / (measure.target - measure.start)


def progress(measure: Measure, current: Decimal | None) -> float | None:
    """The share of the way that is behind us, 0 to 1 (clamped, for roll-ups); None while nothing was reported."""
    if current is None:
        return None
    return float(min(Decimal(1), max(Decimal(0), raw_progress(measure, current))))


def objective_progress(objective: Objective) -> float | None:
    """The mean progress of the objective's key results, 0 to 1.

    A key result without any value counts as 0, so that silence never lifts the mean. None while no key result has a
    value (or there is none at all).
    """
    return mean_progress(progress(kr.measure, kr.current) for kr in objective.key_results)


def mean_progress(shares: Iterable[float | None]) -> float | None:
    """The mean of shares from 0 to 1 in which None counts as 0; None when all are None."""
    known = list(shares)
    if all(share is None for share in known):
        return None
    return min(1.0, sum(share or 0.0 for share in known) / len(known))


def describe(measure: Measure) -> str:
    """The measure in a few words: "65 % → 90 %", "reduce by 30 %", "stay above 99.9 %", "done / not done"."""
    target = say_number(measure.target, measure.unit)
    match measure.kind:
        case MeasureKind.MOVE:
            return f"{say_number(measure.start, measure.unit)} → {target}"
        case MeasureKind.RAISE_BY:
            return f"raise by {say_number(measure.target, '%')}"
        case MeasureKind.REDUCE_BY:
            return f"reduce by {say_number(measure.target, '%')}"
        case MeasureKind.STAY_ABOVE:
            return f"stay above {target}"
        case MeasureKind.STAY_BELOW:
            return f"stay below {target}"
        case MeasureKind.DONE:
            return "done / not done"


def too_many_key_results(objective: Objective) -> str | None:
    """A warning for an objective with more than three key results; None for up to three. It never forbids."""
    count = len(objective.key_results)
    if count <= USUAL_KEY_RESULTS:
        return None
    return f"{count} key results is a lot to hold in mind: one to three keep an objective sharp."
