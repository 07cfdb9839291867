"""The workspace itself: one Slack installation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from storage.scope import Scope
from storage.tables import WorkspaceRow
from storage.upsert import insert_into

HEARING: Final = frozenset({"channels:history", "groups:history"})
"""The scopes without which Slack does not tell us of messages in channels."""


class Workspaces:
    """The unit's own workspace, and no other."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def remember(self, *, name: str, bot_user_id: str, now: datetime, granted: Iterable[str] = ()) -> None:
        """Note the installation, new or known, and the scopes that Slack granted; none where it did not say."""
        values = {"name": name, "bot_user_id": bot_user_id, "granted": " ".join(sorted(granted))}
        statement = insert_into(self._scope.session, WorkspaceRow).values(
            id=self._scope.workspace_id, installed_at=now, zone=None, **values
        )
        self._scope.session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))

    def hears(self) -> bool:
        """Whether we are told what people say in channels, public and private; taken for granted before we know."""
        row = self._row()
        granted = set(row.granted.split()) if row is not None else set()
        return not granted or granted >= HEARING

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
