"""Changes of OKRs on the way: kept for the cycle's report, in the transaction that makes them."""

from datetime import datetime

from handlers.kit.reporting import report_changed
from okra.okr import KeyResult, Objective
from okra.okr_change import Aim, OkrChange, Told, aim_of, key_result_change, objective_change
from storage.store import Unit


def objective_became(unit: Unit, objective: Objective, before: str | None, after: str | None, now: datetime) -> None:
    """An objective's words were `before` and are `after`; None where it was not there, or is not any more."""
    _note(unit, objective, None, objective_change(before, after), now)


def key_result_became(
    unit: Unit, objective: Objective, key_result_id: int, before: KeyResult | None, after: Aim | None, now: datetime
) -> None:
    """The same for a key result."""
    change = key_result_change(aim_of(before) if before else None, after)
    _note(unit, objective, key_result_id, change, now)


def _note(unit: Unit, objective: Objective, key_result_id: int | None, told: Told | None, now: datetime) -> None:
    if told is not None and unit.changes.matter(objective.cycle_id):
        what, said = told
        unit.changes.note(objective.cycle_id, OkrChange(objective.id, key_result_id, what, said, now))
        report_changed(unit, objective.cycle_id, now)
