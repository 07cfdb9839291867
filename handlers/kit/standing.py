"""How objectives and key results stand, in words: confidence over the weeks, progress against the calendar.

People's words stand in plain and rich text only.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, TypeVar

from slack_sdk.models.blocks import RichTextBlock

from handlers.kit.elements import Part, bold, bullets, line, plain
from handlers.kit.text import one_line, plural
from handlers.kit.trend import ChartData, ConfidenceLine, ProgressBar
from okra.confidence import HIGHEST, WeekConfidence, band, say_change, strip, strip_in_words
from okra.grip import ago
from okra.okr import MeasureKind, describe
from okra.pace import MOST_SERIOUS_FIRST, Pace
from okra.report import KeyResultReport, ObjectiveReport

Item = TypeVar("Item")

LONGEST_TITLE: Final = 80
LONGEST_VALUE: Final = 60


def most_serious(objectives: Sequence[ObjectiveReport], most: int) -> tuple[ObjectiveReport, ...]:
    """As many objectives as there is room for, in the team's order; the most serious ones if not all fit."""
    return _worst(objectives, most, lambda report: (_rank(report.status.pace), _unsure(report)))


def most_serious_results(report: ObjectiveReport, most: int) -> tuple[KeyResultReport, ...]:
    """The same of an objective's key results."""
    return _worst(report.key_results, most, lambda kr: (_rank(kr.status.pace), -kr.wrong_measure))


def _worst(items: Sequence[Item], most: int, seriousness: Callable[[Item], tuple[float, ...]]) -> tuple[Item, ...]:
    kept = sorted(range(len(items)), key=lambda index: seriousness(items[index]))[:most]
    return tuple(items[index] for index in sorted(kept))


def _unsure(report: ObjectiveReport) -> float:
    return HIGHEST if report.confidence is None else report.confidence


def _rank(pace: Pace) -> int:
    return MOST_SERIOUS_FIRST.index(pace)


def objective(report: ObjectiveReport, key_results: Sequence[KeyResultReport], now: datetime) -> RichTextBlock:
    """One objective: status, confidence with its weeks, and some of its key results."""
    lead = [bold(f"{report.status}  {one_line(report.title, LONGEST_TITLE)}"), plain(f"\n{confidence(report)}")]
    items = [key_result(kr, now) for kr in key_results]
    return bullets(items, lead=lead) if items else line(*lead)


def confidence(report: ObjectiveReport) -> str:
    """ "Confidence 5 of 10 · wavering · ↘ −2 · 6 points apart · ▆▅▄ (7, 6, 5)"."""
    if report.confidence is None:
        said = "Confidence: no data this week"
    else:
        said = f"Confidence {report.confidence:g} of {HIGHEST} · {band(report.confidence)}"
        said += f" · {say_change(report.change)}"
    said += f" · {plural(report.spread, 'point')} apart" if report.spread else ""
    return f"{said} · {_weeks(report.weeks)}" if len(report.weeks) > 1 else said


def _weeks(weeks: Sequence[WeekConfidence]) -> str:
    return f"{strip(weeks)} ({strip_in_words(weeks)})"


def key_result(report: KeyResultReport, now: datetime) -> list[Part]:
    """One key result: status, title, value on its way, how far behind, and whether people doubt the measure."""
    said = f"  {one_line(report.key_result.title, LONGEST_TITLE)}: {one_line(_value(report), LONGEST_VALUE)}"
    parts = [bold(str(report.status)), plain(said + _lateness(report, now))]
    if report.wrong_measure:
        says = "person says" if report.wrong_measure == 1 else "people say"
        parts.append(bold(f" ⚑ {report.wrong_measure} {says} this measures the wrong thing"))
    return parts


def _value(report: KeyResultReport) -> str:
    if report.key_result.measure.kind is MeasureKind.DONE:
        return "done" if report.status.progress == 1 else "not done"
    return f"{report.value or 'no value yet'} ({describe(report.key_result.measure)})"


def _lateness(report: KeyResultReport, now: datetime) -> str:
    status = report.status
    if status.pace is Pace.OUTDATED and report.at is not None:
        return f", last value {ago(report.at, now)}"
    if status.pace in (Pace.BEHIND, Pace.AT_RISK) and status.lag is not None:
        return f", {status.lag:.0f} points behind the calendar"
    return ""


def chart_of(
    title: str,
    objectives: Sequence[ObjectiveReport],
    key_results: Sequence[KeyResultReport],
    elapsed: float,
    *,
    with_spread: bool = False,
) -> ChartData:
    """The picture of these objectives and key results; `elapsed` is the share of the cycle that is gone, 0 to 1.

    `with_spread`: also how far apart the answers of each week lie.
    """
    return ChartData(
        title=title,
        weeks=[_label(week) for week in objectives[0].weeks],
        lines=[_line(report, with_spread=with_spread) for report in objectives],
        bars=[ProgressBar(kr.key_result.title, kr.status.progress, str(kr.status)) for kr in key_results],
        elapsed=elapsed,
    )


def _line(report: ObjectiveReport, *, with_spread: bool) -> ConfidenceLine:
    apart = [(week.low, week.high) for week in report.weeks] if with_spread else ()
    return ConfidenceLine(report.title, [week.average for week in report.weeks], apart)


def _label(week: WeekConfidence) -> str:
    return f"W{week.week.number}{' ×' if week.missed else ''}"
