"""Everything that a cycle's report is made of, as it comes from memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from okra.calendar import Week
from okra.cycle import Cycle
from okra.items import Item
from okra.okr import Objective
from okra.okr_change import OkrChange

A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class CycleRecord:
    """One cycle: its objectives as they stand at its end, and what its sessions handed on, in order."""

    cycle: Cycle
    objectives: tuple[Objective, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A retro that is over, at an instant (aware UTC): of one objective, or of all. `closing`: the cycle's last one."""

    at: datetime
    objective_id: int | None = None
    closing: bool = False


@dataclass(frozen=True, slots=True)
class InTheWay:
    """An issue of the team: when it was raised, and solved if it was (aware UTC); its objective where a retro knows."""

    text: str
    raised_at: datetime
    solved_at: datetime | None = None
    objective_id: int | None = None


@dataclass(frozen=True, slots=True)
class CycleFacts:
    """A team's cycle with all that happened in it.

    `weeks` are those of its check-ins, in order. `confidences` maps objective ids to an average a week (1 to 10, None
    without an answer). `turnouts` maps the weeks whose check-in is over to how many of how many answered. `earlier` are
    the team's cycles before, the oldest first. `where` is the team's time zone: an event belongs to the week in which
    people there saw it.
    """

    team: str
    where: ZoneInfo
    record: CycleRecord
    weeks: tuple[Week, ...]
    confidences: Mapping[int, Sequence[float | None]] = field(default_factory=dict)
    turnouts: Mapping[Week, tuple[int, int]] = field(default_factory=dict)
    retros: tuple[Held, ...] = ()
    issues: tuple[InTheWay, ...] = ()
    changes: tuple[OkrChange, ...] = ()
    earlier: tuple[CycleRecord, ...] = ()


def weeks_of(cycle: Cycle, weekday: int) -> tuple[Week, ...]:
    """The weeks whose check-in day (0 = Monday) lies in a cycle, in order."""
    day = cycle.start + timedelta(days=(weekday - cycle.start.weekday()) % 7)
    found: list[Week] = []
    while day <= cycle.end:
        found.append(Week.of(day))
        day += A_WEEK
    return tuple(found)
