"""Teams' dated periods."""

from datetime import date

from sqlalchemy import ColumnElement, Select, exists, or_, select, update
from sqlmodel import col

from okra.cycle import Cycle
from okra.script import About
from storage.scope import Scope
from storage.session_tables import SessionRow
from storage.tables import AnswerRow, CheckinRow, CycleRow
from storage.upsert import insert_into


class Cycles:
    """One workspace's cycles."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

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

    def following(self, team_id: int, day: date) -> Cycle | None:
        """The team's first cycle that starts after `day`."""
        return self._first(
            select(CycleRow).where(*self._of(team_id), col(CycleRow.start) > day).order_by(col(CycleRow.start))
        )

    def ended(self, team_id: int, day: date) -> Cycle | None:
        """The team's cycle that ended last before `day`."""
        return self._first(
            select(CycleRow).where(*self._of(team_id), col(CycleRow.end) < day).order_by(col(CycleRow.end).desc())
        )

    def before(self, cycle: Cycle, most: int) -> tuple[Cycle, ...]:
        """The team's cycles that started before this one, the oldest first; so many at most, the newest of them."""
        rows = self._scope.session.execute(
            select(CycleRow)
            .where(*self._of(cycle.team_id), col(CycleRow.start) < cycle.start)
            .order_by(col(CycleRow.start).desc())
            .limit(most)
        ).scalars()
        return tuple(reversed([_value(row) for row in rows]))

    def of_team(self, team_id: int) -> tuple[Cycle, ...]:
        """All of the team's cycles, the one that starts last first."""
        rows = self._scope.session.execute(
            select(CycleRow).where(*self._of(team_id)).order_by(col(CycleRow.start).desc())
        ).scalars()
        return tuple(map(_value, rows))

    def told_of(self, team_id: int) -> Cycle | None:
        """The team's newest cycle that something can be told of: a check-in was answered, or its last retro is over."""
        answered = exists().where(
            col(CheckinRow.cycle_id) == col(CycleRow.id), col(AnswerRow.checkin_id) == col(CheckinRow.id)
        )
        closed = exists().where(
            col(SessionRow.cycle_id) == col(CycleRow.id),
            col(SessionRow.about) == str(About.CYCLE),
            col(SessionRow.ended_at).is_not(None),
        )
        return self._first(
            select(CycleRow).where(*self._of(team_id), or_(answered, closed)).order_by(col(CycleRow.start).desc())
        )

    def by_id(self, cycle_id: int) -> Cycle | None:
        """The cycle, None where it is not this workspace's."""
        return self._first(select(CycleRow).where(self._ours(), col(CycleRow.id) == cycle_id))

    def save(self, team_id: int, name: str, start: date, end: date, replacing: int | None = None) -> Cycle:
        """Store a cycle: `replacing` changes that one, else the one with this start is changed or made.

        Raises LookupError where the team is another workspace's.
        """
        cycle_id = None if replacing is None else self._change(team_id, replacing, name, start, end)
        if cycle_id is None:
            cycle_id = self._put(team_id, name, start, end)
        return Cycle(id=cycle_id, team_id=team_id, name=name, start=start, end=end)

    def _change(self, team_id: int, cycle_id: int, name: str, start: date, end: date) -> int | None:
        return self._scope.session.execute(
            update(CycleRow)
            .where(*self._of(team_id), col(CycleRow.id) == cycle_id)
            .values(name=name, start=start, end=end)
            .returning(col(CycleRow.id))
        ).scalar_one_or_none()

    def _put(self, team_id: int, name: str, start: date, end: date) -> int:
        statement = insert_into(self._scope.session, CycleRow).values(
            workspace_id=self._scope.workspace_id, team_id=team_id, name=name, start=start, end=end
        )
        cycle_id = self._scope.session.execute(
            statement.on_conflict_do_update(
                index_elements=["team_id", "start"], set_={"name": name, "end": end}, where=self._ours()
            ).returning(col(CycleRow.id))
        ).scalar_one_or_none()
        if cycle_id is None:
            raise LookupError(f"no team {team_id}")
        return int(cycle_id)

    def _ours(self) -> ColumnElement[bool]:
        return col(CycleRow.workspace_id) == self._scope.workspace_id

    def _of(self, team_id: int) -> tuple[ColumnElement[bool], ...]:
        return self._ours(), col(CycleRow.team_id) == team_id

    def _first(self, statement: Select[CycleRow]) -> Cycle | None:
        row = self._scope.session.execute(
            statement.limit(1).execution_options(populate_existing=True)
        ).scalar_one_or_none()
        return None if row is None else _value(row)


def _value(row: CycleRow) -> Cycle:
    return Cycle(id=row.id, team_id=row.team_id, name=row.name, start=row.start, end=row.end)
