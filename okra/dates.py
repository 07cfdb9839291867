"""Days as people write them → date, or one sentence that says why not."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from okra.refusal import Refused

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SHORTEST_NAME = 3

_LEADING = re.compile(r"^(?:(?:until|till|on|by|the|this|to)\s+)+")
_IN = re.compile(r"in (\d{1,3}|a|an|one|two|three|four) (day|week)s?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?")
_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}


def read_day(text: str, today: date, field: str = "day") -> date:
    """Read one day.

    A bare weekday is the next one after today: "fri" said on a Friday is in a week. "next monday" is the same, "next
    week" is its Monday. A day without a year is the next such day. Raises Refused for what is not clear: "01/02/2026"
    could be two days.
    """
    typed = " ".join(text.casefold().replace(",", " ").split()).strip(" .!")
    typed = _LEADING.sub("", typed) if typed else typed
    for reader in (_word, _weekday, _counted, _iso, _dotted, _slashed, _named_month):
        day = reader(typed, today, field)
        if day is not None:
            return day
    raise _unreadable(text, field)


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
    days = {"today": 0, "tonight": 0, "tomorrow": 1}.get(typed)
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


def _iso(typed: str, _today: date, field: str) -> date | None:
    match = _ISO.fullmatch(typed)
    return None if match is None else _real(int(match[1]), int(match[2]), int(match[3]), typed, field)


def _dotted(typed: str, today: date, field: str) -> date | None:
    match = _DOTTED.fullmatch(typed) or _DOTTED.fullmatch(typed + ".")
    if match is None:
        return None
    return _with_year(int(match[1]), int(match[2]), match[3], today, typed, field)


def _slashed(typed: str, _today: date, field: str) -> date | None:
    match = _SLASHED.fullmatch(typed)
    if match is None:
        return None
    first, second, year = (int(part) for part in match.groups())
    if first != second and first <= 12 and second <= 12:
        raise Refused(
            f"“{typed}” could be {year}-{first:02d}-{second:02d} or {year}-{second:02d}-{first:02d}. Which one?", field
        )
    return _real(year, second, first, typed, field) if first > 12 else _real(year, first, second, typed, field)


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
    for candidate in range(today.year, today.year + 9):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise _unreadable(typed, field)


def _real(year: int, month: int, day: int, typed: str, field: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Refused(f"There is no such day as “{typed}”. Write it like 2026-12-01.", field) from None


def _unreadable(text: str, field: str) -> Refused:
    shown = " ".join(text.split())
    quoted = f"“{shown if len(shown) <= 40 else shown[:39] + '…'}”" if shown else "that"
    return Refused(f"I can't read {quoted} as a day. Write fri, next monday, 1 dec or 2026-12-01.", field)
