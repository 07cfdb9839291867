"""What a session shows, loaded at the moment of sending."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.kit.feature import Later
from handlers.kit.ids import Delivery
from handlers.sessions import use_cases
from handlers.sessions.use_cases_owed import plan_key
from handlers.sessions.use_cases_reveal import REVEAL, lines_of, parts_of, whole
from handlers.sessions.values import Cockpit, News, Numbers, PairPlace, PlanChart, PlanTold, Revealed, Shown
from okra.calendar import zone
from okra.countdown import left
from okra.dates import say_moment
from okra.items import ItemKind, of_kind
from okra.plan_items import plan_of
from okra.proceedings import Proceedings
from okra.report import report_objectives
from okra.script import About
from okra.session import Mode, Phase
from okra.steps.pair import Pairing
from storage.sessions import Stored
from storage.store import Unit
from storage.weeks import cycle_so_far

CARD_FIRST = timedelta(seconds=2)
"""How long the notes wait for the card that they stand under."""


def shown(unit: Unit, stored: Stored, now: datetime, course: Proceedings | None = None) -> Shown | None:
    """A session as people see it; `course` is what is in it, where that was read already."""
    team = unit.teams.by_id(stored.team_id)
    if team is None:
        return None
    course = course or use_cases.proceedings(unit, stored)
    where = zone(team.rhythm.zone, unit.workspaces.zone())
    session = course.session
    until = session.resumes_at or session.deadline
    owners = {str(item.facts["owner"]) for item in course.items() if item.facts.get("owner")}
    names = unit.people.names({session.facilitator, *session.people, *owners})
    today = now.astimezone(where).date()
    same_day = until.astimezone(where).date() == today
    said = f"{until.astimezone(where):%H:%M}" if same_day else say_moment(until, where)
    about = _about(unit, stored, course)
    counted = left(session, now) if session.mode is Mode.LIVE and session.phase is Phase.RUNNING else ""
    state = course.state()
    return Shown(stored.id, team, course, state, course.kind.turnout(state), names, said, today, about, counted, until)


def _about(unit: Unit, stored: Stored, course: Proceedings) -> str:
    """What a retro looks back on, in people's words."""
    if course.session.script.about is About.PLAN:
        return ""
    cycle = unit.cycles.by_id(stored.cycle_id) if stored.cycle_id else None
    objectives = of_kind(course.carried, ItemKind.OBJECTIVE)
    if course.session.script.about is About.CYCLE and cycle is not None:
        return f"all of {cycle.name}"
    if len(objectives) == 1:
        return objectives[0].text
    return f"all {len(objectives)} objectives" if objectives else "an objective that is not on the list any more"


def card(unit: Unit, key: str, now: datetime) -> Shown | None:
    """Load the card."""
    stored = unit.sessions.find(int(key))
    return shown(unit, stored, now) if stored else None


def cockpit(unit: Unit, key: str, now: datetime) -> tuple[Cockpit, str] | None:
    """Load the facilitator's message, and whose it is; nothing for one who never had it and is not it any more."""
    session_id, _, user_id = key.partition("/")
    stored = unit.sessions.find(int(session_id))
    seen = shown(unit, stored, now) if stored else None
    if seen is None:
        return None
    others = [one for one in seen.session.people if one != user_id]
    return Cockpit(seen, seen.proceedings.problems(), others), user_id


def reveal(unit: Unit, key: str, now: datetime) -> Revealed | Later | None:
    """Load the notes of a reveal, or what pairs wrote; they wait for the card that they stand under."""
    session_id, step, part = key.split("/")
    stored = unit.sessions.find(int(session_id))
    if stored is None:
        return None
    course = use_cases.proceedings(unit, stored)
    steps = course.session.script.steps
    index = [one.id for one in steps].index(step)
    above = unit.outbox.message(Delivery.SESSION_CARD, session_id)
    if above is None:
        return Later(now + CARD_FIRST)
    lines, number = lines_of(course, index), int(part)
    parts = parts_of(lines, whole)
    here = parts[number] if number < len(parts) else ()
    silent = steps[index].kind == REVEAL
    return Revealed(steps[index].title, here, above.ts, number + 1, len(parts), len(lines), silent)


def news(unit: Unit, key: str, now: datetime) -> News | Later | None:
    """Load what people who are hours apart hear of a step that is open; None once the session is past it."""
    session_id, _, step, *again = key.split("/")
    stored = unit.sessions.find(int(session_id))
    seen = shown(unit, stored, now) if stored else None
    if seen is None or not seen.running or seen.session.step != int(step):
        return None
    above = unit.outbox.message(Delivery.SESSION_CARD, session_id)
    return News(seen, above.ts, bool(again)) if above else Later(now + CARD_FIRST)


def last_call(unit: Unit, key: str, now: datetime) -> Shown | None:
    """Load what the facilitator hears when the last step's time is up; None where it went on, or is over."""
    session_id, moves, extended, _ = key.split("/")
    stored = unit.sessions.find(int(session_id))
    seen = shown(unit, stored, now) if stored else None
    if seen is None or not seen.running:
        return None
    return seen if (seen.session.moves, seen.session.extended) == (int(moves), int(extended)) else None


def numbers(unit: Unit, key: str, now: datetime) -> Numbers | Later | None:
    """Load where what a retro is about stands; None where it is about nothing that is still there."""
    stored = unit.sessions.find(int(key))
    team = unit.teams.by_id(stored.team_id) if stored else None
    cycle = unit.cycles.by_id(stored.cycle_id) if stored and stored.cycle_id else None
    if stored is None or team is None or cycle is None:
        return None
    above = unit.outbox.message(Delivery.SESSION_CARD, key)
    if above is None:
        return Later(now + CARD_FIRST)
    week = cycle_so_far(unit, team, cycle, now)
    reports = report_objectives(week, now)
    found = tuple(one for one in reports if stored.objective_id in (None, one.objective.id))
    about = _about(unit, stored, use_cases.proceedings(unit, stored))
    return Numbers(team.name, about, found, week.elapsed, now, above.ts) if found else None


def plan(unit: Unit, key: str, now: datetime) -> PlanTold | Later | None:
    """Load a part of the quarter's plan as it stands, after the part before it; None where the session is gone."""
    session_id, _, number = key.partition("/")
    stored = unit.sessions.find(int(session_id))
    team = unit.teams.by_id(stored.team_id) if stored else None
    if stored is None or team is None:
        return None
    part = int(number or 1)
    above = unit.outbox.message(Delivery.SESSION_CARD, session_id)
    if above is None or (
        part > 1 and unit.outbox.message(Delivery.SESSION_PLAN, plan_key(stored.id, part - 1)) is None
    ):
        return Later(now + CARD_FIRST)
    cycle = unit.cycles.by_id(stored.cycle_id) if stored.cycle_id else None
    made = plan_of(use_cases.proceedings(unit, stored))
    return PlanTold(PlanChart(f"{team.name}: the quarter's plan", made, cycle.start if cycle else None, part), above.ts)


def pair(unit: Unit, key: str, now: datetime) -> PairPlace | None:
    """Load a pair's own place; None where it never had one and is no pair any more."""
    session_id, step, people = key.split("/")
    stored = unit.sessions.find(int(session_id))
    seen = shown(unit, stored, now) if stored else None
    if seen is None:
        return None
    steps = [one.id for one in seen.session.script.steps]
    state: Pairing = seen.proceedings.state(steps.index(step))
    both = people.split(",")
    group = next((at for at, one in enumerate(state.groups) if sorted(one.people) == both), None)
    if group is None and unit.outbox.message(Delivery.SESSION_PAIR, key) is None:
        return None
    is_open = seen.running and seen.session.now_at.id == step
    names = unit.people.names(both)
    title = seen.session.script.step(step).title
    return PairPlace(replace(seen, names={**seen.names, **names}), title, state, group, both, is_open)
