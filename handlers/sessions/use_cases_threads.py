"""The threads of a reveal: what stands at their head, and replies that count as notes.

A reply is contributed in the same transaction in which it is heard; Slack tells again of what was not acknowledged, for
a while. What it tells no more is looked up: see `use_cases_reread`.
"""

from datetime import datetime
from typing import NamedTuple

from handlers.kit import guard
from handlers.kit.feature import Later
from handlers.kit.heard import Heard, as_read
from handlers.kit.ids import Delivery
from handlers.sessions import use_cases
from handlers.sessions.use_cases_owed import say
from handlers.sessions.use_cases_reveal import parts_of, words_of
from handlers.sessions.use_cases_told import CARD_FIRST
from handlers.sessions.values import ThreadHead
from okra.people import Actor
from okra.permissions import Action, may
from okra.proceedings import Proceedings
from okra.steps.reveal import REPLY, Reply, Revealing, Withdraw, too_long
from okra.steps.step import LONGEST_TEXT, Who
from okra.team import Team
from storage.deliveries import Sent
from storage.sessions import Stored
from storage.store import Unit

TOO_LONG = (
    f"Your reply is longer than {LONGEST_TEXT} characters, so it is talk and no note. Make it shorter, and it counts."
)


class Thread(NamedTuple):
    """Which thread of which reveal: a box by its number."""

    session_id: int
    step: str
    ask: int

    @classmethod
    def of(cls, key: str) -> "Thread":
        """Read from the key of one of its messages."""
        session_id, step, ask, *_ = key.split("/")
        return cls(int(session_id), step, int(ask))


def head(unit: Unit, key: str, now: datetime) -> ThreadHead | Later | None:
    """Load a message that heads a thread, or one of the rest of its notes, which stands below it."""
    thread, part = Thread.of(key), int(key.rpartition("/")[2])
    stored = unit.sessions.find(thread.session_id)
    state = state_of(use_cases.proceedings(unit, stored), thread) if stored else None
    if state is None or thread.ask >= len(state.threads):
        return None
    parts = parts_of(state.under(thread.ask), words_of)
    above = None
    if part:
        sent = unit.outbox.message(Delivery.SESSION_THREAD, f"{key.rpartition('/')[0]}/0")
        if sent is None:
            return Later(now + CARD_FIRST)
        above = sent.ts
    count, label = len(state.under(thread.ask)), state.threads[thread.ask].label
    here = parts[part] if part < len(parts) else ()
    return ThreadHead(label, here, above, part + 1, len(parts), count, hears=unit.workspaces.hears())


def is_too_long(unit: Unit, key: str) -> bool:
    """Whether a reply of which its writer is to be told is still there, and still too long."""
    thread, ts = Thread.of(key), key.split("/")[3]
    stored = unit.sessions.find(thread.session_id)
    if stored is None or stored.ended_at is not None:
        return False
    known = state_of(use_cases.proceedings(unit, stored), thread).version(ts)
    return known is not None and known.get("text") == ""


def place_of(unit: Unit, key: str) -> Sent | None:
    """The message that heads the thread of a key."""
    thread = Thread.of(key)
    return unit.outbox.message(Delivery.SESSION_THREAD, f"{thread.session_id}/{thread.step}/{thread.ask}/0")


def state_of(course: Proceedings, thread: Thread) -> Revealing:
    """The reveal that a thread belongs to."""
    index = [one.id for one in course.session.script.steps].index(thread.step)
    state: Revealing = course.state(index)
    return state


def hear(unit: Unit, workspace_id: str, said: Heard, now: datetime) -> None:
    """Take what was said in a thread of a reveal for what it is; anything else, and from anybody else, is talk."""
    thread = _thread(unit, said)
    stored = unit.sessions.hold(thread.session_id) if thread else None
    team = unit.teams.by_id(stored.team_id) if stored else None
    if thread is None or stored is None or team is None or stored.ended_at is not None:
        return
    course = use_cases.proceedings(unit, stored)
    if said.gone:
        _take(unit, stored, course, team, thread, Withdraw(said.ts, said.at, thread.ask), "", now)
    elif belongs(unit, Actor(said.user_id, workspace_id), team):
        words = as_read(said.text, unit.people.name)
        stored, course = use_cases.with_them(unit, stored, course, said.user_id, now)
        _take(unit, stored, course, team, thread, Reply(said.ts, said.at, thread.ask, words), said.user_id, now)


def _thread(unit: Unit, said: Heard) -> Thread | None:
    """The thread that something was said in. Of a deletion Slack may not say where it was: what was kept knows."""
    if said.under:
        key = unit.outbox.key_at(Delivery.SESSION_THREAD, said.channel_id, said.under)
        return Thread.of(key) if key is not None and key.endswith("/0") else None
    running = unit.sessions.running_in(said.channel_id) if said.gone else None
    stored = unit.sessions.find(running) if running else None
    kept = [(step, row) for step, rows in stored.rows.items() for row in rows] if stored else []
    return next(
        (Thread(running or 0, step, int(row.body["ask"])) for step, row in kept if row.key == f"{REPLY}{said.ts}"), None
    )


def belongs(unit: Unit, actor: Actor, team: Team) -> bool:
    """Whether somebody's replies count: they are in the team."""
    return may(guard.informed(unit, actor), Action.RUN_SESSION, guard.membership(unit, actor, team)) is None


def _take(
    unit: Unit, stored: Stored, course: Proceedings, team: Team, thread: Thread, deed: Reply | Withdraw, user_id: str,
    now: datetime,
) -> None:  # fmt: skip
    changes = course.act(deed, Who(user_id or None), thread.step)
    if not changes:
        return
    unit.sessions.change(stored.id, thread.step, changes)
    say(unit, stored, course, now)
    warn(unit, team, thread, deed, user_id, now)


def warn(unit: Unit, team: Team, thread: Thread, deed: Reply | Withdraw, user_id: str, now: datetime) -> None:
    """Owe the writer of a reply that is too long a word about it."""
    if isinstance(deed, Reply) and too_long(deed.text):
        key = f"{thread.session_id}/{thread.step}/{thread.ask}/{deed.ts}/{user_id}"
        unit.outbox.post(Delivery.SESSION_TOO_LONG, key, team.channel_id, now)
