"""Reading and changing a team's OKRs: in the caller's transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from handlers.kit import guard
from handlers.kit.at_home import refresh_team
from handlers.kit.cycle_calendar import next_cycle
from handlers.okrs.use_cases_changes import key_result_became, objective_became
from handlers.okrs.values import KeyResultForm, Listing, ObjectiveForm, Place
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
OBJECTIVE_GONE = (
    "Somebody removed this objective meanwhile, so nothing was stored. Your words are still here: copy them."
)
KEY_RESULT_GONE = (
    "Somebody removed this key result meanwhile, so nothing was stored. Your words are still here: copy them."
)
STRATEGIC_GONE = "That strategic OKR is not there any more. Choose another one, or none."


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
        strategic=unit.okrs.strategic(cycle.start),
        page=page,
    )


def current_cycle(unit: Unit, team: Team, now: datetime) -> Cycle:
    """The team's cycle today. Raises Refused, saying what to do, where there is none."""
    cycle = unit.cycles.current(team.id, _today(team, now))
    if cycle is None:
        raise Refused(NO_CYCLE.format(team=team.name))
    return cycle


def _today(team: Team, now: datetime) -> date:
    return now.astimezone(zone(team.rhythm.zone)).date()


def editable(unit: Unit, actor: Actor, team_id: int) -> Team:
    """The team, for somebody who may edit its OKRs. Raises Refused."""
    team = guard.team_by_id(unit, team_id)
    guard.require(unit, actor, Action.EDIT_OKRS, team)
    return team


def strategic(unit: Unit, team: Team, now: datetime) -> dict[int, str]:
    """The strategic OKRs, by id, that the team's objectives may support."""
    return unit.okrs.strategic(current_cycle(unit, team, now).start)


def objective_of(unit: Unit, team: Team, objective_id: int) -> Objective | None:
    """One of the team's objectives; None where it is gone."""
    objective = unit.okrs.objective(objective_id)
    return objective if objective is not None and objective.team_id == team.id else None


def key_result_of(unit: Unit, team: Team, key_result_id: int) -> KeyResult | None:
    """One of the team's key results; None where it or its objective is gone."""
    key_result = unit.okrs.key_result(key_result_id)
    return key_result if key_result is not None and unit.okrs.team_of(key_result_id) == team.id else None


def save_objective(unit: Unit, actor: Actor, place: Place, form: ObjectiveForm, now: datetime) -> None:
    """Add an objective to the current cycle, or change one. Saving the same one again changes nothing."""
    team = editable(unit, actor, place.team_id)
    if place.objective_id is None:
        objective_id = _objective_called(unit, team, form.title, current_cycle(unit, team, now), now).id
    elif (before := objective_of(unit, team, place.objective_id)) is None:
        raise Refused(OBJECTIVE_GONE)
    else:
        objective_id = place.objective_id
        unit.okrs.rename_objective(objective_id, form.title)
        objective_became(unit, before, before.title, form.title, now)
    if form.asked:
        _support(unit, team, objective_id, form.supports, now)
    refresh_team(unit, team, now)


def _support(unit: Unit, team: Team, objective_id: int, strategic_okr_id: int | None, now: datetime) -> None:
    if strategic_okr_id is not None and strategic_okr_id not in strategic(unit, team, now):
        raise Refused(STRATEGIC_GONE)
    unit.okrs.support(objective_id, strategic_okr_id)


def _objective_called(unit: Unit, team: Team, title: str, cycle: Cycle, now: datetime) -> Objective:
    """The cycle's objective of these words, added where there is none."""
    known = next((one for one in unit.okrs.objectives(cycle.id or 0) if one.title == title), None)
    if known is not None:
        return known
    added = Objective(unit.okrs.add_objective(team.id, cycle.id or 0, title, now), team.id, cycle.id or 0, title)
    objective_became(unit, added, None, title, now)
    return added


@dataclass(frozen=True, slots=True)
class About:
    """What a key result's window is judged by: who may own it, and how it is stored (None for a new one)."""

    may_own: Collection[str]
    before: KeyResult | None


def about_key_result(unit: Unit, actor: Actor, place: Place) -> About:
    """What the window is judged by. Raises Refused where what it is about is gone, or not the actor's to edit."""
    team = editable(unit, actor, place.team_id)
    may_own = {member.user_id for member in unit.teams.members(team.id)}
    if place.key_result_id is not None:
        before = key_result_of(unit, team, place.key_result_id)
        if before is None:
            raise Refused(KEY_RESULT_GONE)
        return About(may_own, before)
    if objective_of(unit, team, place.objective_id or 0) is None:
        raise Refused(OBJECTIVE_GONE)
    return About(may_own, None)


def save_key_result(unit: Unit, actor: Actor, place: Place, form: KeyResultForm, now: datetime) -> None:
    """Add a key result to an objective, or change one; its hypotheses with it.

    Expects what `about_key_result` found; adding the same one again changes nothing.
    """
    team = editable(unit, actor, place.team_id)
    if place.key_result_id is not None:
        before = unit.okrs.key_result(place.key_result_id)
        unit.okrs.change_key_result(place.key_result_id, form.title, form.measure, form.owner_id)
        unit.okrs.set_hypotheses(place.key_result_id, form.hypotheses, now)
        if before is not None and (above := unit.okrs.objective(before.objective_id)) is not None:
            key_result_became(unit, above, before.id, before, (form.title, form.measure), now)
    elif (objective := objective_of(unit, team, place.objective_id or 0)) is not None:
        _add_key_result(unit, objective, form, now)
    refresh_team(unit, team, now)


def _add_key_result(unit: Unit, objective: Objective, form: KeyResultForm, now: datetime) -> None:
    if any(_is_there(key_result, form) for key_result in objective.key_results):
        return
    key_result_id = unit.okrs.add_key_result(objective.id, form.title, form.measure, form.owner_id, now)
    unit.okrs.set_hypotheses(key_result_id, form.hypotheses, now)
    key_result_became(unit, objective, key_result_id, None, (form.title, form.measure), now)


def _is_there(key_result: KeyResult, form: KeyResultForm) -> bool:
    """Whether a key result says all that the form says."""
    return (
        (key_result.title, key_result.measure) == (form.title, form.measure)
        and form.owner_id in (None, key_result.owner_id)
        and {hypothesis.text for hypothesis in key_result.hypotheses} >= set(form.hypotheses)
    )


def remove(unit: Unit, actor: Actor, place: Place, now: datetime) -> None:
    """Take an objective or a key result off the list; one that is gone already is as wished."""
    team = editable(unit, actor, place.team_id)
    if place.key_result_id is not None:
        _remove_key_result(unit, team, place.key_result_id, now)
    elif place.objective_id is not None and (gone := objective_of(unit, team, place.objective_id)) is not None:
        unit.okrs.remove_objective(place.objective_id, now)
        objective_became(unit, gone, gone.title, None, now)
    refresh_team(unit, team, now)


def _remove_key_result(unit: Unit, team: Team, key_result_id: int, now: datetime) -> None:
    gone = key_result_of(unit, team, key_result_id)
    above = unit.okrs.objective(gone.objective_id) if gone else None
    if gone is not None and above is not None:
        unit.okrs.remove_key_result(key_result_id, now)
        key_result_became(unit, above, key_result_id, gone, None, now)


def paste_purpose(place: Place) -> str:
    """What a pasted text is kept as until it is stored: what is meant for another cycle never shows up in this one."""
    cycle = "" if place.cycle_id is None else f"/{place.cycle_id}"
    after = "" if place.after is None else f"/after/{place.after}"
    return f"okrs.paste/{place.team_id}{cycle}{after}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A pasted text that is not stored yet; `read` tells one sending of it from another."""

    text: str
    read: str


def kept_paste(unit: Unit, actor: Actor, place: Place) -> Kept | None:
    """What the actor pasted and did not store yet."""
    draft = unit.drafts.find(actor.user_id, paste_purpose(place))
    return None if draft is None else Kept(str(draft.body["text"]), draft.saved_at.isoformat())


def keep_paste(unit: Unit, actor: Actor, place: Place, view_id: str, text: str, now: datetime) -> Kept:
    """Keep a pasted text until it is stored or another one is pasted."""
    unit.drafts.keep(actor.user_id, paste_purpose(place), view_id, now.timestamp(), {"text": text}, now)
    return Kept(text, now.isoformat())


def titles(unit: Unit, team: Team, place: Place, now: datetime) -> set[str]:
    """The words of the objectives that are on the list already."""
    if place.after is not None:
        return set()
    return {objective.title for objective in unit.okrs.objectives(_goes_to(unit, team, place, now).id or 0)}


def _goes_to(unit: Unit, team: Team, place: Place, now: datetime) -> Cycle:
    """The cycle that a text is stored into. Raises Refused where there is none."""
    if place.after is not None and (before := unit.cycles.by_id(place.after)) is not None:
        return next_cycle(unit, team, before)
    chosen = unit.cycles.by_id(place.cycle_id) if place.cycle_id is not None else None
    return chosen or current_cycle(unit, team, now)


def place_for(unit: Unit, team: Team, cycle_id: int | None, now: datetime) -> Place:
    """Where a session's drafts go: into its own cycle if that is still to come, else into the one that runs."""
    cycle = unit.cycles.by_id(cycle_id) if cycle_id is not None else None
    ahead = cycle is not None and cycle.start > _today(team, now)
    return Place(team.id, cycle_id=cycle_id if ahead else None)


def place_after(unit: Unit, team: Team, cycle: Cycle) -> Place:
    """Where what goes on after a cycle goes: into the next one, which is stored only with it."""
    stored = unit.cycles.following(team.id, cycle.end)
    return Place(team.id, cycle_id=stored.id) if stored else Place(team.id, after=cycle.id)


def store_pasted(unit: Unit, actor: Actor, place: Place, pasted: Pasted, now: datetime) -> Cycle:
    """Store everything that was understood, whole or not at all; what is on the list already is not added again.

    Returns the cycle that it is in.
    """
    team = editable(unit, actor, place.team_id)
    cycle = _goes_to(unit, team, place, now)
    for draft in pasted.objectives:
        added = _objective_called(unit, team, draft.title, cycle, now)
        for key_result in draft.key_results:
            believed = tuple(hypothesis.text for hypothesis in key_result.hypotheses)
            form = KeyResultForm(key_result.title, key_result.measure, None, believed)
            _add_key_result(unit, added, form, now)
    unit.drafts.drop(actor.user_id, paste_purpose(place))
    refresh_team(unit, team, now)
    return cycle
