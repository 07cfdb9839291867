"""What all our pictures share: paper and ink, a font that every machine has, PNGs that are the same bytes each time."""

import io
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from handlers.kit.text import one_line

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INKS: Final = ("#0b5cad", "#b4540a", "#2e7d32", "#7b3fa0", "#a3195b", "#4d4d4d")
PAPER, INK, TRACK, BAND = "#ffffff", "#1d1c1d", "#d9d9d9", "#f2f2f2"
FONT: Final = "DejaVu Sans"
DPI: Final = 160
_JOINS_NOTHING: Final = re.compile(r"(?<!\w)[\u200d\ufe0f]+|[\u200d\ufe0f]+(?!\w)")
"""What is left of emoji that cannot be drawn."""


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
    """One short line; what the font lacks is left out rather than drawn as boxes, `instead` where little is left."""
    kept = "".join(character for character in " ".join(text.split()) if ord(character) in _characters())
    letters, left = (sum(map(str.isalnum, words)) for words in (text, kept))
    return instead if 2 * left < letters else one_line(_JOINS_NOTHING.sub("", kept), longest) or instead


@lru_cache(maxsize=4_096)
def width_of(words: str, points: float, *, strong: bool = False) -> float:
    """Inches that words take in a picture."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    font = FontProperties(family=FONT, size=points, weight="bold" if strong else "normal")
    return float(_paper().get_text_width_height_descent(words, font, ismath=False)[0]) / DPI


@cache
def _paper() -> Any:
    """Something of matplotlib's that words can be measured on."""
    canvas: Any = figure_of(1, 1).canvas
    return canvas.get_renderer()


@cache
def _characters() -> frozenset[int]:
    """What can be drawn in both weights: bold has fewer characters."""
    from matplotlib import font_manager  # noqa: PLC0415

    weights = (font_manager.FontProperties(family=FONT, weight=weight) for weight in ("normal", "bold"))
    charmaps = (font_manager.get_font(font_manager.findfont(one)).get_charmap() for one in weights)
    return frozenset.intersection(*map(frozenset, charmaps))
