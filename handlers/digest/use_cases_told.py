"""What digests say, loaded at the moment of sending: everything is looked at once more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.digest.use_cases import WORTH_SENDING, sent_to, shown_to
from handlers.kit.feature import Later
from handlers.kit.ids import Appointment, Delivery
from handlers.kit.rhythm import round_key
from okra.bulletin import Bulletin, Came, ChannelBulletin, Details, StillOpen, TeamDetails, Update, say_week, update
from okra.calendar import Week, moments, too_late, zone
from okra.checkin import Answer
from okra.dates import say_moment
from okra.digest import TeamDigest, gather, team_digest
from okra.offer import Offer
from okra.people import Role
from okra.report import TeamWeek, report_issues
from okra.team import Team
from storage.deliveries import Sent
from storage.store import Unit
from storage.weeks import seen_from, team_week, week_in_view

DIGEST_FIRST = timedelta(seconds=5)
"""How long the details wait for the digest that they stand under."""
UNTIL_MENDED = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class _Part:
    """One team in somebody's digest: its week, from when it is looked at, and when its digest is or was due."""

    team: Team
    week: Week
    seen: datetime
    due: datetime
    report: TeamWeek
    offer: Offer | None

    @property
    def digest(self) -> TeamDigest:
        return replace(team_digest(self.report, self.seen, self.team.thresholds), offer=self.offer)


@dataclass(frozen=True, slots=True)
class _Parts:
    """All that somebody's digest is made of."""

    title: str
    where: ZoneInfo
    told: tuple[_Part, ...]
    still_open: tuple[StillOpen, ...] = ()
    without_cycle: tuple[str, ...] = ()


def weekly(unit: Unit, key: str, now: datetime) -> Bulletin | None:
    """Load the digest "<user>/<week>"; None where there is nothing to report to them, or it is old and unsent."""
    sent = unit.outbox.message(Delivery.DIGEST_LEAD, key)
    user_id, week = _read(key)
    parts = _of_week(unit, user_id, week, now)
    if not parts.told or _is_no_news(sent, parts.told, now):
        return None
    return Bulletin(
        digest=gather(part.digest for part in parts.told),
        title=parts.title,
        now=now,
        update=_update(unit, parts.told, sent, parts.where),
        still_open=parts.still_open,
        stands_in_for=tuple(part.team.name for part in parts.told if _has_no_lead(unit, part.team)),
    )


def as_of_now(unit: Unit, key: str, now: datetime) -> Bulletin | None:
    """Load the digest that somebody asked for; None where they may not see any team's any more."""
    parts = _of_now(unit, key.partition("/")[0], now)
    if not parts.told and not parts.without_cycle:
        return None
    told = gather(part.digest for part in parts.told)
    return Bulletin(told, parts.title, now, without_cycle=parts.without_cycle)


def details(unit: Unit, key: str, now: datetime) -> Details | Later | None:
    """Load the thread of either digest; it waits until the digest is there."""
    user_id, week = key.partition("/")[0], _week_of(key)
    above = unit.outbox.find(Delivery.DIGEST_NOW if week is None else Delivery.DIGEST_LEAD, key)
    if above is None or above.state == "withdrawn":
        return None
    if above.message is None:
        return Later(now + (UNTIL_MENDED if above.state == "stuck" else DIGEST_FIRST))
    parts = _of_now(unit, user_id, now) if week is None else _of_week(unit, user_id, week, now)
    reports = {part.team.id: part for part in parts.told}
    ordered = gather(part.digest for part in parts.told).teams
    return Details(tuple(_details(team, reports[team.team_id]) for team in ordered), now, above.message.ts)


def channel(unit: Unit, key: str, now: datetime) -> ChannelBulletin | None:
    """Load a round's digest for the team's digest channel; None where the team has none any more."""
    this = unit.rounds.by_id(int(key))
    team = unit.teams.by_id(this.team_id) if this else None
    part = _part(unit, team, this.week, now) if team and this and team.digest_channel_id else None
    sent = unit.outbox.message(Delivery.DIGEST_CHANNEL, key)
    if part is None or _is_no_news(sent, [part], now):
        return None
    where = zone(part.team.rhythm.zone, unit.workspaces.zone())
    return ChannelBulletin(part.digest, _title(part.week), now, _update(unit, [part], sent, where))


def _read(key: str) -> tuple[str, Week]:
    user_id, _, week = key.partition("/")
    return user_id, Week.parse(week)


def _week_of(key: str) -> Week | None:
    """The week of a weekly digest's key; None for one that was asked for, whose key holds an instant."""
    try:
        return _read(key)[1]
    except ValueError:
        return None


def _of_week(unit: Unit, user_id: str, week: Week, now: datetime) -> _Parts:
    """The teams whose digest of that week has come due; those that are still open are named."""
    teams = sent_to(unit, user_id)
    where = _clock_of(unit, user_id, teams)
    told: list[_Part] = []
    still_open: list[StillOpen] = []
    for team in teams:
        if unit.rounds.of_week(team.id, week) is None:
            continue
        due = _due(unit, team, week)
        part = _part(unit, team, week, now) if due <= now else None
        if part is not None:
            told.append(part)
        elif due > now:
            still_open.append(StillOpen(team.name, say_moment(due, where)))
    return _Parts(_title(week), where, tuple(told), tuple(still_open))


def _of_now(unit: Unit, user_id: str, now: datetime) -> _Parts:
    """Every team that somebody leads or facilitates, in the week that says most of it."""
    teams = shown_to(unit, user_id)
    where = _clock_of(unit, user_id, teams)
    found = [(team, _part(unit, team, week_in_view(unit, team, now), now)) for team in teams]
    told = tuple(part for _, part in found if part is not None)
    weeks = {part.week for part in told}
    title = " · ".join([f"As of {say_moment(now, where)}", *(map(say_week, weeks) if len(weeks) == 1 else ())])
    return _Parts(title, where, told, without_cycle=tuple(team.name for team, part in found if part is None))


def _part(unit: Unit, team: Team, week: Week, now: datetime) -> _Part | None:
    seen = seen_from(unit, team, week, now)
    report = team_week(unit, team, week, seen)
    offer = unit.offers.of_key(team.id, str(week))
    return None if report is None else _Part(team, week, seen, _due(unit, team, week), report, offer)


def _due(unit: Unit, team: Team, week: Week) -> datetime:
    """When a team's digest of a week is due; a week in which nobody was asked has no appointment."""
    appointed = unit.agenda.find(Appointment.DIGEST, round_key(team.id, week))
    return appointed.appointed if appointed else moments(team.rhythm, week).digests


def _clock_of(unit: Unit, user_id: str, teams: Sequence[Team]) -> ZoneInfo:
    person = unit.people.find(user_id)
    return zone(person.zone if person else None, *(team.rhythm.zone for team in teams[:1]), unit.workspaces.zone())


def _title(week: Week) -> str:
    return f"Weekly digest · {say_week(week)}"


def _is_no_news(sent: Sent | None, parts: Iterable[_Part], now: datetime) -> bool:
    """Whether a digest that was never sent is too old to be sent now."""
    return sent is None and all(too_late(part.due, now, WORTH_SENDING) for part in parts)


def _update(unit: Unit, parts: Iterable[_Part], sent: Sent | None, where: ZoneInfo) -> Update | None:
    if sent is None:
        return None
    came = [Came(part.team.name, part.due, _answers(unit, part)) for part in parts]
    return update(came, sent.first_sent_at, where)


def _answers(unit: Unit, part: _Part) -> tuple[Answer, ...]:
    this = unit.rounds.of_week(part.team.id, part.week)
    return tuple(unit.rounds.answers(this.id)) if this else ()


def _has_no_lead(unit: Unit, team: Team) -> bool:
    return not any(member.role is Role.LEAD and member.active for member in unit.teams.members(team.id))


def _details(team: TeamDigest, part: _Part) -> TeamDetails:
    issues = report_issues(part.report, part.seen)
    return TeamDetails(
        team=team,
        issues=tuple(report for report in issues if not report.solved),
        solved=tuple(report for report in issues if report.solved),
        notes=part.report.notes,
        plans=tuple(plan for plan in part.report.plans if plan.text.strip()),
    )
