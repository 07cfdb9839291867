"""What a cycle's sessions handed on for its report: grades, outcomes, decisions, pulse, learnings.

Of several that speak of the same, the last one counts: a retro that was run again corrects the one before.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from okra.achievement import Outcome, points
from okra.items import Item, ItemKind, of_kind
from okra.pulse import Pulse, Pulses, Question

Value = TypeVar("Value")

READ: Final = (
    ItemKind.GRADE,
    ItemKind.OUTCOME,
    ItemKind.DECISION,
    ItemKind.PULSE,
    ItemKind.MILESTONE,
    ItemKind.PLACEMENT,
    ItemKind.LEARNING,
    ItemKind.CLUSTER,
    ItemKind.VOTES,
)
"""The kinds that a report is made of. Verdicts are the hypotheses' own by then."""


class Decision(StrEnum):
    """What becomes of an objective in the next cycle."""

    KEEP = "keep"
    CHANGE = "change"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Grade:
    """What the team gave a key result, in points; `spread` in points too, None below four voices."""

    points: int
    spread: int | None
    voices: int


@dataclass(frozen=True, slots=True)
class MilestoneEnd:
    """A milestone and what became of it; None where nobody said."""

    title: str
    outcome: Outcome | None
    why: str = ""


def grades(items: Iterable[Item]) -> dict[str, Grade]:
    """Key of a key result → what the team gave it."""
    return _about(items, ItemKind.GRADE, _grade)


def _grade(item: Item) -> Grade:
    spread = item.facts.get("spread")
    return Grade(points(item.facts["score"]), None if spread is None else points(spread), item.facts.get("voices", 0))


def decisions(items: Iterable[Item]) -> dict[str, tuple[Decision, str]]:
    """Key of an objective → what becomes of it, and why."""
    return _about(items, ItemKind.DECISION, lambda item: (Decision(item.facts["decision"]), item.text))


def _about(items: Iterable[Item], kind: ItemKind, read: Callable[[Item], Value]) -> dict[str, Value]:
    return {item.hangs_on[0]: read(item) for item in of_kind(items, kind) if item.hangs_on}


def milestones(items: Iterable[Item]) -> tuple[MilestoneEnd, ...]:
    """The milestones that were planned, in their order: those that got a place in the cycle, or were judged at its end.

    What was an idea only, without a week and without a word at the end, was no plan.
    """
    every = tuple(items)
    outcomes = _about(every, ItemKind.OUTCOME, lambda item: (Outcome(item.facts["outcome"]), item.text))
    placed = {item.hangs_on[0] for item in of_kind(every, ItemKind.PLACEMENT) if item.hangs_on}
    planned = {item.key: item for item in of_kind(every, ItemKind.MILESTONE) if item.key in placed | outcomes.keys()}
    return tuple(MilestoneEnd(item.text, *outcomes.get(key, (None, ""))) for key, item in planned.items())


def pulses(items: Iterable[Item]) -> Pulses:
    """Question → what all said together; what a team asks itself besides is not in the report."""
    return {
        Question(item.facts["question"]): Pulse(item.facts.get("answers", 0), item.facts.get("mean"))
        for item in of_kind(items, ItemKind.PULSE)
        if item.facts["question"] in list(Question)
    }


def learnings(items: Iterable[Item]) -> tuple[str, ...]:
    """What was learned, each once: what has most dots first, on itself or on a group that it is in, else as written."""
    every = tuple(items)
    dots: dict[str, int] = {}
    for item in of_kind(every, ItemKind.VOTES):
        for key in item.hangs_on[:1]:
            dots[key] = dots.get(key, 0) + int(item.facts.get("dots", 0))
    for group in of_kind(every, ItemKind.CLUSTER):
        for key in group.hangs_on:
            dots[key] = dots.get(key, 0) + dots.get(group.key, 0)
    found = sorted(of_kind(every, ItemKind.LEARNING), key=lambda item: -dots.get(item.key, 0))
    return tuple(dict.fromkeys(item.text for item in found))
