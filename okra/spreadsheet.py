"""Tables of an archive as CSV, for people who read them in a spreadsheet.

A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

HIDDEN: Final = frozenset({"appointment", "delivery", "workspace", "contribution", "session_event"})
"""What okra keeps for itself: what a session brought forth stands in `item`."""
PEOPLE: Final = frozenset({"user_id", "owner_id", "set_by", "author", "by", "saved_by"})
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def sheets(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, str]:
    """File name → CSV of each table that people read and that is not empty; people's names stand beside their ids."""
    names = {row["user_id"]: row["name"] for row in tables.get("person", ())}
    return {f"csv/{name}.csv": sheet(rows, names) for name, rows in tables.items() if rows and name not in HIDDEN}


def sheet(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Rows that have the same columns, as CSV; "" for none."""
    if not rows:
        return ""
    columns = [one for name in rows[0] if name != "workspace_id" for one in _columns(name)]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(_value(row, column, names)) for column in columns])
    return written.getvalue()


def _columns(name: str) -> tuple[str, ...]:
    return (name, f"{name} (name)") if name in PEOPLE else (name,)


def _value(row: Mapping[str, Any], column: str, names: Mapping[str, str]) -> Any:
    return row[column] if column in row else names.get(row[column.removesuffix(" (name)")], "")


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA) and not _is_number(value):
        return f"'{value}"
    return value


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
