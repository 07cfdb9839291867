"""Views: stacks of three, hashes, tickets (slack.dev: modals)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sandbox.attached import READ, uses_files
from sandbox.blockkit import error_body, validate_view
from sandbox.errors import SlackError, WholeError
from sandbox.state import initial_state
from sandbox.world import App, View, World, with_ids

TICKET = timedelta(seconds=3)
DEEPEST = 3


def checked(world: World, app: App, payload: Any, kind: str | None = None) -> dict[str, Any]:
    """A view (of a kind) that Slack would show of an app. Raises its refusal; the fault is written down as well.

    A file input needs a scope; with which word Slack says so is documented nowhere, so the usual one is said.
    """
    if not isinstance(payload, dict) or (kind and payload.get("type") not in (None, kind)):
        world.violate("bad view", f"no {kind or 'view'}")
        raise SlackError("invalid_arguments", response_metadata={"messages": ["[ERROR] invalid view type"]})
    problems = validate_view(payload)
    if problems:
        body = error_body(problems)
        world.violate("bad view", "; ".join(problem.line for problem in problems))
        raise WholeError(body)
    if uses_files(payload) and READ not in app.scopes:
        raise SlackError("missing_scope", needed=READ, provided=",".join(sorted(app.scopes)))
    return dict(payload)


def new_ticket(world: World, user: str, app: App) -> str:
    """A trigger_id: three seconds, one use."""
    ticket = f"{world.new_id('t')}.{app.id}"
    world.triggers[ticket] = (user, app.id, world.clock.now(), False)
    return ticket


def use_ticket(world: World, app: App, ticket: str) -> str:
    """Whom a trigger_id belongs to. Raises Slack's refusals."""
    found = world.triggers.get(ticket)
    if found is None or found[1] != app.id:
        raise SlackError("invalid_trigger_id")
    user, app_id, at, used = found
    if used:
        raise SlackError("exchanged_trigger_id")
    if world.clock.now() - at > TICKET:
        raise SlackError("expired_trigger_id")
    world.triggers[ticket] = (user, app_id, at, True)
    return user


def show(world: World, app: App, user: str, payload: dict[str, Any], *, on_top: bool) -> View:
    """Open a view as the only one, or push it on the stack. Raises push_limit_reached, duplicate_external_id."""
    stack = world.stacks[user]
    if on_top and len(stack) >= DEEPEST:
        raise SlackError("push_limit_reached")
    _check_external_id(world, payload, None)
    if not on_top:
        stack.clear()
    view_id = world.new_id("V")
    below = stack[-1] if stack else None
    view = View(view_id, user, app.id, {}, "", below.root_id if below else view_id, below.id if below else None)
    stack.append(view)
    write(world, view, payload)
    return view


def write(world: World, view: View, payload: dict[str, Any]) -> None:
    """Put a payload into a view; what was typed under the same ids stays."""
    _check_external_id(world, payload, view)
    payload = {**payload, "blocks": with_ids(payload["blocks"], world)}
    view.payload = payload
    view.state = initial_state(payload["blocks"], view.state)
    view.errors = {}
    view.hash = f"{world.clock.now().timestamp():.0f}.{world.new_id('h')}"
    world.notify()


def find(world: World, view_id: str | None, external_id: str | None) -> View:
    """An open view. Raises not_found once it is closed."""
    for view in _living(world):
        if view.id == view_id or (external_id and view.payload.get("external_id") == external_id):
            return view
    raise SlackError("not_found")


def publish(world: World, app: App, user: str, payload: dict[str, Any]) -> View:
    """Put a payload into somebody's Home tab."""
    view = world.homes.get((app.id, user))
    if view is None:
        view_id = world.new_id("V")
        view = View(view_id, user, app.id, {}, "", view_id)
    write(world, view, payload)
    world.homes[app.id, user] = view
    return view


def _living(world: World) -> Iterator[View]:
    for stack in world.stacks.values():
        yield from stack
    yield from world.homes.values()


def _check_external_id(world: World, payload: dict[str, Any], me: View | None) -> None:
    external_id = payload.get("external_id")
    taken = any(view is not me and view.payload.get("external_id") == external_id for view in _living(world))
    if external_id and taken:
        raise SlackError("duplicate_external_id")


def as_json(world: World, view: View) -> dict[str, Any]:
    """The complete view object that travels in payloads and answers."""
    app, user = world.apps[view.app_id], world.users[view.user]
    payload = view.payload
    return {
        "id": view.id,
        "team_id": user.team_id,
        "type": payload["type"],
        "blocks": payload["blocks"],
        "private_metadata": payload.get("private_metadata", ""),
        "callback_id": payload.get("callback_id", ""),
        "state": {"values": view.state},
        "hash": view.hash,
        "title": payload.get("title"),
        "clear_on_close": payload.get("clear_on_close", False),
        "notify_on_close": payload.get("notify_on_close", False),
        "close": payload.get("close"),
        "submit": payload.get("submit"),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": app.id,
        "external_id": payload.get("external_id", ""),
        "app_installed_team_id": app.enterprise_id or app.team_id,
        "bot_id": app.bot_id,
    }
