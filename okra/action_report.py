"""A team's actions, summed up: what the result, the digest and App Home say of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from okra.action import Action, ActionState, age_in_weeks, days_overdue, in_order
from okra.dates import say_day

OVERDUE: Final = "▲ overdue"
"""How a late action is marked: word and shape, never colour alone."""


@dataclass(frozen=True, slots=True)
class ActionReport:
    """One action with its owner's name, its age in full weeks, and the days that it is late (0 where it is not).

    `due` is its day in words, "" where it has none or is closed: "due Fri 11 Sep, ▲ overdue by 3 days".
    """

    action: Action
    owner: str
    weeks: int
    overdue: int
    due: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.action.is_open

    @property
    def is_done(self) -> bool:
        """Whether it was done, and not dropped."""
        return self.action.state is ActionState.DONE

    @property
    def age(self) -> str:
        """ "new", "for 1 week", "for 3 weeks"."""
        return f"for {_weeks(self.weeks)}" if self.weeks else "new"


def report_actions(
    actions: Iterable[Action], names: Mapping[str, str], now: datetime, today: date
) -> tuple[ActionReport, ...]:
    """The actions in order as they stand at `now` (aware UTC), which is `today` on the team's calendar."""
    return tuple(
        ActionReport(
            one, names.get(one.owner_id, ""), age_in_weeks(one, now), days_overdue(one, today), say_due(one, today)
        )
        for one in in_order(actions)
    )


def say_due(action: Action, today: date) -> str:
    """An open action's day in words, and by how much it is late; "" where it has none or is closed."""
    if action.due is None or not action.is_open:
        return ""
    late = days_overdue(action, today)
    said = f"due {say_day(action.due, today)}"
    return f"{said}, {OVERDUE} by {_days(late)}" if late else said


def count_actions(reports: Sequence[ActionReport]) -> str:
    """All of them in a line that names nobody: "Actions: 2 done this week, 1 open for 3 weeks"; "" without any."""
    parts = list(_counted(reports))
    return f"Actions: {', '.join(parts)}" if parts else ""


def _counted(reports: Sequence[ActionReport]) -> Iterator[str]:
    done = sum(report.is_done for report in reports)
    if done:
        yield f"{done} done this week"
    still = [report for report in reports if report.is_open]
    if len(still) == 1:
        yield f"1 open {still[0].age}" if still[0].weeks else "1 new"
    elif still:
        oldest = max(still, key=lambda report: report.weeks)
        yield f"{len(still)} open" + (f", the oldest {oldest.age}" if oldest.weeks else "")
    late = sum(report.overdue > 0 for report in still)
    if late:
        yield f"{late} {OVERDUE}"
    dropped = len(reports) - done - len(still)
    if dropped:
        yield f"{dropped} dropped"


def _weeks(count: int) -> str:
    return f"{count} week{'' if count == 1 else 's'}"


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
