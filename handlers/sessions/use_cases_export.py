"""What a session brought forth so far, for people who take it along."""

from datetime import datetime

from handlers.kit import guard
from handlers.kit.feature import Later
from handlers.kit.ids import Delivery
from handlers.kit.slack import CANVASES
from handlers.sessions import use_cases
from handlers.sessions.use_cases_owed import plans
from handlers.sessions.use_cases_told import CARD_FIRST
from handlers.sessions.values import CanvasPage, CanvasTold
from okra.calendar import zone
from okra.canvas import Occasion, as_canvas, title_of
from okra.dates import say_moment
from okra.export import as_data, tree
from okra.people import Actor
from okra.plan_items import plan_of
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
    if not unit.outbox.is_held(CANVASES, now):
        unit.outbox.post(Delivery.SESSION_CANVAS, str(stored.id), stored.place, now)


def files(unit: Unit, session_id: int) -> tuple[dict[str, str], Stored] | None:
    """Everything that a session brought forth so far, as files; None where it is gone."""
    stored = unit.sessions.find(session_id)
    if stored is None:
        return None
    course = use_cases.proceedings(unit, stored)
    script, items = course.session.script, course.items()
    objectors = {one["author"] for item in items for one in item.facts.get("objections", ())}
    names = unit.people.names({str(owner) for item in items if (owner := item.facts.get("owner"))} | objectors)
    found = tree(script, items, course.carried, names) | as_data(script, items)
    if plans(course.session):
        found[f"okra/{script.name}/plan.md"] = as_text(plan_of(course))
    return found, stored


def page(unit: Unit, session_id: int) -> CanvasPage | None:
    """Everything that a session brought forth so far, as a canvas; None where it is gone."""
    stored = unit.sessions.find(session_id)
    occasion = _occasion(unit, stored) if stored else None
    if stored is None or occasion is None:
        return None
    course = use_cases.proceedings(unit, stored)
    plan = plan_of(course) if plans(course.session) else None
    markdown = as_canvas(occasion, course.items(), course.carried, plan)
    return CanvasPage(stored.id, title_of(occasion), markdown, stored.place, stored.canvas)


def canvas(unit: Unit, key: str, now: datetime) -> CanvasTold | Later | None:
    """Load where a session's canvas is; None where it has none."""
    stored = unit.sessions.find(int(key))
    team = unit.teams.by_id(stored.team_id) if stored else None
    occasion = _occasion(unit, stored) if stored else None
    if stored is None or team is None or occasion is None or stored.canvas is None:
        return None
    above = unit.outbox.message(Delivery.SESSION_CARD, key)
    written = say_moment(now, zone(team.rhythm.zone, unit.workspaces.zone()))
    return CanvasTold(title_of(occasion), stored.canvas, written, above.ts) if above else Later(now + CARD_FIRST)


def _occasion(unit: Unit, stored: Stored) -> Occasion | None:
    """What the session was; None where its team is gone."""
    team = unit.teams.by_id(stored.team_id)
    if team is None:
        return None
    session = use_cases.proceedings(unit, stored).session
    began = stored.started_at.astimezone(zone(team.rhythm.zone, unit.workspaces.zone())).date()
    return Occasion(session, team.name, began, unit.people.names({session.facilitator, *session.people}))
