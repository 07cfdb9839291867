"""The quarter's plan as a picture: a lane for each key result, a bar for each milestone, arrows for what needs what.

Never colour alone: each kind has its own sign, crowded weeks are hatched and marked, what comes too late is a dashed
arrow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from handlers.kit.drawing import BAND, INK, INKS, TRACK, drawable, figure_of, png_of
from handlers.kit.elements import Picture
from handlers.kit.text import one_line, plural, trim
from handlers.sessions.values import PlanChart
from okra.milestone import MilestoneKind
from okra.plan import Bar, Lane, QuarterPlan

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, MARGIN, TITLE, WEEKS, HEAD, ROW, FOOT, LEGEND = 6.0, 0.2, 0.5, 0.55, 0.29, 0.37, 0.33, 0.7
"""Inches: of the picture, its margin, the title, the weeks' line, a line of a lane's words, a bar, other lines."""
WORDS, SMALL, HEADING = 12, 11, 16
"""Points; 12 are 10 pixels where the picture is shown 360 wide."""
THICK: Final = 0.62
"""Of a row: a bar's height."""
SIGNS: Final[Mapping[MilestoneKind, tuple[str, str]]] = {
    MilestoneKind.FEATURE: ("■", INKS[0]),
    MilestoneKind.EXPERIMENT: ("◆", INKS[1]),
    MilestoneKind.SPIKE: ("?", INKS[3]),
    MilestoneKind.PLATFORM: ("▲", INKS[2]),
}
LATE: Final = INKS[4]
MOST_BARS: Final = 30
LONGEST_LINE, LONGEST_LABEL, LONGEST_ALT = 56, 44, 1_000
CHARACTER: Final = 0.098
"""Inches that one character of a label takes, about."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the picture below the weeks: words of a lane, or a bar; `top` in inches below the weeks."""

    top: float
    words: str = ""
    strong: bool = False
    bar: Bar | None = None


def draw(data: PlanChart) -> Picture:
    """A PNG, 960 px wide, that reads at 360 px too."""
    lines = _lines(data.plan)
    depth = sum(ROW if line.bar else HEAD for line in lines) or HEAD
    height = TITLE + WEEKS + depth + FOOT * len(_below(data.plan)) + LEGEND
    figure = figure_of(WIDTH, height)
    figure.text(MARGIN / WIDTH, 1 - 0.12 / height, drawable(data.title, "The plan", 44), fontsize=HEADING,
                fontweight="bold", color=INK, va="top", parse_math=False)  # fmt: skip
    bottom = height - TITLE - WEEKS - depth
    axes = _axes(figure, bottom, depth, height, data.plan.weeks)
    _draw_weeks(axes, data)
    for line in lines:
        if line.bar:
            _draw_bar(axes, line.bar, line.top + ROW / 2, data.plan.weeks)
        else:
            axes.text(0, line.top + HEAD * 0.55, line.words, fontsize=WORDS, color=INK, va="center",
                      fontweight="bold" if line.strong else "normal", parse_math=False)  # fmt: skip
    _draw_arrows(axes, data.plan, lines)
    _draw_foot(figure, _below(data.plan), bottom, height)
    return Picture(png=png_of(figure), alt=alt_text(data), filename="quarter-plan.png")


def _lines(plan: QuarterPlan) -> list[_Line]:
    """What a lane serves stands above it, once for all that serve the same."""
    made: list[_Line] = []
    top, above, left = 0.0, None, MOST_BARS
    for lane in plan.lanes:
        for words, strong in _heads(lane, above):
            made.append(_Line(top, words, strong))
            top += HEAD
        above = lane.above
        bars = sorted(plan.bars_in(lane.key), key=lambda bar: (bar.first, bar.last, bar.milestone.key))
        for bar in bars[:left]:
            made.append(_Line(top, bar=bar))
            top += ROW
        left -= min(left, len(bars))
    return made


def _heads(lane: Lane, above: Sequence[str] | None) -> list[tuple[str, bool]]:
    """The lines above a lane's bars, each in two lines at most; strong ones are what it serves."""
    served = [(" · supports ".join(lane.above), True)] if lane.above and lane.above != above else []
    said = [
        (drawable(words, "A key result", 2 * LONGEST_LINE), strong) for words, strong in (*served, (lane.title, False))
    ]
    return [
        (line, strong) for words, strong in said for line in wrap(words, LONGEST_LINE, max_lines=2, placeholder="…")
    ]


def _axes(figure: "Figure", bottom: float, depth: float, height: float, weeks: int) -> "Axes":
    axes = figure.add_axes((MARGIN / WIDTH, bottom / height, 1 - 2 * MARGIN / WIDTH, depth / height))
    axes.set_axis_off()
    axes.set_xlim(0, weeks)
    axes.set_ylim(depth, 0)
    return axes


def _draw_weeks(axes: "Axes", data: PlanChart) -> None:
    """The weeks' numbers, the dates of some, and a band under those that are too full."""
    depth = axes.get_ylim()[0]
    crowded = set(data.plan.overcommitted)
    every = 1 if data.plan.weeks <= 16 else 2
    for week in range(1, data.plan.weeks + 1):
        axes.axvline(week - 1, color=TRACK, linewidth=0.8, zorder=0)
        if week in crowded:
            axes.axvspan(week - 1, week, facecolor=BAND, edgecolor=TRACK, hatch="//", linewidth=0, zorder=0)
        if (week - 1) % every == 0 or week in crowded:
            said = f"{week}!" if week in crowded else str(week)
            axes.text(week - 0.5, -0.1, said, fontsize=WORDS, color=INK, ha="center", va="bottom",
                      fontweight="bold" if week in crowded else "normal")  # fmt: skip
        if data.start and (week - 1) % 4 == 0:
            day = date.fromordinal(data.start.toordinal() + 7 * (week - 1))
            axes.text(week - 1, -0.34, f"{day:%-d %b}", fontsize=SMALL, color=INK, ha="left", va="bottom")
    axes.axvline(data.plan.weeks, color=TRACK, linewidth=0.8, zorder=0)
    axes.axhline(depth, color=TRACK, linewidth=0.8, zorder=0)


def _draw_bar(axes: "Axes", bar: Bar, middle: float, weeks: int) -> None:
    sign, ink = SIGNS[bar.milestone.kind]
    left, right = bar.first - 1 + 0.06, bar.last - 0.06
    known = bar.milestone.effort is not None
    axes.barh(middle, right - left, left=left, height=ROW * THICK, color=ink if known else "none", edgecolor=ink,
              linewidth=1.6, linestyle="-" if known else ":", zorder=2)  # fmt: skip
    axes.text(left + 0.2, middle, sign, fontsize=WORDS, fontweight="bold", color="white" if known else ink,
              va="center_baseline", ha="center", zorder=3)  # fmt: skip
    if bar.cut:
        axes.text(right - 0.04, middle, "►", fontsize=SMALL, color="white", va="center", ha="right", zorder=3)
    _draw_label(axes, bar, middle, weeks)


def _draw_label(axes: "Axes", bar: Bar, middle: float, weeks: int) -> None:
    """Beside the bar, on the side that has more room."""
    inch = (WIDTH - 2 * MARGIN) / weeks
    rooms = ((weeks - bar.last) * inch, (bar.first - 1) * inch)
    longest = min(LONGEST_LABEL, max(8, int(max(rooms) / CHARACTER)))
    words = drawable(bar.milestone.title, "A milestone", longest - 2 if bar.milestone.risks else longest)
    said = f"{words} ⚠" if bar.milestone.risks else words
    on_right = rooms[0] >= rooms[1]
    axes.text(bar.last + 0.08 if on_right else bar.first - 1 - 0.08, middle, said, fontsize=WORDS, color=INK,
              va="center", ha="left" if on_right else "right", parse_math=False, zorder=3)  # fmt: skip


def _draw_arrows(axes: "Axes", plan: QuarterPlan, lines: Sequence[_Line]) -> None:
    rows = {line.bar.milestone.key: (line.bar, line.top + ROW / 2) for line in lines if line.bar}
    for arrow in plan.arrows:
        if arrow.needed in rows and arrow.by in rows:
            (needed, start), (by, end) = rows[arrow.needed], rows[arrow.by]
            down = 1 if end > start else -1
            tail = (needed.last - 0.2, start + down * ROW * THICK / 2)
            head = (by.first - 1 + 0.2, end - down * ROW * THICK / 2)
            axes.annotate("", xy=head, xytext=tail, zorder=4, arrowprops={
                "arrowstyle": "-|>", "color": LATE if arrow.late else INK, "linewidth": 1.5,
                "linestyle": "--" if arrow.late else "-", "shrinkA": 0, "shrinkB": 0,
                "connectionstyle": "arc3,rad=0.12",
            })  # fmt: skip


def _below(plan: QuarterPlan) -> list[str]:
    """What cannot be drawn in the weeks."""
    said = []
    if plan.loose:
        said.append(f"Without a week: {', '.join(one_line(one.title, 40) for one in plan.loose)}")
    if plan.overcommitted:
        said.append(f"! more at once than {plural(plan.people, 'person', 'people')} can carry")
    if len(plan.bars) > MOST_BARS:
        said.append(f"and {plural(len(plan.bars) - MOST_BARS, 'milestone')} more, in the text")
    return said


def _draw_foot(figure: "Figure", said: Sequence[str], bottom: float, height: float) -> None:
    for number, words in enumerate(said):
        top = bottom - FOOT * (number + 0.6)
        line = drawable(words, "", LONGEST_LINE + 2)
        figure.text(MARGIN / WIDTH, top / height, line, fontsize=WORDS, color=INK, va="center", parse_math=False)
    left = MARGIN
    for kind, (sign, ink) in SIGNS.items():
        figure.text(left / WIDTH, 0.44 / height, f"{sign} {kind}", fontsize=WORDS, fontweight="bold", color=ink)
        left += 0.45 + CHARACTER * 1.1 * len(kind)
    rest = "⚠ risk  → is needed for  dashed: too late  dotted: no effort yet"
    figure.text(MARGIN / WIDTH, 0.17 / height, rest, fontsize=SMALL, color=INK)


def alt_text(data: PlanChart) -> str:
    """The picture in words, for those who cannot see it."""
    plan = data.plan
    said = [f"{data.title}: {plural(len(plan.bars), 'milestone')} over {plural(plan.weeks, 'week')}"]
    for lane in plan.lanes:
        bars = [f"{one_line(bar.milestone.title, 50)}, {_when(bar)}" for bar in plan.bars_in(lane.key)]
        said.append(f"{one_line(lane.title, 60)}: {'; '.join(bars) or 'nothing'}")
    if plan.overcommitted:
        said.insert(1, f"Too much at once in {', '.join(f'week {week}' for week in plan.overcommitted)}")
    return trim(". ".join(said), LONGEST_ALT)


def _when(bar: Bar) -> str:
    return f"week {bar.first}" if bar.first == bar.last else f"weeks {bar.first} to {bar.last}"
