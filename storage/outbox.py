"""Deliveries: what we owe people. Posting is part of the transaction that decides; sending happens after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, or_, select, update
from sqlmodel import col

from storage.machinery import DeliveryRow, PaceRow
from storage.pacing import Tempo, reserve
from storage.upsert import insert_into

if TYPE_CHECKING:
    from storage.store import Store, Unit

Row = DeliveryRow


@dataclass(frozen=True, slots=True)
class Claim:
    """One delivery that this sender may send now.

    `uncertain` says that an earlier attempt began at `attempted_at` and nobody knows how it ended. `wish` is the wanted
    state that will have been shown once this attempt succeeds.
    """

    id: int
    workspace_id: str
    kind: str
    key: str
    lane: str
    wish: int
    failures: int
    uncertain: bool
    attempted_at: datetime | None
    channel_id: str | None
    ts: str | None
    picture_id: str | None
    picture_hash: str | None

    @property
    def identity(self) -> str:
        """What the message carries in its metadata, so that we know it again."""
        return f"{self.kind}/{self.key}"


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a delivery stands as a message."""

    channel_id: str
    ts: str
    first_sent_at: datetime


class Outbox:
    """One workspace's deliveries, inside one transaction."""

    def __init__(self, unit: "Unit") -> None:
        """Bound to the unit's workspace and transaction."""
        self._unit = unit
        self.posted = False

    def post(self, kind: str, key: str, lane: str, due: datetime, expires: datetime | None = None) -> None:
        """Owe (kind, key) to `lane` from `due` on; again if it is owed or sent already: then it is edited in place.

        One statement, so that ten people who cause the same card at once lose nothing and block nobody.
        """
        statement = insert_into(self._unit.session, Row).values(
            workspace_id=self._unit.workspace_id,
            kind=kind,
            key=key,
            lane=lane,
            wanted=1,
            shown=0,
            pending=True,
            due=due,
            expires=expires,
            failures=0,
            state="owed",
            reason="",
        )
        earlier = case((col(Row.due) < due, col(Row.due)), else_=due)
        still_waiting = and_(col(Row.pending), col(Row.ts).is_(None), col(Row.state) == "owed")
        self._unit.session.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "kind", "key"],
                set_={
                    "wanted": col(Row.wanted) + 1,
                    "pending": True,
                    "lane": lane,
                    "due": case((still_waiting, earlier), else_=due),
                    "expires": expires,
                    "failures": case((col(Row.state) == "owed", col(Row.failures)), else_=0),
                    "state": case((col(Row.state) == "stuck", col(Row.state)), else_="owed"),
                },
            )
        )
        self.posted = True

    def repost(self, kind: str, key: str, now: datetime) -> None:
        """Edit (kind, key) if it was ever owed; do nothing for what nobody was ever told."""
        row = self.find(kind, key)
        if row is not None and row.state != "withdrawn":
            self.post(kind, key, row.lane, row.due if row.ts is None else now, row.expires)

    def withdraw(self, kind: str, key: str) -> None:
        """Owe it no longer. A message that is there already stays."""
        self._unit.session.execute(
            update(Row).where(*self._is(kind, key)).values(pending=False, state="withdrawn", reason="withdrawn")
        )

    def find(self, kind: str, key: str) -> DeliveryRow | None:
        """The row, whatever its state."""
        return self._unit.session.execute(select(Row).where(*self._is(kind, key))).scalar_one_or_none()

    def message(self, kind: str, key: str) -> Sent | None:
        """Where the delivery stands as a message, None where it was never sent."""
        row = self.find(kind, key)
        if row is None or row.ts is None or row.channel_id is None or row.first_sent_at is None:
            return None
        return Sent(row.channel_id, row.ts, row.first_sent_at)

    def mend(self, lane: str, now: datetime) -> int:
        """Somebody mended the way to `lane`: owe again what was stuck there; returns how much."""
        return self._unstick(now, col(Row.lane) == lane)

    def mend_all(self, now: datetime) -> int:
        """Try everything again that was stuck in this workspace; returns how much."""
        return self._unstick(now)

    def _unstick(self, now: datetime, *which: ColumnElement[bool]) -> int:
        result = self._unit.session.execute(
            update(Row)
            .where(col(Row.workspace_id) == self._unit.workspace_id, col(Row.state) == "stuck", *which)
            .values(state="owed", pending=True, due=now, failures=0, reason="")
        )
        count = int(result.rowcount)  # type: ignore[attr-defined]
        self.posted = self.posted or count > 0
        return count

    def _is(self, kind: str, key: str) -> tuple[ColumnElement[bool], ...]:
        return col(Row.workspace_id) == self._unit.workspace_id, col(Row.kind) == kind, col(Row.key) == key


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast to speak: to one conversation, and by Web API method. `errands` names the method of kinds without words."""

    lane: Tempo
    methods: Mapping[str, Tempo]
    errands: Mapping[str, str]

    def method_of(self, kind: str, *, edit: bool) -> str:
        """The Web API method that a delivery uses next."""
        return self.errands.get(kind) or ("chat.update" if edit else "chat.postMessage")


def claim(store: "Store", now: datetime, lease: timedelta, pace: Pace) -> Claim | None:
    """Take one delivery that is due and whose conversation and method have room; None where there is none.

    The pace is reserved in the same transaction. What expired before it was ever sent is withdrawn on the way.
    """
    while True:
        with store.begin_anywhere() as session:
            row = session.execute(_next(now, pace)).scalar_one_or_none()
            if row is None:
                return None
            session.add(row)
            if row.expires is not None and row.expires <= now and row.ts is None:
                row.state, row.reason, row.pending = "withdrawn", "too late", False
                continue
            taken = _claim(row)
            row.lease, row.attempted_at = now + lease, now
            method = pace.method_of(row.kind, edit=row.ts is not None)
            if method in pace.methods:
                reserve(session, row.workspace_id, method, pace.methods[method], now)
            if row.kind not in pace.errands:
                reserve(session, row.workspace_id, row.lane, pace.lane, now)
            return taken


def _next(now: datetime, pace: Pace) -> Select[tuple[DeliveryRow]]:
    words = case((col(Row.ts).is_(None), "chat.postMessage"), else_="chat.update")
    method = case(dict(pace.errands), value=col(Row.kind), else_=words) if pace.errands else words
    crowded = exists().where(
        col(PaceRow.workspace_id) == col(Row.workspace_id),
        col(PaceRow.key).in_((col(Row.lane), method)),
        col(PaceRow.free_at) > now.timestamp(),
    )
    return (
        select(Row)
        .where(
            col(Row.pending),
            col(Row.state) == "owed",
            col(Row.due) <= now,
            or_(col(Row.lease).is_(None), col(Row.lease) <= now),
            ~crowded,
        )
        .order_by(col(Row.due), col(Row.id))
        .limit(1)
        .with_for_update(skip_locked=True, of=Row)
    )


def _claim(row: DeliveryRow) -> Claim:
    return Claim(
        id=row.id or 0,
        workspace_id=row.workspace_id,
        kind=row.kind,
        key=row.key,
        lane=row.lane,
        wish=row.wanted,
        failures=row.failures,
        uncertain=row.attempted_at is not None,
        attempted_at=row.attempted_at,
        channel_id=row.channel_id,
        ts=row.ts,
        picture_id=row.picture_id,
        picture_hash=row.picture_hash,
    )


def sent(store: "Store", taken: Claim, channel_id: str | None, ts: str | None, now: datetime) -> None:
    """It is there. What was asked for meanwhile is still pending: shown is the wish that was read at the claim."""
    _note(
        store,
        taken,
        shown=taken.wish,
        pending=col(Row.wanted) > taken.wish,
        channel_id=channel_id,
        ts=ts,
        failures=0,
        reason="",
        attempted_at=None,
        first_sent_at=func.coalesce(col(Row.first_sent_at), bindparam("sent_at", now, col(Row.first_sent_at).type)),
    )


def put_off(store: "Store", taken: Claim, until: datetime, *, certain: bool, failure: bool) -> None:
    """Try again at `until`. `certain` says that Slack surely did not act, so nothing need be looked for then."""
    values: dict[str, Any] = {"due": until}
    if certain:
        values["attempted_at"] = taken.attempted_at
    if failure:
        values["failures"] = taken.failures + 1
    _note(store, taken, **values)


def withdrawn(store: "Store", taken: Claim, reason: str) -> None:
    """Nobody needs it any more."""
    _note(store, taken, pending=col(Row.wanted) > taken.wish, state="withdrawn", reason=reason, attempted_at=None)


def stuck(store: "Store", taken: Claim, reason: str) -> None:
    """Slack refuses for good. It waits until somebody mends the way."""
    _note(store, taken, pending=False, state="stuck", reason=reason, attempted_at=None)


def forget_message(store: "Store", taken: Claim, now: datetime) -> None:
    """The message was deleted in Slack: send a new one."""
    _note(store, taken, ts=None, first_sent_at=None, due=now, attempted_at=None)


def picture_sent(store: "Store", taken: Claim, file_id: str, content: str) -> None:
    """The picture is with Slack; the same content is not uploaded again."""
    with store.begin(taken.workspace_id) as unit:
        unit.session.execute(
            update(Row).where(col(Row.id) == taken.id).values(picture_id=file_id, picture_hash=content)
        )


def next_due(store: "Store", now: datetime) -> datetime | None:
    """The next instant at which something may be owed (aware UTC), None where nothing is pending."""
    with store.begin_anywhere() as session:
        due = session.execute(
            select(func.min(col(Row.due))).where(col(Row.pending), col(Row.state) == "owed")
        ).scalar_one_or_none()
    return None if due is None else max(due, now)


def _note(store: "Store", taken: Claim, **values: Any) -> None:
    """Write an attempt's end and give up the lease."""
    with store.begin(taken.workspace_id) as unit:
        unit.session.execute(update(Row).where(col(Row.id) == taken.id).values(lease=None, **values))
