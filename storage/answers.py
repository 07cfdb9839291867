"""Answers: one a member and round, however often they click; and what they have said of objectives and key results."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, delete, select, update
from sqlmodel import SQLModel, col

from okra.calendar import Week
from okra.checkin import Answer, Reading, Round
from okra.grip import Contribution, moves_history
from storage.answer_parts import read_answers
from storage.scope import Scope
from storage.tables import AnswerRow, CheckinRow, ConfidenceRow, KeyResultValueRow, PlanRow, ReadingRow
from storage.upsert import insert_into


class Answers:
    """One workspace's answers."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def answered(self, round_id: int) -> frozenset[str]:
        """Who has answered."""
        return frozenset(
            self._scope.session.execute(select(col(AnswerRow.user_id)).where(*self._of(round_id))).scalars()
        )

    def answer(self, round_id: int, user_id: str) -> Answer | None:
        """One member's answer, with all that belongs to it."""
        return next(iter(self._read(*self._of(round_id), col(AnswerRow.user_id) == user_id)), None)

    def answers(self, round_id: int) -> list[Answer]:
        """All answers of a round, in the order in which they first came."""
        return self._read(*self._of(round_id))

    def answer_id(self, round_id: int, user_id: str) -> int | None:
        """The row's id of one member's answer."""
        return self._scope.session.execute(
            select(col(AnswerRow.id)).where(*self._of(round_id), col(AnswerRow.user_id) == user_id)
        ).scalar_one_or_none()

    def last_confidences(self, team_id: int, user_id: str, before: Week) -> dict[int, int]:
        """What one member said in earlier weeks, newest word per objective: objective id → 1..10."""
        rows = self._scope.session.execute(
            select(col(ConfidenceRow.objective_id), col(ConfidenceRow.value))
            .join(AnswerRow, col(AnswerRow.id) == col(ConfidenceRow.answer_id))
            .join(CheckinRow, col(CheckinRow.id) == col(AnswerRow.checkin_id))
            .where(*self._earlier(team_id, user_id, before))
            .order_by(col(CheckinRow.week))
        )
        return dict(rows.all())

    def last_plan(self, team_id: int, user_id: str, before: Week) -> str:
        """What one member planned in their last answer before a week; "" where they planned nothing."""
        newest = (
            select(col(PlanRow.text))
            .select_from(AnswerRow)
            .join(CheckinRow, col(CheckinRow.id) == col(AnswerRow.checkin_id))
            .outerjoin(PlanRow, col(PlanRow.answer_id) == col(AnswerRow.id))
            .where(*self._earlier(team_id, user_id, before))
            .order_by(col(CheckinRow.week).desc())
            .limit(1)
        )
        return self._scope.session.execute(newest).scalar_one_or_none() or ""

    def save(self, this: Round, user_id: str, said: Contribution, now: datetime) -> int:
        """Store an answer, or replace what it said before; returns its row's id. Saying the same again changes nothing.

        What is said after the close is as of the close: it never overrides a later week's value. The issues that an
        answer raises or speaks of are the business of `Issues`.
        """
        answer_id = self._take(this.id, user_id, now)
        for objective_id, value in said.confidences.items():
            key = {"answer_id": answer_id, "objective_id": objective_id}
            self._put(ConfidenceRow, key, {"value": value})
        before = self._readings(answer_id)
        for reading in said.readings:
            self._save_reading(answer_id, user_id, reading, before, now, this.closes_at)
        self._put(PlanRow, {"answer_id": answer_id}, {"text": said.plan})
        return answer_id

    def mark_edited(self, answer_id: int, now: datetime) -> None:
        """Note that an answer was changed after it had been given."""
        self._scope.session.execute(
            update(AnswerRow)
            .where(col(AnswerRow.workspace_id) == self._scope.workspace_id, col(AnswerRow.id) == answer_id)
            .values(edited_at=now)
        )

    def _take(self, round_id: int, user_id: str, now: datetime) -> int:
        """Hold the member's answer for this transaction; make it if it is the first time."""
        statement = insert_into(self._scope.session, AnswerRow).values(
            workspace_id=self._scope.workspace_id, checkin_id=round_id, user_id=user_id, submitted_at=now
        )
        held = statement.on_conflict_do_update(
            index_elements=["checkin_id", "user_id"], set_={"user_id": statement.excluded.user_id}
        )
        return int(self._scope.session.execute(held.returning(col(AnswerRow.id))).scalar_one())

    def _readings(self, answer_id: int) -> dict[int, Decimal | None]:
        """The values that an answer has given so far, by key result."""
        rows = self._scope.session.execute(
            select(col(ReadingRow.key_result_id), col(ReadingRow.value)).where(
                col(ReadingRow.workspace_id) == self._scope.workspace_id, col(ReadingRow.answer_id) == answer_id
            )
        )
        return dict(rows.all())

    def _save_reading(
        self,
        answer_id: int,
        user_id: str,
        said: Reading,
        before: Mapping[int, Decimal | None],
        now: datetime,
        closes_at: datetime,
    ) -> None:
        key = {"answer_id": answer_id, "key_result_id": said.key_result_id}
        if said.key_result_id in before and before[said.key_result_id] != said.value:
            self._forget_history(answer_id, said.key_result_id)
        if said.key_result_id not in before or before[said.key_result_id] != said.value:
            self._note_history(answer_id, user_id, said, now, closes_at)
        values = {
            "value": said.value,
            "unchanged": said.unchanged,
            "note": said.note,
            "wrong_measure": said.wrong_measure,
        }
        self._put(ReadingRow, key, values)

    def _forget_history(self, answer_id: int, key_result_id: int) -> None:
        row = KeyResultValueRow
        self._scope.session.execute(
            delete(row).where(col(row.key_result_id) == key_result_id, col(row.answer_id) == answer_id)
        )

    def _note_history(self, answer_id: int, user_id: str, said: Reading, now: datetime, closes_at: datetime) -> None:
        """Put what this answer says now into the key result's history, if it says something new or afresh.

        Of two answers to one round that cross, the one stored last counts: else a value that a colleague merely
        confirmed a moment later would hide the one that was typed.
        """
        newest = self._newest(said.key_result_id)
        if said.value is None or not moves_history(said, newest[0] if newest else None):
            return
        at = min(now, closes_at)
        if newest is not None and newest[1] <= closes_at:
            at = max(at, newest[1])
        self._scope.session.add(
            KeyResultValueRow(
                workspace_id=self._scope.workspace_id,
                key_result_id=said.key_result_id,
                answer_id=answer_id,
                user_id=user_id,
                value=said.value,
                at=at,
            )
        )
        self._scope.session.flush()

    def _newest(self, key_result_id: int) -> tuple[Decimal, datetime] | None:
        row = KeyResultValueRow
        found = self._scope.session.execute(
            select(col(row.value), col(row.at))
            .where(col(row.workspace_id) == self._scope.workspace_id, col(row.key_result_id) == key_result_id)
            .order_by(col(row.at).desc(), col(row.id).desc())
            .limit(1)
        ).one_or_none()
        return (found[0], found[1]) if found else None

    def _read(self, *which: ColumnElement[bool]) -> list[Answer]:
        rows = self._scope.session.execute(
            select(AnswerRow)
            .where(*which)
            .order_by(col(AnswerRow.submitted_at), col(AnswerRow.id))
            .execution_options(populate_existing=True)
        ).scalars()
        return read_answers(self._scope, rows.all())

    def _of(self, round_id: int) -> tuple[ColumnElement[bool], ...]:
        return col(AnswerRow.workspace_id) == self._scope.workspace_id, col(AnswerRow.checkin_id) == round_id

    def _earlier(self, team_id: int, user_id: str, before: Week) -> tuple[ColumnElement[bool], ...]:
        return (
            col(AnswerRow.workspace_id) == self._scope.workspace_id,
            col(AnswerRow.user_id) == user_id,
            col(CheckinRow.team_id) == team_id,
            col(CheckinRow.week) < str(before),
        )

    def _put(self, table: type[SQLModel], key: Mapping[str, object], values: Mapping[str, object]) -> None:
        """Write the row with this key, new or known."""
        self._scope.session.execute(
            insert_into(self._scope.session, table)
            .values(workspace_id=self._scope.workspace_id, **key, **values)
            .on_conflict_do_update(index_elements=list(key), set_=dict(values))
        )
