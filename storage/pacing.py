"""How fast we may speak: the generic cell rate algorithm, in the database, so that all processes keep one pace."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlmodel import Session

from storage.machinery import PaceRow
from storage.upsert import insert_into

if TYPE_CHECKING:
    from storage.store import Store


@dataclass(frozen=True, slots=True)
class Tempo:
    """So many calls a minute in the long run, so many at once after a rest."""

    per_minute: float
    burst: int

    @property
    def interval(self) -> float:
        """Seconds between calls in the long run."""
        return 60 / self.per_minute

    def times(self, factor: float) -> "Tempo":
        """The same rhythm, `factor` times as fast."""
        return Tempo(self.per_minute * factor, max(1, round(self.burst * factor)))


def reserve(session: Session, workspace_id: str, key: str, tempo: Tempo, now: datetime) -> None:
    """Note one call of `key` at `now`; from then on `free_at` says when the next one may follow.

    Runs inside the caller's transaction, which has seen that there is room.
    """
    row = session.execute(
        select(PaceRow).where(PaceRow.workspace_id == workspace_id, PaceRow.key == key).with_for_update()
    ).scalar_one_or_none()
    arrival = max(now.timestamp(), row.theoretical if row else 0.0) + tempo.interval
    _write(session, workspace_id, key, arrival, arrival - tempo.interval * tempo.burst)


def take(store: "Store", workspace_id: str, key: str, tempo: Tempo, now: datetime) -> datetime | None:
    """Reserve one call if there is room: None. Else the instant (aware UTC) from which there is."""
    with store.begin(workspace_id) as unit:
        row = unit.session.get(PaceRow, (workspace_id, key))
        if row is not None and row.free_at > now.timestamp():
            return datetime.fromtimestamp(row.free_at, UTC) + timedelta(milliseconds=1)
        reserve(unit.session, workspace_id, key, tempo, now)
        return None


def hold(store: "Store", workspace_id: str, key: str, until: datetime) -> None:
    """Slack said Retry-After: nothing of this key before `until`."""
    with store.begin(workspace_id) as unit:
        _write(unit.session, workspace_id, key, until.timestamp(), until.timestamp())


def _write(session: Session, workspace_id: str, key: str, theoretical: float, free_at: float) -> None:
    values = {"theoretical": theoretical, "free_at": free_at}
    statement = insert_into(session, PaceRow).values(workspace_id=workspace_id, key=key, **values)
    session.execute(statement.on_conflict_do_update(index_elements=["workspace_id", "key"], set_=values))
