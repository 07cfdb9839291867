"""The cycle's picture: what was achieved beside earlier cycles, and each objective's confidence beside what came of it.

One panel an objective, on one scale: confidence 1 to 10, and the score times ten. Never colour alone: events are
letters, guesses are rings with their gap in numbers, the result is a dashed line with its number, this cycle's bar has
a mark and is bold. The paper has an edge, so that it stands as well in dark surroundings.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from handlers.kit.drawing import INK, INKS, TRACK, drawable, figure_of, halo, png_of
from handlers.kit.elements import Picture
from handlers.kit.text import one_line, plural, trim
from okra.achievement import WHOLE, Achievement, say_score
from okra.calibration import Leaning
from okra.confidence import HIGHEST
from okra.cycle_events import CycleEvent, EventKind
from okra.cycle_report import CycleReport, ObjectiveEnd
from okra.cycle_report_words import guess_line, headline, say_share

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, MARGIN, TITLE, HEADING, ROW, LABEL, STRIP, TICKS, LEGEND = 6.0, 0.25, 0.5, 0.45, 0.31, 0.29, 0.28, 0.4, 0.29
"""Inches: of the picture, its margin, the title, a heading, a cycle's row, an objective's name, its events, the weeks'
line, a line of the legend.
"""
PANELS: Final = ((2, 1.1), (4, 0.85), (8, 0.55))
"""Up to so many objectives, a panel is so many inches high."""
LEFT, RIGHT = 0.46, 0.68
"""Inches beside a panel: for the scale, and for the score."""
BAR_FROM, BAR_TO = 1.62, 4.3
"""Inches: where the bars of the cycles begin and end."""
WORDS, SMALL, BIG = 13, 12, 16
"""Points; 12 are 10 pixels where the picture is shown 360 wide."""
MOST_PANELS: Final = PANELS[-1][0]
LONGEST: Final = {BIG: 34, WORDS: 50, SMALL: 64}
"""Characters of a line, by its size."""
MOST_WEEKS_APART: Final = 14
"""From so many weeks on, only every second one has its number."""
LONGEST_CYCLE, LONGEST_ALT = 12, 1_000
MOST_IN_WORDS: Final = 2
"""Up to so many objectives, each guess is told in words too; the page and its thread have them all."""
BELIEVED, CAME, EARLIER = INKS[0], INKS[1], INKS[5]
SIGNS: Final = {EventKind.RETRO: "R", EventKind.RAISED: "!", EventKind.SOLVED: "✓", EventKind.CHANGED: "Δ"}


def draw(report: CycleReport) -> Picture:
    """A PNG, 960 px wide, that reads at 360 px too."""
    cycles = [*report.earlier, *([report.achievement] if report.achievement.both.of else [])]
    panels = report.objectives[:MOST_PANELS]
    legend = _legend(report, panels)
    heights = [_height(report, one, len(panels)) for one in panels]
    strip = STRIP if _for_all(report, panels) else 0.0
    height = TITLE + LEGEND * len(legend) + MARGIN
    height += HEADING + ROW * len(cycles) if cycles else 0.0
    height += HEADING + sum(heights) + strip + TICKS if panels else 0.0
    figure = figure_of(WIDTH, height)
    figure.patch.set_edgecolor(TRACK)
    figure.patch.set_linewidth(4)
    pen = _Pen(figure, height)
    pen.line(f"{report.team}: {report.cycle.name}", TITLE, BIG, "The cycle", strong=True)
    if cycles:
        pen.line("Achieved", HEADING, WORDS, "", strong=True)
        _draw_cycles(pen.axes(ROW * len(cycles), BAR_FROM, WIDTH - BAR_TO), cycles, report)
    if panels:
        pen.line("Confidence, and what came of it", HEADING, WORDS, "", strong=True)
        for number, one in enumerate(panels, 1):
            pen.line(one.title, LABEL, WORDS, f"Objective {number}")
            inches = heights[number - 1] - LABEL
            _draw_panel(pen.axes(inches, LEFT, RIGHT), one, report, inches)
        _draw_weeks(pen.axes(strip + TICKS, LEFT, RIGHT), report, _for_all(report, panels), strip)
    for words in legend:
        pen.line(words, LEGEND, SMALL, "")
    return Picture(png=png_of(figure), alt=alt_text(report), filename="cycle-report.png")


class _Pen:
    """Goes down the paper: what is drawn next stands below what was drawn before."""

    def __init__(self, figure: "Figure", height: float) -> None:
        self._figure, self._height, self._top = figure, height, height - MARGIN / 2

    def line(self, words: str, inches: float, size: int, instead: str, *, strong: bool = False) -> None:
        """One line of words, at the lower edge of its room."""
        self._top -= inches
        self._figure.text(
            MARGIN / WIDTH, (self._top + 0.08) / self._height, drawable(words, instead, LONGEST[size]), fontsize=size,
            fontweight="bold" if strong else "normal", color=INK, va="bottom", parse_math=False,
        )  # fmt: skip

    def axes(self, inches: float, left: float, right: float) -> "Axes":
        """A place to draw in, so many inches high, so far from the sides."""
        self._top -= inches
        axes = self._figure.add_axes(
            (left / WIDTH, self._top / self._height, (WIDTH - left - right) / WIDTH, inches / self._height)
        )
        axes.set_axis_off()
        return axes


def _height(report: CycleReport, one: ObjectiveEnd, count: int) -> float:
    """Inches that an objective takes: its name, its panel, and its events if it has any."""
    panel = next(inches for most, inches in PANELS if count <= most)
    return LABEL + panel + (STRIP if _own(report, one) else 0.0)


def _own(report: CycleReport, one: ObjectiveEnd) -> Sequence[CycleEvent]:
    """The events that stand in an objective's panel: its own, and all of them where it is the only one."""
    return report.events if len(report.objectives) == 1 else one.events


def _for_all(report: CycleReport, panels: Sequence[ObjectiveEnd]) -> Sequence[CycleEvent]:
    """The events that are about no single objective in the picture."""
    if len(report.objectives) == 1:
        return ()
    drawn = {one.id for one in panels}
    return [event for event in report.events if event.objective_id not in drawn]


def _draw_cycles(axes: "Axes", cycles: Sequence[Achievement], report: CycleReport) -> None:
    """A row for each cycle: its name, a bar of its share, and the share in numbers."""
    axes.set_xlim(0, 1)
    axes.set_ylim(len(cycles) - 0.5, -0.5)
    for row, one in enumerate(cycles):
        now = one is report.achievement
        weight, ink = ("bold", BELIEVED) if now else ("normal", EARLIER)
        axes.barh(row, 1, color=TRACK, height=0.5)
        axes.barh(row, one.both.share or 0, color=ink, height=0.5)
        name = drawable(one.cycle, "A cycle", LONGEST_CYCLE)
        axes.text(-0.03, row, f"► {name}" if now else name, fontsize=SMALL, fontweight=weight, color=INK, va="center",
                  ha="right", parse_math=False)  # fmt: skip
        said = f"{say_share(one.both)} ({one.both.achieved} of {one.both.of})"
        axes.text(1.03, row, said, fontsize=SMALL, fontweight=weight, color=INK, va="center")


def _draw_panel(axes: "Axes", one: ObjectiveEnd, report: CycleReport, inches: float) -> None:
    """Confidence week by week, the result beside it, rings where it is held against it, events above."""
    events = _own(report, one)
    above = STRIP / (inches - STRIP) * 12 if events else 0.0
    axes.set_xlim(0.4, report.weeks + 0.6)
    axes.set_ylim(-1, 11 + above)
    for level in (1, 5, 10):
        axes.axhline(level, color=TRACK, linewidth=0.8, zorder=0)
    for level in (1, 10):
        _beside(axes, level, str(level))
    weeks = range(1, len(one.confidence) + 1)
    known = [(week, value) for week, value in zip(weeks, one.confidence, strict=True) if value is not None]
    axes.plot([week for week, _ in known], [value for _, value in known], color=BELIEVED, linewidth=1.2, linestyle=":")
    unbroken = [float("nan") if value is None else value for value in one.confidence]
    axes.plot(weeks, unbroken, color=BELIEVED, marker="o", markersize=5, linewidth=2.2, zorder=2)
    _draw_result(axes, one, report)
    _draw_events(axes, events, 11 + above / 2)


def _draw_result(axes: "Axes", one: ObjectiveEnd, report: CycleReport) -> None:
    last = report.weeks + 0.6
    if one.points is None or not report.over:
        return
    level = one.points * HIGHEST / WHOLE
    axes.axhline(level, color=CAME, linewidth=1.8, linestyle="--", zorder=1)
    axes.text(last + 0.02 * report.weeks, min(9.4, max(1.6, level)), say_score(one.points), fontsize=WORDS,
              fontweight="bold", color=CAME, va="center")  # fmt: skip
    for guess in one.guesses:
        axes.plot([guess.week] * 2, [guess.confidence, level], color=INK, linewidth=1.2, zorder=3)
        axes.plot([guess.week], [guess.confidence], color=INK, marker="o", markersize=11, fillstyle="none", zorder=4)
        if guess.leaning is not Leaning.ABOUT_RIGHT:
            said = f"{'+' if guess.gap > 0 else '−'}{abs(guess.gap)}"
            axes.text(guess.week + 0.022 * report.weeks, (guess.confidence + level) / 2, said, fontsize=SMALL,
                      fontweight="bold", color=INK, va="center", zorder=5, path_effects=[halo()])  # fmt: skip


def _beside(axes: "Axes", level: float, words: str) -> None:
    """A few words on the left, outside."""
    axes.text(-0.015, level, words, fontsize=SMALL, color=INK, va="center", ha="right",
              transform=axes.get_yaxis_transform())  # fmt: skip


def _draw_events(axes: "Axes", events: Iterable[CycleEvent], level: float) -> None:
    """The signs of each week's events, once each."""
    by_week: dict[int, dict[EventKind, None]] = {}
    for event in events:
        by_week.setdefault(event.week, {})[event.kind] = None
    for week, kinds in by_week.items():
        signs = "".join(sign for kind, sign in SIGNS.items() if kind in kinds)
        axes.text(week, level, signs, fontsize=SMALL, fontweight="bold", color=INK, va="center", ha="center")


def _draw_weeks(axes: "Axes", report: CycleReport, events: Sequence[CycleEvent], strip: float) -> None:
    """The weeks' numbers; above them the events that are about all objectives."""
    axes.set_xlim(0.4, report.weeks + 0.6)
    axes.set_ylim(0, strip + TICKS)
    if events:
        _beside(axes, TICKS + strip / 2, "all")
        _draw_events(axes, events, TICKS + strip / 2)
    every = 1 if report.weeks < MOST_WEEKS_APART else 2
    for week in range(1, report.weeks + 1, every):
        axes.text(week, TICKS * 0.62, str(week), fontsize=SMALL, color=INK, va="center", ha="center")
    axes.text(report.weeks + 0.6 + 0.02 * report.weeks, TICKS * 0.62, "week", fontsize=SMALL, color=INK, va="center")


def _legend(report: CycleReport, panels: Sequence[ObjectiveEnd]) -> list[str]:
    if not panels:
        return ["There were no objectives in this cycle."]
    lines = ["● confidence, 1 to 10, week by week"]
    if any(one.points is not None for one in panels) and report.over:
        lines.append("╌ the score, from 0 to 1, on the same scale")
    if any(one.guesses for one in panels):
        lines.append("○ held against it: + points too hopeful, − too careful")
    happened = {event.kind for event in report.events}
    signs = [f"{sign} {kind}" for kind, sign in SIGNS.items() if kind in happened]
    lines += [" · ".join(signs)] if signs else []
    if len(report.objectives) > len(panels):
        lines.append(f"and {plural(len(report.objectives) - len(panels), 'objective')} more, in the text")
    return lines


def alt_text(report: CycleReport) -> str:
    """The picture in words, for those who cannot see it."""
    said = [f"{one_line(report.team, 40)}, {one_line(report.cycle.name, 40)}: {headline(report).rstrip('.')}"]
    said += [f"{one_line(one.cycle, 20)}: {say_share(one.both)}" for one in report.earlier]
    panels = report.objectives[:MOST_PANELS]
    for one in panels:
        values = [value for value in one.confidence if value is not None]
        believed = f"confidence from {values[0]:g} to {values[-1]:g}" if values else "no confidence"
        came = f", score {say_score(one.points)}" if report.over else ""
        said.append(f"{one_line(one.title, LONGEST[WORDS])}: {believed}{came}")
        said += [guess_line(guess) for guess in one.guesses] if len(panels) <= MOST_IN_WORDS else []
    return trim(". ".join(said), LONGEST_ALT)
