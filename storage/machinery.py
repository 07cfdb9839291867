"""The two ledgers that drive okra: appointments (when) and deliveries (what we owe people), and the pace of sending."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Float, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.columns import NEVER_REUSED, instant, own_id, words, workspace


class AppointmentRow(SQLModel, table=True):
    """Something that is due at an instant. Its identity is what and when: unique (kind, key), key like "7/2026-W36"."""

    __tablename__ = "appointment"
    __table_args__ = (
        UniqueConstraint("workspace_id", "kind", "key"),
        Index(
            "ix_appointment_due",
            "due",
            "id",
            sqlite_where=text("done IS NULL"),
            postgresql_where=text("done IS NULL"),
        ),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    kind: str = Field(max_length=40)
    key: str = Field(max_length=120)
    due: datetime = instant()
    """When to try next: the first time the appointed instant, later the time it was put off to."""
    appointed: datetime = instant()
    """The instant that was appointed; lateness is measured from here."""
    done: datetime | None = instant(nullable=True)
    outcome: str = ""
    failures: int = 0


class DeliveryRow(SQLModel, table=True):
    """A message that we owe. The row says what to show, never the text: words are made at sending.

    Pending means shown < wanted. `ts` present means edit in place. `attempted_at` set and no outcome noted means a try
    whose end is unknown: before trying again, look in the conversation for our own message.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("workspace_id", "kind", "key"),
        CheckConstraint("state IN ('owed', 'withdrawn', 'stuck')", name="state"),
        CheckConstraint("shown <= wanted", name="shown_was_wanted"),
        CheckConstraint("state = 'owed' OR NOT pending", name="only_what_is_owed_is_pending"),
        Index(
            "ix_delivery_pending",
            "due",
            "id",
            sqlite_where=text("pending = 1"),  # SQLite uses it only where the query says it in these very words
            postgresql_where=text("pending"),
        ),
        Index("ix_delivery_lane", "workspace_id", "lane"),
        NEVER_REUSED,
    )
    id: int | None = own_id()
    workspace_id: str = workspace()
    kind: str = Field(max_length=40)
    key: str = Field(max_length=120)
    lane: str = Field(max_length=120)
    """Where to: a channel id, or a user id for that person's DM."""
    wanted: int = 1
    shown: int = 0
    pending: bool = True
    due: datetime = instant()
    expires: datetime | None = instant(nullable=True)
    lease: datetime | None = instant(nullable=True)
    """Until when nobody else may take it: somebody is sending it, or it was put off."""
    attempted_at: datetime | None = instant(nullable=True)
    """When the first attempt began whose end is unknown."""
    failures: int = 0
    state: str = Field(default="owed", max_length=12)
    """owed, withdrawn (no longer wanted) or stuck (Slack refuses for good; waits until somebody mends it)."""
    reason: str = words()
    channel_id: str | None = None
    ts: str | None = None
    picture_id: str | None = None
    picture_hash: str | None = None
    first_sent_at: datetime | None = instant(nullable=True)


class PaceRow(SQLModel, table=True):
    """Generic cell rate: when the next call of this key may go out (a lane, or a Slack method)."""

    __tablename__ = "pace"
    workspace_id: str = Field(foreign_key="workspace.id", primary_key=True, ondelete="CASCADE", max_length=32)
    key: str = Field(primary_key=True, max_length=140)
    theoretical: float = Field(sa_column=Column(Float, nullable=False))
    """Theoretical arrival time, epoch seconds."""
    free_at: float = Field(sa_column=Column(Float, nullable=False))
    """From when on a call is allowed, epoch seconds."""
