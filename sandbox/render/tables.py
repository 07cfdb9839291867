"""Tables and charts as text."""

from collections.abc import Sequence
from typing import Any, Final

from sandbox.render.layout import Lines, cells, pad, wrap
from sandbox.render.rich_text import rich_text_lines
from sandbox.render.scene import Json, Scene

_RULE: Final = " │ "
_NARROWEST: Final = 3


def table_lines(block: Json, scene: Scene) -> Lines:
    """A table or data_table in columns; a data table's first row is its head."""
    rows = [["\n".join(_cell(cell, scene)) for cell in row] for row in block.get("rows", ())]
    widths = _widths(rows, scene.width)
    aligns = [str((setting or {}).get("align", "left")) for setting in block.get("column_settings", ())]
    drawn = [_row(row, widths, aligns) for row in rows]
    if block.get("type") == "data_table" and drawn:
        drawn.insert(1, ["─┼─".join("─" * width for width in widths)])
    return [*scene.lines(block.get("caption")), *(line for lines in drawn for line in lines)]


def _cell(cell: Json, scene: Scene) -> Lines:
    return rich_text_lines(cell, scene) if cell.get("type") == "rich_text" else [str(cell.get("text", ""))]


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Each column as wide as its widest cell, the widest ones narrowed until the table fits."""
    count = max(map(len, rows), default=0)
    widths = [
        max((cells(line) for row in rows if index < len(row) for line in row[index].splitlines()), default=0)
        for index in range(count)
    ]
    room = max(width - len(_RULE) * (count - 1), _NARROWEST * count)
    while sum(widths) > room:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(row: Sequence[str], widths: Sequence[int], aligns: Sequence[str]) -> Lines:
    columns = [wrap(cell, max(width, 1)) for cell, width in zip(row, widths, strict=False)]
    lines: Lines = []
    for level in range(max(map(len, columns), default=0)):
        parts = [
            pad(column[level] if level < len(column) else "", widths[index], *aligns[index : index + 1])
            for index, column in enumerate(columns)
        ]
        lines.append(_RULE.join(parts).rstrip())
    return lines


def chart_lines(block: Json, scene: Scene) -> Lines:
    """A chart by its numbers."""
    chart = block.get("chart", {})
    lines = wrap(f"📊 {block.get('title', '')}", scene.width)
    lines += [line for part in chart.get("segments", ()) for line in wrap(f"• {_point(part)}", scene.width)]
    for series in chart.get("series", ()):
        points = ", ".join(_point(point) for point in series.get("data", ()))
        lines += wrap(f"• {series.get('name', '')}: {points}", scene.width)
    return lines


def _point(point: Any) -> str:
    return f"{point.get('label', '')} {point.get('value', '')}"
