"""Every table that people's words and numbers live in. Constraints stand here, in the database, not only in Python.

Each row carries its workspace; ids of people and channels are Slack's. Deliveries and appointments are in `machinery`.
"""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import NEVER_REUSED, decimal, instant, own_id, ref, within, words, workspace


class WorkspaceRow(SQLModel, table=True):
    """One Slack installation: the team id, or the enterprise id of an org-wide install."""

    __tablename__ = "workspace"
    id: str = Field(primary_key=True, max_length=32)
    name: str = ""
    zone: str | None = None
    bot_user_id: str = ""
    installed_at: datetime = instant()
    granted: str = words()
    """The scopes that Slack granted us, with spaces between; "" where it did not say."""


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
    seen_at: datetime = instant()
    title: str | None = Field(default=None, max_length=60)


class TeamRow(SQLModel, table=True):
    """One Slack channel's group of people with OKRs, and its rhythm (wall-clock times in `zone`, 0 = Monday).

    `notice_*` say when the cycle notices something: points of a drop, the confidence that is low, and weeks in a row.
    """

    __tablename__ = "team"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "channel_id"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("reminder_weekday BETWEEN 0 AND 6", name="reminder_weekday"),
        CheckConstraint("close_weekday BETWEEN 0 AND 6", name="close_weekday"),
        CheckConstraint("(digest_weekday IS NULL) = (digest_at IS NULL)", name="digest_both_or_neither"),
        CheckConstraint("notice_drop BETWEEN 1 AND 9", name="notice_drop"),
        CheckConstraint("notice_low BETWEEN 1 AND 10", name="notice_low"),
        CheckConstraint("notice_low_weeks BETWEEN 1 AND 26", name="notice_low_weeks"),
        CheckConstraint("notice_flat_weeks BETWEEN 2 AND 26", name="notice_flat_weeks"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
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
    created_at: datetime = instant()
    notice_drop: int = 2
    notice_low: int = 4
    notice_low_weeks: int = 2
    notice_flat_weeks: int = 3


class MemberRow(SQLModel, table=True):
    """One person in one team."""

    __tablename__ = "member"
    __table_args__ = (
        within("team_id", "team"),
        CheckConstraint("role IN ('lead', 'facilitator', 'member')", name="role"),
        CheckConstraint("timing IN ('team', 'own')", name="timing"),
        Index("ix_member_person", "workspace_id", "user_id"),
    )
    team_id: int = ref(key=True)
    user_id: str = Field(primary_key=True, max_length=32)
    workspace_id: str = workspace()
    role: str = "member"
    timing: str = "team"
    active: bool = True
    joined_at: datetime = instant()


class DayOffRow(SQLModel, table=True):
    """A day on which the whole team is off, besides its country's public holidays."""

    __tablename__ = "day_off"
    __table_args__ = (within("team_id", "team"),)
    team_id: int = ref(key=True)
    day: date = Field(primary_key=True)
    workspace_id: str = workspace()
    name: str = ""


class AwayRow(SQLModel, table=True):
    """A person's absence, both days included."""

    __tablename__ = "away"
    __table_args__ = (
        CheckConstraint("last >= first", name="in_order"),
        Index("ix_away_person", "workspace_id", "user_id"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    user_id: str = Field(max_length=32)
    first: date
    last: date
    set_by: str = Field(max_length=32)
    created_at: datetime = instant()


class CycleRow(SQLModel, table=True):
    """A team's dated period, both days included."""

    __tablename__ = "cycle"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        within("team_id", "team"),
        UniqueConstraint("team_id", "start"),
        CheckConstraint('"end" > start', name="in_order"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    team_id: int = ref(indexed=False)
    name: str
    start: date
    end: date


class StrategicOkrRow(SQLModel, table=True):
    """An objective above the teams, of the company or a business unit, with a period of its own."""

    __tablename__ = "strategic_okr"
    __table_args__ = (
        CheckConstraint('"end" > start', name="in_order"),
        Index("ix_strategic_okr_workspace", "workspace_id"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    title: str = words()
    start: date
    end: date
    created_at: datetime = instant()


class ObjectiveRow(SQLModel, table=True):
    """A team's objective. Removing keeps the row, so that nothing that was said of it is lost."""

    __tablename__ = "objective"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        within("team_id", "team"),
        within("cycle_id", "cycle"),
        CheckConstraint("title <> ''", name="has_title"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    team_id: int = ref()
    cycle_id: int = ref()
    supports_id: int | None = Field(
        default=None,
        sa_column=Column(Integer, ForeignKey("strategic_okr.id", ondelete="SET NULL"), nullable=True),
    )
    title: str = words()
    position: int = 0
    created_at: datetime = instant()
    removed_at: datetime | None = instant(nullable=True)


class KeyResultRow(SQLModel, table=True):
    """A key result; `start` and `target` differ, or there is nothing to move."""

    __tablename__ = "key_result"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        within("objective_id", "objective"),
        CheckConstraint("title <> ''", name="has_title"),
        CheckConstraint("start <> target OR kind IN ('stay_above', 'stay_below')", name="it_moves"),
        CheckConstraint("kind IN ('move', 'raise_by', 'reduce_by', 'stay_above', 'stay_below', 'done')", name="kind"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    objective_id: int = ref()
    title: str = words()
    kind: str
    start: Decimal = decimal()
    target: Decimal = decimal()
    unit: str = ""
    owner_id: str | None = None
    position: int = 0
    created_at: datetime = instant()
    removed_at: datetime | None = instant(nullable=True)


class HypothesisRow(SQLModel, table=True):
    """What must be true for a key result to move. Removing keeps the row."""

    __tablename__ = "hypothesis"
    __table_args__ = (
        within("key_result_id", "key_result"),
        CheckConstraint("verdict IS NULL OR verdict IN ('confirmed', 'refuted', 'unknown')", name="verdict"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    key_result_id: int = ref()
    text: str = words()
    position: int = 0
    verdict: str | None = None
    removed_at: datetime | None = instant(nullable=True)
    evidence: str = words()


class CheckinRow(SQLModel, table=True):
    """A team's round of one ISO week ("2026-W36")."""

    __tablename__ = "checkin"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        within("team_id", "team"),
        within("cycle_id", "cycle"),
        UniqueConstraint("team_id", "week"),
        CheckConstraint("state IN ('early', 'open', 'closed', 'missed', 'day_off')", name="state"),
        CheckConstraint("opens_at < closes_at", name="in_order"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    team_id: int = ref(indexed=False)
    cycle_id: int = ref()
    week: str = Field(max_length=8)
    state: str
    opens_at: datetime = instant()
    reminds_at: datetime = instant()
    closes_at: datetime = instant()
    closed_at: datetime | None = instant(nullable=True)


class ExpectationRow(SQLModel, table=True):
    """What a round hopes for from one member, and why not."""

    __tablename__ = "expectation"
    __table_args__ = (
        within("checkin_id", "checkin"),
        CheckConstraint("presence IN ('expected', 'away', 'sitting_out', 'left')", name="presence"),
    )
    checkin_id: int = ref(key=True)
    user_id: str = Field(primary_key=True, max_length=32)
    workspace_id: str = workspace()
    presence: str = "expected"
    reason: str = ""
    snoozed_until: datetime | None = instant(nullable=True)


class AnswerRow(SQLModel, table=True):
    """One member's part of a round: one row, however often they click."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        within("checkin_id", "checkin"),
        UniqueConstraint("checkin_id", "user_id"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    checkin_id: int = ref(indexed=False)
    user_id: str = Field(max_length=32)
    submitted_at: datetime = instant()
    edited_at: datetime | None = instant(nullable=True)


class ConfidenceRow(SQLModel, table=True):
    """How confident one member is to reach one objective, 1 to 10."""

    __tablename__ = "confidence"
    __table_args__ = (
        within("answer_id", "answer"),
        within("objective_id", "objective"),
        CheckConstraint("value BETWEEN 1 AND 10", name="one_to_ten"),
    )
    answer_id: int = ref(key=True)
    objective_id: int = ref(key=True)
    workspace_id: str = workspace()
    value: int


class ReadingRow(SQLModel, table=True):
    """What one member said of one key result."""

    __tablename__ = "reading"
    __table_args__ = (within("answer_id", "answer"), within("key_result_id", "key_result"))
    answer_id: int = ref(key=True)
    key_result_id: int = ref(key=True)
    workspace_id: str = workspace()
    value: Decimal | None = decimal(nullable=True)
    unchanged: bool = False
    note: str = words()
    wrong_measure: bool = False


class KeyResultValueRow(SQLModel, table=True):
    """The history of a key result's values; the newest is its current one. One row per answer: editing replaces it."""

    __tablename__ = "key_result_value"
    __table_args__ = (
        within("key_result_id", "key_result"),
        within("answer_id", "answer"),
        UniqueConstraint("key_result_id", "answer_id"),
        Index("ix_key_result_value_newest", "key_result_id", "at"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    key_result_id: int = ref(indexed=False)
    answer_id: int | None = ref(nullable=True)
    user_id: str = Field(max_length=32)
    value: Decimal = decimal()
    at: datetime = instant()


class PlanRow(SQLModel, table=True):
    """What one member plans for the next week."""

    __tablename__ = "plan"
    __table_args__ = (within("answer_id", "answer"),)
    answer_id: int = ref(key=True)
    workspace_id: str = workspace()
    text: str = words()


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
    saved_at: datetime = instant()
