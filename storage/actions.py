"""Actions: what people of a team will do, who said what of it, and where it stands after all that."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlmodel import col

from okra.action import Action, ActionState, ActionUpdate, Said, standing
from storage.learn_tables import ActionRow, ActionUpdateRow, ActionWordRow
from storage.scope import Scope
from storage.upsert import insert_into

OPEN = ActionState.OPEN.value


class Actions:
    """One workspace's actions."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def make(
        self,
        team_id: int,
        item_key: str,
        owner_id: str,
        text: str,
        now: datetime,
        *,
        due: date | None = None,
        session_id: int | None = None,
        objective_id: int | None = None,
    ) -> Action:
        """Make an action of a session's item, once: the same item gives the action that is there, as it stands.

        `text` is not empty; `item_key` is at most 300 characters and unique in the team.
        """
        self._scope.session.execute(
            insert_into(self._scope.session, ActionRow)
            .values(
                workspace_id=self._scope.workspace_id,
                team_id=team_id,
                session_id=session_id,
                objective_id=objective_id,
                item_key=item_key,
                owner_id=owner_id,
                text=text,
                due=due,
                state=OPEN,
                made_at=now,
            )
            .on_conflict_do_nothing(index_elements=["team_id", "item_key"])
        )
        (made,) = self._find(col(ActionRow.team_id) == team_id, col(ActionRow.item_key) == item_key)
        return made

    def by_id(self, action_id: int) -> Action | None:
        """The action, None where it is not this workspace's."""
        return next(iter(self._find(col(ActionRow.id) == action_id)), None)

    def open_of(self, team_id: int) -> list[Action]:
        """What the team still has to do, the oldest first."""
        return self._find(col(ActionRow.team_id) == team_id, col(ActionRow.state) == OPEN)

    def open_or_closed_since(self, team_id: int, since: datetime) -> list[Action]:
        """What the team still has to do, and what was closed at `since` (aware UTC) or later; the oldest first."""
        return self._find(
            col(ActionRow.team_id) == team_id, or_(col(ActionRow.state) == OPEN, col(ActionRow.closed_at) >= since)
        )

    def of_owner(self, owner_id: str, since: datetime) -> list[Action]:
        """What somebody has to do in any team, and what was closed at `since` (aware UTC) or later, oldest first."""
        return self._find(
            col(ActionRow.owner_id) == owner_id, or_(col(ActionRow.state) == OPEN, col(ActionRow.closed_at) >= since)
        )

    def with_ids(self, team_id: int, action_ids: Iterable[int]) -> list[Action]:
        """These actions of the team, as far as they exist; the oldest first."""
        wanted = list(action_ids)
        return self._find(col(ActionRow.team_id) == team_id, col(ActionRow.id).in_(wanted)) if wanted else []

    def set_updates(self, team_id: int, answer_id: int, wanted: Iterable[ActionUpdate], now: datetime) -> None:
        """Make what an answer says of actions equal to `wanted`; saying the same again changes nothing."""
        by_id = {one.action_id: one for one in wanted}
        spoken = self._spoken(answer_id)
        for action_id in self._hold(team_id, sorted({*by_id, *spoken})):
            before, after = spoken.get(action_id), by_id.get(action_id)
            if after == before:
                continue
            self._forget(answer_id, action_id)
            if after is not None:
                row = ActionUpdateRow(
                    answer_id=answer_id,
                    action_id=action_id,
                    workspace_id=self._scope.workspace_id,
                    state=after.state.value,
                    at=now,
                )
                self._scope.session.add(row)
                self._scope.session.flush()
            self._settle(action_id)

    def say(self, team_id: int, action_id: int, user_id: str, state: ActionState, now: datetime) -> bool:
        """Somebody says outside a check-in where an action stands; whether that changed anything.

        Saying what is so already leaves no word behind: a double click is one click.
        """
        if not self._hold(team_id, [action_id]):
            return False
        found = self.by_id(action_id)
        if found is None or found.state is state:
            return False
        self._scope.session.add(
            ActionWordRow(
                workspace_id=self._scope.workspace_id, action_id=action_id, user_id=user_id, state=state.value, at=now
            )
        )
        self._scope.session.flush()
        self._settle(action_id)
        return True

    def hand_over(self, team_id: int, action_id: int, before: str, after: str) -> bool:
        """The open action of `before` is `after`'s from now on; False where it is not theirs any more, or closed.

        Of two who take it at once, one gets it.
        """
        handed = self._scope.session.execute(
            update(ActionRow)
            .where(
                col(ActionRow.workspace_id) == self._scope.workspace_id,
                col(ActionRow.team_id) == team_id,
                col(ActionRow.id) == action_id,
                col(ActionRow.owner_id) == before,
                col(ActionRow.state) == OPEN,
            )
            .values(owner_id=after)
            .returning(col(ActionRow.id))
        )
        return handed.first() is not None

    def _spoken(self, answer_id: int) -> dict[int, ActionUpdate]:
        rows = self._scope.session.execute(
            select(col(ActionUpdateRow.action_id), col(ActionUpdateRow.state)).where(
                col(ActionUpdateRow.workspace_id) == self._scope.workspace_id,
                col(ActionUpdateRow.answer_id) == answer_id,
            )
        )
        return {action_id: ActionUpdate(action_id, ActionState(state)) for action_id, state in rows}

    def _hold(self, team_id: int, action_ids: Sequence[int]) -> list[int]:
        """Which of these exist; nobody else changes them until the transaction ends. In one order: no deadlock."""
        if not action_ids:
            return []
        rows = self._scope.session.execute(
            select(col(ActionRow.id))
            .where(
                col(ActionRow.workspace_id) == self._scope.workspace_id,
                col(ActionRow.team_id) == team_id,
                col(ActionRow.id).in_(action_ids),
            )
            .order_by(col(ActionRow.id))
            .with_for_update()
        ).scalars()
        return [action_id for action_id in rows if action_id is not None]

    def _forget(self, answer_id: int, action_id: int) -> None:
        self._scope.session.execute(
            delete(ActionUpdateRow).where(
                col(ActionUpdateRow.answer_id) == answer_id, col(ActionUpdateRow.action_id) == action_id
            )
        )

    def _settle(self, action_id: int) -> None:
        said = [
            Said(at, ActionState(state))
            for table in (ActionUpdateRow, ActionWordRow)
            for at, state in self._scope.session.execute(
                select(col(table.at), col(table.state)).where(col(table.action_id) == action_id)
            )
        ]
        stands = standing(said)
        self._change(action_id, state=stands.state.value, closed_at=stands.closed_at)

    def _change(self, action_id: int, **values: object) -> None:
        self._scope.session.execute(
            update(ActionRow)
            .where(col(ActionRow.workspace_id) == self._scope.workspace_id, col(ActionRow.id) == action_id)
            .values(**values)
        )

    def _find(self, *which: ColumnElement[bool]) -> list[Action]:
        rows = self._scope.session.execute(
            select(ActionRow)
            .where(col(ActionRow.workspace_id) == self._scope.workspace_id, *which)
            .order_by(col(ActionRow.made_at), col(ActionRow.id))
            .execution_options(populate_existing=True)
        ).scalars()
        return [_action(row) for row in rows]


def _action(row: ActionRow) -> Action:
    return Action(
        id=row.id or 0,
        team_id=row.team_id,
        owner_id=row.owner_id,
        text=row.text,
        state=ActionState(row.state),
        made_at=row.made_at,
        due=row.due,
        closed_at=row.closed_at,
        objective_id=row.objective_id,
    )
