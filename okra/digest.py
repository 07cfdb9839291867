"""The lead's weekly digest: in 30 seconds, where help is needed. Teams that need attention come first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from okra.action_report import ActionReport
from okra.calendar import Week
from okra.checkin import RoundState
from okra.confidence import USUAL, Notice, Thresholds, notices
from okra.headline import Headline, headline
from okra.offer import Offer
from okra.report import (
    IssueReport,
    ObjectiveReport,
    TeamWeek,
    Turnout,
    deepest_fall,
    report_issues,
    report_objectives,
    report_team_actions,
    widest,
)
from okra.themes import Theme, themes


@dataclass(frozen=True, slots=True)
class TeamDigest:
    """One team's part. `themes` name nobody; everything else is for the lead's eyes. `names` maps user ids to names.

    `offer` is the retro that this week's digest offers. `solved` are the issues that were solved since the digest
    before; `actions` are the open ones and those closed since then.
    """

    team_id: int
    team: str
    week: Week
    state: RoundState
    turnout: Turnout
    elapsed: float
    headline: Headline
    objectives: tuple[ObjectiveReport, ...]
    biggest_drop: ObjectiveReport | None
    widest_disagreement: ObjectiveReport | None
    oldest_issue: IssueReport | None
    help_wanted: tuple[IssueReport, ...]
    notices: tuple[Notice, ...]
    themes: tuple[Theme, ...]
    names: Mapping[str, str]
    offer: Offer | None = None
    solved: tuple[IssueReport, ...] = ()
    actions: tuple[ActionReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """A lead's digest of one or more teams; the first line is the one thing to know."""

    headline: str
    teams: tuple[TeamDigest, ...]


def digest(teams: Iterable[TeamWeek], now: datetime, thresholds: Thresholds = USUAL) -> Digest:
    """Build a lead's digest as of `now` (aware UTC)."""
    return gather(team_digest(team, now, thresholds) for team in teams)


def gather(parts: Iterable[TeamDigest]) -> Digest:
    """Put the teams' parts together."""
    ordered = order_teams(parts)
    return Digest(_first_line(ordered), ordered)


def team_digest(team: TeamWeek, now: datetime, thresholds: Thresholds = USUAL) -> TeamDigest:
    """Build one team's part as of `now` (aware UTC)."""
    objectives, issues = report_objectives(team, now), report_issues(team, now)
    unsolved = tuple(report for report in issues if not report.solved)
    noticed = (notices(part.objective, part.weeks, part.values, thresholds) for part in team.objectives)
    return TeamDigest(
        team_id=team.team_id,
        team=team.team,
        week=team.week,
        state=team.state,
        turnout=team.turnout,
        elapsed=team.elapsed,
        headline=headline(team, objectives, issues),
        objectives=objectives,
        biggest_drop=deepest_fall(objectives),
        widest_disagreement=widest(objectives),
        oldest_issue=unsolved[0] if unsolved else None,
        help_wanted=tuple(report for report in unsolved if report.needs_help),
        notices=tuple(notice for found in noticed for notice in found),
        themes=themes([*(report.issue.text for report in unsolved), *team.notes], team.names),
        names=team.names,
        solved=tuple(report for report in issues if report.solved),
        actions=report_team_actions(team, now),
    )


def order_teams(teams: Iterable[TeamDigest]) -> tuple[TeamDigest, ...]:
    """The most urgent headline first; equals by the number of notices, then by name."""
    return tuple(
        sorted(teams, key=lambda team: (team.headline.urgency, -len(team.notices), team.team.casefold(), team.team_id))
    )


def _first_line(teams: tuple[TeamDigest, ...]) -> str:
    if not teams:
        return "You lead no team with a check-in yet."
    first = teams[0]
    return first.headline.sentence if len(teams) == 1 else f"{first.team}: {first.headline.sentence}"
