"""A team's digest → its picture."""

from collections.abc import Sequence

from handlers.digest.chart import MOST_BARS, MOST_LINES, ChartData, ConfidenceLine, ProgressBar, draw
from handlers.digest.views_parts import Room, chosen, chosen_key_results
from handlers.kit.elements import Picture
from handlers.kit.text import one_line
from okra.confidence import WeekConfidence
from okra.digest import TeamDigest

DRAWN = Room(MOST_LINES, MOST_BARS, 0)
LONGEST_TEAM = 24


def picture(team: TeamDigest) -> Picture | None:
    """Confidence and progress over the cycle; None while there is nothing to draw."""
    known = any(week.average is not None for report in team.objectives for week in report.weeks)
    return draw(chart_data(team)) if known else None


def chart_data(team: TeamDigest) -> ChartData:
    """What the picture shows: as many objectives and key results as fit, the most serious ones if not all do."""
    lines = chosen(team, DRAWN)
    each = max(1, MOST_BARS // len(lines))
    bars = [kr for report in lines for kr in chosen_key_results(report, Room(MOST_LINES, each, 0))]
    return ChartData(
        title=one_line(team.team, LONGEST_TEAM),
        weeks=_labels(lines[0].weeks),
        lines=[ConfidenceLine(report.title, [week.average for week in report.weeks]) for report in lines],
        bars=[ProgressBar(kr.key_result.title, kr.status.progress, str(kr.status)) for kr in bars],
        elapsed=team.elapsed,
    )


def _labels(weeks: Sequence[WeekConfidence]) -> list[str]:
    return [f"W{one.week.number}{' ×' if one.missed else ''}" for one in weeks]
