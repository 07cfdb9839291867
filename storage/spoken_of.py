"""Objectives and key results that somebody has spoken of, removed ones included: no word may lose what it is about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from okra.okr import KeyResult, Measure, MeasureKind
from storage.store import Unit
from storage.tables import KeyResultRow, ObjectiveRow


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """A team's objectives (titles) and key results by id; `removed` are the ids of what is not there any more."""

    objectives: Mapping[int, str]
    key_results: Mapping[int, KeyResult]
    removed_objectives: Collection[int]
    removed_key_results: Collection[int]


def spoken_of(unit: Unit, team_id: int, objective_ids: Collection[int], key_result_ids: Collection[int]) -> SpokenOf:
    """Find these objectives and key results of a team, and the objectives that the key results belong to."""
    key_results = _key_results(unit, team_id, key_result_ids) if key_result_ids else []
    wanted = {*objective_ids, *(row.objective_id for row in key_results)}
    objectives = _objectives(unit, team_id, wanted) if wanted else []
    gone = {row.id or 0 for row in objectives if row.removed_at is not None}
    return SpokenOf(
        objectives={row.id or 0: row.title for row in objectives},
        key_results={row.id or 0: _value(row) for row in key_results},
        removed_objectives=gone,
        removed_key_results={row.id or 0 for row in key_results if row.removed_at or row.objective_id in gone},
    )


def _objectives(unit: Unit, team_id: int, objective_ids: Collection[int]) -> list[ObjectiveRow]:
    return list(
        unit.session.execute(
            select(ObjectiveRow)
            .where(
                col(ObjectiveRow.workspace_id) == unit.workspace_id,
                col(ObjectiveRow.team_id) == team_id,
                col(ObjectiveRow.id).in_(objective_ids),
            )
            .order_by(col(ObjectiveRow.position), col(ObjectiveRow.id))
            .execution_options(populate_existing=True)
        ).scalars()
    )


def _key_results(unit: Unit, team_id: int, key_result_ids: Collection[int]) -> list[KeyResultRow]:
    return list(
        unit.session.execute(
            select(KeyResultRow)
            .join(ObjectiveRow, col(ObjectiveRow.id) == col(KeyResultRow.objective_id))
            .where(
                col(KeyResultRow.workspace_id) == unit.workspace_id,
                col(ObjectiveRow.team_id) == team_id,
                col(KeyResultRow.id).in_(key_result_ids),
            )
            .order_by(col(KeyResultRow.position), col(KeyResultRow.id))
            .execution_options(populate_existing=True)
        ).scalars()
    )


def _value(row: KeyResultRow) -> KeyResult:
    measure = Measure(MeasureKind(row.kind), row.start, row.target, row.unit)
    return KeyResult(row.id or 0, row.objective_id, row.title, measure, row.owner_id)
