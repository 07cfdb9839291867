"""What all our pictures share: paper and ink, a font that every machine has, PNGs that are the same bytes each time."""

import io
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from handlers.kit.text import one_line

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INKS: Final = ("#0b5cad", "#b4540a", "#2e7d32", "#7b3fa0", "#a3195b", "#4d4d4d")
PAPER, INK, TRACK, BAND = "#ffffff", "#1d1c1d", "#d9d9d9", "#f2f2f2"
FONT: Final = "DejaVu Sans"
DPI: Final = 160


def figure_of(width: float, height: float) -> "Figure":
    """An empty picture of so many inches."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 260 ms that only a picture needs
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(width, height), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure


def halo() -> Any:
    """Paper around letters, so that they can be read where they cross a line: a path effect of matplotlib's."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415 as above

    return withStroke(linewidth=3, foreground=PAPER)


def png_of(figure: "Figure") -> bytes:
    """The same picture is the same bytes."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def drawable(text: str, instead: str, longest: int) -> str:
    """One short line; what the font lacks is left out rather than drawn as boxes, `instead` where nothing is left."""
    kept = "".join(character for character in " ".join(text.split()) if ord(character) in _characters())
    return one_line(kept, longest) or instead


@cache
def _characters() -> frozenset[int]:
    """What can be drawn in both weights: bold has fewer characters."""
    from matplotlib import font_manager  # noqa: PLC0415

    weights = (font_manager.FontProperties(family=FONT, weight=weight) for weight in ("normal", "bold"))
    charmaps = (font_manager.get_font(font_manager.findfont(one)).get_charmap() for one in weights)
    return frozenset.intersection(*map(frozenset, charmaps))
