"""What was changed about a cycle's OKRs on the way."""

from sqlalchemy import exists, select
from sqlmodel import col

from okra.okr_change import Change, OkrChange
from storage.learn_tables import OkrChangeRow
from storage.scope import Scope
from storage.tables import AnswerRow, CheckinRow


class Changes:
    """One workspace's changes of OKRs."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def matter(self, cycle_id: int) -> bool:
        """Whether somebody has answered a check-in of the cycle: from then on a change may explain what people say."""
        answered = exists().where(
            col(AnswerRow.checkin_id) == col(CheckinRow.id),
            col(CheckinRow.workspace_id) == self._scope.workspace_id,
            col(CheckinRow.cycle_id) == cycle_id,
        )
        return bool(self._scope.session.execute(select(answered)).scalar())

    def note(self, cycle_id: int, change: OkrChange) -> None:
        """Keep one change of a cycle's OKRs."""
        self._scope.session.add(
            OkrChangeRow(
                workspace_id=self._scope.workspace_id,
                cycle_id=cycle_id,
                objective_id=change.objective_id,
                key_result_id=change.key_result_id,
                what=str(change.what),
                said=change.said,
                at=change.at,
            )
        )
        self._scope.session.flush()

    def of_cycle(self, cycle_id: int) -> tuple[OkrChange, ...]:
        """Every change of a cycle's OKRs, the oldest first."""
        row = OkrChangeRow
        rows = self._scope.session.execute(
            select(row)
            .where(col(row.workspace_id) == self._scope.workspace_id, col(row.cycle_id) == cycle_id)
            .order_by(col(row.at), col(row.id))
        ).scalars()
        return tuple(OkrChange(one.objective_id, one.key_result_id, Change(one.what), one.said, one.at) for one in rows)
