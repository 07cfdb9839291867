"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, Dialect, String, TypeDecorator

LONGEST_NUMBER = 40


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, stored in UTC. Naive datetimes are refused with ValueError: they have no meaning here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive values; turn aware ones to UTC (SQLite keeps no zone)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime: every instant in the database is aware")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware UTC instant."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A Decimal kept digit by digit, as text of up to 40 characters: SQLite has no exact numeric type.

    Equal numbers are equal texts (1.50 and 1.5), so the database can compare them. Not for sorting.
    """

    impl = String(LONGEST_NUMBER)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Write the shortest plain form. Raises ValueError where it is no finite number or does not fit."""
        if value is None:
            return None
        if not value.is_finite():
            raise ValueError("only finite numbers can be kept")
        plain = format(value, "f")
        if "." in plain:
            plain = plain.rstrip("0").removesuffix(".")
        if len(plain) > LONGEST_NUMBER:
            raise ValueError(f"a number of more than {LONGEST_NUMBER} characters does not fit")
        return "0" if plain == "-0" else plain

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        """Read the text back exactly."""
        return None if value is None else Decimal(value)
