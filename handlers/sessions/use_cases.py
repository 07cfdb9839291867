"""What a session does: begin, act, move. Each loads, lets okra decide, and stores, in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from handlers.kit import guard
from handlers.kit.at_home import refresh_team
from handlers.kit.ids import Delivery
from handlers.kit.offer_news import say_again
from handlers.kit.reporting import session_over
from handlers.kit.roll_call import call_roll
from handlers.kit.scripts import script_for
from handlers.sessions.use_cases_begin import cycle_of
from handlers.sessions.use_cases_end import take_over
from handlers.sessions.use_cases_kept import begin_with_what_was_kept
from handlers.sessions.use_cases_owed import acted, begun, moved
from okra import session as sessions
from okra.calendar import instant, zone
from okra.cycle import Cycle
from okra.golden_thread import Orphan, orphans
from okra.items import Item, ItemKind, of_kind
from okra.okr_items import items_of
from okra.people import Actor, Role
from okra.permissions import Action
from okra.proceedings import Proceedings
from okra.refusal import Refused
from okra.script import About, read_script
from okra.script_writer import write_script
from okra.session import Command, Event, Mode, Phase, What
from okra.steps.step import Change, Who
from okra.team import Team
from storage.sessions import SessionRunningError, Stored
from storage.store import Unit

IN_THE_MORNING = time(9)
RUN = Action.RUN_SESSION
GONE = "This session is not there any more."
KNOWN_ALREADY = "A session runs here already. Look for its card, or let its facilitator end it first."


def begin(
    unit: Unit, actor: Actor, channel_id: str, name: str, mode: Mode, now: datetime, subject: int | None = None
) -> int:
    """Begin a session in the team's channel; whoever begins it facilitates. Returns its id.

    `subject` is the objective that a retro is about, or the cycle for one at the end; None for all, and for the cycle
    that is usually meant.
    """
    team = guard.team_here(unit, actor, channel_id)
    guard.require(unit, actor, Action.RUN_SESSION, team)
    script = script_for(unit, team, name)
    cycle = cycle_of(unit, team, script.about, now, subject)
    objective_id = subject if script.about is About.OBJECTIVE else None
    events = sessions.start(script, actor.user_id, [], mode, now)
    try:
        session_id = unit.sessions.start(
            team.id, cycle.id if cycle else None, (script.name, write_script(script)), team.channel_id, events, now,
            script.about, objective_id,
        )  # fmt: skip
    except SessionRunningError as running:
        raise Refused(KNOWN_ALREADY) from running
    if script.about is About.PLAN:
        begin_with_what_was_kept(unit, team, session_id, script, cycle)
    stored = held(unit, session_id)
    begun(unit, stored, proceedings(unit, stored), now)
    call_roll(unit, [team], now)
    if script.about is not About.PLAN:
        unit.outbox.post(Delivery.SESSION_NUMBERS, str(session_id), team.channel_id, now)
        for offer in unit.offers.taken(team.id, objective_id, actor.user_id, now):
            say_again(unit, offer, now)
    refresh_team(unit, team, now)
    return session_id


def held(unit: Unit, session_id: int) -> Stored:
    """A session, held for this transaction. Raises Refused where it is gone."""
    stored = unit.sessions.hold(session_id)
    if stored is None:
        raise Refused(GONE)
    return stored


def proceedings(unit: Unit, stored: Stored) -> Proceedings:
    """A session with everything in it."""
    script = read_script(stored.script, f"{stored.script_name}.yaml")
    cycle = unit.cycles.by_id(stored.cycle_id) if stored.cycle_id else None
    return Proceedings(
        session=sessions.replay(script, stored.events),
        rows=stored.rows,
        prefix=f"s{stored.id}",
        seed=stored.seed,
        roles=_roles(unit, stored),
        carried=(*_strategy(unit, cycle), *_carried(unit, stored, script.about)),
        weeks=cycle.weeks if cycle else 13,
        begins=cycle.start if cycle else None,
    )


def _carried(unit: Unit, stored: Stored, about: About) -> tuple[Item, ...]:
    """What a session works on: what earlier sessions gave, or the OKRs as they stand, with what was planned."""
    earlier = unit.sessions.carried(stored.team_id, tuple(ItemKind), stored.cycle_id, before=stored.id)
    if about is About.PLAN or stored.cycle_id is None:
        return earlier
    standing = unit.okrs.objectives(stored.cycle_id)
    chosen = [one for one in standing if stored.objective_id in (None, one.id)]
    planned = of_kind(earlier, ItemKind.MILESTONE, ItemKind.PLACEMENT) if about is About.CYCLE else ()
    return (*items_of(chosen), *planned)


def _strategy(unit: Unit, cycle: Cycle | None) -> tuple[Item, ...]:
    """The company's strategic OKRs, as far as they are stored: objectives may support them."""
    titles = unit.okrs.strategic(cycle.start) if cycle else {}
    return tuple(Item(f"strategic/{number}", ItemKind.STRATEGY, title) for number, title in titles.items())


def _roles(unit: Unit, stored: Stored) -> dict[str, str]:
    """What people are in the company, as their Slack profiles say: so pairs are made across roles."""
    there = {event.by for event in stored.events}
    return {user_id: person.title for user_id, person in unit.people.known(there).items()}


def who(unit: Unit, actor: Actor, stored: Stored, now_at: Proceedings, pad: str = "") -> Who:
    """Whoever acts: by name, or by their pad in an anonymous round. Raises Refused for those outside the team."""
    team = guard.team_by_id(unit, stored.team_id)
    guard.require(unit, actor, Action.RUN_SESSION, team)
    drives = now_at.session.facilitator == actor.user_id or leads(unit, actor, team)
    hidden = now_at.session.now_at.anonymous
    return Who(None if hidden else actor.user_id, drives, pad or None)


def leads(unit: Unit, actor: Actor, team: Team) -> bool:
    """Whether somebody leads the team."""
    member = guard.membership(unit, actor, team)
    return member is not None and member.role is Role.LEAD


def present(unit: Unit, actor: Actor, session_id: int, now: datetime) -> tuple[Stored, Proceedings]:
    """Let somebody who acts be in the session: late joiners need no other step. Returns it as it is then, held."""
    stored = held(unit, session_id)
    course = proceedings(unit, stored)
    guard.require(unit, actor, Action.RUN_SESSION, guard.team_by_id(unit, stored.team_id))
    return with_them(unit, stored, course, actor.user_id, now)


def with_them(
    unit: Unit, stored: Stored, course: Proceedings, user_id: str, now: datetime
) -> tuple[Stored, Proceedings]:
    """A session that is held, with somebody in it from now on; one that is over stays as it is."""
    if _is_in(course, user_id):
        return stored, course
    happen(unit, stored, course, Command(What.JOINED, user_id), now)
    stored = held(unit, stored.id)
    return stored, proceedings(unit, stored)


def looking(unit: Unit, actor: Actor, session_id: int, now: datetime) -> tuple[Stored, Proceedings]:
    """The same for somebody who only looks: who is in already keeps nobody who acts meanwhile waiting."""
    stored = unit.sessions.find(session_id)
    if stored is None:
        raise Refused(GONE)
    course = proceedings(unit, stored)
    return (stored, course) if _is_in(course, actor.user_id) else present(unit, actor, session_id, now)


def _is_in(course: Proceedings, user_id: str) -> bool:
    return course.session.phase is Phase.ENDED or user_id in course.session.people


def act(
    unit: Unit, actor: Actor, stored: Stored, course: Proceedings, deeds: Sequence[Any], now: datetime, pad: str = ""
) -> None:
    """Do something in the step of a session that is held; all of it, or, where one is refused, nothing."""
    do(unit, stored, course, deeds, who(unit, actor, stored, course, pad), course.session.now_at.id, now)


def do(
    unit: Unit, stored: Stored, before: Proceedings, deeds: Sequence[Any], doer: Who, step: str, now: datetime
) -> None:
    """Do it in a session that is held, whoever it is, and owe everybody what is seen of it."""
    course, made = before, list[Change]()
    for deed in deeds:
        changes = course.act(deed, doer, step)
        course = course.changed(step, changes)
        made += changes
    unit.sessions.change(stored.id, step, made)
    acted(unit, stored, before, course, now)


def tomorrow(unit: Unit, session_id: int, now: datetime) -> datetime:
    """Tomorrow at nine on the team's clock (aware UTC)."""
    team = guard.team_by_id(unit, held(unit, session_id).team_id)
    where = zone(team.rhythm.zone, unit.workspaces.zone())
    day = now.astimezone(where).date() + timedelta(days=1)
    return instant(day, IN_THE_MORNING, where)


def open_ends(unit: Unit, actor: Actor, session_id: int) -> tuple[Orphan, ...]:
    """What hangs on nothing, or carries nothing, of what this session gives."""
    stored = held(unit, session_id)
    guard.require(unit, actor, Action.RUN_SESSION, guard.team_by_id(unit, stored.team_id))
    course = proceedings(unit, stored)
    return orphans((*course.carried, *course.items()), course.session.script.gives)


def drive(unit: Unit, actor: Actor, session_id: int, command: Command, now: datetime) -> Proceedings:
    """Move a session, or do what else its facilitator decides; returns it as it is then."""
    stored = held(unit, session_id)
    course = proceedings(unit, stored)
    team = guard.team_by_id(unit, stored.team_id)
    guard.require(unit, actor, Action.RUN_SESSION, team)
    return happen(unit, stored, course, replace(command, is_lead=leads(unit, actor, team)), now)


def end(unit: Unit, actor: Actor, session_id: int, now: datetime) -> None:
    """End a session; what hangs on nothing was shown to whoever ends it, and is accepted."""
    keys = tuple(one.key for one in open_ends(unit, actor, session_id))
    if keys:
        drive(unit, actor, session_id, Command(What.ACCEPTED, actor.user_id, keys=keys), now)
    drive(unit, actor, session_id, Command(What.ENDED, actor.user_id, keys=keys), now)


def happen(unit: Unit, stored: Stored, course: Proceedings, command: Command, now: datetime) -> Proceedings:
    events: tuple[Event, ...] = sessions.decide(course.session, command, now)
    if not events:
        return course
    unit.sessions.happened(stored.id, len(stored.events), events)
    after = replace(course, session=sessions.replay(course.session.script, (*stored.events, *events)))
    if after.session.phase is Phase.ENDED:
        unit.sessions.keep_items(stored.id, after.items())
        take_over(unit, stored, after, now)
        session_over(unit, stored.cycle_id, after.session.script.about, stored.place, now)
    moved(unit, stored, course, after, now)
    over = after.session.phase is Phase.ENDED
    if over or after.session.facilitator != course.session.facilitator:
        refresh_team(unit, guard.team_by_id(unit, stored.team_id), now)
    return after
