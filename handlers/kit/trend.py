"""How a team stands, as a picture: confidence over the weeks, and key results' progress against the calendar.

Never colour alone: every line has its own marker and name, every bar its number and its word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from handlers.kit.drawing import BAND, INK, INKS, TRACK, drawable, figure_of, png_of
from handlers.kit.elements import Picture
from handlers.kit.text import one_line, trim

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MARKERS: Final = ("o", "s", "^", "D", "v", "P")
WIDTH, MARGIN, TITLE, LEGEND, PLOT, TICKS, BAR, TODAY = 6.0, 0.25, 0.55, 0.33, 2.3, 0.55, 0.76, 0.4
"""Inches."""
WORDS, HEADING = 13, 16
"""Points; 13 are about 11 pixels where the picture is shown 360 wide."""
BAR_WIDTH: Final = 0.6
"""Of the picture; the rest of the row is for the number and the word."""
APART, ASIDE = 1.6, 0.12
"""Of the lines that show how far apart answers lie: points; and of a week, between those of two objectives."""
MOST_LINES: Final = len(MARKERS)
MOST_BARS: Final = 8
LONGEST_NAME, LONGEST_ALT = 46, 1_000


@dataclass(frozen=True, slots=True)
class ConfidenceLine:
    """One objective's average confidence a week, 1 to 10; None where there is no data.

    `apart` is each week's lowest and highest answer where it may be shown; empty where the picture is not about that.
    """

    name: str
    values: Sequence[float | None]
    apart: Sequence[tuple[int | None, int | None]] = ()

    @property
    def spreads(self) -> Sequence[tuple[int, int, int]]:
        """The weeks, by their place, whose answers differ: lowest and highest."""
        return [(at, low, high) for at, (low, high) in enumerate(self.apart) if low is not None and high is not None]


@dataclass(frozen=True, slots=True)
class ProgressBar:
    """One key result: progress 0 to 1 or None (no data), and how it stands in words ("▲ at risk · 42 %")."""

    name: str
    progress: float | None
    said: str


@dataclass(frozen=True, slots=True)
class ChartData:
    """One team's picture. `weeks` are short labels, one for each value of a line; `elapsed` is the cycle's share, 0..1.

    At most MOST_LINES lines and MOST_BARS bars are drawn.
    """

    title: str
    weeks: Sequence[str]
    lines: Sequence[ConfidenceLine]
    bars: Sequence[ProgressBar]
    elapsed: float


def draw(data: ChartData) -> Picture:
    """A PNG, 960 px wide, that reads at 360 px too."""
    lines, bars = data.lines[:MOST_LINES], data.bars[:MOST_BARS]
    rows = len(lines) + any(line.spreads for line in lines)
    above = TITLE + LEGEND * rows + PLOT + TICKS
    below = TITLE + BAR * len(bars) + TODAY if bars else 0.0
    height = above + below
    figure = figure_of(WIDTH, height)
    _title(figure, f"{data.title}: confidence", height, height)
    _draw_legend(figure, lines, height - TITLE, height)
    _draw_confidence(_place(figure, 1.2, below + TICKS, PLOT, height), lines, data.weeks)
    if bars:
        _title(figure, "Progress of key results", below, height)
        _draw_progress(_place(figure, MARGIN, TODAY, BAR * len(bars), height), bars, data.elapsed)
    return Picture(png=png_of(figure), alt=alt_text(data), filename="confidence-and-progress.png")


def _title(figure: "Figure", text: str, top: float, height: float) -> None:
    figure.text(
        MARGIN / WIDTH,
        (top - 0.12) / height,
        _drawable(text, "Team"),
        fontsize=HEADING,
        fontweight="bold",
        color=INK,
        va="top",
        parse_math=False,
    )


def _place(figure: "Figure", left: float, bottom: float, inches: float, height: float) -> "Axes":
    axes = figure.add_axes((left / WIDTH, bottom / height, (WIDTH - left - MARGIN) / WIDTH, inches / height))
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, labelsize=WORDS, colors=INK)
    return axes


def _draw_legend(figure: "Figure", lines: Sequence[ConfidenceLine], top: float, height: float) -> None:
    """One row a line: its marker, its last value, its name."""
    if not lines:
        return
    apart = any(line.spreads for line in lines)
    rows = len(lines) + apart
    axes = _place(figure, MARGIN, top - LEGEND * rows, LEGEND * rows, height)
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(rows - 0.5, -0.5)
    for number, line in enumerate(lines):
        latest = next((f"{value:g}" for value in reversed(line.values) if value is not None), "–")
        axes.plot([0.0, 0.025, 0.05], [number] * 3, color=INKS[number], linewidth=2.4, clip_on=False)
        axes.plot([0.025], [number], color=INKS[number], marker=MARKERS[number], markersize=9)
        axes.text(0.125, number, latest, fontsize=WORDS, fontweight="bold", color=INK, va="center", ha="right")
        name = _drawable(line.name, f"Objective {number + 1}")
        axes.text(0.15, number, name, fontsize=WORDS, color=INK, va="center", parse_math=False)
    if apart:
        axes.vlines(0.025, len(lines) - 0.3, len(lines) + 0.3, color=INK, linewidth=APART)
        axes.plot([0.025] * 2, [len(lines) - 0.3, len(lines) + 0.3], color=INK, marker="_", markersize=9, linewidth=0)
        axes.text(0.15, len(lines), "from the lowest to the highest answer", fontsize=WORDS, color=INK, va="center")


def _draw_confidence(axes: "Axes", lines: Sequence[ConfidenceLine], weeks: Sequence[str]) -> None:
    axes.axhspan(8, 10.4, color=BAND, zorder=0)
    axes.axhspan(0.6, 4, color=BAND, zorder=0)
    for number, line in enumerate(lines):
        ink, marker = INKS[number], MARKERS[number]
        known = [(week, value) for week, value in enumerate(line.values) if value is not None]
        axes.plot([week for week, _ in known], [value for _, value in known], color=ink, linewidth=1.4, linestyle=":")
        unbroken = [float("nan") if value is None else value for value in line.values]
        axes.plot(range(len(unbroken)), unbroken, color=ink, marker=marker, markersize=9, linewidth=2.4)
        _draw_spread(axes, line, ink, ASIDE * (number - (len(lines) - 1) / 2))
    axes.set_ylim(0.6, 10.4)
    axes.set_xlim(-0.4, max(1, len(weeks) - 1) + 0.4)
    axes.set_yticks([2.3, 6, 9.2], ["at risk", "wavering", "confident"])
    every = 1 + (len(weeks) - 1) // 8
    shown = range((len(weeks) - 1) % every, len(weeks), every)
    axes.set_xticks(list(shown), [weeks[week] for week in shown])


def _draw_spread(axes: "Axes", line: ConfidenceLine, ink: str, aside: float) -> None:
    """A thin upright line a week, with a bar at each end; `aside` keeps those of several objectives apart."""
    for at, low, high in line.spreads:
        axes.vlines(at + aside, low, high, color=ink, linewidth=APART, zorder=1)
        axes.plot([at + aside] * 2, [low, high], color=ink, marker="_", markersize=9, linewidth=0, zorder=1)


def _draw_progress(axes: "Axes", bars: Sequence[ProgressBar], elapsed: float) -> None:
    today = elapsed * BAR_WIDTH
    for row, bar in enumerate(bars):
        axes.barh(row, BAR_WIDTH, color=TRACK, height=0.32)
        axes.barh(row, (bar.progress or 0.0) * BAR_WIDTH, color=INKS[0], height=0.32)
        axes.vlines(today, row - 0.22, row + 0.24, color=INK, linewidth=2.4)
        name = _drawable(bar.name, f"Key result {row + 1}")
        axes.text(0, row - 0.25, name, fontsize=WORDS, color=INK, va="bottom", parse_math=False)
        said = _drawable(bar.said, "")
        axes.text(BAR_WIDTH + 0.02, row, said, fontsize=WORDS, fontweight="bold", color=INK, va="center")
    caption = f"▲ today: {int(elapsed * 100)} % of the cycle"
    axes.text(today - 0.015, len(bars) - 0.72, caption, fontsize=WORDS - 1, color=INK, va="top")
    axes.set_ylim(len(bars) - 0.72, -0.6)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.set_yticks([])


def _drawable(text: str, instead: str) -> str:
    return drawable(text, instead, LONGEST_NAME)


def alt_text(data: ChartData) -> str:
    """The picture in words, for those who cannot see it."""
    said = [f"{data.title}, {int(data.elapsed * 100)} % of the cycle gone"]
    for line in data.lines[:MOST_LINES]:
        values = [value for value in line.values if value is not None]
        first_and_last = f"confidence {values[-1]:g}, from {values[0]:g} at first" if values else "no confidence yet"
        said.append(f"{one_line(line.name, LONGEST_NAME)}: {first_and_last}{_apart(line)}")
    said += [f"{one_line(bar.name, LONGEST_NAME)}: {bar.said}" for bar in data.bars[:MOST_BARS]]
    return trim(". ".join(said), LONGEST_ALT)


def _apart(line: ConfidenceLine) -> str:
    if not line.spreads:
        return ""
    _, low, high = line.spreads[-1]
    return f", answers from {low} to {high}"
