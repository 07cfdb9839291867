"""The quarter's dates: one cycle from September to November, and what happens at which moment of which week."""

from datetime import date, datetime, time, timedelta
from enum import IntEnum
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
CYCLE = (date(2026, 9, 1), date(2026, 11, 30))
"""Its first and its last day: thirteen weeks, each with a Friday, and a Monday after the last of them."""
WEEKS = 13
FIRST_FRIDAY = date(2026, 9, 4)
BEGINNING = datetime(2026, 9, 1, 9, 0, tzinfo=BERLIN)


class Beat(IntEnum):
    """What happens in a week, in this order."""

    PROMPT = 1
    SOON = 2
    REMINDER = 3
    NUDGED = 4
    MORNING_AFTER = 5
    MONDAY = 6
    DIGEST = 7
    LATE = 8


_AT: dict[Beat, tuple[int, time]] = {
    Beat.PROMPT: (0, time(14, 0)),
    Beat.SOON: (0, time(14, 20)),
    Beat.REMINDER: (0, time(16, 30)),
    Beat.NUDGED: (0, time(16, 50)),
    Beat.MORNING_AFTER: (1, time(14, 0)),
    Beat.MONDAY: (3, time(9, 10)),
    Beat.DIGEST: (3, time(10, 0)),
    Beat.LATE: (3, time(14, 30)),
}


def moment(week: int, beat: Beat) -> datetime:
    """When something happens in week 1 to 13, on Berlin's clocks."""
    days, at = _AT[beat]
    return wall_clock(week, days, at)


def wall_clock(week: int, days: int, at: time) -> datetime:
    """So many days after the week's Friday, at that time in Berlin, whatever the clocks were set to meanwhile."""
    return datetime.combine(FIRST_FRIDAY + timedelta(weeks=week - 1, days=days), at, BERLIN)


def week_of(now: datetime) -> int:
    """The week whose check-in opened last: 0 before the first."""
    weeks = (week for week in range(WEEKS, 0, -1) if now >= moment(week, Beat.PROMPT))
    return next(weeks, 0)


def say(at: datetime) -> str:
    """ "Fri 9 Oct 14:00", on Berlin's clocks."""
    local = at.astimezone(BERLIN)
    return f"{local:%a} {local.day} {local:%b %H:%M}"
