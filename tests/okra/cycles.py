"""A cycle to report on: Explore's third quarter of 2026, thirteen Fridays in Berlin."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from okra.cycle import Cycle
from okra.cycle_facts import CycleFacts, CycleRecord, weeks_of
from okra.items import Item, ItemKind
from okra.okr import Hypothesis, KeyResult, Measure, Objective

BERLIN = ZoneInfo("Europe/Berlin")
QUARTER = Cycle(3, 7, "Q3 2026", date(2026, 7, 1), date(2026, 9, 30))
FRIDAYS = weeks_of(QUARTER, 4)
OVER = date(2026, 10, 2)
PERCENT = Measure.move(Decimal(0), Decimal(100), "%")


def friday(number: int, hour: int = 12) -> datetime:
    """The cycle's check-in of that number, counted from 1 (aware UTC)."""
    return datetime(2026, 7, 3, hour, tzinfo=UTC) + timedelta(weeks=number - 1)


def kr(number: int, value: int | None = None, *hypotheses: Hypothesis, title: str = "Completion") -> KeyResult:
    """A key result from 0 to 100 % at a value, with hypotheses."""
    current = None if value is None else Decimal(value)
    return KeyResult(number, 1, title, PERCENT, None, current, friday(13) if value is not None else None, hypotheses)


def objective(number: int, *key_results: KeyResult, title: str = "Delight") -> Objective:
    """An objective with its key results."""
    return Objective(number, 7, 3, title, key_results=key_results)


def record(*objectives: Objective, items: tuple[Item, ...] = (), cycle: Cycle = QUARTER) -> CycleRecord:
    """What is known of a cycle."""
    return CycleRecord(cycle, objectives, items)


def earlier(name: str, *key_results: KeyResult, items: tuple[Item, ...] = ()) -> CycleRecord:
    """A cycle before."""
    cycle = Cycle(1, 7, name, QUARTER.start - timedelta(days=91), QUARTER.start - timedelta(days=1))
    return record(objective(99, *key_results), items=items, cycle=cycle)


def facts(*objectives: Objective, items: tuple[Item, ...] = (), **more: Any) -> CycleFacts:
    """The quarter's facts."""
    return replace(CycleFacts("Explore", BERLIN, record(*objectives, items=items), FRIDAYS), **more)


def grade(number: int, score: float, spread: float | None = None) -> Item:
    """What the team gave a key result."""
    known = {"score": score, "spread": spread, "voices": 5, "computed": None}
    return Item(f"s9/grade/k{number}", ItemKind.GRADE, "", (f"okr/k{number}",), known)


def believed(text: str, verdict: str | None = None, evidence: str = "") -> Hypothesis:
    """A hypothesis, judged or not."""
    return Hypothesis(1, 8, text, verdict, evidence)


def decision(number: int, said: str, why: str = "") -> Item:
    """What becomes of an objective."""
    return Item(f"s9/decide/o{number}", ItemKind.DECISION, why, (f"okr/o{number}",), {"decision": said})


def milestone(name: str, outcome: str | None = None, week: int | None = None, why: str = "") -> tuple[Item, ...]:
    """A milestone, with its place in the plan and what became of it as far as these are given."""
    key = f"s2/{name}"
    found = [Item(key, ItemKind.MILESTONE, name)]
    if week is not None:
        found.append(Item(f"s4/{name}", ItemKind.PLACEMENT, "", (key,), {"week": week}))
    if outcome is not None:
        found.append(Item(f"s9/{name}", ItemKind.OUTCOME, why, (key,), {"outcome": outcome}))
    return tuple(found)


def pulse(question: str, answers: int, mean: float | None) -> Item:
    """What all said together of one question."""
    known = {"question": question, "answers": answers, "mean": mean}
    return Item(f"s9/pulse/{question}", ItemKind.PULSE, question, (), known)


def learning(name: str, text: str) -> Item:
    """Something that was learned."""
    return Item(f"s9/{name}", ItemKind.LEARNING, text, (), {"author": "U0BEN"})


def votes(key: str, dots: int) -> Item:
    """Dots on something."""
    return Item(f"s9/votes/{key}", ItemKind.VOTES, f"{dots} dots", (key,), {"dots": dots})
