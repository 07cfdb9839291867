"""Appointments of one workspace: making them, moving them, taking them back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlmodel import col

from storage.machinery import AppointmentRow as Row
from storage.scope import Scope
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something that is due, or was. All instants are aware UTC.

    `appointed` is the instant it was made for; lateness is measured from there. `due` is when to try next: later than
    `appointed` where an attempt failed. `done` is None until it has run; `outcome` is the word that it ended with.
    """

    id: int
    workspace_id: str
    kind: str
    key: str
    due: datetime
    appointed: datetime
    done: datetime | None = None
    outcome: str = ""
    failures: int = 0


class Agenda:
    """One workspace's appointments. Their identity is (kind, key); the key says what and when: "7/2026-W36"."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def put(self, kind: str, key: str, due: datetime) -> None:
        """Appoint (kind, key) for `due`. One that is not done yet is moved; one that is done is left alone.

        Saying the same instant again changes nothing: one that was put off after a failure stays put off.
        """
        statement = insert_into(self._scope.session, Row).values(
            workspace_id=self._scope.workspace_id, kind=kind, key=key, due=due, appointed=due, outcome="", failures=0
        )
        self._scope.session.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "kind", "key"],
                set_={"due": due, "appointed": due, "failures": 0},
                where=col(Row.done).is_(None) & (col(Row.appointed) != due),
            )
        )

    def cancel(self, kind: str, key: str) -> None:
        """Take (kind, key) back if it has not happened yet; it may be put again."""
        self._scope.session.execute(delete(Row).where(*self._is(kind, key), col(Row.done).is_(None)))

    def find(self, kind: str, key: str) -> Appointment | None:
        """The appointment, done or not."""
        row = self._scope.session.execute(
            select(Row).where(*self._is(kind, key)).execution_options(populate_existing=True)
        ).scalar_one_or_none()
        return None if row is None else appointment(row)

    def pending(self, kind: str, key_prefix: str = "") -> list[Appointment]:
        """What of this kind is not done yet, by the beginning of its key, earliest first."""
        rows = self._scope.session.execute(
            select(Row)
            .where(
                col(Row.workspace_id) == self._scope.workspace_id,
                col(Row.kind) == kind,
                col(Row.key).startswith(key_prefix, autoescape=True),
                col(Row.done).is_(None),
            )
            .order_by(col(Row.due), col(Row.id))
            .execution_options(populate_existing=True)
        ).scalars()
        return [appointment(row) for row in rows]

    def _is(self, kind: str, key: str) -> tuple[ColumnElement[bool], ...]:
        return col(Row.workspace_id) == self._scope.workspace_id, col(Row.kind) == kind, col(Row.key) == key


def appointment(row: Row) -> Appointment:
    """The row as a value."""
    return Appointment(
        id=row.id or 0,
        workspace_id=row.workspace_id,
        kind=row.kind,
        key=row.key,
        due=row.due,
        appointed=row.appointed,
        done=row.done,
        outcome=row.outcome,
        failures=row.failures,
    )
