"""Slack's users, as Slack last described them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from storage.scope import Scope
from storage.tables import PersonRow
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Person:
    """A Slack user. `zone` is an IANA name or None. Deactivated people stay known, so that their words keep a name."""

    user_id: str
    name: str
    zone: str | None = None
    is_admin: bool = False
    is_bot: bool = False
    deactivated: bool = False
    title: str = ""
    """What they are in the company, in their own words; "" where Slack does not know."""


class People:
    """One workspace's people."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def remember(self, person: Person, now: datetime) -> None:
        """Write down what Slack says of a person, new or known. Their DM stays as it was."""
        values = {
            "name": person.name,
            "zone": person.zone,
            "is_admin": person.is_admin,
            "is_bot": person.is_bot,
            "deactivated": person.deactivated,
            "title": person.title,
            "seen_at": now,
        }
        statement = insert_into(self._scope.session, PersonRow).values(
            workspace_id=self._scope.workspace_id, user_id=person.user_id, **values
        )
        self._scope.session.execute(
            statement.on_conflict_do_update(index_elements=["workspace_id", "user_id"], set_=values)
        )

    def find(self, user_id: str) -> Person | None:
        """The person, None where Slack never told us of them."""
        row = self._row(user_id)
        return None if row is None else _value(row)

    def known(self, user_ids: Iterable[str]) -> dict[str, Person]:
        """Those of `user_ids` whom we know."""
        rows = self._scope.session.execute(
            select(PersonRow).where(
                col(PersonRow.workspace_id) == self._scope.workspace_id, col(PersonRow.user_id).in_(list(user_ids))
            )
        ).scalars()
        return {row.user_id: _value(row) for row in rows}

    def name(self, user_id: str) -> str:
        """What to call somebody; "somebody" for a person of whom we know nothing."""
        row = self._row(user_id)
        return row.name if row is not None and row.name else "somebody"

    def names(self, user_ids: Iterable[str]) -> dict[str, str]:
        """What to call each of them."""
        wanted = list(user_ids)
        known = self.known(wanted)
        return {user: known[user].name if user in known and known[user].name else "somebody" for user in wanted}

    def is_admin(self, user_id: str) -> bool:
        """Whether the person administers the workspace."""
        row = self._row(user_id)
        return row is not None and row.is_admin and not row.deactivated

    def admins(self) -> list[str]:
        """Known administrators who can still read messages."""
        return list(
            self._scope.session.execute(
                select(col(PersonRow.user_id))
                .where(
                    col(PersonRow.workspace_id) == self._scope.workspace_id,
                    col(PersonRow.is_admin),
                    ~col(PersonRow.deactivated),
                )
                .order_by(col(PersonRow.user_id))
            ).scalars()
        )

    def dm_channel(self, user_id: str) -> str | None:
        """The id of our direct conversation with the person, once it was opened."""
        row = self._row(user_id)
        return None if row is None else row.dm_channel_id

    def remember_dm(self, user_id: str, channel_id: str, now: datetime) -> None:
        """Note the id of our direct conversation with a person."""
        statement = insert_into(self._scope.session, PersonRow).values(
            workspace_id=self._scope.workspace_id,
            user_id=user_id,
            name="",
            zone=None,
            is_admin=False,
            is_bot=False,
            deactivated=False,
            dm_channel_id=channel_id,
            seen_at=now,
        )
        self._scope.session.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "user_id"], set_={"dm_channel_id": channel_id}
            )
        )

    def _row(self, user_id: str) -> PersonRow | None:
        return self._scope.session.get(PersonRow, (self._scope.workspace_id, user_id), populate_existing=True)


def _value(row: PersonRow) -> Person:
    return Person(row.user_id, row.name, row.zone, row.is_admin, row.is_bot, row.deactivated, row.title or "")
