"""The digest's picture: confidence over the weeks of the cycle, and each key result's progress against the calendar.

Never colour alone: every line has its own marker and its name at its end, every bar its number and its word.
"""

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.kit.elements import Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MARKERS = ("o", "s", "^", "D", "v", "P")
INKS = ("#0b5cad", "#b4540a", "#2e7d32", "#7b3fa0", "#a3195b", "#4d4d4d")
PAPER, INK, TRACK, BAND = "#ffffff", "#1d1c1d", "#d9d9d9", "#f2f2f2"
DPI = 160
WIDTH, MARGIN, TITLE, PLOT, TICKS, TODAY = 6.0, 0.25, 0.5, 2.3, 0.5, 0.45
"""Inches."""


@dataclass(frozen=True, slots=True)
class ConfidenceLine:
    """One objective's average confidence a week, 1 to 10; None where there is no data."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class ProgressBar:
    """One key result: progress 0..1 or None (no data), and its status in a word."""

    name: str
    progress: float | None
    word: str


@dataclass(frozen=True, slots=True)
class ChartData:
    """One team's picture. `weeks` are short labels, one for each value of a line; `elapsed` is the cycle's share, 0..1."""

    title: str
    weeks: Sequence[str]
    lines: Sequence[ConfidenceLine]
    bars: Sequence[ProgressBar]
    elapsed: float


def draw(data: ChartData) -> Picture:
    """A PNG, 960 px wide, that reads at 360 px too."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 260 ms that only a digest needs
    from matplotlib.figure import Figure  # noqa: PLC0415

    legend = 0.3 * max(1, len(data.lines))
    bars = 0.72 * max(1, len(data.bars))
    height = TITLE + legend + PLOT + TICKS + TITLE + bars + TODAY
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    _title(figure, f"{data.title}: confidence", height, height)
    _draw_confidence(figure, data, bottom=height - TITLE - legend - PLOT, height=height)
    _title(figure, "Progress of key results", bars + TODAY + TITLE, height)
    _draw_progress(figure, data, inches=bars, height=height)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return Picture(png=buffer.getvalue(), alt=alt_text(data), filename="confidence-and-progress.png")


def _title(figure: "Figure", text: str, top: float, height: float) -> None:
    figure.text(
        MARGIN / WIDTH, (top - 0.12) / height, _literal(text), fontsize=14, fontweight="bold", color=INK, va="top"
    )


def _place(figure: "Figure", left: float, bottom: float, inches: float, height: float) -> "Axes":
    return figure.add_axes((left / WIDTH, bottom / height, (WIDTH - left - MARGIN) / WIDTH, inches / height))


def _draw_confidence(figure: "Figure", data: ChartData, bottom: float, height: float) -> None:
    axes = _place(figure, 1.15, bottom, PLOT, height)
    axes.axhspan(7.5, 10.4, color=BAND, zorder=0)
    axes.axhspan(0.6, 3.5, color=BAND, zorder=0)
    for number, line in enumerate(data.lines):
        ink, marker = INKS[number % len(INKS)], MARKERS[number % len(MARKERS)]
        points = [(week, value) for week, value in enumerate(line.values) if value is not None]
        weeks, values = [week for week, _ in points], [value for _, value in points]
        latest = f"{values[-1]:.1f}" if values else "no data"
        name = textwrap.shorten(_literal(line.name), 56, placeholder=" …")
        axes.plot(weeks, values, color=ink, marker=marker, markersize=8, linewidth=2.4, label=f"{latest}  {name}")
    axes.set_ylim(0.6, 10.4)
    axes.set_xlim(-0.4, max(1, len(data.weeks) - 1) + 0.4)
    axes.set_yticks([2, 5.5, 9], ["at risk", "wavering", "confident"])
    every = 1 + (len(data.weeks) - 1) // 9
    axes.set_xticks(range(0, len(data.weeks), every), data.weeks[::every])
    _calm(axes)
    if data.lines:
        legend = axes.legend(
            loc="lower left",
            bbox_to_anchor=(-0.19, 1.0),
            frameon=False,
            fontsize=11,
            handlelength=1.2,
            borderaxespad=0.1,
        )
        for label in legend.get_texts():
            label.set_color(INK)


def _draw_progress(figure: "Figure", data: ChartData, inches: float, height: float) -> None:
    axes = _place(figure, MARGIN, TODAY, inches, height)
    for row, bar in enumerate(data.bars):
        axes.barh(row, 1, color=TRACK, height=0.32)
        axes.barh(row, bar.progress or 0.0, color=INKS[0], height=0.32)
        name = textwrap.shorten(_literal(bar.name), 50, placeholder=" …")
        said = "no data" if bar.progress is None else f"{bar.progress:.0%} · {bar.word}"
        axes.text(0, row - 0.24, name, fontsize=11, color=INK, va="bottom")
        axes.text(1, row - 0.24, said, fontsize=11, color=INK, va="bottom", ha="right", fontweight="bold")
    rows = max(1, len(data.bars))
    for row in range(len(data.bars)):
        axes.vlines(data.elapsed, row - 0.2, row + 0.24, color=INK, linewidth=2.2)
    axes.text(
        data.elapsed,
        rows - 0.7,
        f"▲ today: {data.elapsed:.0%} of the cycle",
        fontsize=10,
        color=INK,
        ha="center",
        va="top",
    )
    axes.set_ylim(rows - 0.7, -0.75)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.set_yticks([])
    _calm(axes)


def _calm(axes: "Axes") -> None:
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, labelsize=11, colors=INK)


def _literal(text: str) -> str:
    """No text of people's is read as a formula; what the font cannot draw is left out rather than drawn as boxes."""
    from matplotlib import font_manager  # noqa: PLC0415

    font = font_manager.get_font(font_manager.findfont("DejaVu Sans"))
    known = font.get_charmap()
    kept = "".join(character for character in text if ord(character) in known)
    return kept.replace("$", r"\$").strip()


def alt_text(data: ChartData) -> str:
    """The picture in words, for those who cannot see it."""
    said = []
    for line in data.lines:
        values = [value for value in line.values if value is not None]
        if values:
            said.append(f"{line.name}: confidence {values[-1]:.1f}, from {values[0]:.1f} at first")
    for bar in data.bars:
        said.append(f"{bar.name}: no data" if bar.progress is None else f"{bar.name}: {bar.progress:.0%}, {bar.word}")
    return f"{data.title}, {data.elapsed:.0%} of the cycle gone. " + ". ".join(said)
