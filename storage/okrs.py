"""Objectives, key results and hypotheses, with what was last reported of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlmodel import col

from okra.okr import Hypothesis, KeyResult, Measure, MeasureKind, Objective
from storage import hypotheses
from storage.scope import Scope
from storage.tables import CycleRow, KeyResultRow, KeyResultValueRow, ObjectiveRow, StrategicOkrRow

Reported = tuple[Decimal, datetime]
"""A value and when it was reported (aware UTC)."""


class Okrs:
    """One workspace's OKRs. Removing keeps the rows, so that nothing that was said of them is lost.

    Whatever is another workspace's is as if it did not exist.
    """

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def objectives(self, cycle_id: int, *, with_removed: bool = False) -> tuple[Objective, ...]:
        """A cycle's objectives in their order, whole; four queries, however many there are."""
        statement = self._objectives().where(col(ObjectiveRow.cycle_id) == cycle_id)
        if not with_removed:
            statement = statement.where(col(ObjectiveRow.removed_at).is_(None))
        return self._whole(statement, with_removed=with_removed)

    def of_cycles(self, cycle_ids: Sequence[int]) -> dict[int, tuple[Objective, ...]]:
        """The objectives of several cycles, by cycle; four queries, however many there are."""
        statement = self._objectives().where(
            col(ObjectiveRow.cycle_id).in_(cycle_ids), col(ObjectiveRow.removed_at).is_(None)
        )
        whole = self._whole(statement)
        return {cycle_id: tuple(one for one in whole if one.cycle_id == cycle_id) for cycle_id in cycle_ids}

    def objective(self, objective_id: int) -> Objective | None:
        """One objective, whole; None where it is not there, was removed or is another workspace's."""
        found = self._whole(
            self._objectives().where(col(ObjectiveRow.id) == objective_id, col(ObjectiveRow.removed_at).is_(None))
        )
        return found[0] if found else None

    def key_result(self, key_result_id: int) -> KeyResult | None:
        """One key result; None where it or its objective is not there, was removed or is another workspace's."""
        row = self._scope.session.execute(
            self._key_results()
            .join(ObjectiveRow, col(ObjectiveRow.id) == col(KeyResultRow.objective_id))
            .where(
                col(KeyResultRow.id) == key_result_id,
                col(KeyResultRow.removed_at).is_(None),
                col(ObjectiveRow.removed_at).is_(None),
            )
        ).scalar_one_or_none()
        return None if row is None else self._values_of([row])[0]

    def add_objective(self, team_id: int, cycle_id: int, title: str, now: datetime) -> int:
        """Put an objective at the end of a cycle; returns its id."""
        last = self._scope.session.execute(
            select(func.max(col(ObjectiveRow.position))).where(
                *self._mine(ObjectiveRow), col(ObjectiveRow.cycle_id) == cycle_id
            )
        ).scalar_one()
        row = ObjectiveRow(
            workspace_id=self._scope.workspace_id,
            team_id=team_id,
            cycle_id=cycle_id,
            title=title,
            position=1 + (last or 0),
            created_at=now,
        )
        return self._add(row)

    def rename_objective(self, objective_id: int, title: str) -> None:
        """Give an objective other words."""
        self._change(ObjectiveRow, objective_id, title=title)

    def support(self, objective_id: int, strategic_okr_id: int | None) -> None:
        """Say which strategic OKR (one of `strategic`) an objective contributes to; None for none."""
        self._change(ObjectiveRow, objective_id, supports_id=strategic_okr_id)

    def strategic(self, since: date) -> dict[int, str]:
        """The titles, by id, of the strategic OKRs whose period ends on `since` or later; the oldest first."""
        rows = self._scope.session.execute(
            select(col(StrategicOkrRow.id), col(StrategicOkrRow.title))
            .where(*self._mine(StrategicOkrRow), col(StrategicOkrRow.end) >= since)
            .order_by(col(StrategicOkrRow.start), col(StrategicOkrRow.id))
        )
        return {row.id: row.title for row in rows}

    def remove_objective(self, objective_id: int, now: datetime) -> None:
        """Take an objective off the list, with its key results."""
        self._change(ObjectiveRow, objective_id, removed_at=now)

    def move_objective_up(self, objective_id: int) -> None:
        """Let an objective change places with the one above it; the first one stays."""
        moving = self.objective(objective_id)
        if moving is not None:
            order = [objective.id for objective in self.objectives(moving.cycle_id)]
            self._arrange(ObjectiveRow, order, objective_id)

    def move_key_result_up(self, key_result_id: int) -> None:
        """Let a key result change places with the one above it in its objective; the first one stays."""
        moving = self.key_result(key_result_id)
        objective = self.objective(moving.objective_id) if moving is not None else None
        if objective is not None:
            self._arrange(KeyResultRow, [key_result.id for key_result in objective.key_results], key_result_id)

    def add_key_result(
        self, objective_id: int, title: str, measure: Measure, owner_id: str | None, now: datetime
    ) -> int:
        """Put a key result at the end of an objective; returns its id."""
        last = self._scope.session.execute(
            select(func.max(col(KeyResultRow.position))).where(
                *self._mine(KeyResultRow), col(KeyResultRow.objective_id) == objective_id
            )
        ).scalar_one()
        row = KeyResultRow(
            workspace_id=self._scope.workspace_id,
            objective_id=objective_id,
            title=title,
            kind=measure.kind.value,
            start=measure.start,
            target=measure.target,
            unit=measure.unit,
            owner_id=owner_id,
            position=1 + (last or 0),
            created_at=now,
        )
        return self._add(row)

    def change_key_result(self, key_result_id: int, title: str, measure: Measure, owner_id: str | None) -> None:
        """Give a key result other words, another measure or another owner; its values stay."""
        self._change(
            KeyResultRow,
            key_result_id,
            title=title,
            kind=measure.kind.value,
            start=measure.start,
            target=measure.target,
            unit=measure.unit,
            owner_id=owner_id,
        )

    def remove_key_result(self, key_result_id: int, now: datetime) -> None:
        """Take a key result off the list."""
        self._change(KeyResultRow, key_result_id, removed_at=now)

    def set_hypotheses(self, key_result_id: int, texts: Iterable[str], now: datetime) -> None:
        """Make these the key result's hypotheses, in this order; see `storage.hypotheses.replace` for what stays."""
        hypotheses.replace(self._scope, key_result_id, texts, now)

    def judge(self, hypothesis_id: int, verdict: str, evidence: str) -> None:
        """Say of a hypothesis whether it was confirmed, refuted or remains unknown, and what shows it."""
        hypotheses.judge(self._scope, hypothesis_id, verdict, evidence)

    def owned_by(self, user_id: str, team_id: int, day: date) -> list[KeyResult]:
        """The key results of one team that somebody owns, in cycles that are not over on `day`."""
        rows = self._scope.session.execute(
            self._key_results()
            .join(ObjectiveRow, col(ObjectiveRow.id) == col(KeyResultRow.objective_id))
            .join(CycleRow, col(CycleRow.id) == col(ObjectiveRow.cycle_id))
            .where(
                col(KeyResultRow.owner_id) == user_id,
                col(ObjectiveRow.team_id) == team_id,
                col(CycleRow.end) >= day,
                col(KeyResultRow.removed_at).is_(None),
                col(ObjectiveRow.removed_at).is_(None),
            )
        ).scalars()
        return self._values_of(list(rows))

    def team_of(self, key_result_id: int) -> int | None:
        """The id of the team whose key result it is."""
        return self._scope.session.execute(
            select(col(ObjectiveRow.team_id))
            .join(KeyResultRow, col(KeyResultRow.objective_id) == col(ObjectiveRow.id))
            .where(*self._mine(KeyResultRow), col(KeyResultRow.id) == key_result_id)
        ).scalar_one_or_none()

    def values(self, key_result_ids: Iterable[int]) -> dict[int, list[Reported]]:
        """The history of each key result, the oldest value first."""
        rows = self._scope.session.execute(
            select(KeyResultValueRow)
            .where(*self._mine(KeyResultValueRow), col(KeyResultValueRow.key_result_id).in_(list(key_result_ids)))
            .order_by(col(KeyResultValueRow.at), col(KeyResultValueRow.id))
        ).scalars()
        history: dict[int, list[Reported]] = defaultdict(list)
        for row in rows:
            history[row.key_result_id].append((row.value, row.at))
        return dict(history)

    def _mine(
        self, table: type[ObjectiveRow | KeyResultRow | KeyResultValueRow | StrategicOkrRow]
    ) -> tuple[ColumnElement[bool], ...]:
        return (col(table.workspace_id) == self._scope.workspace_id,)

    def _objectives(self) -> Select[ObjectiveRow]:
        return (
            select(ObjectiveRow)
            .where(*self._mine(ObjectiveRow))
            .order_by(col(ObjectiveRow.position), col(ObjectiveRow.id))
            .execution_options(populate_existing=True)
        )

    def _key_results(self) -> Select[KeyResultRow]:
        return (
            select(KeyResultRow)
            .where(*self._mine(KeyResultRow))
            .order_by(col(KeyResultRow.position), col(KeyResultRow.id))
            .execution_options(populate_existing=True)
        )

    def _whole(self, statement: Select[ObjectiveRow], *, with_removed: bool = False) -> tuple[Objective, ...]:
        rows = list(self._scope.session.execute(statement).scalars())
        wanted = self._key_results().where(col(KeyResultRow.objective_id).in_([row.id for row in rows]))
        if not with_removed:
            wanted = wanted.where(col(KeyResultRow.removed_at).is_(None))
        by_objective: dict[int, list[KeyResult]] = defaultdict(list)
        for key_result in self._values_of(
            list(self._scope.session.execute(wanted).scalars()), with_removed=with_removed
        ):
            by_objective[key_result.objective_id].append(key_result)
        return tuple(_objective(row, tuple(by_objective[row.id or 0])) for row in rows)

    def _values_of(self, rows: Sequence[KeyResultRow], *, with_removed: bool = False) -> list[KeyResult]:
        ids = [row.id or 0 for row in rows]
        newest = self._newest(ids)
        believed: dict[int, list[Hypothesis]] = defaultdict(list)
        for row in hypotheses.rows_of(self._scope, ids, with_removed=with_removed):
            hypothesis = Hypothesis(row.id or 0, row.key_result_id, row.text, row.verdict, row.evidence)
            believed[row.key_result_id].append(hypothesis)
        return [_key_result(row, newest.get(row.id or 0), tuple(believed[row.id or 0])) for row in rows]

    def _newest(self, key_result_ids: Sequence[int]) -> dict[int, Reported]:
        number = func.row_number().over(
            partition_by=col(KeyResultValueRow.key_result_id),
            order_by=(col(KeyResultValueRow.at).desc(), col(KeyResultValueRow.id).desc()),
        )
        ranked = (
            select(
                col(KeyResultValueRow.key_result_id),
                col(KeyResultValueRow.value),
                col(KeyResultValueRow.at),
                number.label("n"),
            )
            .where(*self._mine(KeyResultValueRow), col(KeyResultValueRow.key_result_id).in_(list(key_result_ids)))
            .subquery()
        )
        rows = self._scope.session.execute(select(ranked).where(ranked.c.n == 1))
        return {row.key_result_id: (row.value, row.at) for row in rows}

    def _arrange(self, table: type[ObjectiveRow | KeyResultRow], order: list[int], row_id: int) -> None:
        if row_id not in order[1:]:
            return
        at = order.index(row_id)
        order[at - 1], order[at] = order[at], order[at - 1]
        for position, each in enumerate(order, start=1):
            self._change(table, each, position=position)

    def _change(self, table: type[ObjectiveRow | KeyResultRow], row_id: int, **values: object) -> None:
        self._scope.session.execute(update(table).where(*self._mine(table), col(table.id) == row_id).values(**values))

    def _add(self, row: ObjectiveRow | KeyResultRow) -> int:
        self._scope.session.add(row)
        self._scope.session.flush()
        return row.id or 0


def _objective(row: ObjectiveRow, key_results: tuple[KeyResult, ...]) -> Objective:
    return Objective(row.id or 0, row.team_id, row.cycle_id, row.title, row.supports_id, key_results)


def _key_result(row: KeyResultRow, newest: Reported | None, believed: tuple[Hypothesis, ...]) -> KeyResult:
    return KeyResult(
        id=row.id or 0,
        objective_id=row.objective_id,
        title=row.title,
        measure=Measure(MeasureKind(row.kind), row.start, row.target, row.unit),
        owner_id=row.owner_id,
        current=newest[0] if newest else None,
        current_at=newest[1] if newest else None,
        hypotheses=believed,
    )
