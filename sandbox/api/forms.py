"""views.*: opening, pushing, updating, publishing."""

from typing import Any

from sandbox import views
from sandbox.blockkit import validate_blocks, validate_message, validate_view
from sandbox.errors import SlackError
from sandbox.world import App, World


def open_view(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """views.open."""
    payload = views.checked(world, app, arguments["view"], "modal")
    user = views.use_ticket(world, app, _ticket(arguments))
    view = views.show(world, app, user, payload, on_top=False)
    return {"ok": True, "view": views.as_json(world, view)}


def push(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """views.push: on top of a view of the app's own."""
    payload = views.checked(world, app, arguments["view"], "modal")
    user = views.use_ticket(world, app, _ticket(arguments))
    if not world.stacks[user] or world.stacks[user][-1].app_id != app.id:
        raise SlackError("not_found")
    view = views.show(world, app, user, payload, on_top=True)
    return {"ok": True, "view": views.as_json(world, view)}


def update(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """views.update: by id or external id; a hash guards against overwriting what is newer."""
    payload = views.checked(world, app, arguments["view"])
    if not arguments.get("view_id") and not arguments.get("external_id"):
        raise SlackError("invalid_arguments")
    view = views.find(world, arguments.get("view_id"), arguments.get("external_id"))
    if view.app_id != app.id:
        raise SlackError("not_found")
    _check_hash(arguments, view.hash)
    views.write(world, view, payload)
    return {"ok": True, "view": views.as_json(world, view)}


def publish(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """views.publish: somebody's Home tab, whether they ever opened it or not, where the app has one."""
    if not app.home_tab:
        raise SlackError("not_enabled")
    payload = views.checked(world, app, arguments["view"], "home")
    user = world.user(app, str(arguments["user_id"]))
    before = world.homes.get((app.id, user.id))
    _check_hash(arguments, before.hash if before else None)
    view = views.publish(world, app, user.id, payload)
    return {"ok": True, "view": views.as_json(world, view)}


def validate(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """blocks.validate: exactly one of blocks, message and view."""
    del world, app
    given = [name for name in ("blocks", "message", "view") if arguments.get(name) is not None]
    if len(given) != 1:
        raise SlackError("invalid_arguments")
    name, value = given[0], arguments[given[0]]
    if name != "blocks" and not isinstance(value, dict):
        raise SlackError(f"invalid_{name}")
    match name:
        case "blocks":
            problems = validate_blocks(value, "message")
        case "message":
            problems = [one for one in validate_message(value) if one.code != "no_text"]
        case _:
            problems = validate_view(value)
    if problems:
        errors = [{"pointer": one.pointer, "code": one.code, "message": one.message} for one in problems]
        raise SlackError(f"invalid_{name}", errors=errors)
    return {"ok": True}


def _ticket(arguments: dict[str, Any]) -> str:
    ticket = arguments.get("trigger_id") or arguments.get("interactivity_pointer")
    if not ticket:
        raise SlackError("missing_argument", arg="trigger_id")
    return str(ticket)


def _check_hash(arguments: dict[str, Any], present: str | None) -> None:
    if arguments.get("hash") and arguments["hash"] != present:
        raise SlackError("hash_conflict")
