"""The events that mattered in a cycle, each in its week: what a line of confidence may be explained by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from okra.calendar import Week
from okra.cycle_facts import CycleFacts


class EventKind(StrEnum):
    """What happened, in words."""

    RETRO = "retro held"
    RAISED = "issue raised"
    SOLVED = "issue solved"
    CHANGED = "OKRs changed"


@dataclass(frozen=True, slots=True)
class CycleEvent:
    """One event: its week in the cycle, counted from 1, and the objective it is about; None where it is about all.

    `said` is what people wrote or changed, "" where the kind says it all.
    """

    kind: EventKind
    week: int
    said: str = ""
    objective_id: int | None = None


def events(facts: CycleFacts) -> tuple[CycleEvent, ...]:
    """Everything that mattered, in the order of weeks; what came before the first or after the last counts there."""
    found = sorted(_events(facts), key=lambda pair: pair[0])
    return tuple(
        CycleEvent(kind, week_number(facts.weeks, facts.where, at), said, about) for at, kind, said, about in found
    )


def _events(facts: CycleFacts) -> Iterator[tuple[datetime, EventKind, str, int | None]]:
    for retro in facts.retros:
        yield retro.at, EventKind.RETRO, "", retro.objective_id
    for issue in facts.issues:
        if _within(facts, issue.raised_at):
            yield issue.raised_at, EventKind.RAISED, issue.text, issue.objective_id
        if issue.solved_at is not None and _within(facts, issue.solved_at):
            yield issue.solved_at, EventKind.SOLVED, issue.text, issue.objective_id
    for change in facts.changes:
        yield change.at, EventKind.CHANGED, change.said, change.objective_id


def _within(facts: CycleFacts, at: datetime) -> bool:
    return facts.record.cycle.contains(at.astimezone(facts.where).date())


def week_number(weeks: Sequence[Week], where: ZoneInfo, at: datetime) -> int:
    """The week of an instant among a cycle's weeks, counted from 1: at least the first, at most the last."""
    week = Week.of(at.astimezone(where).date())
    return max(1, sum(one <= week for one in weeks))
