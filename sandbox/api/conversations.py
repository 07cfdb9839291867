"""conversations.*: opening a direct one, who is in it, what was said."""

import re
from base64 import b64decode, b64encode
from typing import Any

from sandbox import files
from sandbox.api.channels import READ_SCOPE, limit_of, need, paged
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
    found = [message for message in _asked_for(world, conversation, arguments) if message.is_in_channel]
    return _told(world, found[::-1], arguments, 100)


def replies(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.replies: a message and its thread, the oldest first."""
    conversation = _visible(world, app, arguments, HISTORY_SCOPE)
    parent = world.find(conversation.id, str(arguments["ts"]))
    if parent is None:
        raise SlackError("thread_not_found")
    thread = [one for one in _asked_for(world, conversation, arguments) if parent.ts in (one.ts, one.thread_ts)]
    return _told(world, thread, arguments, 1_000)


def _asked_for(world: World, conversation: Conversation, arguments: dict[str, Any]) -> list[Message]:
    """What everybody can see, the oldest first, from the time that was asked for; its ends only where `inclusive`."""
    oldest, latest = _instant(arguments, "oldest"), _instant(arguments, "latest")
    with_ends = arguments.get("inclusive") in (True, "1", "true")

    def is_between(ts: float) -> bool:
        inside = (oldest is None or ts > oldest) and (latest is None or ts < latest)
        return inside or (with_ends and ts in (oldest, latest))

    said = world.messages[conversation.id]
    return [message for message in said if message.only_for is None and is_between(float(message.ts))]


def _instant(arguments: dict[str, Any], name: str) -> float | None:
    given = arguments.get(name)
    try:
        return float(given) if given not in (None, "", "0", "now") else None
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None


def _told(world: World, found: list[Message], arguments: dict[str, Any], usual: int) -> dict[str, Any]:
    limit = min(limit_of(arguments, usual), world.longest_page)
    start = _start(found, _begins(arguments))
    page, rest = found[start : start + limit], found[start + limit :]
    with_metadata = arguments.get("include_all_metadata") in (True, "1", "true")
    return {
        "ok": True,
        "messages": [_whole(world, one, with_metadata=with_metadata) for one in page],
        "has_more": bool(rest),
        "response_metadata": {"next_cursor": _cursor(rest[0].ts) if rest else ""},
    }


def _start(found: list[Message], first: str) -> int:
    """Where in a list the message with that ts is or, where it was deleted meanwhile, would be."""
    if not first or not found:
        return 0
    newest_first = found[0].ts > found[-1].ts
    return sum(one.ts > first if newest_first else one.ts < first for one in found)


def _whole(world: World, message: Message, *, with_metadata: bool) -> dict[str, Any]:
    """A message with what is known of its thread and of its files."""
    told = message.as_json(with_metadata=with_metadata)
    if message.files:
        told["files"] = [files.as_json(world, world.files[file_id]) for file_id in message.files]
    return _in_thread(world, message, told)


def _in_thread(world: World, message: Message, told: dict[str, Any]) -> dict[str, Any]:
    """What a message says of its thread: how many replied to it, or whose message it replies to."""
    said = world.messages[message.channel]
    count = sum(message.ts == one.thread_ts != one.ts and one.only_for is None for one in said)
    if count:
        return told | {"thread_ts": message.ts, "reply_count": count}
    parent = world.find(message.channel, message.thread_ts or "")
    return told | {"parent_user_id": parent.user} if parent and parent is not message else told


def _cursor(ts: str) -> str:
    """Where the next page begins, as Slack writes it."""
    return b64encode(f"next_ts:{ts.replace('.', '')}".encode()).decode()


def _begins(arguments: dict[str, Any]) -> str:
    """The ts of the message with which a page begins, "" for the first page. Raises invalid_cursor."""
    cursor = str(arguments.get("cursor") or "")
    if not cursor:
        return ""
    try:
        found = re.fullmatch(r"next_ts:(\d+)(\d{6})", b64decode(cursor, validate=True).decode())
    except ValueError:
        found = None
    if found is None:
        raise SlackError("invalid_cursor")
    return f"{found[1]}.{found[2]}"


def _visible(world: World, app: App, arguments: dict[str, Any], scopes: dict[str, str]) -> Conversation:
    conversation = world.conversation(app, str(arguments.get("channel") or ""))
    inside = app.bot_user_id in conversation.members
    if not inside and conversation.kind != "public":
        raise SlackError("channel_not_found")
    need(app, scopes[conversation.kind])
    if not inside and scopes is HISTORY_SCOPE:
        raise SlackError("not_in_channel")
    return conversation
