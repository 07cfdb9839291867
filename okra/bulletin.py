"""What a digest says around its numbers: what it is about, what came in since it was sent, and who is still open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from okra.calendar import Week
from okra.checkin import Answer
from okra.dates import say_day, say_moment
from okra.digest import Digest, TeamDigest
from okra.report import IssueReport, Plan

DAYS_THAT_A_WEEKDAY_TELLS = timedelta(days=6)
MOST_TEAMS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Came:
    """A team's part of a digest: when it was due (aware UTC), and the answers that are in it."""

    team: str
    due: datetime
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """What changed in a digest after it was sent. `when` is in words; `teams` came in whole."""

    when: str
    late: int = 0
    edited: int = 0
    teams: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """For example "Updated Mon 14:05: 1 late answer, 2 edited answers, Beta came in"."""
        parts = [_answers(self.late, "late")] if self.late else []
        parts += [_answers(self.edited, "edited")] if self.edited else []
        if len(self.teams) > MOST_TEAMS_NAMED:
            parts.append(f"{len(self.teams)} more teams came in")
        elif self.teams:
            parts.append(f"{' and '.join(self.teams)} came in")
        return f"Updated {self.when}: {', '.join(parts)}"


def _answers(count: int, how: str) -> str:
    return f"{count} {how} answer{'' if count == 1 else 's'}"


def update(parts: Iterable[Came], since: datetime, where: ZoneInfo) -> Update | None:
    """What came in after `since` (aware UTC), told on the wall clock of `where`; None where nothing did.

    A team whose digest was due only later came in whole: the answers that it had by then are not late.
    """
    late: list[datetime] = []
    edited: list[datetime] = []
    teams: list[tuple[str, datetime]] = []
    for part in parts:
        known = max(since, part.due)
        teams += [(part.team, part.due)] if part.due > since else []
        for answer in part.answers:
            if answer.submitted_at is not None and answer.submitted_at > known:
                late.append(answer.edited_at or answer.submitted_at)
            elif answer.edited_at is not None and answer.edited_at > known:
                edited.append(answer.edited_at)
    moments = [*late, *edited, *(due for _, due in teams)]
    if not moments:
        return None
    return Update(_say(max(moments), since, where), len(late), len(edited), tuple(sorted(name for name, _ in teams)))


def _say(at: datetime, since: datetime, where: ZoneInfo) -> str:
    if at - since < DAYS_THAT_A_WEEKDAY_TELLS:
        return say_moment(at, where)
    local = at.astimezone(where)
    return f"{say_day(local.date(), local.date())} {local:%H:%M}"


def say_week(week: Week) -> str:
    """ "week 36, 31 Aug – 6 Sep"."""
    return f"week {week.number}, {_day(week.day(0))} – {_day(week.day(6))}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


@dataclass(frozen=True, slots=True)
class StillOpen:
    """A team whose digest is not due yet; `until` says when, in words."""

    team: str
    until: str


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A lead's digest, and what must be said around it. `now` is the instant that it describes (aware UTC).

    `stands_in_for` names teams that nobody leads, whose digest the reader gets as a facilitator; `without_cycle` those
    that have no cycle to report on.
    """

    digest: Digest
    title: str
    now: datetime
    update: Update | None = None
    still_open: tuple[StillOpen, ...] = ()
    without_cycle: tuple[str, ...] = ()
    stands_in_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelBulletin:
    """One team's digest for a channel: themes, not people."""

    team: TeamDigest
    title: str
    now: datetime
    update: Update | None = None


@dataclass(frozen=True, slots=True)
class TeamDetails:
    """What a digest leaves out of one team's week. `issues` are unsolved, the oldest first."""

    team: TeamDigest
    issues: tuple[IssueReport, ...] = ()
    solved: tuple[IssueReport, ...] = ()
    notes: tuple[str, ...] = ()
    plans: tuple[Plan, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """The thread below a digest; `under` is the digest's ts."""

    teams: tuple[TeamDetails, ...]
    now: datetime
    under: str
