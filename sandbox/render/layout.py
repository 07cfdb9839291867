"""Text in a grid of character cells: measuring, wrapping, columns. A line is a string without a line break."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

Lines = list[str]

_LEAD: Final = re.compile(r"\s*(?:(?:[•◦▪-]|\d+[.)])\s+|>\s?)?")
_ZERO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, width: int, align: str = "left") -> str:
    """A text filled up to a width with spaces."""
    gap = max(0, width - cells(text))
    left = {"left": 0, "center": gap // 2, "right": gap}.get(align, 0)
    return " " * left + text + " " * (gap - left)


def wrap(text: str, width: int) -> Lines:
    """The lines of a text, none wider than `width`; list items hang, quotes keep their mark."""
    return [line for paragraph in text.splitlines() for line in _wrap_paragraph(paragraph, width)]


def _wrap_paragraph(paragraph: str, width: int) -> Lines:
    match = _LEAD.match(paragraph)
    lead = match.group() if match else ""
    if not lead or cells(lead) >= width:
        return _fill(paragraph.split(" "), width) or [""]
    hang = lead if ">" in lead else " " * cells(lead)
    first, *rest = _fill(paragraph[len(lead) :].split(" "), width - cells(lead)) or [""]
    return [(lead + first).rstrip(), *(hang + line for line in rest)]


def _fill(words: Iterable[str], width: int) -> Lines:
    lines: Lines = []
    line = ""
    for word in (piece for each in words for piece in _pieces(each, width)):
        if line and cells(line) + 1 + cells(word) > width:
            lines.append(line.rstrip())
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line.rstrip()] if line else lines


def _pieces(word: str, width: int) -> Lines:
    """A word, cut where it is wider than a whole line."""
    pieces = [""]
    for character in word:
        if pieces[-1] and cells(pieces[-1]) + _cells_of(character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def indent(lines: Iterable[str], prefix: str) -> Lines:
    """Every line behind a prefix."""
    return [(prefix + line).rstrip() for line in lines]


def beside(left: Sequence[str], right: str, width: int) -> Lines:
    """Lines with something at the right-hand edge of the first of them."""
    first, *rest = left or [""]
    return [pad(first, width - cells(right)) + right, *rest]


def side_by_side(columns: Sequence[Sequence[str]], widths: Sequence[int], gap: str) -> Lines:
    """Columns of lines next to each other, each as wide as told, apart from a gap."""
    height = max(map(len, columns), default=0)
    return [
        gap.join(
            pad(column[row] if row < len(column) else "", width) for column, width in zip(columns, widths, strict=True)
        ).rstrip()
        for row in range(height)
    ]


def flow(items: Iterable[str], width: int, gap: str = "  ") -> Lines:
    """Short items one after the other, on a new line where they do not fit."""
    lines: Lines = []
    for item in items:
        if lines and cells(lines[-1]) + cells(gap) + cells(item) <= width:
            lines[-1] += gap + item
        else:
            lines.append(item)
    return lines
