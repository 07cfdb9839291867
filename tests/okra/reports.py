"""A made-up team's week, in as few words as a test needs."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from okra.calendar import Week
from okra.checkin import RoundState
from okra.confidence import WeekConfidence, WeekValue
from okra.issue import Issue, IssueState
from okra.okr import KeyResult, Measure, Objective
from okra.report import ObjectiveWeeks, Plan, TeamWeek, Turnout

NOW = datetime(2026, 9, 7, 8, tzinfo=UTC)
"""The Monday of the close."""
WEEK = Week(2026, 36)
PERCENT = Measure.move(Decimal(0), Decimal(100), "%")
NAMES = {"U1": "Ada", "U2": "Ben"}


def kr(key_result_id: int, title: str, value: str | None, measure: Measure = PERCENT) -> KeyResult:
    current = None if value is None else Decimal(value)
    at = None if value is None else NOW - timedelta(days=2)
    return KeyResult(key_result_id, 1, title, measure, current=current, current_at=at)


def weeks(*averages: float | None, spread: int | None = None) -> tuple[WeekConfidence, ...]:
    """One week per average up to the one reported, whose spread is given."""
    numbers = range(WEEK.number - len(averages) + 1, WEEK.number + 1)
    spreads = [None] * (len(averages) - 1) + [spread]
    return tuple(
        WeekConfidence(Week(2026, number), average, points)
        for number, average, points in zip(numbers, averages, spreads, strict=True)
    )


def objective(
    title: str,
    past: tuple[WeekConfidence, ...] = (),
    *key_results: KeyResult,
    values: dict[int, list[WeekValue]] | None = None,
    wrong_measure: dict[int, int] | None = None,
) -> ObjectiveWeeks:
    whole = Objective(1, 1, 1, title, key_results=key_results)
    return ObjectiveWeeks(whole, past, values or {}, wrong_measure or {})


def issue(text: str, age: int = 0, state: IssueState = IssueState.OPEN, help_from: str = "") -> Issue:
    return Issue(1, 1, "U1", text, state, NOW - timedelta(weeks=age), help_from)


def team(
    *objectives: ObjectiveWeeks,
    name: str = "Explore",
    state: RoundState = RoundState.CLOSED,
    turnout: Turnout | None = None,
    elapsed: float = 0.5,
    issues: tuple[Issue, ...] = (),
    notes: tuple[str, ...] = (),
    plans: tuple[Plan, ...] = (),
) -> TeamWeek:
    return TeamWeek(
        team_id=7,
        team=name,
        week=WEEK,
        state=state,
        turnout=turnout or Turnout(5, 8, ("Dan",)),
        elapsed=elapsed,
        closes=(NOW,),
        objectives=objectives,
        issues=issues,
        plans=plans,
        notes=notes,
        names=NAMES,
    )
