"""A cycle: the dated period of a team's OKRs, a quarter by default, shorter if the team likes (seed 4, section 4.3)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from okra.refusal import Refused

SHORTEST, LONGEST = timedelta(weeks=2), timedelta(weeks=27)
LOOKED_BACK_ON: Final = timedelta(weeks=4)
"""For so long after its end a cycle is what a retro at the end is about, if none was held of it."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """A period, both days included, of 2 to 26 weeks (a quarter's odd days are welcome).

    `id` is None for one that is not stored yet. Raises Refused for other lengths.
    """

    id: int | None
    team_id: int
    name: str
    start: date
    end: date

    def __post_init__(self) -> None:
        length = self.end - self.start + timedelta(days=1)
        if length < SHORTEST:
            raise Refused("A cycle lasts at least two weeks: there is little to learn in less.", "end")
        if length >= LONGEST:
            raise Refused("A cycle lasts at most 26 weeks: much changes in half a year.", "end")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    @property
    def weeks(self) -> int:
        """How many weeks it has, to the nearest one: 13 for every quarter, whose odd days join the last week."""
        return round(self.days / 7)

    @property
    def midpoint(self) -> date:
        """The day in the middle."""
        return self.start + timedelta(days=self.days // 2)

    def contains(self, day: date) -> bool:
        """Whether `day` is in it."""
        return self.start <= day <= self.end

    def elapsed(self, on: date) -> float:
        """The share that is gone at the beginning of `on`: 0 on the first day or earlier, 1 after the last."""
        return min(1.0, max(0.0, (on - self.start).days / self.days))

    def week_number(self, on: date) -> int:
        """The 6 of "week 6 of 13": 1 in the first seven days and before, `weeks` in the last ones and after."""
        return min(self.weeks, max(1, (on - self.start).days // 7 + 1))


def quarter_around(day: date, team_id: int) -> Cycle:
    """The calendar quarter that contains `day`."""
    number = (day.month - 1) // 3
    start = date(day.year, 3 * number + 1, 1)
    following = date(day.year + (number == 3), (3 * number + 3) % 12 + 1, 1)
    return Cycle(None, team_id, f"Q{number + 1} {day.year}", start, following - timedelta(days=1))


def name_for(start: date, end: date) -> str:
    """ "Q4 2026" for a calendar quarter, else the two dates."""
    quarter = quarter_around(start, 0)
    if (quarter.start, quarter.end) == (start, end):
        return quarter.name
    return f"{start.isoformat()} to {end.isoformat()}"


def to_look_back_on(current: Cycle | None, last: Cycle | None, day: date, *, held: bool) -> Cycle | None:
    """The cycle that a retro at the end is about on `day`.

    Often the next one has just begun: `last`, the one that ended last, comes first while it is fresh and no retro of it
    was `held`; then `current`.
    """
    if last is not None and not held and day - last.end <= LOOKED_BACK_ON:
        return last
    return current or last


def following(cycle: Cycle) -> Cycle:
    """The next one: a quarter after a quarter, else the same number of days."""
    start = cycle.end + timedelta(days=1)
    quarter = quarter_around(cycle.start, cycle.team_id)
    if (quarter.start, quarter.end) == (cycle.start, cycle.end):
        return quarter_around(start, cycle.team_id)
    end = start + timedelta(days=cycle.days - 1)
    return Cycle(None, cycle.team_id, name_for(start, end), start, end)
