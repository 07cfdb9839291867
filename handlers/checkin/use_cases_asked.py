"""What a check-in asks of one member. In the caller's transaction."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from handlers.checkin.use_cases_time import TeamAndWeek, cycle_of
from okra.action import Action, asked_of
from okra.checkin import Answer, Round
from okra.cycle import Cycle
from okra.grip import Asked, AskedKeyResult, AskedObjective, Context, ask
from okra.issue import Issue
from okra.okr import Objective
from okra.refusal import Refused
from okra.team import Team
from storage.spoken_of import SpokenOf, spoken_of
from storage.store import Unit


def asked(unit: Unit, about: TeamAndWeek, user_id: str, *, opening: bool = True, showing: bool = True) -> Asked:
    """Everything that the check-in asks of a member; what only the eyes need is left out unless it is `showing`.

    Raises Refused outside any cycle, and when `opening` the window with nothing to ask about.
    """
    this = unit.rounds.of_week(about.team.id, about.week)
    answer = unit.rounds.answer(this.id, user_id) if this else None
    answer_id = unit.rounds.answer_id(this.id, user_id) if this and answer else None
    raised = unit.issues.raised_in(answer_id) if answer_id is not None else []
    issues = _issues(unit, about.team, answer, {issue.id for issue in raised})
    objectives = _objectives(unit, about, this)
    if opening and not objectives:
        raise Refused(f"{about.team.name} has no OKRs for this cycle yet. Add them with `/okra okrs`, then check in.")
    context = Context(answer=answer, raised=tuple(issue.text for issue in raised))
    if showing:
        actions = _actions(unit, about.team, user_id, answer)
        context = replace(
            context,
            actions=tuple(actions),
            zone=about.team.rhythm.zone,
            names=unit.people.names(_owners(objectives, issues, actions)),
            last_confidences=unit.rounds.last_confidences(about.team.id, user_id, about.week),
            last_plan=unit.rounds.last_plan(about.team.id, user_id, about.week),
        )
    return ask((about.team.id, about.team.name), about.week, user_id, objectives, issues, context)


def _owners(objectives: Iterable[Objective], issues: Iterable[Issue], actions: Iterable[Action]) -> set[str]:
    of_key_results = {kr.owner_id for objective in objectives for kr in objective.key_results if kr.owner_id}
    return of_key_results | {issue.owner_id for issue in issues} | {action.owner_id for action in actions}


def _objectives(unit: Unit, about: TeamAndWeek, this: Round | None) -> tuple[Objective, ...]:
    cycle = cycle_for(unit, about, this)
    return tuple(unit.okrs.objectives(cycle.id)) if cycle.id is not None else ()


def cycle_for(unit: Unit, about: TeamAndWeek, this: Round | None) -> Cycle:
    """The cycle of a round, or the one in which the week's day lies before there is one. Raises Refused outside any."""
    cycle = unit.cycles.by_id(this.cycle_id) if this else cycle_of(unit, about)
    if cycle is None:
        raise Refused(f"{about.team.name} has no cycle for this week. The lead can set one with `/okra setup`.")
    return cycle


def _issues(unit: Unit, team: Team, answer: Answer | None, raised: set[int]) -> list[Issue]:
    """The team's open issues, and those that the answer being edited solved; its own lines stand in their own box."""
    open_ones = [issue for issue in unit.issues.open_of(team.id) if issue.id not in raised]
    spoken = {update.issue_id for update in answer.issue_updates} if answer else set()
    missing = spoken - {issue.id for issue in open_ones} - raised
    return [*open_ones, *unit.issues.with_ids(team.id, missing)]


def _actions(unit: Unit, team: Team, user_id: str, answer: Answer | None) -> list[Action]:
    """The member's open actions, those whose owner left, and those that the answer being edited closed."""
    members = [member.user_id for member in unit.teams.members(team.id)]
    open_ones = asked_of(user_id, unit.actions.open_of(team.id), members)
    spoken = {update.action_id for update in answer.action_updates} if answer else set()
    return [*open_ones, *unit.actions.with_ids(team.id, spoken - {action.id for action in open_ones})]


def with_removed(unit: Unit, asked: Asked, objective_ids: Collection[int], key_result_ids: Collection[int]) -> Asked:
    """The same questions, with what stood in an open window and was removed meanwhile: no word is lost over it."""
    gone = spoken_of(
        unit,
        asked.team_id,
        set(objective_ids) - asked.objective_ids,
        set(key_result_ids) - asked.key_results.keys(),
    )
    return replace(asked, removed=tuple(_removed(gone, number) for number in gone.objectives))


def _removed(gone: SpokenOf, objective_id: int) -> AskedObjective:
    of_it = [one for one in gone.key_results.values() if one.objective_id == objective_id]
    return AskedObjective(
        objective_id, gone.objectives[objective_id], tuple(AskedKeyResult(one, "", mine=False) for one in of_it)
    )
