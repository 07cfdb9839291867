"""Issues: what is in a team's way, who said what of it, and where it stands after all that."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlmodel import col

from okra.checkin import IssueUpdate
from okra.issue import Issue, IssueState, Raised, Said, revise, standing
from storage.learn_tables import IssueRow, IssueUpdateRow
from storage.scope import Scope
from storage.tables import AnswerRow
from storage.upsert import insert_into


class Issues:
    """One workspace's issues."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def open_of(self, team_id: int) -> list[Issue]:
        """What is still in the team's way, the oldest first."""
        return self._find(col(IssueRow.team_id) == team_id, col(IssueRow.state) != IssueState.SOLVED.value)

    def open_or_solved_since(self, team_id: int, since: datetime) -> list[Issue]:
        """What is in the team's way, and what was solved at `since` (aware UTC) or later; the oldest first."""
        return self._find(
            col(IssueRow.team_id) == team_id,
            or_(col(IssueRow.state) != IssueState.SOLVED.value, col(IssueRow.solved_at) >= since),
        )

    def with_ids(self, team_id: int, issue_ids: Iterable[int]) -> list[Issue]:
        """These issues of the team, as far as they exist; the oldest first."""
        wanted = list(issue_ids)
        return self._find(col(IssueRow.team_id) == team_id, col(IssueRow.id).in_(wanted)) if wanted else []

    def raised_in(self, answer_id: int) -> list[Issue]:
        """The issues that an answer raised, in the order of its lines."""
        rows = self._scope.session.execute(
            select(IssueRow)
            .where(col(IssueRow.workspace_id) == self._scope.workspace_id, col(IssueRow.raised_in) == answer_id)
            .order_by(col(IssueRow.id))
            .execution_options(populate_existing=True)
        ).scalars()
        return [_issue(row) for row in rows]

    def set_raised(self, team_id: int, answer_id: int, owner_id: str, lines: Sequence[str], now: datetime) -> bool:
        """Make the issues that an answer raised equal to its lines; returns whether anything changed.

        What a colleague has spoken of meanwhile is never removed.
        """
        before = [Raised(one.id, one.text, self._touched(one.id, answer_id)) for one in self.raised_in(answer_id)]
        revision = revise(before, lines)
        for issue_id, text in revision.changed:
            self._change(issue_id, text=text)
        if revision.removed:
            self._scope.session.execute(delete(IssueRow).where(col(IssueRow.id).in_(revision.removed)))
        for text in revision.added:
            self._scope.session.add(
                IssueRow(
                    workspace_id=self._scope.workspace_id,
                    team_id=team_id,
                    owner_id=owner_id,
                    raised_in=answer_id,
                    text=text,
                    raised_at=now,
                )
            )
            self._scope.session.flush()
        return bool(revision.changed or revision.removed or revision.added)

    def raise_from(self, team_id: int, item_key: str, owner_id: str, text: str, now: datetime) -> Issue:
        """Raise an issue of a session's item, once: the same item gives the issue that is there, as it stands.

        `text` is not empty; `item_key` is at most 300 characters and unique in the team.
        """
        self._scope.session.execute(
            insert_into(self._scope.session, IssueRow)
            .values(
                workspace_id=self._scope.workspace_id,
                team_id=team_id,
                item_key=item_key,
                owner_id=owner_id,
                text=text,
                state=IssueState.OPEN.value,
                help_from="",
                raised_at=now,
            )
            .on_conflict_do_nothing(index_elements=["team_id", "item_key"])
        )
        (raised,) = self._find(col(IssueRow.team_id) == team_id, col(IssueRow.item_key) == item_key)
        return raised

    def set_updates(
        self, team_id: int, answer_id: int, wanted: Iterable[IssueUpdate], now: datetime
    ) -> tuple[IssueUpdate, ...]:
        """Make what an answer says of issues equal to `wanted`; returns those whose issue does not exist any more."""
        by_id = {one.issue_id: one for one in wanted}
        spoken = self._spoken(answer_id)
        held = self._hold(team_id, sorted({*by_id, *spoken}))
        for issue_id in held:
            before, after = spoken.get(issue_id), by_id.get(issue_id)
            if after == before:
                continue
            self._forget(answer_id, issue_id)
            if after is not None:
                self._say(answer_id, after, now)
            self._settle(issue_id)
        return tuple(one for one in by_id.values() if one.issue_id not in held)

    def _spoken(self, answer_id: int) -> dict[int, IssueUpdate]:
        rows = self._scope.session.execute(
            select(IssueUpdateRow).where(
                col(IssueUpdateRow.workspace_id) == self._scope.workspace_id,
                col(IssueUpdateRow.answer_id) == answer_id,
            )
        ).scalars()
        return {row.issue_id: IssueUpdate(row.issue_id, IssueState(row.state), row.help_from) for row in rows}

    def _hold(self, team_id: int, issue_ids: Sequence[int]) -> list[int]:
        """Which of these exist; nobody else changes them until the transaction ends. In one order: no deadlock."""
        if not issue_ids:
            return []
        rows = self._scope.session.execute(
            select(col(IssueRow.id))
            .where(
                col(IssueRow.workspace_id) == self._scope.workspace_id,
                col(IssueRow.team_id) == team_id,
                col(IssueRow.id).in_(issue_ids),
            )
            .order_by(col(IssueRow.id))
            .with_for_update()
        ).scalars()
        return [issue_id for issue_id in rows if issue_id is not None]

    def _forget(self, answer_id: int, issue_id: int) -> None:
        self._scope.session.execute(
            delete(IssueUpdateRow).where(
                col(IssueUpdateRow.answer_id) == answer_id, col(IssueUpdateRow.issue_id) == issue_id
            )
        )

    def _say(self, answer_id: int, said: IssueUpdate, now: datetime) -> None:
        self._scope.session.execute(
            insert_into(self._scope.session, IssueUpdateRow).values(
                answer_id=answer_id,
                issue_id=said.issue_id,
                workspace_id=self._scope.workspace_id,
                state=said.state.value,
                help_from=said.help_from,
                at=now,
            )
        )

    def _settle(self, issue_id: int) -> None:
        update_row = IssueUpdateRow
        rows = self._scope.session.execute(
            select(
                col(update_row.at),
                col(update_row.state),
                col(update_row.help_from),
                col(AnswerRow.user_id) == col(IssueRow.owner_id),
            )
            .join(AnswerRow, col(AnswerRow.id) == col(update_row.answer_id))
            .join(IssueRow, col(IssueRow.id) == col(update_row.issue_id))
            .where(col(update_row.issue_id) == issue_id)
        )
        stands = standing(Said(at, IssueState(state), help_from, bool(own)) for at, state, help_from, own in rows)
        self._change(issue_id, state=stands.state.value, help_from=stands.help_from, solved_at=stands.solved_at)

    def _touched(self, issue_id: int, answer_id: int) -> bool:
        return bool(
            self._scope.session.execute(
                select(
                    exists().where(
                        and_(
                            col(IssueUpdateRow.issue_id) == issue_id,
                            col(IssueUpdateRow.answer_id) != answer_id,
                        )
                    )
                )
            ).scalar()
        )

    def _change(self, issue_id: int, **values: object) -> None:
        self._scope.session.execute(
            update(IssueRow)
            .where(col(IssueRow.workspace_id) == self._scope.workspace_id, col(IssueRow.id) == issue_id)
            .values(**values)
        )

    def _find(self, *which: ColumnElement[bool]) -> list[Issue]:
        rows = self._scope.session.execute(
            select(IssueRow)
            .where(col(IssueRow.workspace_id) == self._scope.workspace_id, *which)
            .order_by(col(IssueRow.raised_at), col(IssueRow.id))
            .execution_options(populate_existing=True)
        ).scalars()
        return [_issue(row) for row in rows]


def _issue(row: IssueRow) -> Issue:
    return Issue(
        id=row.id or 0,
        team_id=row.team_id,
        owner_id=row.owner_id,
        text=row.text,
        state=IssueState(row.state),
        raised_at=row.raised_at,
        help_from=row.help_from,
        solved_at=row.solved_at,
    )
