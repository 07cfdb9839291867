"""conversations.*, users.*, team.*: who is where."""

from typing import Any

from sandbox.errors import SlackError
from sandbox.world import App, Conversation, User, World

HISTORY_SCOPE = {"public": "channels:history", "private": "groups:history", "im": "im:history", "mpim": "mpim:history"}
READ_SCOPE = {"public": "channels:read", "private": "groups:read", "im": "im:read", "mpim": "mpim:read"}
OPEN_SCOPE = {1: "im:write"}


def open_direct(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.open: a direct conversation with one person, or a group's."""
    users = [user for user in str(arguments.get("users") or "").split(",") if user]
    if not users:
        raise SlackError("users_list_not_supplied")
    _need(app, OPEN_SCOPE.get(len(users), "mpim:write"))
    for user in users:
        if _user(world, app, user).deleted:
            raise SlackError("user_disabled")
    if len(users) > 8:
        raise SlackError("too_many_users")
    if len(users) == 1:
        conversation = world.direct(app.team_id, app.bot_user_id, users[0])
    else:
        conversation = Conversation(world.new_id("C"), app.team_id, "", "mpim", {*users, app.bot_user_id})
        world.conversations[conversation.id] = conversation
    return {"ok": True, "channel": {"id": conversation.id}}


def info(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.info."""
    return {"ok": True, "channel": _visible(world, app, arguments, READ_SCOPE).as_json()}


def members(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.members, page by page."""
    conversation = _visible(world, app, arguments, READ_SCOPE)
    everybody = sorted(conversation.members)
    start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit") or 100)
    page = everybody[start : start + limit]
    following = str(start + limit) if start + limit < len(everybody) else ""
    return {"ok": True, "members": page, "response_metadata": {"next_cursor": following}}


def history(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.history: the newest first, without replies and without what only one person sees."""
    conversation = _visible(world, app, arguments, HISTORY_SCOPE)
    oldest = float(arguments.get("oldest") or 0)
    found = [
        message.as_json(with_metadata=_true(arguments.get("include_all_metadata")))
        for message in reversed(world.messages[conversation.id])
        if message.only_for is None and float(message.ts) > oldest and message.thread_ts in (None, message.ts)
    ]
    return {"ok": True, "messages": found[: int(arguments.get("limit") or 100)], "has_more": False}


def replies(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.replies: a message and its thread, the oldest first."""
    conversation = _visible(world, app, arguments, HISTORY_SCOPE)
    parent = str(arguments.get("ts") or "")
    found = [
        message.as_json(with_metadata=_true(arguments.get("include_all_metadata")))
        for message in world.messages[conversation.id]
        if message.only_for is None and parent in (message.ts, message.thread_ts)
    ]
    if not found:
        raise SlackError("thread_not_found")
    return {"ok": True, "messages": found[: int(arguments.get("limit") or 1_000)], "has_more": False}


def user_info(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """users.info."""
    return {"ok": True, "user": _user(world, app, str(arguments.get("user") or "")).as_json()}


def user_list(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """users.list."""
    del arguments
    members_ = [user.as_json() for user in world.users.values() if user.team_id == app.team_id]
    return {"ok": True, "members": members_, "response_metadata": {"next_cursor": ""}}


def team_info(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """team.info."""
    del arguments
    return {"ok": True, "team": {"id": app.team_id, "name": world.workspaces[app.team_id].name}}


def _user(world: World, app: App, user_id: str) -> User:
    return world.user(app, user_id)


def _visible(world: World, app: App, arguments: dict[str, Any], scopes: dict[str, str]) -> Conversation:
    conversation = world.conversation(app, str(arguments.get("channel") or ""))
    inside = app.bot_user_id in conversation.members
    if not inside and conversation.kind != "public":
        raise SlackError("channel_not_found")
    _need(app, scopes[conversation.kind])
    if not inside and scopes is HISTORY_SCOPE:
        raise SlackError("not_in_channel")
    return conversation


def _need(app: App, scope: str) -> None:
    if scope not in app.scopes:
        raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(app.scopes)))


def _true(value: Any) -> bool:
    return value in (True, "1", "true", 1)
