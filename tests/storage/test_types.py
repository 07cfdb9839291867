"""Numbers and instants come back as they went in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from storage.engine import build_engine
from storage.types import ExactDecimal, UtcDateTime

TABLE = Table(
    "kept",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("number", ExactDecimal()),
    Column("instant", UtcDateTime()),
    prefixes=["TEMPORARY"],
)
on_one_connection = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    """A transaction with a table to try."""
    engine = build_engine(database_url)
    with engine.begin() as opened:
        TABLE.create(opened)
        yield opened
    engine.dispose()


def kept(connection: Connection, number: Decimal | None, instant: datetime | None) -> Any:
    """Both, written and read again."""
    made = connection.execute(insert(TABLE).values(number=number, instant=instant).returning(TABLE.c.id)).scalar_one()
    row = connection.execute(select(TABLE.c.number, TABLE.c.instant).where(TABLE.c.id == made)).one()
    return row[0], row[1]


@on_one_connection
@given(number=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=18))
def test_a_number_is_kept_to_its_last_digit(connection: Connection, number: Decimal) -> None:
    assert kept(connection, number, None)[0] == number


@on_one_connection
@given(
    instant=st.datetimes(
        min_value=datetime(2000, 1, 1),
        max_value=datetime(2100, 1, 1),
        timezones=st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours))),
    )
)
def test_an_instant_is_kept_to_its_microsecond_and_comes_back_in_utc(connection: Connection, instant: datetime) -> None:
    back = kept(connection, None, instant)[1]
    assert back == instant
    assert back.tzinfo is UTC


@pytest.mark.parametrize(
    ("one", "other"), [("1.50", "1.5"), ("0", "-0.000"), ("1E+3", "1000"), ("100", "1.00E2"), ("-0.10", "-0.1")]
)
def test_equal_numbers_are_equal_in_the_database(connection: Connection, one: str, other: str) -> None:
    connection.execute(insert(TABLE).values(number=Decimal(one)))
    assert connection.execute(select(TABLE.c.id).where(TABLE.c.number == Decimal(other))).all()


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1E+40", "0." + "1" * 39])
def test_what_is_no_number_or_does_not_fit_is_refused(connection: Connection, number: str) -> None:
    with pytest.raises(StatementError, match=r"finite|does not fit"):
        connection.execute(insert(TABLE).values(number=Decimal(number)))


def test_an_instant_without_a_zone_is_refused(connection: Connection) -> None:
    with pytest.raises(StatementError, match="naive datetime"):
        connection.execute(insert(TABLE).values(instant=datetime(2026, 9, 4, 14)))
    with pytest.raises(StatementError, match="naive datetime"):
        connection.execute(select(TABLE.c.id).where(TABLE.c.instant > datetime(2026, 9, 4)))


def test_nothing_stays_nothing(connection: Connection) -> None:
    assert kept(connection, None, None) == (None, None)
