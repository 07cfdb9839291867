"""What people and the clock are owed once something has happened to a session, in the transaction in which it did."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from handlers.kit.ids import Appointment, Delivery
from handlers.sessions.use_cases_reveal import REVEAL, read_again, show_notes, tell_what_was_written
from okra.countdown import next_look
from okra.plan_items import plan_of
from okra.plan_parts import parts
from okra.proceedings import Proceedings
from okra.session import Mode, Phase, Session
from okra.steps.pair import Pairing
from storage.sessions import Stored
from storage.store import Unit

PAIR, PLACE = "pair", "place"
"""Kinds of steps of which more is said than their card."""
MOST_IN_A_GROUP: Final = 8
"""People that a group conversation takes besides us (slack.dev: conversations.open)."""


def begun(unit: Unit, stored: Stored, after: Proceedings, now: datetime) -> None:
    """A session has begun."""
    _appoint(unit, stored.id, after.session, now)
    say(unit, stored, after, now)
    show_notes(unit, stored, after, now)


def acted(unit: Unit, stored: Stored, before: Proceedings, after: Proceedings, now: datetime) -> None:
    """Somebody did something in its step."""
    say(unit, stored, after, now)
    _say_to_pairs(unit, stored.id, before, after, now)


def moved(unit: Unit, stored: Stored, before: Proceedings, after: Proceedings, now: datetime) -> None:
    """It moved, stopped, changed hands, ended."""
    was, session = before.session, after.session
    _appoint(unit, stored.id, session, now)
    say(unit, stored, after, now)
    _say_to_pairs(unit, stored.id, before, after, now)
    over = session.phase is Phase.ENDED
    if session.step != was.step:
        show_notes(unit, stored, after, now)
    if over or (was.now_at.kind == REVEAL and session.step > was.step):
        read_again(unit, stored, after, now)
    if was.now_at.kind == PAIR and (over or session.step > was.step):
        tell_what_was_written(unit, stored, after, was.step, now)
    if plans(session) and (over or was.now_at.kind == PLACE):
        _owe_plan(unit, stored, after, now)
    if session.mode is Mode.ASYNC and session.step > was.step:
        unit.outbox.post(Delivery.SESSION_NEWS, f"{stored.id}/{len(stored.events)}/{session.step}", stored.place, now)
    if session.facilitator != was.facilitator:
        unit.outbox.post(Delivery.SESSION_COCKPIT, f"{stored.id}/{was.facilitator}", was.facilitator, now)


def plans(session: Session) -> bool:
    """Whether milestones are placed in it, or were."""
    return any(step.kind == PLACE for step in session.script.steps[: session.reached + 1])


def count_down(unit: Unit, session_id: int, session: Session, now: datetime) -> None:
    """The clock looks at it again when the countdown says something else."""
    if (then := next_look(session, now)) is not None:
        unit.agenda.put(Appointment.SESSION_COUNTDOWN, f"{session_id}/{then.isoformat()}", then)


def _appoint(unit: Unit, session_id: int, session: Session, now: datetime) -> None:
    """When the clock should look at it again: the step's end, or the end of a pause."""
    turn = f"{session_id}/{session.moves}/{session.extended}"
    if session.phase is Phase.RUNNING:
        unit.agenda.put(Appointment.SESSION_TIME_UP, f"{turn}/{session.deadline.isoformat()}", session.deadline)
        count_down(unit, session_id, session, now)
    elif session.phase is Phase.PAUSED and session.resumes_at is not None:
        unit.agenda.put(Appointment.SESSION_RESUME, f"{turn}/{session.resumes_at.isoformat()}", session.resumes_at)


def say(unit: Unit, stored: Stored, course: Proceedings, now: datetime) -> None:
    """What everybody and the facilitator see is brought up to date."""
    facilitator = course.session.facilitator
    unit.outbox.post(Delivery.SESSION_CARD, str(stored.id), stored.place, now)
    unit.outbox.post(Delivery.SESSION_COCKPIT, f"{stored.id}/{facilitator}", facilitator, now)


def _owe_plan(unit: Unit, stored: Stored, course: Proceedings, now: datetime) -> None:
    """Every part of the plan, and those of a longer one after them: what was taken back must not stay there."""
    count, part = len(parts(plan_of(course))), 1
    while part <= count or unit.outbox.find(Delivery.SESSION_PLAN, plan_key(stored.id, part)):
        unit.outbox.post(Delivery.SESSION_PLAN, plan_key(stored.id, part), stored.place, now)
        part += 1


def plan_key(session_id: int, part: int) -> str:
    """The key under which a part of a session's plan, from 1, is owed."""
    return str(session_id) if part == 1 else f"{session_id}/{part}"


def _say_to_pairs(unit: Unit, session_id: int, before: Proceedings, after: Proceedings, now: datetime) -> None:
    """The pairs' own places, where something changed for them: a group conversation takes nine, us among them."""
    were, are = dict(_pair_places(before)), dict(_pair_places(after))
    for place in {**were, **are}:
        people = place.rpartition("/")[2]
        if were.get(place) != are.get(place) and people.count(",") < MOST_IN_A_GROUP:
            unit.outbox.post(Delivery.SESSION_PAIR, f"{session_id}/{place}", people, now)


def _pair_places(course: Proceedings) -> Iterator[tuple[str, object]]:
    """What each pair of the step sees, by "<step>/<people>"; nothing where the session is at another kind of step."""
    session = course.session
    if session.now_at.kind != PAIR or session.phase is Phase.ENDED:
        return
    state: Pairing = course.state()
    until = session.resumes_at or session.deadline
    for at, group in enumerate(state.groups):
        if len(group.people) > 1:
            seen = (session.phase, until, group.topics, state.written_by(at), at in state.done)
            yield f"{session.now_at.id}/{','.join(sorted(group.people))}", seen
