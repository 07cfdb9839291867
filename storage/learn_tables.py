"""What a team learns from: issues, actions and what became of them, retros on offer, OKRs that changed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import NEVER_REUSED, instant, own_id, ref, within, words, workspace


class IssueRow(SQLModel, table=True):
    """What is in a team's way. `item_key` is the session's item that it was made of, NULL for one from a check-in."""

    __tablename__ = "issue"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("team_id", "item_key"),
        within("team_id", "team"),
        within("raised_in", "answer"),
        CheckConstraint("text <> ''", name="has_text"),
        CheckConstraint("state IN ('open', 'needs_help', 'solved')", name="state"),
        CheckConstraint("(state = 'solved') = (solved_at IS NOT NULL)", name="solved_has_a_date"),
        Index("ix_issue_open", "team_id", "state"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    team_id: int = ref(indexed=False)
    owner_id: str = Field(max_length=32)
    raised_in: int | None = ref(nullable=True)
    text: str = words()
    state: str = "open"
    help_from: str = words()
    raised_at: datetime = instant()
    solved_at: datetime | None = instant(nullable=True)
    item_key: str | None = Field(default=None, max_length=300)


class IssueUpdateRow(SQLModel, table=True):
    """What one answer said of an issue: kept, so that an edited answer shows and changes what it said."""

    __tablename__ = "issue_update"
    __table_args__ = (
        within("answer_id", "answer"),
        within("issue_id", "issue"),
        CheckConstraint("state IN ('open', 'needs_help', 'solved')", name="state"),
    )
    answer_id: int = ref(key=True)
    issue_id: int = ref(key=True)
    workspace_id: str = workspace()
    state: str
    help_from: str = words()
    at: datetime = instant()


class ActionRow(SQLModel, table=True):
    """What somebody will do, from a retro. `item_key` is the session's item that it was made of; `due` a day."""

    __tablename__ = "action"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("team_id", "item_key"),
        within("team_id", "team"),
        within("session_id", "session"),
        within("objective_id", "objective"),
        CheckConstraint("text <> ''", name="has_text"),
        CheckConstraint("state IN ('open', 'done', 'dropped')", name="state"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_has_a_date"),
        Index("ix_action_open", "team_id", "state"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    team_id: int = ref(indexed=False)
    session_id: int | None = ref(nullable=True)
    objective_id: int | None = ref(nullable=True)
    item_key: str = Field(max_length=300)
    owner_id: str = Field(max_length=32)
    text: str = words()
    due: date | None = None
    state: str = "open"
    made_at: datetime = instant()
    closed_at: datetime | None = instant(nullable=True)


class ActionUpdateRow(SQLModel, table=True):
    """What one answer said of an action: kept, so that an edited answer shows and changes what it said."""

    __tablename__ = "action_update"
    __table_args__ = (
        within("answer_id", "answer"),
        within("action_id", "action"),
        CheckConstraint("state IN ('open', 'done', 'dropped')", name="state"),
    )
    answer_id: int = ref(key=True)
    action_id: int = ref(key=True)
    workspace_id: str = workspace()
    state: str
    at: datetime = instant()


class ActionWordRow(SQLModel, table=True):
    """What somebody said of an action outside a check-in, in App Home: one row a word."""

    __tablename__ = "action_word"
    __table_args__ = (
        within("action_id", "action"),
        CheckConstraint("state IN ('open', 'done', 'dropped')", name="state"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    action_id: int = ref()
    user_id: str = Field(max_length=32)
    state: str
    at: datetime = instant()


class RetroOfferRow(SQLModel, table=True):
    """A retro that was offered, and what was said to it. `objective_id` is NULL where it is about all objectives."""

    __tablename__ = "retro_offer"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("team_id", "key"),
        within("team_id", "team"),
        within("cycle_id", "cycle"),
        within("objective_id", "objective"),
        CheckConstraint("reason IN ('drop', 'low', 'flat', 'midpoint', 'ending')", name="reason"),
        CheckConstraint("reply IS NULL OR reply IN ('taken', 'not_now')", name="reply"),
        CheckConstraint("(reply IS NULL) = (replied_at IS NULL)", name="reply_has_a_date"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    team_id: int = ref(indexed=False)
    cycle_id: int = ref()
    objective_id: int | None = ref(nullable=True)
    key: str = Field(max_length=80)
    reason: str = Field(max_length=10)
    sentence: str = words()
    made_at: datetime = instant()
    reply: str | None = Field(default=None, max_length=10)
    replied_at: datetime | None = instant(nullable=True)
    replied_by: str | None = Field(default=None, max_length=32)


class OkrChangeRow(SQLModel, table=True):
    """Something about a cycle's OKRs that was changed on the way, in one line; the cycle's report marks it."""

    __tablename__ = "okr_change"
    __table_args__ = (
        within("cycle_id", "cycle"),
        within("objective_id", "objective"),
        within("key_result_id", "key_result"),
        CheckConstraint("what IN ('added', 'changed', 'removed')", name="what"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    cycle_id: int = ref()
    objective_id: int = ref()
    key_result_id: int | None = ref(nullable=True)
    what: str = Field(max_length=10)
    said: str = words()
    at: datetime = instant()
