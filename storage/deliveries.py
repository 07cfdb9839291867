"""What we owe people in one workspace. Owing is part of the transaction that decides; sending happens after it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.machinery import DeliveryRow as Row
from storage.machinery import PaceRow
from storage.pacing import free_at
from storage.scope import Scope
from storage.upsert import insert_into

TOO_LATE = "too late"
_POSTED = "owes more"
_WISHED = "wished to be fresh"


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a delivery stands as a message, and since when (aware UTC)."""

    channel_id: str
    ts: str
    first_sent_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that we owe, or owed. It is pending while `shown` < `wanted` and its state is "owed".

    `state` is owed, withdrawn (no longer wanted) or stuck (Slack refuses for good; waits until somebody mends it).
    """

    kind: str
    key: str
    lane: str
    state: str
    reason: str
    pending: bool
    wanted: int
    shown: int
    due: datetime
    expires: datetime | None
    failures: int
    message: Sent | None


class Outbox:
    """One workspace's deliveries. Their identity is (kind, key)."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def post(self, kind: str, key: str, lane: str, due: datetime, expires: datetime | None = None) -> None:
        """Owe (kind, key) to `lane` (a channel id, or a user id for their DM) from `due` on, until `expires`.

        What is there already is edited in place. What waits is sent at the earlier of both instants, but is not tried
        sooner after a failure. What is stuck stays so until it is mended. One statement: ten people who cause the same
        card at once lose nothing.
        """
        statement = insert_into(self._scope.session, Row).values(
            workspace_id=self._scope.workspace_id, kind=kind, key=key, lane=lane, due=due, expires=expires,
            wanted=1, shown=0, pending=True, failures=0, state="owed", reason="",
        )  # fmt: skip
        waits_longer = and_(col(Row.pending), or_(col(Row.failures) > 0, col(Row.due) < due))
        is_stuck = col(Row.state) == "stuck"
        self._scope.session.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "kind", "key"],
                set_={
                    "wanted": col(Row.wanted) + 1,
                    "pending": ~is_stuck,
                    "state": case((is_stuck, "stuck"), else_="owed"),
                    "lane": lane,
                    "due": case((waits_longer, col(Row.due)), else_=due),
                    "expires": expires,
                    "failures": case((col(Row.pending), col(Row.failures)), else_=0),
                },
            )
        )
        self._scope.session.info[_POSTED] = True

    def repost(self, kind: str, key: str, now: datetime) -> bool:
        """Bring (kind, key) up to date if it is owed or was sent; False where nobody was to be told, or is any more."""
        is_stuck = col(Row.state) == "stuck"
        waits = and_(col(Row.pending), or_(col(Row.failures) > 0, col(Row.ts).is_(None)))
        reposted = self._scope.session.execute(
            update(Row)
            .where(*self._is(kind, key), col(Row.state) != "withdrawn")
            .values(
                wanted=col(Row.wanted) + 1,
                pending=~is_stuck,
                due=case((waits, col(Row.due)), else_=now),
                failures=case((col(Row.pending), col(Row.failures)), else_=0),
            )
            .returning(col(Row.id))
        ).first()
        if reposted is None:
            return False
        self._scope.session.info[_POSTED] = True
        return True

    def refresh(self, kind: str, keys: Iterable[str], due: datetime) -> None:
        """Owe these again from `due` (aware UTC) on, as far as they are owed or were sent, and are not let go.

        What waits already is sent at the earlier of both instants: many who ask for the same ask for it once. It is
        done at the end of the transaction, whatever is asked for in it in one go (see `refresh_wished`).
        """
        wished = self._scope.session.info.setdefault(_WISHED, {})
        for key in keys:
            wish = (self._scope.workspace_id, kind, key)
            wished[wish] = min(wished.get(wish, due), due)

    def withdraw(self, kind: str, key: str) -> None:
        """Owe it no longer, unless it is posted again. A message that is there already stays."""
        self._scope.session.execute(
            update(Row).where(*self._is(kind, key)).values(pending=False, state="withdrawn", reason="withdrawn")
        )

    def forget(self, kind: str, key_start: str) -> None:
        """Know nothing more of the deliveries whose key begins so. Their messages stay; posted again, they are new."""
        this = col(Row.workspace_id) == self._scope.workspace_id, col(Row.kind) == kind
        self._scope.session.execute(delete(Row).where(*this, col(Row.key).startswith(key_start, autoescape=True)))

    def find(self, kind: str, key: str) -> Delivery | None:
        """The delivery, whatever its state."""
        row = self._scope.session.execute(
            select(Row).where(*self._is(kind, key)).execution_options(populate_existing=True)
        ).scalar_one_or_none()
        return None if row is None else _delivery(row)

    def message(self, kind: str, key: str) -> Sent | None:
        """Where the delivery stands as a message, None where it was never sent."""
        found = self.find(kind, key)
        return None if found is None else found.message

    def key_at(self, kind: str, channel_id: str, ts: str) -> str | None:
        """The key of the delivery of a kind that stands as that message; None where there is none."""
        return self._scope.session.execute(
            select(col(Row.key)).where(
                col(Row.workspace_id) == self._scope.workspace_id,
                col(Row.lane) == channel_id,
                col(Row.kind) == kind,
                col(Row.ts) == ts,
            )
        ).scalar_one_or_none()

    def sent_ts(self, kind: str, key: str) -> str | None:
        """The message's ts, None where it was never sent."""
        message = self.message(kind, key)
        return None if message is None else message.ts

    def is_held(self, key: str, now: datetime) -> bool:
        """Whether Slack wants nothing of this key (see `storage.pacing.hold`) at `now`."""
        until = free_at(self._scope.session, self._scope.workspace_id, key)
        return until is not None and until > now

    def release(self, key: str) -> None:
        """Hold nothing of this key back any longer."""
        row = PaceRow
        self._scope.session.execute(
            delete(row).where(col(row.workspace_id) == self._scope.workspace_id, col(row.key) == key)
        )

    def mend(self, lane: str, now: datetime) -> int:
        """Somebody mended the way to `lane`: owe again what was stuck there; returns how much.

        What expired meanwhile is withdrawn as too late.
        """
        return self._unstick(now, col(Row.lane) == lane)

    def mend_all(self, now: datetime) -> int:
        """Owe again everything that was stuck in this workspace; returns how much."""
        return self._unstick(now)

    def _unstick(self, now: datetime, *which: ColumnElement[bool]) -> int:
        stuck = (col(Row.workspace_id) == self._scope.workspace_id, col(Row.state) == "stuck", *which)
        session = self._scope.session
        session.execute(update(Row).where(*stuck, col(Row.expires) <= now).values(state="withdrawn", reason=TOO_LATE))
        mended = session.execute(
            update(Row)
            .where(*stuck)
            .values(state="owed", pending=True, due=now, failures=0, reason="")
            .returning(col(Row.id))
        )
        count = len(mended.all())
        if count:
            session.info[_POSTED] = True
        return count

    def _is(self, kind: str, key: str) -> tuple[ColumnElement[bool], ...]:
        return col(Row.workspace_id) == self._scope.workspace_id, col(Row.kind) == kind, col(Row.key) == key


def owes_more(session: Session) -> bool:
    """Whether something was posted or mended in this session."""
    return bool(session.info.get(_POSTED))


def refresh_wished(session: Session) -> None:
    """Owe again what was wished for in this transaction; the last thing before its end.

    Several people's deliveries are touched at once, and others touch the same ones: they are held in one order, and
    nothing is waited for afterwards. So nobody can wait for somebody who waits for them.
    """
    wished: dict[tuple[str, str, str], datetime] = session.info.pop(_WISHED, {})
    by_kind: dict[tuple[str, str], list[str]] = defaultdict(list)
    for workspace_id, kind, key in wished:
        by_kind[workspace_id, kind].append(key)
    which = [
        and_(col(Row.workspace_id) == workspace_id, col(Row.kind) == kind, col(Row.key).in_(keys))
        for (workspace_id, kind), keys in by_kind.items()
    ]
    if not which:
        return
    held = session.execute(
        select(col(Row.id), col(Row.workspace_id), col(Row.kind), col(Row.key))
        .where(col(Row.state) == "owed", or_(*which))
        .order_by(col(Row.id))
        .with_for_update()
    ).all()
    by_due: dict[datetime, list[int]] = defaultdict(list)
    for row_id, workspace_id, kind, key in held:
        by_due[wished[workspace_id, kind, key]].append(row_id or 0)
    for due, ids in by_due.items():
        session.execute(update(Row).where(col(Row.id).in_(ids)).values(**_owed_again(due)))
        session.info[_POSTED] = True


def _owed_again(due: datetime) -> dict[str, Any]:
    waits_shorter = and_(col(Row.pending), or_(col(Row.failures) > 0, col(Row.due) < due))
    return {
        "wanted": col(Row.wanted) + 1,
        "pending": True,
        "due": case((waits_shorter, col(Row.due)), else_=due),
        "failures": case((col(Row.pending), col(Row.failures)), else_=0),
    }


def _delivery(row: Row) -> Delivery:
    there = row.channel_id is not None and row.ts is not None and row.first_sent_at is not None
    return Delivery(
        kind=row.kind,
        key=row.key,
        lane=row.lane,
        state=row.state,
        reason=row.reason,
        pending=row.pending,
        wanted=row.wanted,
        shown=row.shown,
        due=row.due,
        expires=row.expires,
        failures=row.failures,
        message=Sent(row.channel_id or "", row.ts or "", row.first_sent_at or row.due) if there else None,
    )
