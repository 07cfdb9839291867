"""Days as people write them → date, or one sentence that says why not."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from okra.refusal import Refused, quoted, visible

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SHORTEST_NAME = 3
YEARS_TO_A_LEAP_DAY = 8  # from 1896 to 1904, and from 2096 to 2104

_LEADING = re.compile(r"^(?:(?:until|till|on|by|the|this|to)\s+)+")
_IN = re.compile(r"in (\d{1,3}|a|an|one|two|three|four) (day|week)s?")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ([a-z]+)(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?")
_NAMED = re.compile(r"([a-z]+) (.+)")
_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}


def read_day(text: str, today: date, field: str = "day") -> date:
    """Read one day.

    A bare weekday is the next one after today: "fri" said on a Friday is in a week, since who means today says so.
    "next monday" is the same, "next week" is its Monday. A day without a year is the next such day, today included; a
    weekday before a date has to be its own. Raises Refused for what is not clear: "01/02/2026" could be two days.
    """
    typed = " ".join(visible(text).casefold().replace(",", " ").split()).strip(" .!")
    typed = _LEADING.sub("", typed)
    try:
        day = _read(typed, today, field)
    except OverflowError:
        day = None
    if day is None:
        raise Refused(f"I can't read {quoted(text)} as a day. Write fri, next monday, 1 dec or 2026-12-01.", field)
    return day


def _read(typed: str, today: date, field: str) -> date | None:
    readers = (_word, _weekday, _counted, _date, _date_with_weekday)
    return next((day for reader in readers if (day := reader(typed, today, field)) is not None), None)


def read_future_day(text: str, today: date, field: str = "day") -> date:
    """Like `read_day`; a day before today is refused."""
    day = read_day(text, today, field)
    if day < today:
        raise Refused(f"{say_day(day, today)} is in the past. Which day do you mean?", field)
    return day


def say_day(day: date, today: date) -> str:
    """ "Wed 2 Dec"; with the year if it is another one."""
    said = f"{day:%a} {day.day} {day:%b}"
    return said if day.year == today.year else f"{said} {day.year}"


def say_moment(moment: datetime, where: ZoneInfo) -> str:
    """ "Fri 14:00" on that zone's wall clock."""
    local = moment.astimezone(where)
    return f"{local:%a %H:%M}"


def _word(typed: str, today: date, _field: str) -> date | None:
    if typed == "next week":
        return today + timedelta(days=7 - today.weekday())
    days = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2}.get(typed)
    return None if days is None else today + timedelta(days=days)


def _weekday(typed: str, today: date, _field: str) -> date | None:
    name = typed.removeprefix("next ").strip()
    found = _name_in(name, WEEKDAYS)
    return None if found is None else today + timedelta(days=(found - today.weekday() - 1) % 7 + 1)


def _counted(typed: str, today: date, _field: str) -> date | None:
    match = _IN.fullmatch(typed)
    if match is None:
        return None
    count = _WORDS.get(match[1]) or int(match[1])
    return today + timedelta(days=count * (7 if match[2] == "week" else 1))


def _date(typed: str, today: date, field: str) -> date | None:
    readers = (_iso, _dotted, _slashed, _named_month)
    return next((day for reader in readers if (day := reader(typed, today, field)) is not None), None)


def _date_with_weekday(typed: str, today: date, field: str) -> date | None:
    """ "wed 2 dec": the weekday has to be the right one."""
    match = _NAMED.fullmatch(typed)
    weekday = None if match is None else _name_in(match[1], WEEKDAYS)
    day = None if match is None or weekday is None else _date(match[2], today, field)
    if day is not None and day.weekday() != weekday:
        right = WEEKDAYS[day.weekday()].capitalize()
        raise Refused(f"{day.day} {day:%b %Y} is a {right}. Which day do you mean?", field)
    return day


def _iso(typed: str, _today: date, field: str) -> date | None:
    match = _ISO.fullmatch(typed)
    return None if match is None else _real(int(match[1]), int(match[3]), int(match[4]), typed, field)


def _dotted(typed: str, today: date, field: str) -> date | None:
    match = _DOTTED.fullmatch(typed)
    return None if match is None else _with_year(int(match[1]), int(match[2]), match[3], today, typed, field)


def _slashed(typed: str, today: date, field: str) -> date | None:
    """Day and month in the one order that makes a date; in Europe the day comes first, in America the month."""
    match = _SLASHED.fullmatch(typed)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    orders = {(first, second), (second, first)}
    possible = [order for order in orders if order[1] <= 12]
    days = sorted(_with_year(day, month, match[3], today, typed, field) for day, month in possible)
    if len(days) == 2:
        raise Refused(f"{quoted(typed)} could be {days[0].isoformat()} or {days[1].isoformat()}. Which one?", field)
    return days[0] if days else None


def _named_month(typed: str, today: date, field: str) -> date | None:
    for pattern, day_at, month_at in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        match = pattern.fullmatch(typed)
        month = None if match is None else _name_in(match[month_at], MONTHS)
        if match is not None and month is not None:
            return _with_year(int(match[day_at]), month + 1, match[3], today, typed, field)
    return None


def _name_in(typed: str, names: tuple[str, ...]) -> int | None:
    """Which name is meant: whole, or its first three letters or more."""
    if len(typed) < SHORTEST_NAME:
        return None
    return next((number for number, name in enumerate(names) if name.startswith(typed)), None)


def _with_year(day: int, month: int, year: str | None, today: date, typed: str, field: str) -> date:
    if year:
        return _real(int(year), month, day, typed, field)
    for candidate in range(today.year, today.year + YEARS_TO_A_LEAP_DAY + 1):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise _no_such_day(typed, field)


def _real(year: int, month: int, day: int, typed: str, field: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_such_day(typed, field) from None


def _no_such_day(typed: str, field: str) -> Refused:
    return Refused(f"There is no such day as {quoted(typed)}. Write it like 2026-12-01.", field)
