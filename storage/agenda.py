"""Appointments: what is due, when, exactly once. What is due lives here; the clock only asks."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlmodel import Session, col

from storage.machinery import AppointmentRow
from storage.upsert import insert_into

if TYPE_CHECKING:
    from storage.store import Store, Unit

log = logging.getLogger(__name__)

LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something that is due. `appointed` is the instant it was made for; lateness is measured from there."""

    id: int
    workspace_id: str
    kind: str
    key: str
    appointed: datetime


class Agenda:
    """One workspace's appointments."""

    def __init__(self, unit: "Unit") -> None:
        """Bound to the unit's workspace and transaction."""
        self._unit = unit

    def put(self, kind: str, key: str, due: datetime) -> None:
        """Appoint (kind, key) for `due`. One that is not done yet is moved; one that is done is left alone."""
        row = AppointmentRow
        statement = insert_into(self._unit.session, row).values(
            workspace_id=self._unit.workspace_id, kind=kind, key=key, due=due, appointed=due, outcome="", failures=0
        )
        self._unit.session.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "kind", "key"],
                set_={"due": due, "appointed": due, "failures": 0},
                where=col(row.done).is_(None),
            )
        )

    def cancel(self, kind: str, key: str, now: datetime) -> None:
        """Make sure that (kind, key) will not happen, if it has not happened yet."""
        self._unit.session.execute(
            update(AppointmentRow)
            .where(*self._is(kind, key), col(AppointmentRow.done).is_(None))
            .values(done=now, outcome="cancelled")
        )

    def reopen(self, kind: str, key: str, due: datetime) -> None:
        """Appoint (kind, key) even where it was cancelled before; one that has run is left alone."""
        self._unit.session.execute(
            update(AppointmentRow)
            .where(*self._is(kind, key), col(AppointmentRow.outcome) == "cancelled")
            .values(done=None, outcome="")
        )
        self.put(kind, key, due)

    def find(self, kind: str, key: str) -> AppointmentRow | None:
        """The row, done or not."""
        return self._unit.session.execute(select(AppointmentRow).where(*self._is(kind, key))).scalar_one_or_none()

    def pending(self, kind: str, key_prefix: str) -> list[Appointment]:
        """What of this kind is not done yet, by the beginning of its key, earliest first."""
        rows = self._unit.session.execute(
            select(AppointmentRow)
            .where(
                col(AppointmentRow.workspace_id) == self._unit.workspace_id,
                col(AppointmentRow.kind) == kind,
                col(AppointmentRow.key).startswith(key_prefix, autoescape=True),
                col(AppointmentRow.done).is_(None),
            )
            .order_by(col(AppointmentRow.due))
        ).scalars()
        return [_value(row) for row in rows]

    def _is(self, kind: str, key: str) -> tuple[object, ...]:
        row = AppointmentRow
        return col(row.workspace_id) == self._unit.workspace_id, col(row.kind) == kind, col(row.key) == key


def run_next(store: "Store", now: datetime, run: "Callable[[Unit, Appointment], str]") -> bool:
    """Claim the earliest due appointment of any workspace and run it in the same transaction.

    Returns whether there was one. When `run` raises, nothing of it is kept and the appointment is put off, a little
    longer each time, so that it blocks nobody. Two processes at once: one gets it.
    """
    claimed: Appointment | None = None
    try:
        found = _peek(store, now)
        if found is None:
            return False
        with store.begin(found.workspace_id) as unit:
            if not _claim(unit.session, found, now):
                return True
            claimed = found
            outcome = run(unit, found)
            unit.session.execute(
                update(AppointmentRow).where(col(AppointmentRow.id) == found.id).values(outcome=outcome)
            )
    except Exception:
        if claimed is None:
            raise
        log.exception("put off", extra={"action": "appointment.failed", "kind": claimed.kind, "key": claimed.key})
        _put_off(store, claimed, now)
    return True


def _peek(store: "Store", now: datetime) -> Appointment | None:
    with store.begin_anywhere() as session:
        row = session.execute(
            select(AppointmentRow)
            .where(col(AppointmentRow.done).is_(None), col(AppointmentRow.due) <= now)
            .order_by(col(AppointmentRow.due))
            .limit(1)
            .with_for_update(skip_locked=True)
        ).scalar_one_or_none()
        return None if row is None else _value(row)


def _claim(session: Session, appointment: Appointment, now: datetime) -> bool:
    result = session.execute(
        update(AppointmentRow)
        .where(
            col(AppointmentRow.id) == appointment.id,
            col(AppointmentRow.done).is_(None),
            col(AppointmentRow.due) <= now,
        )
        .values(done=now)
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]


def _put_off(store: "Store", appointment: Appointment, now: datetime) -> None:
    with store.begin(appointment.workspace_id) as unit:
        row = unit.session.get(AppointmentRow, appointment.id)
        if row is not None and row.done is None:
            row.failures += 1
            row.due = now + min(LONGEST_PAUSE, timedelta(minutes=2 ** min(row.failures - 1, 10)))
            unit.session.add(row)


def _value(row: AppointmentRow) -> Appointment:
    return Appointment(row.id or 0, row.workspace_id, row.kind, row.key, row.appointed)
