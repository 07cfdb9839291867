"""A team's digest → its picture."""

from handlers.digest.views_parts import Room, chosen, chosen_key_results
from handlers.kit.elements import Picture
from handlers.kit.standing import chart_of
from handlers.kit.text import one_line
from handlers.kit.trend import MOST_BARS, MOST_LINES, ChartData, draw
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
    return chart_of(one_line(team.team, LONGEST_TEAM), lines, bars, team.elapsed)
