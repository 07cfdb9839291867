"""A cycle's first drafts: what the team goes on with from the cycle before."""

from handlers.kit.going_on import going_on
from okra.cycle import Cycle
from okra.items import ItemKind
from okra.kept import draft_rows
from okra.script import Script, Step
from okra.steps.step import Put
from okra.team import Team
from storage.store import Unit

DRAFT = "draft"


def begin_with_what_was_kept(unit: Unit, team: Team, session_id: int, script: Script, cycle: Cycle | None) -> None:
    """Put what goes on into the step that drafts objectives, as drafts like any other.

    Only where the cycle has neither OKRs nor drafts yet: what was taken out once does not come back.
    """
    step = next(filter(_drafts_objectives, script.steps), None)
    if step is None or cycle is None or cycle.id is None or _has_begun(unit, team, cycle.id):
        return
    before = unit.cycles.ended(team.id, cycle.start)
    rows = draft_rows(going_on(unit, before), f"s{session_id}/{step.id}/") if before else ()
    unit.sessions.change(session_id, step.id, [Put(row) for row in rows])


def _drafts_objectives(step: Step) -> bool:
    return step.kind == DRAFT and ItemKind.OBJECTIVE in step.options["makes"]


def _has_begun(unit: Unit, team: Team, cycle_id: int) -> bool:
    drafted = unit.sessions.carried(team.id, (ItemKind.OBJECTIVE,), cycle_id)
    return bool(drafted) or bool(unit.okrs.objectives(cycle_id))
