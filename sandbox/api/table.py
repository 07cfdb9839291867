"""Every Web API method that the local Slack speaks: its scope, its tier, whether it reads JSON, and who answers it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox import files, views
from sandbox.api import chat, conversations
from sandbox.errors import SlackError
from sandbox.world import App, World

Answer = Callable[[World, App, dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class Method:
    """`scope` None: none is needed. `per_minute` is the tier (slack.dev: rate limits); `reads_json` as documented.

    `needs` names the arguments without which a call is refused.
    """

    answer: Answer
    scope: str | None
    per_minute: int
    reads_json: bool = False
    needs: tuple[str, ...] = ()


def _auth_test(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    del arguments
    return {
        "ok": True,
        "url": "https://local.slack.test/",
        "team": world.workspaces[app.team_id].name,
        "user": app.name,
        "team_id": app.team_id,
        "user_id": app.bot_user_id,
        "bot_id": f"B{app.id[1:]}",
        "is_enterprise_install": False,
    }


def _views_open(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    payload = views.checked(world, arguments.get("view"))
    user = views.use_ticket(world, app, str(arguments.get("trigger_id") or ""))
    view = views.show(world, app, user, payload, on_top=False)
    return {"ok": True, "view": views.as_json(world, view)}


def _views_push(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    payload = views.checked(world, arguments.get("view"))
    user = views.use_ticket(world, app, str(arguments.get("trigger_id") or ""))
    if not world.stacks[user]:
        raise SlackError("not_found")
    view = views.show(world, app, user, payload, on_top=True)
    return {"ok": True, "view": views.as_json(world, view)}


def _views_update(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    payload = views.checked(world, arguments.get("view"))
    view = views.find(world, arguments.get("view_id"), arguments.get("external_id"))
    if view.app_id != app.id:
        raise SlackError("not_found")
    if arguments.get("hash") and arguments["hash"] != view.hash:
        raise SlackError("hash_conflict")
    views.write(world, view, payload)
    return {"ok": True, "view": views.as_json(world, view)}


METHODS: dict[str, Method] = {
    "auth.test": Method(_auth_test, None, 1_000),
    "chat.delete": Method(chat.delete, "chat:write", 50),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write", 100, reads_json=True),
    "chat.postMessage": Method(chat.post_message, "chat:write", 300, reads_json=True),
    "chat.update": Method(chat.update, "chat:write", 50, reads_json=True),
    "conversations.history": Method(conversations.history, None, 50),
    "conversations.info": Method(conversations.info, None, 50),
    "conversations.members": Method(conversations.members, None, 100),
    "conversations.open": Method(conversations.open_direct, None, 50),
    "conversations.replies": Method(conversations.replies, None, 50),
    "files.completeUploadExternal": Method(files.complete, "files:write", 100),
    "files.getUploadURLExternal": Method(files.get_upload_url, "files:write", 100),
    "files.info": Method(files.info, "files:read", 100),
    "team.info": Method(conversations.team_info, "team:read", 50),
    "users.info": Method(conversations.user_info, "users:read", 100, needs=("user",)),
    "users.list": Method(conversations.user_list, "users:read", 20),
    "views.open": Method(_views_open, None, 100, reads_json=True),
    "views.push": Method(_views_push, None, 100, reads_json=True),
    "views.update": Method(_views_update, None, 100, reads_json=True),
}
