"""Weeks, rhythms and wall clocks. The only place that knows of clock changes: everywhere else, instants are UTC."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import takewhile
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from okra.refusal import Refused

CATCH_UP = timedelta(hours=24)
"""How late a prompt may still be sent after downtime."""
MINUTE = timedelta(minutes=1)
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
        """Read "2026-W36". Raises ValueError for anything else."""
        year, _, number = text.partition("-W")
        week = cls(int(year), int(number))
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
def _load(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def is_zone(name: str | None) -> bool:
    """Whether `name` is an IANA zone that we know. Never raises, whatever is typed."""
    return bool(name) and name in all_zones() and _load(str(name)) is not None


def zone(*names: str | None) -> ZoneInfo:
    """The first of `names` that is an IANA zone, else UTC: the member's, then the team's, then the workspace's."""
    return next((ZoneInfo(str(name)) for name in names if is_zone(name)), ZoneInfo("UTC"))


@cache
def all_zones() -> tuple[str, ...]:
    """Every IANA zone: places first, then the rest, each by name."""
    known = available_timezones() - {"localtime", "Factory"}
    return tuple(sorted(known, key=lambda name: (not name.startswith(CITIES), name)))


def find_zones(query: str, limit: int = 100) -> list[str]:
    """Zones whose name contains what is typed, however it is spelled; those that begin with it first."""
    wanted = "".join(character for character in query.casefold() if character.isalnum() or character in "+-")

    def plain(name: str) -> str:
        return name.casefold().replace("_", "").replace("/", "")

    def place(name: str) -> str:
        return plain(name.rpartition("/")[2])

    found = [name for name in all_zones() if wanted in plain(name)]
    return sorted(found, key=lambda name: not place(name).startswith(wanted))[:limit]


def instant(day: date, at: time, where: ZoneInfo) -> datetime:
    """The wall clock `at` on `day` in a zone, as aware UTC.

    A time that does not exist that day (clocks go forward) is the next minute that does; a time that occurs twice
    (clocks go back) is the first of the two.
    """
    wall = datetime.combine(day, at)
    utc = wall.replace(tzinfo=where, fold=0).astimezone(UTC)
    if utc.astimezone(where).replace(tzinfo=None) == wall:
        return utc
    return _first_after_gap(wall, where)


def _first_after_gap(wall: datetime, where: ZoneInfo) -> datetime:
    """The instant at which the clocks jump over `wall`: by halving, since a gap can be as long as a day."""
    before = wall.replace(tzinfo=where, fold=1).astimezone(UTC) - timedelta(days=1)
    after = wall.replace(tzinfo=where, fold=0).astimezone(UTC) + timedelta(days=1)
    while after - before > MINUTE:
        middle = (before + (after - before) / 2).replace(second=0, microsecond=0)
        if middle <= before:
            break
        if middle.astimezone(where).replace(tzinfo=None) < wall:
            before = middle
        else:
            after = middle
    return after


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


def _day_after(start: tuple[date, time], weekday: int, at: time) -> date:
    """The first such weekday whose wall-clock time is strictly after `start`, less than eight days on."""
    day, clock = start
    ahead = (weekday - day.weekday()) % 7
    if ahead == 0 and at <= clock:
        ahead = 7
    return day + timedelta(days=ahead)


def moments(rhythm: Rhythm, week: Week) -> Moments:
    """The round that opens in `week`: then the reminder, then the close, then the digest, each the first after it."""
    where = zone(rhythm.zone)
    opens = week.day(rhythm.weekday)
    reminds = _day_after((opens, rhythm.at), rhythm.reminder_weekday, rhythm.reminder_at)
    closes = _day_after((reminds, rhythm.reminder_at), rhythm.close_weekday, rhythm.close_at)
    closing = instant(closes, rhythm.close_at, where)
    digests = closing
    if rhythm.digest_weekday is not None and rhythm.digest_at is not None:
        same_minute = (rhythm.digest_weekday, rhythm.digest_at) == (rhythm.close_weekday, rhythm.close_at)
        day = _day_after((closes, rhythm.close_at), rhythm.digest_weekday, rhythm.digest_at)
        digests = closing if same_minute else instant(day, rhythm.digest_at, where)
    return Moments(
        instant(opens, rhythm.at, where), instant(reminds, rhythm.reminder_at, where), closing, max(closing, digests)
    )


def at_own_zone(rhythm: Rhythm, week: Week, member_zone: str | None) -> Moments:
    """The same round for a member who is asked at the team's wall-clock time where they are.

    Prompt and reminder move; close and digest are the team's.
    """
    where = zone(member_zone, rhythm.zone)
    team = moments(rhythm, week)
    opens = week.day(rhythm.weekday)
    reminds = _day_after((opens, rhythm.at), rhythm.reminder_weekday, rhythm.reminder_at)
    return Moments(
        instant(opens, rhythm.at, where), instant(reminds, rhythm.reminder_at, where), team.closes, team.digests
    )


def validate(rhythm: Rhythm) -> None:
    """Refuse a rhythm whose rounds overlap or whose zone is unknown. Raises Refused."""
    if not is_zone(rhythm.zone):
        raise Refused("I don't know that time zone. Pick one from the list: type a city near you.", "zone")
    opens = (rhythm.weekday, rhythm.at)
    monday = date(2026, 1, 5)
    start = monday + timedelta(days=opens[0])
    reminds = _day_after((start, rhythm.at), rhythm.reminder_weekday, rhythm.reminder_at)
    closes = _day_after((reminds, rhythm.reminder_at), rhythm.close_weekday, rhythm.close_at)
    next_start = datetime.combine(start + timedelta(days=7), rhythm.at)
    if datetime.combine(reminds, rhythm.reminder_at) >= next_start:
        raise Refused("The reminder would come after the next check-in has begun. Choose an earlier one.", "reminder")
    if datetime.combine(closes, rhythm.close_at) >= next_start:
        raise Refused(
            "The check-in would close after the next one has begun. Close it before, and after the reminder.", "close"
        )


def openings(rhythm: Rhythm, since: datetime) -> Iterator[tuple[Week, datetime]]:
    """Every opening strictly after `since`, in order, without end."""
    week = Week.of(since.astimezone(zone(rhythm.zone)).date()).previous()
    while True:
        opens = moments(rhythm, week).opens
        if opens > since:
            yield week, opens
        week = week.next()


def openings_between(rhythm: Rhythm, since: datetime, until: datetime) -> list[tuple[Week, datetime]]:
    """The openings after `since` and up to `until`."""
    return list(takewhile(lambda opening: opening[1] <= until, openings(rhythm, since)))


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
