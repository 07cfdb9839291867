"""Scripts that teams made their own, as text: okra judges them when they are read."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import col

from storage.scope import Scope
from storage.session_tables import ScriptRow
from storage.upsert import insert_into


class Scripts:
    """One workspace's own scripts."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def of_team(self, team_id: int) -> dict[str, str]:
        """A team's own scripts by name."""
        rows = self._scope.session.execute(
            select(col(ScriptRow.name), col(ScriptRow.text))
            .where(col(ScriptRow.workspace_id) == self._scope.workspace_id, col(ScriptRow.team_id) == team_id)
            .order_by(col(ScriptRow.name))
        )
        return dict(rows.all())

    def save(self, team_id: int, name: str, text: str, by: str, now: datetime) -> None:
        """Keep a script, in place of one of that name."""
        values = {"text": text, "saved_by": by, "saved_at": now}
        self._scope.session.execute(
            insert_into(self._scope.session, ScriptRow)
            .values(team_id=team_id, name=name, workspace_id=self._scope.workspace_id, **values)
            .on_conflict_do_update(index_elements=["team_id", "name"], set_=values)
        )

    def remove(self, team_id: int, name: str) -> None:
        """Forget a script."""
        self._scope.session.execute(
            delete(ScriptRow).where(
                col(ScriptRow.workspace_id) == self._scope.workspace_id,
                col(ScriptRow.team_id) == team_id,
                col(ScriptRow.name) == name,
            )
        )
