"""Sending what is owed, in any workspace: claim, talk (elsewhere, without a transaction), note how it ended.

A claim holds a lease. Whoever notes an end after the lease ran out and somebody else took over changes nothing, but for
`sent`: that a message is there is true whoever says it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, null, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.deliveries import TOO_LATE, Delivery, Sent
from storage.machinery import DeliveryRow as Row
from storage.machinery import PaceRow
from storage.pacing import Tempo, hold, instant_of, reserve
from storage.store import Store

__all__ = [
    "Claim", "Delivery", "MethodOf", "Sent", "claim", "forget_message", "hold", "next_due", "picture_sent", "put_off",
    "sent", "stuck", "withdrawn",
]  # fmt: skip

MethodOf = Callable[[str, bool], str]
"""(kind, already sent) → the Web API method that it uses next. Raises KeyError for a kind that nobody speaks."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One delivery that this sender may send until `lease`.

    `wish` is the wanted state that will have been shown once this attempt succeeds. `attempted_at` is when the first
    attempt began whose end is unknown, None where there is none. All instants are aware UTC.
    """

    id: int
    workspace_id: str
    kind: str
    key: str
    lane: str
    wish: int
    failures: int
    lease: datetime
    attempted_at: datetime | None
    channel_id: str | None
    ts: str | None
    picture_id: str | None
    picture_hash: str | None

    @property
    def uncertain(self) -> bool:
        """Whether the message may be there although nobody noted it."""
        return self.attempted_at is not None

    @property
    def identity(self) -> str:
        """What the message carries in its metadata, so that we know it again."""
        return f"{self.kind}/{self.key}"


def claim(
    store: Store, now: datetime, lease: timedelta, method_of: MethodOf, lane_tempo: Tempo, tempi: Mapping[str, Tempo]
) -> Claim | None:
    """Take the oldest delivery that is due and whose lane and method have room; None where there is none.

    The pace is reserved in the same transaction. On the way, what has expired is withdrawn.
    """
    with store.begin_anywhere() as session:
        passed_over: list[ColumnElement[bool]] = []
        while (row := session.execute(_next(now, passed_over)).scalar_one_or_none()) is not None:
            try:
                method = method_of(row.kind, row.ts is not None)
            except KeyError:
                row.state, row.pending, row.reason = "withdrawn", False, "unknown kind"
                continue
            if row.expires is not None and row.expires <= now and row.ts is None:
                row.state, row.pending, row.reason = "withdrawn", False, TOO_LATE
            elif method in tempi and not reserve(session, row.workspace_id, method, tempi[method], now):
                passed_over.append(_same_method(row))
            elif not reserve(session, row.workspace_id, row.lane, lane_tempo, now):
                passed_over.append(and_(col(Row.workspace_id) == row.workspace_id, col(Row.lane) == row.lane))
            else:
                return _take(row, now, now + lease)
    return None


def _next(now: datetime, passed_over: list[ColumnElement[bool]]) -> Select[Row]:
    crowded = exists().where(
        col(PaceRow.workspace_id) == col(Row.workspace_id),
        col(PaceRow.key) == col(Row.lane),
        col(PaceRow.free_at) > now.timestamp(),
    )
    return (
        select(Row)
        .where(
            col(Row.pending),
            col(Row.due) <= now,
            or_(col(Row.lease).is_(None), col(Row.lease) <= now),
            ~crowded,
            *(~one for one in passed_over),
        )
        .order_by(col(Row.due), col(Row.id))
        .limit(1)
        .with_for_update(skip_locked=True, of=Row)
    )


def _same_method(row: Row) -> ColumnElement[bool]:
    """All deliveries that need the same method as this one."""
    unsent = col(Row.ts).is_(None) if row.ts is None else col(Row.ts).is_not(None)
    return and_(col(Row.workspace_id) == row.workspace_id, col(Row.kind) == row.kind, unsent)


def _take(row: Row, now: datetime, lease: datetime) -> Claim:
    taken = Claim(
        id=row.id or 0,
        workspace_id=row.workspace_id,
        kind=row.kind,
        key=row.key,
        lane=row.lane,
        wish=row.wanted,
        failures=row.failures,
        lease=lease,
        attempted_at=row.attempted_at,
        channel_id=row.channel_id,
        ts=row.ts,
        picture_id=row.picture_id,
        picture_hash=row.picture_hash,
    )
    row.lease = lease
    row.attempted_at = row.attempted_at or now
    return taken


def sent(store: Store, taken: Claim, channel_id: str | None, ts: str | None, now: datetime) -> None:
    """It is there. What was asked for meanwhile is still pending: shown is the wish that was read at the claim.

    `channel_id` and `ts` are None for an errand, which leaves no message.
    """
    shown = case((col(Row.shown) > taken.wish, col(Row.shown)), else_=taken.wish)
    ours = col(Row.lease) == taken.lease
    values: dict[str, Any] = {
        "shown": shown,
        "pending": and_(col(Row.state) == "owed", col(Row.wanted) > shown),
        "failures": 0,
        "reason": "",
        "lease": case((ours, null()), else_=col(Row.lease)),
        "attempted_at": case((ours, null()), else_=col(Row.attempted_at)),
    }
    if ts is not None:
        values |= {"channel_id": channel_id, "ts": ts, "first_sent_at": func.coalesce(col(Row.first_sent_at), now)}
    with store.begin_anywhere() as session:
        session.execute(update(Row).where(col(Row.id) == taken.id).values(**values))


def put_off(store: Store, taken: Claim, until: datetime, *, certain: bool, failure: bool) -> None:
    """Try again at `until`, or when it was due anyway if it was posted again meanwhile and nothing failed.

    `certain` says that Slack surely did not act on this attempt, so nothing more need be looked for next time.
    """
    values: dict[str, Any] = {"due": until}
    if certain:
        values["attempted_at"] = taken.attempted_at
    if failure:
        values["failures"] = taken.failures + 1
    else:
        values["due"] = case((col(Row.wanted) > taken.wish, col(Row.due)), else_=until)
    _note(store, taken, values)


def withdrawn(store: Store, taken: Claim, reason: str) -> None:
    """Nobody needs it any more; what was posted meanwhile is still owed."""
    again = col(Row.wanted) > taken.wish
    _note(
        store,
        taken,
        {
            "pending": and_(col(Row.pending), again),
            "state": case((again, col(Row.state)), else_="withdrawn"),
            "reason": reason,
            "attempted_at": taken.attempted_at,
        },
    )


def stuck(store: Store, taken: Claim, reason: str) -> None:
    """Slack refuses for good. It waits until somebody mends the way (`Outbox.mend`)."""
    _note(store, taken, {"pending": False, "state": "stuck", "reason": reason})


def forget_message(store: Store, taken: Claim, now: datetime) -> None:
    """The message was deleted in Slack: owe a new one."""
    _note(store, taken, {"channel_id": None, "ts": None, "first_sent_at": None, "due": now, "attempted_at": None})


def picture_sent(store: Store, taken: Claim, file_id: str, digest: str) -> None:
    """The picture is with Slack as `file_id`; content with the same digest is not uploaded again."""
    with store.begin_anywhere() as session:
        session.execute(update(Row).where(col(Row.id) == taken.id).values(picture_id=file_id, picture_hash=digest))


def next_due(store: Store, now: datetime) -> datetime | None:
    """The next instant (aware UTC, `now` or later) at which it is worth trying `claim`; None where nothing is pending.

    Never later than something becomes sendable; now and then earlier.
    """
    ready_at = case((col(Row.lease) > col(Row.due), col(Row.lease)), else_=col(Row.due))
    with store.begin_anywhere() as session:
        later: datetime | None = session.execute(
            select(func.min(ready_at)).where(col(Row.pending), ready_at > now)
        ).scalar_one()
        waiting = set(
            session.scalars(select(col(Row.workspace_id)).where(col(Row.pending), ready_at <= now).distinct())
        )
        if not waiting:
            return later
        room = _room(session, waiting, now) or now
    return room if later is None else min(later, room)


def _room(session: Session, workspaces: set[str], now: datetime) -> datetime | None:
    """When the next pace that is used up now has room again; None where none is."""
    seconds = session.execute(
        select(func.min(col(PaceRow.free_at))).where(
            col(PaceRow.workspace_id).in_(workspaces), col(PaceRow.free_at) > now.timestamp()
        )
    ).scalar_one()
    return None if seconds is None else instant_of(seconds)


def _note(store: Store, taken: Claim, values: dict[str, Any]) -> None:
    """Write how an attempt ended and give up the lease, if it is still ours."""
    with store.begin_anywhere() as session:
        session.execute(
            update(Row).where(col(Row.id) == taken.id, col(Row.lease) == taken.lease).values(lease=None, **values)
        )
