"""conversations.*: opening a direct one, who is in it, what was said."""

from typing import Any

from sandbox.api.channels import READ_SCOPE, need, paged
from sandbox.errors import SlackError
from sandbox.world import App, Conversation, Message, World

HISTORY_SCOPE = {"public": "channels:history", "private": "groups:history", "im": "im:history", "mpim": "mpim:history"}
OPEN_SCOPE = {1: "im:write"}


def open_direct(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.open: a direct conversation with one person, or a group's."""
    users = [user for user in str(arguments.get("users") or "").split(",") if user]
    if not users:
        raise SlackError("users_list_not_supplied")
    need(app, OPEN_SCOPE.get(len(users), "mpim:write"))
    for user in users:
        if world.user(app, user).deleted:
            raise SlackError("user_disabled")
    if len(users) > 8:
        raise SlackError("too_many_users")
    if len(users) == 1:
        conversation = world.direct(world.users[users[0]].team_id, app.bot_user_id, users[0])
    else:
        conversation = world.group(app.team_id, {*users, app.bot_user_id})
    return {"ok": True, "channel": {"id": conversation.id}}


def info(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.info."""
    return {"ok": True, "channel": _visible(world, app, arguments, READ_SCOPE).as_json()}


def members(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.members, page by page."""
    conversation = _visible(world, app, arguments, READ_SCOPE)
    page, following = paged(sorted(conversation.members), arguments)
    return {"ok": True, "members": page, "response_metadata": following}


def history(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.history: the newest first, without replies and without what only one person sees."""
    conversation = _visible(world, app, arguments, HISTORY_SCOPE)
    oldest = float(arguments.get("oldest") or 0)
    found = [
        message
        for message in reversed(world.messages[conversation.id])
        if message.only_for is None and float(message.ts) > oldest and message.is_in_channel
    ]
    return _told(found, arguments, 100)


def replies(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.replies: a message and its thread, the oldest first."""
    conversation = _visible(world, app, arguments, HISTORY_SCOPE)
    parent = str(arguments["ts"])
    found = [
        message
        for message in world.messages[conversation.id]
        if message.only_for is None and parent in (message.ts, message.thread_ts)
    ]
    if not found:
        raise SlackError("thread_not_found")
    return _told(found, arguments, 1_000)


def _told(found: list[Message], arguments: dict[str, Any], usual: int) -> dict[str, Any]:
    page, following = paged(found, arguments, usual)
    with_metadata = arguments.get("include_all_metadata") in (True, "1", "true")
    messages = [message.as_json(with_metadata=with_metadata) for message in page]
    more = bool(following["next_cursor"])
    return {"ok": True, "messages": messages, "has_more": more, "response_metadata": following}


def _visible(world: World, app: App, arguments: dict[str, Any], scopes: dict[str, str]) -> Conversation:
    conversation = world.conversation(app, str(arguments.get("channel") or ""))
    inside = app.bot_user_id in conversation.members
    if not inside and conversation.kind != "public":
        raise SlackError("channel_not_found")
    need(app, scopes[conversation.kind])
    if not inside and scopes is HISTORY_SCOPE:
        raise SlackError("not_in_channel")
    return conversation
