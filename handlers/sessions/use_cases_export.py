"""What a session brought forth so far, for people who take it along."""

from datetime import datetime

from handlers.kit import guard
from handlers.kit.ids import Delivery
from handlers.sessions import use_cases
from handlers.sessions.use_cases_told import plan_of
from okra.export import as_data, tree
from okra.people import Actor
from okra.plan_text import as_text
from okra.refusal import Refused, quoted
from okra.shelf import called
from storage.sessions import Stored
from storage.store import Unit


def wanted(unit: Unit, actor: Actor, channel_id: str, words: str) -> Stored:
    """The session that somebody means: the newest of the team's, or of a script's ("1", "time-machine") runs.

    Raises Refused where there is none.
    """
    team = guard.team_here(unit, actor, channel_id)
    guard.require(unit, actor, use_cases.RUN, team)
    found = unit.sessions.newest_in(team.channel_id, called(words) if words else None)
    if found is None:
        which = f"session {quoted(words)}" if words else "session"
        raise Refused(f"No {which} has run here yet. `/okra session 1` begins one.")
    return use_cases.held(unit, found)


def ask(unit: Unit, actor: Actor, stored: Stored, now: datetime) -> None:
    """Owe the export of a session into its thread. Every member may ask, at any moment."""
    team = guard.team_by_id(unit, stored.team_id)
    guard.require(unit, actor, use_cases.RUN, team)
    unit.outbox.post(Delivery.SESSION_EXPORT, f"{stored.id}/{now.isoformat(timespec='seconds')}", stored.place, now)


def files(unit: Unit, session_id: int) -> tuple[dict[str, str], Stored] | None:
    """Everything that a session brought forth so far, as files; None where it is gone."""
    stored = unit.sessions.find(session_id)
    if stored is None:
        return None
    course = use_cases.proceedings(unit, stored)
    script, items = course.session.script, course.items()
    found = tree(script, items, course.carried) | as_data(script, items)
    if use_cases.plans(course.session):
        found[f"okra/{script.name}/plan.md"] = as_text(plan_of(course))
    return found, stored
