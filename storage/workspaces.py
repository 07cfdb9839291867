"""The workspace itself: one Slack installation."""

from datetime import datetime

from storage.scope import Scope
from storage.tables import WorkspaceRow
from storage.upsert import insert_into


class Workspaces:
    """The unit's own workspace, and no other."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def remember(self, *, name: str, bot_user_id: str, now: datetime) -> None:
        """Note the installation, new or known."""
        values = {"name": name, "bot_user_id": bot_user_id}
        statement = insert_into(self._scope.session, WorkspaceRow).values(
            id=self._scope.workspace_id, installed_at=now, zone=None, **values
        )
        self._scope.session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))

    def bot_user_id(self) -> str:
        """Who we are in this workspace, "" before we asked."""
        row = self._row()
        return "" if row is None else row.bot_user_id

    def zone(self) -> str | None:
        """The IANA zone to fall back to where neither a person nor a team has one."""
        row = self._row()
        return None if row is None else row.zone

    def set_zone(self, zone: str | None) -> None:
        """Choose the fall-back zone."""
        row = self._row()
        if row is not None:
            row.zone = zone
            self._scope.session.add(row)
            self._scope.session.flush()

    def _row(self) -> WorkspaceRow | None:
        return self._scope.session.get(WorkspaceRow, self._scope.workspace_id, populate_existing=True)
