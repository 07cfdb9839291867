"""Everything that okra knows as one plain document, and back into an empty database.

Table by table, row by row, so that the same database is the same text. What people have typed and not sent stays where
it is, and so does the pace of sending: both are of the moment. No token is ever in the database.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Column, Connection, Engine, Select, Table, func, insert, select
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError, StatementError

from okra.refusal import Refused
from storage.columns import METADATA
from storage.migrate import newest
from storage.types import ExactDecimal, UtcDateTime

FORMAT: Final = "okra archive"
VERSION: Final = 1
LEFT_OUT: Final = frozenset({"draft", "pace"})
Archive = dict[str, Any]


def tables() -> list[Table]:
    """What is archived, each table after those that its rows belong to."""
    return [table for table in METADATA.sorted_tables if table.name not in LEFT_OUT]


def archive(engine: Engine) -> Archive:
    """The whole database."""
    with engine.begin() as connection:
        return _document({table.name: _rows(connection, _all(table)) for table in tables()})


def to_text(document: Archive) -> str:
    """The document as JSON: the same document is the same text."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def from_text(text: str) -> Archive:
    """Read it back. Raises Refused where it is no JSON."""
    try:
        return dict(json.loads(text))
    except (ValueError, TypeError) as error:
        raise Refused("This file is not an archive: it is no JSON.") from error


def restore(engine: Engine, document: Mapping[str, Any]) -> int:
    """Fill an empty database, wholly or not at all; returns how many rows it has now.

    Raises Refused where the document is none of ours, is of another version, or does not hold together, and where the
    database is not empty.
    """
    given = _judged(document)
    try:
        with engine.begin() as connection:
            if any(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables()):
                raise Refused("This database is not empty. Import into a new one: set DATABASE_URL to it.")
            for table in tables():
                rows = [_row(table, row) for row in given.get(table.name, ())]
                if rows:
                    connection.execute(insert(table), rows)
            _move_on(connection)
    except (IntegrityError, StatementError) as error:
        raise Refused("This archive does not hold together: a row lacks what it belongs to.") from error
    return sum(map(len, given.values()))


def _document(found: Mapping[str, Any]) -> Archive:
    return {
        "format": FORMAT,
        "version": VERSION,
        "schema": newest(),
        "tables": {name: found[name] for name in _names(found)},
    }


def _names(found: Iterable[str]) -> list[str]:
    there = set(found)
    return [table.name for table in tables() if table.name in there]


def _all(table: Table) -> Select[Any]:
    return select(table).order_by(*table.primary_key.columns)


def _rows(connection: Connection, statement: Select[Any]) -> list[dict[str, Any]]:
    return [{name: _said(value) for name, value in row.items()} for row in connection.execute(statement).mappings()]


def _judged(document: Mapping[str, Any]) -> Mapping[str, list[dict[str, Any]]]:
    if not isinstance(document, Mapping) or document.get("format") != FORMAT or document.get("version") != VERSION:
        raise Refused("This file is not an archive that this okra can read: `okra export` makes one.")
    if document.get("schema") != newest():
        raise Refused(
            f"This archive was made by another okra (schema {document.get('schema')}, this one has {newest()}). "
            "Import it with that version, then run `okra db upgrade` with this one."
        )
    given = document.get("tables")
    known = {table.name: set(table.c.keys()) for table in tables()}
    if not isinstance(given, Mapping) or any(
        name not in known or not isinstance(rows, list) or any(set(row) != known[name] for row in rows)
        for name, rows in given.items()
    ):
        raise Refused("This archive has tables or columns that okra does not have. Was it changed by hand?")
    return given


def _said(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _row(table: Table, said: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {column.name: _value(column, said[column.name]) for column in table.columns}
    except (ValueError, TypeError, ArithmeticError) as error:
        raise Refused(f"A row of {table.name} in this archive cannot be read. Was it changed by hand?") from error


def _value(column: Column[Any], said: Any) -> Any:
    if said is None:
        return None
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(said)
    if isinstance(column.type, ExactDecimal):
        return Decimal(said)
    kind = column.type.python_type
    return kind.fromisoformat(said) if kind in (date, time) else said


def _move_on(connection: Connection) -> None:
    """PostgreSQL gives out ids from a counter of its own, which explicit ids do not move."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables():
        key = list(table.primary_key.columns)
        if [column.name for column in key] == ["id"] and key[0].type.python_type is int:
            connection.execute(
                sql(
                    f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), max(id)) "
                    f'FROM "{table.name}" HAVING max(id) IS NOT NULL'
                )
            )
