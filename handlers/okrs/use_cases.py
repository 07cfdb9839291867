"""Reading and changing a team's OKRs: in the caller's transaction."""

from datetime import datetime

from handlers.kit import guard
from handlers.okrs.values import KeyResultForm, Listing
from okra.calendar import zone
from okra.cycle import Cycle
from okra.okr import KeyResult, Objective
from okra.paste import Pasted
from okra.people import Actor
from okra.permissions import Action, may
from okra.refusal import Refused
from okra.team import Team
from storage.store import Unit

NO_CYCLE = "{team} has no cycle for today. Set one with `/okra setup`, then add its OKRs."
OBJECTIVE_GONE = "That objective was removed meanwhile, so this was not stored. Your words are still here: copy them."
KEY_RESULT_GONE = "That key result was removed meanwhile, so this was not stored. Your words are still here: copy them."


def listing(unit: Unit, actor: Actor, team: Team, page: int, now: datetime) -> Listing:
    """The team's OKRs as the actor may see them. Raises Refused for outsiders and outside a cycle."""
    member = guard.require(unit, actor, Action.LIST_OKRS, team)
    cycle = current_cycle(unit, team, now)
    objectives = unit.okrs.objectives(cycle.id or 0)
    owners = {kr.owner_id for objective in objectives for kr in objective.key_results if kr.owner_id}
    return Listing(
        team_id=team.id,
        team_name=team.name,
        cycle_name=cycle.name,
        objectives=objectives,
        names=unit.people.names(owners),
        may_edit=may(guard.informed(unit, actor), Action.EDIT_OKRS, member) is None,
        page=page,
    )


def current_cycle(unit: Unit, team: Team, now: datetime) -> Cycle:
    """The team's cycle today. Raises Refused, saying what to do, where there is none."""
    cycle = unit.cycles.current(team.id, now.astimezone(zone(team.rhythm.zone)).date())
    if cycle is None:
        raise Refused(NO_CYCLE.format(team=team.name))
    return cycle


def editable(unit: Unit, actor: Actor, team_id: int) -> Team:
    """The team, for somebody who may edit its OKRs. Raises Refused."""
    team = guard.team_by_id(unit, team_id)
    guard.require(unit, actor, Action.EDIT_OKRS, team)
    return team


def objective_of(unit: Unit, team: Team, objective_id: int) -> Objective:
    """One of the team's objectives. Raises Refused where it is gone."""
    objective = unit.okrs.objective(objective_id)
    if objective is None or objective.team_id != team.id:
        raise Refused(OBJECTIVE_GONE)
    return objective


def key_result_of(unit: Unit, team: Team, key_result_id: int) -> KeyResult:
    """One of the team's key results. Raises Refused where it is gone."""
    key_result = unit.okrs.key_result(key_result_id)
    if key_result is None or unit.okrs.team_of(key_result_id) != team.id:
        raise Refused(KEY_RESULT_GONE)
    return key_result


def save_objective(unit: Unit, actor: Actor, team_id: int, objective_id: int | None, title: str, now: datetime) -> None:
    """Add an objective to the current cycle, or give one other words."""
    team = editable(unit, actor, team_id)
    if objective_id is None:
        unit.okrs.add_objective(team.id, current_cycle(unit, team, now).id or 0, title, now)
    else:
        unit.okrs.rename_objective(objective_of(unit, team, objective_id).id, title)


def save_key_result(
    unit: Unit,
    actor: Actor,
    team_id: int,
    objective_id: int,
    key_result_id: int | None,
    form: KeyResultForm,
    now: datetime,
) -> None:
    """Add a key result to an objective, or change one; its hypotheses with it."""
    team = editable(unit, actor, team_id)
    if key_result_id is None:
        objective_of(unit, team, objective_id)
        key_result_id = unit.okrs.add_key_result(objective_id, form.title, form.measure, form.owner_id, now)
    else:
        key_result_of(unit, team, key_result_id)
        unit.okrs.change_key_result(key_result_id, form.title, form.measure, form.owner_id)
    unit.okrs.set_hypotheses(key_result_id, form.hypotheses, now)


def remove(
    unit: Unit, actor: Actor, team_id: int, objective_id: int | None, key_result_id: int | None, now: datetime
) -> None:
    """Take an objective or a key result off the list; one that is gone already is as wished."""
    team = editable(unit, actor, team_id)
    if objective_id is not None:
        objective = unit.okrs.objective(objective_id)
        if objective is not None and objective.team_id == team.id:
            unit.okrs.remove_objective(objective_id, now)
    elif key_result_id is not None and unit.okrs.team_of(key_result_id) == team.id:
        unit.okrs.remove_key_result(key_result_id, now)


def paste_purpose(team_id: int) -> str:
    """What a pasted text is kept as until it is stored."""
    return f"okrs.paste/{team_id}"


def store_pasted(unit: Unit, actor: Actor, team_id: int, pasted: Pasted, now: datetime) -> None:
    """Store everything that was understood, in one go."""
    team = editable(unit, actor, team_id)
    cycle = current_cycle(unit, team, now)
    for draft in pasted.objectives:
        objective_id = unit.okrs.add_objective(team.id, cycle.id or 0, draft.title, now)
        for key_result in draft.key_results:
            key_result_id = unit.okrs.add_key_result(objective_id, key_result.title, key_result.measure, None, now)
            unit.okrs.set_hypotheses(key_result_id, [one.text for one in key_result.hypotheses], now)
    unit.drafts.drop(actor.user_id, paste_purpose(team_id))
