"""A closed round as its channel sees it: where the team stands, and what is worth a conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from okra.action_report import ActionReport
from okra.calendar import Week
from okra.checkin import RoundState
from okra.report import (
    IssueReport,
    ObjectiveReport,
    Plan,
    TeamWeek,
    Turnout,
    deepest_fall,
    report_issues,
    report_objectives,
    report_team_actions,
    widest,
)

SPREAD_WORTH_TALKING: Final = 3
FALL_WORTH_TALKING: Final = 1.0


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What the channel's card becomes. `issues` are unsolved, the oldest first; `actions` are all, closed ones too."""

    team_id: int
    team: str
    week: Week
    state: RoundState
    turnout: Turnout
    objectives: tuple[ObjectiveReport, ...]
    issues: tuple[IssueReport, ...]
    solved: tuple[IssueReport, ...]
    plans: tuple[Plan, ...]
    talk_about: tuple[str, ...]
    """Up to three questions."""
    names: Mapping[str, str]
    actions: tuple[ActionReport, ...] = ()


def result(team: TeamWeek, now: datetime) -> RoundResult:
    """Sum up a closed round as of `now` (aware UTC)."""
    objectives, issues = report_objectives(team, now), report_issues(team, now)
    unsolved = tuple(report for report in issues if not report.solved)
    return RoundResult(
        team_id=team.team_id,
        team=team.team,
        week=team.week,
        state=team.state,
        turnout=team.turnout,
        objectives=objectives,
        issues=unsolved,
        solved=tuple(report for report in issues if report.solved),
        plans=tuple(plan for plan in team.plans if plan.text.strip()),
        talk_about=talk_about(objectives, unsolved),
        names=team.names,
        actions=report_team_actions(team, now),
    )


def talk_about(objectives: Sequence[ObjectiveReport], issues: Sequence[IssueReport]) -> tuple[str, ...]:
    """Where a conversation matters most, as questions: the widest spread, the biggest drop, the oldest issue.

    `issues` are unsolved ones, the oldest first. Nobody is named. Empty when there is nothing to talk about.
    """
    questions = []
    if apart := widest(objectives, least=SPREAD_WORTH_TALKING):
        questions.append(
            f"We are {apart.spread} points apart on “{apart.title}”. What do some of us see that others don't?"
        )
    if fallen := deepest_fall(objectives, least=FALL_WORTH_TALKING):
        fall = f"{-(fallen.change or 0):g} to {fallen.confidence:g}"
        questions.append(f"Confidence in “{fallen.title}” fell by {fall}. What changed?")
    if issues:
        questions.append(_about_issue(issues[0]))
    return tuple(questions)


def _about_issue(oldest: IssueReport) -> str:
    text, weeks = oldest.issue.text, oldest.weeks
    if weeks == 0:
        return f"“{text}” came up this week. Who has seen something like it?"
    return f"“{text}” has been open for {weeks} week{'' if weeks == 1 else 's'}. What would get it out of the way?"
