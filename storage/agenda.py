"""What is due, in any workspace, is run exactly once, in the transaction that says that it was."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Select, select, update
from sqlmodel import col

from storage.appointments import Appointment, appointment
from storage.machinery import AppointmentRow as Row
from storage.store import Store, Unit

__all__ = ["Appointment", "run_next"]

log = logging.getLogger(__name__)

LONGEST_PAUSE = timedelta(hours=1)


def run_next(store: Store, now: datetime, run: Callable[[Unit, Appointment], str]) -> bool:
    """Claim the earliest due appointment of any workspace and run it in the same transaction.

    Returns whether there was one. `run` returns the word that is stored as its outcome. When it raises, nothing of it
    is kept and the appointment is put off, a little longer each time (1, 2, 4 … 60 minutes), so that it blocks nobody.
    Two processes at once: one gets it. A use case that puts its own appointment to another instant is run again then.
    """
    claimed: Appointment | None = None
    try:
        with store.begin_anywhere() as session:
            row = session.execute(_earliest(now)).scalar_one_or_none()
            if row is None:
                return False
            claimed = appointment(row)
            outcome = run(Unit(session, claimed.workspace_id), claimed)
            session.execute(
                update(Row)
                .where(col(Row.id) == claimed.id, col(Row.due) == claimed.due)
                .values(done=now, outcome=outcome)
            )
    except Exception:
        if claimed is None:
            raise
        log.exception(
            "appointment put off",
            extra={"action": "appointment.failed", "kind": claimed.kind, "key": claimed.key, "tries": claimed.failures},
        )
        _put_off(store, claimed, now)
    return True


def _earliest(now: datetime) -> Select[Row]:
    return (
        select(Row)
        .where(col(Row.done).is_(None), col(Row.due) <= now)
        .order_by(col(Row.due), col(Row.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _put_off(store: Store, failed: Appointment, now: datetime) -> None:
    pause = min(LONGEST_PAUSE, timedelta(minutes=2 ** min(failed.failures, 10)))
    with store.begin_anywhere() as session:
        session.execute(
            update(Row)
            .where(col(Row.id) == failed.id, col(Row.due) == failed.due, col(Row.done).is_(None))
            .values(due=now + pause, failures=failed.failures + 1)
        )
