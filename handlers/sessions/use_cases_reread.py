"""The threads of a reveal, read again: what we could not hear of them is made up for.

Slack repeats what we do not acknowledge for some minutes; after that we have to look for ourselves. So we look when we
can hear again, when the session leaves the reveal, and when it ends: then once more, for what was said before its end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from handlers.kit.feature import Later
from handlers.kit.heard import Heard, as_read
from handlers.kit.ids import Appointment, Delivery
from handlers.kit.reporting import session_over
from handlers.sessions import use_cases
from handlers.sessions.use_cases_owed import say
from handlers.sessions.use_cases_threads import Thread, belongs, state_of, warn
from handlers.sessions.use_cases_told import CARD_FIRST
from okra.people import Actor
from okra.rereading import Found, missed
from okra.session import Event, What
from okra.steps.step import Who
from okra.team import Team
from storage.sessions import Stored
from storage.store import Unit


class Known(NamedTuple):
    """Where a thread is, and which replies of it were known before it was read."""

    thread: Thread
    channel_id: str
    ts: str
    replies: frozenset[str]


class Shown(NamedTuple):
    """What a thread shows: what people wrote in it, and the ts of each message in it, whoever wrote it.

    `whole` says that nothing of it is missing: only then is what is not there deleted.
    """

    said: Sequence[Heard]
    there: frozenset[str]
    whole: bool


def after_silence(unit: Unit, now: datetime) -> None:
    """We can hear again: the clock looks after each session that runs."""
    for session_id in unit.sessions.running():
        look_after(unit, session_id, now)


def look_after(unit: Unit, session_id: int, now: datetime) -> None:
    """The clock reads a session's threads again, soon."""
    unit.agenda.put(Appointment.SESSION_SILENCE, f"{session_id}/{now.isoformat()}", now)


def known(unit: Unit, key: str, now: datetime) -> Known | Later | None:
    """What is known of a thread; None where it never was there.

    Later where its head may be on its way, or where who is in the team is about to be read: newcomers' words count.
    """
    thread = Thread.of(key)
    stored = unit.sessions.find(thread.session_id)
    head = unit.outbox.find(Delivery.SESSION_THREAD, f"{key}/0")
    if stored is None or head is None:
        return None
    roll = unit.outbox.find(Delivery.SYNC_TEAM, str(stored.team_id))
    awaited = [one.due for one in (roll, head) if one is not None and one.pending and one.message is None]
    if awaited:
        return Later(max(now + CARD_FIRST, *awaited))
    if head.message is None:
        return None
    replies = state_of(use_cases.proceedings(unit, stored), thread).known(thread.ask)
    return Known(thread, head.message.channel_id, head.message.ts, replies)


def make_up(unit: Unit, workspace_id: str, before: Known, shown: Shown, now: datetime) -> None:
    """Take what was not heard, as if it had been; what is known already, or came meanwhile, changes nothing."""
    thread = before.thread
    stored = unit.sessions.hold(thread.session_id)
    team = unit.teams.by_id(stored.team_id) if stored else None
    if stored is None or team is None:
        return
    found = _found(unit, workspace_id, team, shown.said)
    knew = before.replies if shown.whole else frozenset[str]()
    until = f"{stored.ended_at.timestamp():.6f}" if stored.ended_at else None
    state = state_of(use_cases.proceedings(unit, stored), thread)
    made_up = list(missed(state, thread.ask, found, shown.there, knew, until))
    if not made_up:
        return
    writers = sorted({author for author, _ in made_up if author})
    here = [writer for writer in writers if belongs(unit, Actor(writer, workspace_id), team)]
    open_then = _with(unit, stored, writers, here, now)
    course = use_cases.proceedings(unit, open_then)
    changes = [one for author, deed in made_up for one in course.act(deed, Who(author or None), thread.step)]
    unit.sessions.change(stored.id, thread.step, changes)
    _say(unit, stored, now)
    for author, deed in made_up:
        warn(unit, team, thread, deed, author, now)


def _found(unit: Unit, workspace_id: str, team: Team, said: Iterable[Heard]) -> list[Found]:
    """The messages of those whose replies count: of the team, and of who has left it since."""
    said = tuple(said)
    ours = {
        writer
        for writer in {one.user_id for one in said}
        if unit.teams.member(team.id, writer) or belongs(unit, Actor(writer, workspace_id), team)
    }
    return [
        Found(one.ts, one.at, one.user_id, as_read(one.text, unit.people.name)) for one in said if one.user_id in ours
    ]


def _with(unit: Unit, stored: Stored, writers: Sequence[str], here: Sequence[str], now: datetime) -> Stored:
    """The session with these writers in it.

    Those who are `here` join it. Who has left meanwhile, or comes when it is over, is taken to have been in it in time.
    """
    course = use_cases.proceedings(unit, stored)
    for writer in here:
        stored, course = use_cases.with_them(unit, stored, course, writer, now)
    events = tuple(event for event in stored.events if event.what is not What.ENDED)
    joined = tuple(Event(now, writer, What.JOINED) for writer in writers if writer not in course.session.people)
    return replace(stored, events=(*events, *joined))


def _say(unit: Unit, stored: Stored, now: datetime) -> None:
    """Bring up to date what is seen of it; what a session that is over handed on, too."""
    course = use_cases.proceedings(unit, use_cases.held(unit, stored.id))
    say(unit, stored, course, now)
    if stored.ended_at is not None:
        unit.sessions.keep_items(stored.id, course.items())
        session_over(unit, stored.cycle_id, course.session.script.about, stored.place, now)
