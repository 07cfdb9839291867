"""Weeks, rhythms and wall clocks. The only place that knows of clock changes: everywhere else, instants are UTC."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from okra.refusal import Refused

CATCH_UP = timedelta(hours=24)
"""How late a prompt may still be sent after downtime."""
MINUTE, WEEK = timedelta(minutes=1), timedelta(weeks=1)
BACKWARDS = ("Etc/GMT+", "Etc/GMT-")
LASTING_YEAR = 2037
"""Far enough away that one-time changes are over and the rules of today go on."""
SHORTEST_PAUSE = timedelta(hours=1)
"""How long a team is left in peace between a close and the next opening, at least."""
FRIDAY, MONDAY = 4, 0
CITIES = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+\-−–]) ?(\d{1,2})(?::?([0-5]\d))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week; `str` gives "2026-W36"."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week that contains `day`."""
        return cls(*day.isocalendar()[:2])

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Read "2026-W36". Raises ValueError for anything else, and for a week that its year does not have."""
        match = _WEEK.fullmatch(text)
        if match is None:
            raise ValueError(f"not a week like 2026-W36: {text!r}")
        week = cls(int(match[1]), int(match[2]))
        week.monday()
        return week

    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    def day(self, weekday: int) -> date:
        """Its day, 0 = Monday."""
        return self.monday() + timedelta(days=weekday)

    def plus(self, weeks: int) -> "Week":
        """So many weeks later; negative for earlier."""
        return Week.of(self.monday() + timedelta(weeks=weeks))

    def next(self) -> "Week":
        """The week after."""
        return self.plus(1)

    def previous(self) -> "Week":
        """The week before."""
        return self.plus(-1)

    def until(self, other: "Week") -> int:
        """How many weeks later `other` is."""
        return (other.monday() - self.monday()).days // 7


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones() - {"localtime", "Factory"})


def is_zone(name: str | None) -> bool:
    """Whether `name` is an IANA zone that we know. Never raises, whatever is typed."""
    return name in _known()


def zone(*names: str | None) -> ZoneInfo:
    """The first of `names` that is an IANA zone, else UTC: the member's, then the team's, then the workspace's."""
    return next((ZoneInfo(name) for name in names if name in _known()), ZoneInfo("UTC"))


@cache
def all_zones() -> tuple[str, ...]:
    """Every IANA zone: places first, then the rest, each by name."""
    return tuple(sorted(_known(), key=lambda name: (not name.startswith(CITIES), name)))


def find_zones(query: str, limit: int = 100) -> list[str]:
    """Zones whose name contains what is typed, however it is spelled; those whose place begins with it first.

    "utc+2" finds the places whose clocks show that, those that do so all year first. The zones "Etc/GMT+2" and the like
    are not offered: by POSIX custom their sign means the opposite of what people read.
    """
    offset = _OFFSET.fullmatch(" ".join(query.casefold().split()))
    if offset is not None:
        return _showing(offset)[:limit]
    wanted = _letters(query)
    found = [name for name in all_zones() if wanted in _letters(name) and not name.startswith(BACKWARDS)]
    return sorted(found, key=lambda name: not _letters(name.rpartition("/")[2]).startswith(wanted))[:limit]


def _showing(offset: re.Match[str]) -> list[str]:
    ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    wanted = ahead if offset[1] == "+" else -ahead
    found = [name for name, shown in _offsets().items() if wanted in shown]
    return sorted(found, key=lambda name: len(_offsets()[name]))


@cache
def _offsets() -> dict[str, frozenset[timedelta | None]]:
    """Place → its offsets from UTC in winter and summer, by the rules as they are known to go on."""
    places = (name for name in all_zones() if name.startswith(CITIES))
    return {
        name: frozenset(datetime(LASTING_YEAR, month, 1, tzinfo=ZoneInfo(name)).utcoffset() for month in (1, 7))
        for name in places
    }


def _letters(text: str) -> str:
    """Letters and digits alone: no case, accents, spaces, underscores."""
    return "".join(character for character in unicodedata.normalize("NFKD", text.casefold()) if character.isalnum())


def instant(day: date, at: time, where: ZoneInfo) -> datetime:
    """The wall clock `at` on `day` in a zone, as aware UTC.

    A time that does not exist that day (clocks go forward) is the next minute that does; a time that occurs twice
    (clocks go back) is the first of the two.
    """
    return _instant(datetime.combine(day, at), where)


def _instant(wall: datetime, where: ZoneInfo) -> datetime:
    utc = wall.replace(tzinfo=where, fold=0).astimezone(UTC)
    return utc if _wall(utc, where) == wall else _first_after_gap(wall.replace(second=0, microsecond=0), where)


def _wall(moment: datetime, where: ZoneInfo) -> datetime:
    return moment.astimezone(where).replace(tzinfo=None, fold=0)


def _first_after_gap(wall: datetime, where: ZoneInfo) -> datetime:
    """The instant at which the clocks jump over `wall`.

    It lies between the two readings that PEP 495 gives such a time: with the offset after the jump, and before it.
    """
    early, late = (wall.replace(tzinfo=where, fold=fold).astimezone(UTC) for fold in (1, 0))
    minutes = range((late - early) // MINUTE)
    return early + bisect_left(minutes, True, key=lambda minute: _wall(early + minute * MINUTE, where) > wall) * MINUTE


@dataclass(frozen=True, slots=True)
class Moments:
    """The instants of one round, aware UTC, in this order."""

    opens: datetime
    reminds: datetime
    closes: datetime
    digests: datetime


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a team checks in: weekdays (0 = Monday) and wall-clock times in `zone` (IANA).

    A digest without a day of its own comes right after the close.
    """

    weekday: int = FRIDAY
    at: time = time(14)
    zone: str = "UTC"
    reminder_weekday: int = FRIDAY
    reminder_at: time = time(16, 30)
    close_weekday: int = MONDAY
    close_at: time = time(10)
    digest_weekday: int | None = None
    digest_at: time | None = None


class _Walls(NamedTuple):
    """One round on the wall clock of whoever reads it: naive on purpose."""

    opens: datetime
    reminds: datetime
    closes: datetime
    digests: datetime


def _walls(rhythm: Rhythm, week: Week) -> _Walls:
    opens = datetime.combine(week.day(rhythm.weekday), rhythm.at)
    reminds = _next(opens, rhythm.reminder_weekday, rhythm.reminder_at)
    closes = _next(reminds, rhythm.close_weekday, rhythm.close_at)
    digests = closes
    if rhythm.digest_weekday is not None and rhythm.digest_at is not None:
        digests = _next(closes - timedelta.resolution, rhythm.digest_weekday, rhythm.digest_at)
    return _Walls(opens, reminds, closes, digests)


def _next(start: datetime, weekday: int, at: time) -> datetime:
    """The first such weekday and time strictly after `start`."""
    day = start.date() + timedelta(days=(weekday - start.weekday()) % 7)
    found = datetime.combine(day, at)
    return found if found > start else found + WEEK


def moments(rhythm: Rhythm, week: Week) -> Moments:
    """The round that opens in `week`: then the reminder, then the close, each the first after the one before.

    The digest comes with the close, or at the first of its own weekdays and times from then on.
    """
    where = zone(rhythm.zone)
    return Moments(*(_instant(wall, where) for wall in _walls(rhythm, week)))


def at_own_zone(rhythm: Rhythm, week: Week, member_zone: str | None) -> Moments:
    """The same round for a member who is asked at the team's wall-clock time where they are.

    Prompt and reminder move; close and digest are the team's. Far enough west, a prompt can fall after the close: what
    to do then is the caller's choice.
    """
    where, team = zone(member_zone, rhythm.zone), zone(rhythm.zone)
    walls = _walls(rhythm, week)
    return Moments(
        _instant(walls.opens, where),
        _instant(walls.reminds, where),
        _instant(walls.closes, team),
        _instant(walls.digests, team),
    )


def validate(rhythm: Rhythm) -> None:
    """Refuse a rhythm whose zone or days do not exist, or whose rounds would run into each other.

    Raises Refused; its field is "zone", "weekday", "reminder", "close" or "digest".
    """
    if not is_zone(rhythm.zone):
        raise Refused("I don't know that time zone. Pick one from the list: type a city near you.", "zone")
    days = (rhythm.weekday, rhythm.reminder_weekday, rhythm.close_weekday, rhythm.digest_weekday or 0)
    if not all(0 <= day <= 6 for day in days):
        raise Refused("Pick a day from Monday to Sunday.", "weekday")
    if (rhythm.digest_weekday is None) != (rhythm.digest_at is None):
        raise Refused("A digest with a time of its own needs a day and a time.", "digest")
    walls = _walls(rhythm, Week(2026, 2))
    next_start = walls.opens + WEEK
    if walls.reminds >= next_start:
        raise Refused("The reminder would come after the next check-in has begun. Choose an earlier one.", "reminder")
    if walls.closes > next_start - SHORTEST_PAUSE:
        raise Refused(
            "The check-in would close after the next one has begun, or less than an hour before. Choose a close "
            "between the reminder and then.",
            "close",
        )
    if walls.digests > next_start:
        raise Refused(
            "The digest would come after the next check-in has begun. Choose one soon after the close.", "digest"
        )


def openings(rhythm: Rhythm, since: datetime, until: datetime | None = None) -> Iterator[tuple[Week, datetime]]:
    """Every opening strictly after `since` and up to `until`, in order; without `until`, without end."""
    week = Week.of(since.astimezone(zone(rhythm.zone)).date())
    opens = moments(rhythm, week).opens
    while until is None or opens <= until:
        if opens > since:
            yield week, opens
        week = week.next()
        opens = moments(rhythm, week).opens


def next_opening(rhythm: Rhythm, after: datetime) -> tuple[Week, datetime]:
    """The first opening strictly after `after`."""
    return next(openings(rhythm, after))


def current_week(rhythm: Rhythm, now: datetime) -> Week:
    """The week to which an answer given now belongs: the round that is open, else the next one to open."""
    here = Week.of(now.astimezone(zone(rhythm.zone)).date())
    for week in (here.previous(), here):
        round_moments = moments(rhythm, week)
        if round_moments.opens <= now < round_moments.closes:
            return week
    return next_opening(rhythm, now)[0]


def too_late(due: datetime, now: datetime, window: timedelta = CATCH_UP) -> bool:
    """Whether something due then is no longer worth doing now."""
    return now - due > window
