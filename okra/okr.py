"""Objectives, key results and hypotheses: the team's, for one cycle (seed 5, "What Makes Team OKRs Different")."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


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
    """What moves, from where to where. `unit` is free text shown behind numbers ("%", "h", "tickets")."""

    kind: MeasureKind
    start: Decimal
    target: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What must be true for its key result to move; the verdict comes at the cycle's end."""

    id: int
    key_result_id: int
    text: str
    verdict: str | None = None


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
