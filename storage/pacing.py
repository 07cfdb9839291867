"""How fast we may speak: the generic cell rate algorithm, in the database, so that all processes keep one pace."""

from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from typing import TYPE_CHECKING

from sqlalchemy import case, select
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.machinery import PaceRow as Row
from storage.upsert import insert_into

if TYPE_CHECKING:
    from storage.store import Store

KEY = ["workspace_id", "key"]


@dataclass(frozen=True, slots=True)
class Tempo:
    """So many calls a minute in the long run, so many at once after a rest (1 or more)."""

    per_minute: float
    burst: int

    @property
    def interval(self) -> float:
        """Seconds between calls in the long run."""
        return 60 / self.per_minute


def reserve(session: Session, workspace_id: str, key: str, tempo: Tempo, now: datetime) -> bool:
    """Take one place in the pace of `key`, a lane or a Web API method; False where there is none at `now`.

    One statement inside the caller's transaction: of two processes that want the last place, one gets it.
    """
    instant, allowance = now.timestamp(), tempo.interval * (tempo.burst - 1)
    after = case((col(Row.theoretical) > instant, col(Row.theoretical)), else_=instant) + tempo.interval
    statement = insert_into(session, Row).values(
        workspace_id=workspace_id,
        key=key,
        theoretical=instant + tempo.interval,
        free_at=instant + tempo.interval - allowance,
    )
    taken = session.execute(
        statement.on_conflict_do_update(
            index_elements=KEY,
            set_={"theoretical": after, "free_at": after - allowance},
            where=col(Row.free_at) <= instant,
        ).returning(col(Row.key))
    )
    return taken.scalar_one_or_none() is not None


def free_at(session: Session, workspace_id: str, key: str) -> datetime | None:
    """From when on there is room for `key` (aware UTC); None where nothing was ever reserved."""
    seconds = session.execute(
        select(col(Row.free_at)).where(col(Row.workspace_id) == workspace_id, col(Row.key) == key)
    ).scalar_one_or_none()
    return None if seconds is None else instant_of(seconds)


def instant_of(seconds: float) -> datetime:
    """Epoch seconds as an aware UTC instant, rounded up to the next millisecond: never a moment too early."""
    return datetime.fromtimestamp(ceil(seconds * 1_000) / 1_000, UTC)


def take(store: "Store", workspace_id: str, key: str, tempo: Tempo, now: datetime) -> datetime | None:
    """Take one place in a transaction of its own: None if there was one, else from when on there is (aware UTC)."""
    with store.begin_anywhere() as session:
        if reserve(session, workspace_id, key, tempo, now):
            return None
        return free_at(session, workspace_id, key)


def hold(store: "Store", workspace_id: str, key: str, until: datetime) -> None:
    """Slack said Retry-After: nothing of this key before `until` (aware UTC)."""
    seconds = until.timestamp()
    later = case((col(Row.free_at) > seconds, col(Row.free_at)), else_=seconds)
    with store.begin_anywhere() as session:
        statement = insert_into(session, Row).values(
            workspace_id=workspace_id, key=key, theoretical=seconds, free_at=seconds
        )
        session.execute(statement.on_conflict_do_update(index_elements=KEY, set_={"free_at": later}))
