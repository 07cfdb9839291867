"""What can be begun in a team's channel, and which cycle it is about."""

from contextlib import suppress
from datetime import date, datetime
from typing import Final

from handlers.kit import guard
from handlers.kit.cycle_calendar import next_cycle
from handlers.sessions.values import Choices
from okra.calendar import zone
from okra.cycle import Cycle, following, to_look_back_on
from okra.people import Actor
from okra.permissions import Action
from okra.refusal import Refused
from okra.script import About, Script, ScriptFaultsError, built_in, read_script
from okra.team import Team
from storage.store import Unit

USUAL: Final = {About.OBJECTIVE: "retro", About.CYCLE: "retro-end"}
"""The script of the usual retro of each sort."""
NOTHING_TO_LOOK_AT = "There are no OKRs to look back on yet. `/okra okrs` adds them."
OBJECTIVE_GONE = "This objective is not on the list any more. `/okra retro` shows what there is."


def scripts_about(unit: Unit, team: Team, about: About) -> tuple[Script, ...]:
    """The sessions of a sort that the team can run, the usual one first. Its own that are faulty are left out."""
    known = dict(built_in())
    for name, text in unit.scripts.of_team(team.id).items():
        with suppress(ScriptFaultsError):
            known[name] = read_script(text, f"{name}.yaml")
    found = (script for script in known.values() if script.about is about)
    return tuple(sorted(found, key=lambda script: (script.name != USUAL.get(about), script.title)))


def choices(unit: Unit, actor: Actor, team: Team, about: About, now: datetime) -> Choices:
    """What there is to choose from. Raises Refused for those outside the team, and where there is nothing to look at.

    The first of what it can be about is what is usually meant.
    """
    guard.require(unit, actor, Action.RUN_SESSION, team)
    scripts = scripts_about(unit, team, about)
    if about is About.PLAN:
        return Choices(team.id, team.name, about, scripts)
    if about is About.CYCLE:
        cycles = _cycles(unit, team, now)
        return Choices(team.id, team.name, about, scripts, tuple((one.id or 0, one.name) for one in cycles))
    cycle = _cycle(unit, team, now)
    found = unit.okrs.objectives(cycle.id) if cycle is not None and cycle.id is not None else ()
    if not found:
        raise Refused(NOTHING_TO_LOOK_AT)
    return Choices(team.id, team.name, about, scripts, tuple((one.id, one.title) for one in found))


def cycle_of(unit: Unit, team: Team, about: About, now: datetime, subject: int | None = None) -> Cycle | None:
    """The cycle that a session is about. `subject` is the id of the objective, or for a whole cycle of the cycle.

    Raises Refused where what a retro is about is not there, or not the team's.
    """
    if about is About.OBJECTIVE and subject is not None:
        objective = unit.okrs.objective(subject)
        if objective is None or objective.team_id != team.id:
            raise Refused(OBJECTIVE_GONE)
        return unit.cycles.by_id(objective.cycle_id)
    if about is About.CYCLE:
        found = _cycles(unit, team, now)
        return next((one for one in found if one.id == subject), found[0])
    if about is About.PLAN:
        return _to_plan(unit, team, now)
    cycle = _cycle(unit, team, now)
    if cycle is None or not _has_okrs(unit, cycle):
        raise Refused(NOTHING_TO_LOOK_AT)
    return cycle


def _to_plan(unit: Unit, team: Team, now: datetime) -> Cycle | None:
    """The cycle that runs; in its second half, once the team has looked back on it, the next, if that is not over."""
    cycle, today = _cycle(unit, team, now), _today(unit, team, now)
    if cycle is None or today < cycle.midpoint or following(cycle).end < today or not _was_held(unit, cycle):
        return cycle
    return next_cycle(unit, team, cycle)


def _cycle(unit: Unit, team: Team, now: datetime) -> Cycle | None:
    return unit.cycles.current(team.id, _today(unit, team, now)) or unit.cycles.latest(team.id)


def _cycles(unit: Unit, team: Team, now: datetime) -> tuple[Cycle, ...]:
    """The cycles that a retro at the end can be about, the one that is usually meant first."""
    today = _today(unit, team, now)
    found = (unit.cycles.current(team.id, today), unit.cycles.ended(team.id, today))
    current, last = (one if one is not None and _has_okrs(unit, one) else None for one in found)
    first = to_look_back_on(current, last, today, held=last is not None and _was_held(unit, last))
    if first is None:
        raise Refused(NOTHING_TO_LOOK_AT)
    return (first, *(one for one in (current, last) if one is not None and one.id != first.id))


def _has_okrs(unit: Unit, cycle: Cycle) -> bool:
    return cycle.id is not None and bool(unit.okrs.objectives(cycle.id))


def _was_held(unit: Unit, cycle: Cycle) -> bool:
    """Whether a retro of the whole cycle has ended."""
    since = datetime.combine(cycle.start, datetime.min.time(), zone("UTC"))
    retros = unit.sessions.retros(cycle.team_id, since)
    return any((one.about, one.cycle_id) == (About.CYCLE, cycle.id) and one.ended_at for one in retros)


def _today(unit: Unit, team: Team, now: datetime) -> date:
    return now.astimezone(zone(team.rhythm.zone, unit.workspaces.zone())).date()
