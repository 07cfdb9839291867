"""Every table that people's words and numbers live in. Constraints stand here, in the database, not only in Python.

Each row carries its workspace; ids of people and channels are Slack's. Deliveries and appointments are in `machinery`.
"""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

from storage.types import ExactDecimal, UtcDateTime


def _id() -> Any:
    return Field(default=None, primary_key=True)


def _workspace() -> Any:
    return Field(
        sa_column=Column(String(32), ForeignKey("workspace.id", ondelete="CASCADE"), nullable=False, index=True)
    )


def _ref(target: str, *, nullable: bool = False, key: bool = False) -> Any:
    column: Column[int] = Column(
        Integer, ForeignKey(target, ondelete="CASCADE"), nullable=nullable, primary_key=key, index=not key
    )
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def _instant(*, nullable: bool = False) -> Any:
    column: Column[datetime] = Column(UtcDateTime(), nullable=nullable)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def _decimal(*, nullable: bool = False) -> Any:
    column: Column[Decimal] = Column(ExactDecimal(), nullable=nullable)
    return Field(default=None, sa_column=column) if nullable else Field(sa_column=column)


def _text(default: str = "") -> Any:
    return Field(default=default, sa_column=Column(Text, nullable=False))


class WorkspaceRow(SQLModel, table=True):
    """One Slack installation: the team id, or the enterprise id of an org-wide install."""

    __tablename__ = "workspace"
    id: str = Field(primary_key=True, max_length=32)
    name: str = ""
    zone: str | None = None
    bot_user_id: str = ""
    installed_at: datetime = _instant()


class PersonRow(SQLModel, table=True):
    """A Slack user as Slack last described them. `zone` is None where Slack has none."""

    __tablename__ = "person"
    workspace_id: str = Field(foreign_key="workspace.id", primary_key=True, ondelete="CASCADE", max_length=32)
    user_id: str = Field(primary_key=True, max_length=32)
    name: str = ""
    zone: str | None = None
    is_admin: bool = False
    is_bot: bool = False
    deactivated: bool = False
    dm_channel_id: str | None = None
    seen_at: datetime = _instant()


class TeamRow(SQLModel, table=True):
    """One Slack channel's group of people with OKRs, and its rhythm (wall-clock times in `zone`, 0 = Monday)."""

    __tablename__ = "team"
    __table_args__ = (
        UniqueConstraint("workspace_id", "channel_id"),
        CheckConstraint("weekday BETWEEN 0 AND 6"),
        CheckConstraint("reminder_weekday BETWEEN 0 AND 6"),
        CheckConstraint("close_weekday BETWEEN 0 AND 6"),
        CheckConstraint("(digest_weekday IS NULL) = (digest_at IS NULL)", name="digest_both_or_neither"),
    )
    id: int | None = _id()
    workspace_id: str = _workspace()
    channel_id: str = Field(max_length=32)
    name: str
    zone: str
    weekday: int = 4
    at: time = time(14)
    reminder_weekday: int = 4
    reminder_at: time = time(16, 30)
    close_weekday: int = 0
    close_at: time = time(10)
    digest_weekday: int | None = None
    digest_at: time | None = None
    country: str | None = None
    digest_channel_id: str | None = None
    created_at: datetime = _instant()


class MemberRow(SQLModel, table=True):
    """One person in one team."""

    __tablename__ = "member"
    __table_args__ = (
        CheckConstraint("role IN ('lead', 'facilitator', 'member')"),
        CheckConstraint("timing IN ('team', 'own')"),
        Index("ix_member_person", "workspace_id", "user_id"),
    )
    team_id: int = _ref("team.id", key=True)
    user_id: str = Field(primary_key=True, max_length=32)
    workspace_id: str = _workspace()
    role: str = "member"
    timing: str = "team"
    active: bool = True
    joined_at: datetime = _instant()


class DayOffRow(SQLModel, table=True):
    """A day on which the whole team is off, besides its country's public holidays."""

    __tablename__ = "day_off"
    team_id: int = _ref("team.id", key=True)
    day: date = Field(primary_key=True)
    workspace_id: str = _workspace()
    name: str = ""


class AwayRow(SQLModel, table=True):
    """A person's absence, both days included."""

    __tablename__ = "away"
    __table_args__ = (CheckConstraint("last >= first"), Index("ix_away_person", "workspace_id", "user_id"))
    id: int | None = _id()
    workspace_id: str = _workspace()
    user_id: str = Field(max_length=32)
    first: date
    last: date
    set_by: str = Field(max_length=32)
    created_at: datetime = _instant()


class CycleRow(SQLModel, table=True):
    """A team's dated period, both days included."""

    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("team_id", "start"), CheckConstraint('"end" > start'))
    id: int | None = _id()
    workspace_id: str = _workspace()
    team_id: int = _ref("team.id")
    name: str
    start: date
    end: date


class StrategicOkrRow(SQLModel, table=True):
    """An objective above the teams, of the company or a business unit, with a period of its own."""

    __tablename__ = "strategic_okr"
    __table_args__ = (CheckConstraint('"end" > start'),)
    id: int | None = _id()
    workspace_id: str = _workspace()
    title: str = _text()
    start: date
    end: date
    created_at: datetime = _instant()


class ObjectiveRow(SQLModel, table=True):
    """A team's objective. Removing keeps the row, so that nothing that was said of it is lost."""

    __tablename__ = "objective"
    __table_args__ = (CheckConstraint("title <> ''"),)
    id: int | None = _id()
    workspace_id: str = _workspace()
    team_id: int = _ref("team.id")
    cycle_id: int = _ref("cycle.id")
    supports_id: int | None = Field(
        default=None,
        sa_column=Column(Integer, ForeignKey("strategic_okr.id", ondelete="SET NULL"), nullable=True),
    )
    title: str = _text()
    position: int = 0
    created_at: datetime = _instant()
    removed_at: datetime | None = _instant(nullable=True)


class KeyResultRow(SQLModel, table=True):
    """A key result; `start` and `target` differ, or there is nothing to move."""

    __tablename__ = "key_result"
    __table_args__ = (
        CheckConstraint("title <> ''"),
        CheckConstraint("start <> target OR kind IN ('stay_above', 'stay_below')", name="it_moves"),
        CheckConstraint("kind IN ('move', 'raise_by', 'reduce_by', 'stay_above', 'stay_below', 'done')"),
    )
    id: int | None = _id()
    workspace_id: str = _workspace()
    objective_id: int = _ref("objective.id")
    title: str = _text()
    kind: str
    start: Decimal = _decimal()
    target: Decimal = _decimal()
    unit: str = ""
    owner_id: str | None = None
    position: int = 0
    created_at: datetime = _instant()
    removed_at: datetime | None = _instant(nullable=True)


class HypothesisRow(SQLModel, table=True):
    """What must be true for a key result to move."""

    __tablename__ = "hypothesis"
    __table_args__ = (CheckConstraint("verdict IS NULL OR verdict IN ('confirmed', 'refuted', 'unknown')"),)
    id: int | None = _id()
    workspace_id: str = _workspace()
    key_result_id: int = _ref("key_result.id")
    text: str = _text()
    position: int = 0
    verdict: str | None = None


class CheckinRow(SQLModel, table=True):
    """A team's round of one ISO week ("2026-W36")."""

    __tablename__ = "checkin"
    __table_args__ = (
        UniqueConstraint("team_id", "week"),
        CheckConstraint("state IN ('early', 'open', 'closed', 'missed', 'day_off')"),
        CheckConstraint("opens_at < closes_at"),
    )
    id: int | None = _id()
    workspace_id: str = _workspace()
    team_id: int = _ref("team.id")
    cycle_id: int = _ref("cycle.id")
    week: str = Field(max_length=8)
    state: str
    opens_at: datetime = _instant()
    reminds_at: datetime = _instant()
    closes_at: datetime = _instant()
    closed_at: datetime | None = _instant(nullable=True)


class ExpectationRow(SQLModel, table=True):
    """What a round hopes for from one member, and why not."""

    __tablename__ = "expectation"
    __table_args__ = (CheckConstraint("presence IN ('expected', 'away', 'sitting_out', 'left')"),)
    checkin_id: int = _ref("checkin.id", key=True)
    user_id: str = Field(primary_key=True, max_length=32)
    workspace_id: str = _workspace()
    presence: str = "expected"
    reason: str = ""
    snoozed_until: datetime | None = _instant(nullable=True)


class AnswerRow(SQLModel, table=True):
    """One member's part of a round: one row, however often they click."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("checkin_id", "user_id"),)
    id: int | None = _id()
    workspace_id: str = _workspace()
    checkin_id: int = _ref("checkin.id")
    user_id: str = Field(max_length=32)
    submitted_at: datetime = _instant()
    edited_at: datetime | None = _instant(nullable=True)


class ConfidenceRow(SQLModel, table=True):
    """How confident one member is to reach one objective, 1 to 10."""

    __tablename__ = "confidence"
    __table_args__ = (CheckConstraint("value BETWEEN 1 AND 10"),)
    answer_id: int = _ref("answer.id", key=True)
    objective_id: int = _ref("objective.id", key=True)
    workspace_id: str = _workspace()
    value: int


class ReadingRow(SQLModel, table=True):
    """What one member said of one key result."""

    __tablename__ = "reading"
    answer_id: int = _ref("answer.id", key=True)
    key_result_id: int = _ref("key_result.id", key=True)
    workspace_id: str = _workspace()
    value: Decimal | None = _decimal(nullable=True)
    unchanged: bool = False
    note: str = _text()
    wrong_measure: bool = False


class KeyResultValueRow(SQLModel, table=True):
    """The history of a key result's values; the newest is its current one. One row per answer: editing replaces it."""

    __tablename__ = "key_result_value"
    __table_args__ = (
        UniqueConstraint("key_result_id", "answer_id"),
        Index("ix_key_result_value_newest", "key_result_id", "at"),
    )
    id: int | None = _id()
    workspace_id: str = _workspace()
    key_result_id: int = _ref("key_result.id")
    answer_id: int | None = _ref("answer.id", nullable=True)
    user_id: str = Field(max_length=32)
    value: Decimal = _decimal()
    at: datetime = _instant()


class PlanRow(SQLModel, table=True):
    """What one member plans for the next week."""

    __tablename__ = "plan"
    answer_id: int = _ref("answer.id", key=True)
    workspace_id: str = _workspace()
    text: str = _text()


class IssueRow(SQLModel, table=True):
    """What is in a team's way."""

    __tablename__ = "issue"
    __table_args__ = (
        CheckConstraint("text <> ''"),
        CheckConstraint("state IN ('open', 'needs_help', 'solved')"),
        CheckConstraint("(state = 'solved') = (solved_at IS NOT NULL)", name="solved_has_a_date"),
        Index("ix_issue_open", "team_id", "state"),
    )
    id: int | None = _id()
    workspace_id: str = _workspace()
    team_id: int = _ref("team.id")
    owner_id: str = Field(max_length=32)
    raised_in: int | None = _ref("answer.id", nullable=True)
    text: str = _text()
    state: str = "open"
    help_from: str = _text()
    raised_at: datetime = _instant()
    solved_at: datetime | None = _instant(nullable=True)


class IssueUpdateRow(SQLModel, table=True):
    """What one answer said of an issue: kept, so that an edited answer shows and changes what it said."""

    __tablename__ = "issue_update"
    __table_args__ = (CheckConstraint("state IN ('open', 'needs_help', 'solved')"),)
    answer_id: int = _ref("answer.id", key=True)
    issue_id: int = _ref("issue.id", key=True)
    workspace_id: str = _workspace()
    state: str
    help_from: str = _text()
    at: datetime = _instant()


class DraftRow(SQLModel, table=True):
    """What was typed and not sent. `sealed` marks a view that was submitted: late echoes of typing change nothing."""

    __tablename__ = "draft"
    workspace_id: str = Field(foreign_key="workspace.id", primary_key=True, ondelete="CASCADE", max_length=32)
    user_id: str = Field(primary_key=True, max_length=32)
    purpose: str = Field(primary_key=True, max_length=80)
    view_id: str = ""
    sealed: bool = False
    typed_at: float = 0.0
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    saved_at: datetime = _instant()
