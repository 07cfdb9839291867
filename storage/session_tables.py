"""The tables of sessions: where each is, what people contributed, what it handed on, and teams' own scripts.

A contribution has neither a number of its own nor a time: in an anonymous round both would tell who wrote what.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, Integer, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.columns import NEVER_REUSED, instant, own_id, ref, within, words, workspace

RUNNING = text("ended_at IS NULL")


def json_body() -> Any:
    """Plain values as JSON."""
    return Field(sa_column=Column(JSON, nullable=False))


class SessionRow(SQLModel, table=True):
    """One run of a script: its text as it was at the start. `place` is the channel.

    `about` says what it works on; `objective_id` is the one that a retro is about, NULL where it is about all.
    """

    __tablename__ = "session"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        within("team_id", "team"),
        within("cycle_id", "cycle"),
        within("objective_id", "objective"),
        CheckConstraint("about IN ('plan', 'objective', 'cycle')", name="about"),
        Index(
            "uq_session_running", "workspace_id", "place", unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING
        ),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    team_id: int = ref()
    cycle_id: int | None = ref(nullable=True)
    script_name: str = Field(max_length=40)
    script: str = words()
    place: str = Field(max_length=32)
    seed: int = 0
    started_at: datetime = instant()
    ended_at: datetime | None = instant(nullable=True)
    objective_id: int | None = ref(nullable=True)
    about: str = Field(default="plan", max_length=10)
    canvas: str | None = Field(default=None, max_length=300)
    """The address of its canvas, which ends with the canvas's id."""


class SessionEventRow(SQLModel, table=True):
    """What happened to a session, numbered from 0: two who act at once cannot both be the next."""

    __tablename__ = "session_event"
    __table_args__ = (within("session_id", "session"), CheckConstraint("number >= 0", name="number"))
    session_id: int = ref(key=True)
    number: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    workspace_id: str = workspace()
    at: datetime = instant()
    by: str = Field(max_length=32)
    what: str = Field(max_length=20)
    data: dict[str, Any] = json_body()


class ContributionRow(SQLModel, table=True):
    """What somebody contributed to a step; `author` is NULL where the round is anonymous or nobody's own."""

    __tablename__ = "contribution"
    __table_args__ = (within("session_id", "session"), {"sqlite_with_rowid": False})
    session_id: int = ref(key=True)
    step: str = Field(primary_key=True, max_length=40)
    key: str = Field(primary_key=True, max_length=200)
    workspace_id: str = workspace()
    author: str | None = Field(default=None, max_length=32)
    body: dict[str, Any] = json_body()


class ItemRow(SQLModel, table=True):
    """What a session handed on when it ended, in order."""

    __tablename__ = "item"
    __table_args__ = (within("session_id", "session"), UniqueConstraint("session_id", "position"))
    session_id: int = ref(key=True)
    key: str = Field(primary_key=True, max_length=300)
    workspace_id: str = workspace()
    position: int = 0
    kind: str = Field(max_length=20)
    text: str = words()
    hangs_on: list[str] = json_body()
    facts: dict[str, Any] = json_body()


class ScriptRow(SQLModel, table=True):
    """A script that a team made its own."""

    __tablename__ = "script"
    __table_args__ = (within("team_id", "team"),)
    team_id: int = ref(key=True)
    name: str = Field(primary_key=True, max_length=40)
    workspace_id: str = workspace()
    text: str = words()
    saved_by: str = Field(max_length=32)
    saved_at: datetime = instant()
