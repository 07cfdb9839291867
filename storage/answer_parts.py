"""Rows of answers become answers, a whole round at a time."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel, col

from okra.action import ActionState, ActionUpdate
from okra.checkin import Answer, IssueUpdate, Reading
from okra.issue import IssueState
from storage.learn_tables import ActionUpdateRow, IssueRow, IssueUpdateRow
from storage.scope import Scope
from storage.tables import AnswerRow, ConfidenceRow, PlanRow, ReadingRow


def read_answers(scope: Scope, rows: Sequence[AnswerRow]) -> list[Answer]:
    """The answers of these rows with all that belongs to them, in the rows' order: six queries, however many rows."""
    if not rows:
        return []
    ids = [row.id for row in rows if row.id is not None]
    confidences = _by_answer(scope, ConfidenceRow, ids, order="objective_id")
    readings = _by_answer(scope, ReadingRow, ids, order="key_result_id")
    updates = _by_answer(scope, IssueUpdateRow, ids, order="issue_id")
    actions = _by_answer(scope, ActionUpdateRow, ids, order="action_id")
    plans = _by_answer(scope, PlanRow, ids, order="answer_id")
    raised = _by_answer(scope, IssueRow, ids, order="id", by="raised_in")
    return [
        Answer(
            round_id=row.checkin_id,
            user_id=row.user_id,
            confidences={one.objective_id: one.value for one in confidences[row.id]},
            readings=tuple(_reading(one) for one in readings[row.id]),
            issue_updates=tuple(_update(one) for one in updates[row.id]),
            new_issues=tuple(one.text for one in raised[row.id]),
            plan="".join(one.text for one in plans[row.id]),
            submitted_at=row.submitted_at,
            edited_at=row.edited_at,
            action_updates=tuple(ActionUpdate(one.action_id, ActionState(one.state)) for one in actions[row.id]),
        )
        for row in rows
    ]


def _by_answer(
    scope: Scope, table: type[SQLModel], ids: Sequence[int], order: str, by: str = "answer_id"
) -> dict[int | None, list[Any]]:
    found: dict[int | None, list[Any]] = defaultdict(list)
    columns: Any = table
    rows = scope.session.execute(
        select(table)
        .where(col(columns.workspace_id) == scope.workspace_id, col(getattr(columns, by)).in_(ids))
        .order_by(col(getattr(columns, order)))
        .execution_options(populate_existing=True)
    ).scalars()
    for row in rows:
        found[getattr(row, by)].append(row)
    return found


def _reading(row: ReadingRow) -> Reading:
    return Reading(row.key_result_id, row.value, row.unchanged, row.note, row.wrong_measure)


def _update(row: IssueUpdateRow) -> IssueUpdate:
    return IssueUpdate(row.issue_id, IssueState(row.state), row.help_from)
