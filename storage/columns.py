"""How columns are declared, once for all tables; and the names of constraints, the same on both databases."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, String, Text
from sqlmodel import Field, SQLModel

from storage.types import ExactDecimal, UtcDateTime

METADATA = SQLModel.metadata
METADATA.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

NEVER_REUSED = {"sqlite_autoincrement": True}
"""Ids live on in Slack's windows and in keys of appointments: a new row must not answer for one that was deleted."""


def own_id() -> Any:
    """A number that the database gives; None until the row is stored."""
    return Field(default=None, primary_key=True)


def workspace() -> Any:
    """The workspace that the row belongs to; the row goes with it."""
    return Field(sa_column=Column(String(32), ForeignKey("workspace.id", ondelete="CASCADE"), nullable=False))


def ref(*, nullable: bool = False, key: bool = False, indexed: bool = True) -> Any:
    """The id of a row that this one belongs to (see `within`); `key` makes it part of the primary key.

    `indexed` is False where another index of the table begins with it.
    """
    column: Column[int] = Column(Integer, nullable=nullable, primary_key=key, index=indexed and not key)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def within(column: str, table: str) -> ForeignKeyConstraint:
    """The row that `column` names is one of the same workspace, and this row goes with it."""
    return ForeignKeyConstraint(["workspace_id", column], [f"{table}.workspace_id", f"{table}.id"], ondelete="CASCADE")


def instant(*, nullable: bool = False) -> Any:
    """An aware instant, kept in UTC."""
    column: Column[datetime] = Column(UtcDateTime(), nullable=nullable)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def decimal(*, nullable: bool = False) -> Any:
    """An exact number."""
    column: Column[Decimal] = Column(ExactDecimal(), nullable=nullable)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def words(default: str = "") -> Any:
    """Text of any length, never NULL."""
    return Field(default=default, sa_column=Column(Text, nullable=False))
