"""The one thing to know about a team's week."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from okra.action import ActionState
from okra.checkin import RoundState
from okra.confidence import USUAL
from okra.okr import MeasureKind
from okra.pace import Pace, percent
from okra.report import IssueReport, KeyResultReport, ObjectiveReport, TeamWeek, deepest_fall, widest

DISAGREEMENT: Final = 4
"""Points between the lowest and the highest confidence from which a disagreement may be the one thing to know."""
RISE: Final = 0.5
"""Points of confidence from which a rise is news."""


class Urgency(IntEnum):
    """What a headline is about, most urgent first: what silences the team, then who asks, then what slips."""

    NOBODY_ANSWERED = 1
    WEEK_MISSED = 2
    HELP_WANTED = 3
    CONFIDENCE_FELL = 4
    CONFIDENCE_LOW = 5
    KEY_RESULT_AT_RISK = 6
    DISAGREEMENT = 7
    CALM = 8
    """Nothing that needs anybody: the best news instead."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One sentence, and why it is the one."""

    urgency: Urgency
    sentence: str

    @property
    def needs_attention(self) -> bool:
        """Whether the lead is needed."""
        return self.urgency is not Urgency.CALM


def headline(team: TeamWeek, objectives: Sequence[ObjectiveReport], issues: Sequence[IssueReport]) -> Headline:
    """The most urgent thing of the team's week, in the order of `Urgency`; the best news where nothing is urgent."""
    best = Headline(Urgency.CALM, next(_good_news(team, objectives, issues)))
    return next(_urgent(team, objectives, issues), best)


def _urgent(team: TeamWeek, objectives: Sequence[ObjectiveReport], issues: Sequence[IssueReport]) -> Iterator[Headline]:
    if team.state is RoundState.CLOSED and team.turnout.expected and not team.turnout.answered:
        yield Headline(Urgency.NOBODY_ANSWERED, "Nobody answered this week. A good moment to ask what got in the way.")
    if team.state is RoundState.MISSED:
        yield Headline(Urgency.WEEK_MISSED, "This week's check-in did not take place: I was down all the while.")
    if wanted := [report for report in issues if report.needs_help]:
        yield Headline(Urgency.HELP_WANTED, _help(wanted))
    yield from _slipping(team, objectives)
    if apart := widest(objectives, least=DISAGREEMENT):
        sentence = f"Opinions on “{apart.title}” differ widely: {apart.spread} points between lowest and highest."
        yield Headline(Urgency.DISAGREEMENT, sentence)


def _help(wanted: Sequence[IssueReport]) -> str:
    first = wanted[0].issue
    whom = f" from {first.help_from}" if first.help_from else ""
    others = f", and with {len(wanted) - 1} more" if len(wanted) > 1 else ""
    return f"Help is wanted{whom} with “{first.text}”{others}."


def _slipping(team: TeamWeek, objectives: Sequence[ObjectiveReport]) -> Iterator[Headline]:
    if fallen := deepest_fall(objectives, least=USUAL.drop):
        sentence = f"Confidence in “{fallen.title}” fell by {-(fallen.change or 0):g} to {fallen.confidence:g}."
        yield Headline(Urgency.CONFIDENCE_FELL, sentence)
    known = [(report.confidence, report.title) for report in objectives if report.confidence is not None]
    if known and min(known)[0] < USUAL.low:
        lowest, title = min(known)
        yield Headline(Urgency.CONFIDENCE_LOW, f"Confidence in “{title}” is at {lowest:g} of 10.")
    at_risk = [kr for report in objectives for kr in report.key_results if kr.status.pace is Pace.AT_RISK]
    if at_risk:
        worst = max(at_risk, key=lambda kr: kr.status.lag or 0.0)
        yield Headline(Urgency.KEY_RESULT_AT_RISK, _at_risk(worst, team.elapsed))


def _at_risk(report: KeyResultReport, elapsed: float) -> str:
    title, gone = report.key_result.title, f"{percent(elapsed)} % of the cycle gone"
    if report.key_result.measure.kind is MeasureKind.DONE:
        return f"“{title}” is not done yet, with {gone}."
    if report.status.lag is None:
        return f"“{title}” has left its limits: it is at {report.value}."
    return f"“{title}” is at risk: {report.status.number} of the way with {gone}."


def _good_news(team: TeamWeek, objectives: Sequence[ObjectiveReport], issues: Sequence[IssueReport]) -> Iterator[str]:
    if not objectives:
        yield "There are no objectives yet."
    if team.state is RoundState.DAY_OFF:
        yield "Everybody was off this week."
    yield from _arrivals(objectives)
    if solved := [report.issue.text for report in issues if report.solved]:
        yield f"“{solved[0]}” is solved."
    if done := [action.text for action in team.actions if action.state is ActionState.DONE]:
        yield f"“{done[0]}” is done."
    if team.state is RoundState.EARLY:
        yield "The check-in has not begun yet."
    if team.state is RoundState.OPEN:
        yield f"The check-in is open: {team.turnout.answered} of {team.turnout.expected} have answered so far."
    paces = {kr.status.pace for report in objectives for kr in report.key_results}
    if paces == {Pace.ON_TRACK}:
        yield "Every key result is on track."
    yield "A quiet week: nothing new."


def _arrivals(objectives: Sequence[ObjectiveReport]) -> Iterator[str]:
    rises = [(report.change, report) for report in objectives if (report.change or 0) >= RISE]
    if rises:
        points, report = max(rises, key=lambda rise: rise[0] or 0)
        yield f"Confidence in “{report.title}” rose by {points:g} to {report.confidence:g}."
    for objective in objectives:
        for kr in objective.key_results:
            linear = kr.status.lag is not None or kr.key_result.measure.kind is MeasureKind.DONE
            if linear and kr.status.pace is Pace.ON_TRACK and kr.status.progress == 1:
                yield f"“{kr.key_result.title}” has reached its target."
