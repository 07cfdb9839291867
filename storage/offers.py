"""Retros that were offered to teams, and what was said to them."""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update
from sqlmodel import col

from okra.offer import Offer, Reason, Reply
from storage.learn_tables import RetroOfferRow
from storage.scope import Scope
from storage.upsert import insert_into


class Offers:
    """One workspace's offers."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def make(
        self, team_id: int, cycle_id: int, objective_id: int | None, key: str, why: tuple[Reason, str], now: datetime
    ) -> Offer:
        """Offer a retro, with its reason and the sentence that says it. `key` says what for: twice is once."""
        reason, sentence = why
        self._scope.session.execute(
            insert_into(self._scope.session, RetroOfferRow)
            .values(
                workspace_id=self._scope.workspace_id, team_id=team_id, cycle_id=cycle_id, objective_id=objective_id,
                key=key, reason=str(reason), sentence=sentence, made_at=now,
            )
            .on_conflict_do_nothing(index_elements=["team_id", "key"])
        )  # fmt: skip
        found = self.of_key(team_id, key)
        if found is None:
            raise LookupError(f"no team {team_id}")
        return found

    def by_id(self, offer_id: int) -> Offer | None:
        """The offer, None where it is not this workspace's."""
        found = self._find(col(RetroOfferRow.id) == offer_id)
        return found[0] if found else None

    def of_key(self, team_id: int, key: str) -> Offer | None:
        """The offer that was made to a team under a key."""
        found = self._find(col(RetroOfferRow.team_id) == team_id, col(RetroOfferRow.key) == key)
        return found[0] if found else None

    def of_team(self, team_id: int, since: datetime) -> list[Offer]:
        """What was offered to a team, or replied to, at `since` (aware UTC) or later; the oldest first."""
        row = RetroOfferRow
        return self._find(col(row.team_id) == team_id, or_(col(row.made_at) >= since, col(row.replied_at) >= since))

    def reply(self, offer_id: int, reply: Reply, by: str, now: datetime) -> bool:
        """Note what was said to an offer; the first word counts. Returns whether it was this one."""
        return bool(self._reply(reply, by, now, col(RetroOfferRow.id) == offer_id))

    def taken(self, team_id: int, objective_id: int | None, by: str, now: datetime) -> list[Offer]:
        """A retro about an objective (None: about all) begins: open offers of that are taken. Returns them."""
        about = or_(col(RetroOfferRow.objective_id).is_(None), col(RetroOfferRow.objective_id) == objective_id)
        which = (about,) if objective_id is not None else ()
        return self._reply(Reply.TAKEN, by, now, col(RetroOfferRow.team_id) == team_id, *which)

    def _reply(self, reply: Reply, by: str, now: datetime, *which: ColumnElement[bool]) -> list[Offer]:
        replied = self._scope.session.execute(
            update(RetroOfferRow)
            .where(self._ours(), col(RetroOfferRow.reply).is_(None), *which)
            .values(reply=str(reply), replied_at=now, replied_by=by)
            .returning(col(RetroOfferRow.id))
        )
        ids = replied.scalars().all()
        return self._find(col(RetroOfferRow.id).in_(ids)) if ids else []

    def _ours(self) -> ColumnElement[bool]:
        return col(RetroOfferRow.workspace_id) == self._scope.workspace_id

    def _find(self, *which: ColumnElement[bool]) -> list[Offer]:
        rows = self._scope.session.execute(
            select(RetroOfferRow)
            .where(self._ours(), *which)
            .order_by(col(RetroOfferRow.made_at), col(RetroOfferRow.id))
            .execution_options(populate_existing=True)
        ).scalars()
        return [_offer(row) for row in rows]


def _offer(row: RetroOfferRow) -> Offer:
    return Offer(
        row.id or 0, row.team_id, row.cycle_id, row.objective_id, row.key, Reason(row.reason), row.sentence,
        row.made_at, Reply(row.reply) if row.reply else None, row.replied_at, row.replied_by,
    )  # fmt: skip
