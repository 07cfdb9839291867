"""What was typed and not sent: kept as Slack lets us see it, until it is submitted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlmodel import col

from storage.scope import Scope
from storage.tables import DraftRow
from storage.upsert import insert_into

KEY = ["workspace_id", "user_id", "purpose"]


@dataclass(frozen=True, slots=True)
class Draft:
    """Typed words. `purpose` says what for ("checkin/17"), `view_id` in which window, `saved_at` when (aware UTC)."""

    user_id: str
    purpose: str
    view_id: str
    body: dict[str, Any]
    saved_at: datetime


class Drafts:
    """One workspace's drafts."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def keep(
        self, user_id: str, purpose: str, view_id: str, typed_at: float, body: dict[str, Any], now: datetime
    ) -> None:
        """Keep what is typed. Echoes may arrive out of order: an older one, or one of a sealed window, changes nothing.

        `typed_at` is Slack's own clock in epoch seconds, which orders keystrokes.
        """
        values = {"view_id": view_id, "sealed": False, "typed_at": typed_at, "body": body, "saved_at": now}
        statement = insert_into(self._scope.session, DraftRow).values(
            workspace_id=self._scope.workspace_id, user_id=user_id, purpose=purpose, **values
        )
        unsubmitted = or_(col(DraftRow.view_id) != view_id, ~col(DraftRow.sealed))
        self._scope.session.execute(
            statement.on_conflict_do_update(
                index_elements=KEY, set_=values, where=and_(col(DraftRow.typed_at) <= typed_at, unsubmitted)
            )
        )

    def find(self, user_id: str, purpose: str) -> Draft | None:
        """The kept words, None where there are none or they were submitted."""
        row = self._scope.session.execute(
            select(DraftRow).where(*self._is(user_id, purpose)).execution_options(populate_existing=True)
        ).scalar_one_or_none()
        if row is None or row.sealed:
            return None
        return Draft(row.user_id, row.purpose, row.view_id, dict(row.body), row.saved_at)

    def seal(self, user_id: str, purpose: str, view_id: str, now: datetime) -> None:
        """The window was submitted: forget the words, and ignore late echoes of typing in it."""
        values = {"view_id": view_id, "sealed": True, "body": {}, "saved_at": now}
        statement = insert_into(self._scope.session, DraftRow).values(
            workspace_id=self._scope.workspace_id, user_id=user_id, purpose=purpose, typed_at=0.0, **values
        )
        self._scope.session.execute(statement.on_conflict_do_update(index_elements=KEY, set_=values))

    def drop(self, user_id: str, purpose: str) -> None:
        """Forget the words altogether."""
        self._scope.session.execute(delete(DraftRow).where(*self._is(user_id, purpose)))

    def _is(self, user_id: str, purpose: str) -> tuple[ColumnElement[bool], ...]:
        return (
            col(DraftRow.workspace_id) == self._scope.workspace_id,
            col(DraftRow.user_id) == user_id,
            col(DraftRow.purpose) == purpose,
        )
