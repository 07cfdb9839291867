"""Teams' dated periods."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Select, select
from sqlmodel import col

from okra.cycle import Cycle
from storage.tables import CycleRow

if TYPE_CHECKING:
    from storage.store import Unit


class Cycles:
    """One workspace's cycles."""

    def __init__(self, unit: "Unit") -> None:
        """Bound to the unit's workspace and transaction."""
        self._unit = unit

    def current(self, team_id: int, day: date) -> Cycle | None:
        """The team's cycle that contains `day`, if there is one."""
        return self._first(
            select(CycleRow)
            .where(*self._of(team_id), col(CycleRow.start) <= day, col(CycleRow.end) >= day)
            .order_by(col(CycleRow.start).desc())
        )

    def latest(self, team_id: int) -> Cycle | None:
        """The team's cycle that starts last."""
        return self._first(select(CycleRow).where(*self._of(team_id)).order_by(col(CycleRow.start).desc()))

    def by_id(self, cycle_id: int) -> Cycle | None:
        """The cycle, None where it is not this workspace's."""
        row = self._unit.session.get(CycleRow, cycle_id, populate_existing=True)
        return _value(row) if row is not None and row.workspace_id == self._unit.workspace_id else None

    def save(self, team_id: int, name: str, start: date, end: date, replacing: int | None = None) -> Cycle:
        """Store a cycle: `replacing` changes that one's days, else a cycle with this start is changed or made."""
        row = self._unit.session.get(CycleRow, replacing) if replacing is not None else None
        if row is None:
            row = self._unit.session.execute(
                select(CycleRow).where(*self._of(team_id), col(CycleRow.start) == start)
            ).scalar_one_or_none()
        if row is None:
            row = CycleRow(workspace_id=self._unit.workspace_id, team_id=team_id, name=name, start=start, end=end)
        row.name, row.start, row.end = name, start, end
        self._unit.session.add(row)
        self._unit.session.flush()
        return _value(row)

    def _of(self, team_id: int) -> tuple[ColumnElement[bool], ...]:
        return col(CycleRow.workspace_id) == self._unit.workspace_id, col(CycleRow.team_id) == team_id

    def _first(self, statement: Select[CycleRow]) -> Cycle | None:
        row = self._unit.session.execute(statement.limit(1)).scalar_one_or_none()
        return None if row is None else _value(row)


def _value(row: CycleRow) -> Cycle:
    return Cycle(id=row.id, team_id=row.team_id, name=row.name, start=row.start, end=row.end)
