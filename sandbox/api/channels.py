"""conversations.*: listing, making, joining; and what hangs on a channel: pins and bookmarks."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from sandbox.errors import SlackError
from sandbox.world import App, Conversation, Happening, World

READ_SCOPE = {"public": "channels:read", "private": "groups:read", "im": "im:read", "mpim": "mpim:read"}
KINDS = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
MANAGE_SCOPE = {"public": "channels:manage", "private": "groups:write"}
LONGEST_NAME, LONGEST_TITLE, LONGEST_LINK, MOST_PINS, MOST_BOOKMARKS = 80, 256, 2_048, 100, 100


def need(app: App, scope: str) -> None:
    """Raise missing_scope where an app lacks a scope."""
    if scope not in app.scopes:
        raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(app.scopes)))


def paged(found: Sequence[Any], arguments: dict[str, Any], usual: int = 100) -> tuple[list[Any], dict[str, str]]:
    """A page of a list, and where the next begins. Raises invalid_cursor, invalid_limit."""
    try:
        start = int(arguments.get("cursor") or 0)
    except ValueError:
        raise SlackError("invalid_cursor") from None
    limit = limit_of(arguments, usual)
    following = str(start + limit) if start + limit < len(found) else ""
    return list(found[start : start + limit]), {"next_cursor": following}


def limit_of(arguments: dict[str, Any], usual: int) -> int:
    """How many a page shall hold. Raises invalid_limit."""
    try:
        limit = int(arguments.get("limit") or usual)
    except ValueError:
        raise SlackError("invalid_limit") from None
    if not 0 < limit <= 1_000:
        raise SlackError("invalid_limit")
    return limit


def listed(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.list: the private ones only where the app is inside."""
    found = [
        one.as_json() | {"is_member": app.bot_user_id in one.members}
        for one in _of_kinds(world, app, arguments)
        if one.kind == "public" or app.bot_user_id in one.members
    ]
    page, following = paged(found, arguments)
    return {"ok": True, "channels": page, "response_metadata": following}


def of_user(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """users.conversations: where somebody is, as far as the app may know; the app itself by default."""
    user = str(arguments.get("user") or app.bot_user_id)
    world.user(app, user)
    found = [
        one.as_json()
        for one in _of_kinds(world, app, arguments)
        if user in one.members and (one.kind == "public" or app.bot_user_id in one.members)
    ]
    page, following = paged(found, arguments)
    return {"ok": True, "channels": page, "response_metadata": following}


def _of_kinds(world: World, app: App, arguments: dict[str, Any]) -> list[Conversation]:
    named = [kind.strip() for kind in str(arguments.get("types") or "public_channel").split(",")]
    if not set(named) <= KINDS.keys():
        raise SlackError("invalid_types")
    for kind in named:
        need(app, READ_SCOPE[KINDS[kind]])
    kinds = {KINDS[kind] for kind in named}
    without_archived = arguments.get("exclude_archived") in (True, "1", "true")
    team = arguments.get("team_id")
    return [
        one
        for one in world.conversations.values()
        if one.kind in kinds
        and world.serves(app, one.team_id)
        and team in (None, one.team_id)
        and not (without_archived and one.archived)
    ]


def create(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.create: the app is its first member."""
    kind = "private" if arguments.get("is_private") in (True, "1", "true") else "public"
    need(app, MANAGE_SCOPE[kind])
    name, team = str(arguments["name"]), str(arguments.get("team_id") or app.team_id)
    if name != name.lower() or len(name) > LONGEST_NAME or not name.replace("-", "").replace("_", "").isalnum():
        raise SlackError("invalid_name_specials")
    if any(one.name == name and one.team_id == team for one in world.conversations.values()):
        raise SlackError("name_taken")
    made = Conversation(world.new_id("C"), team, name, kind, {app.bot_user_id})
    world.conversations[made.id] = made
    return {"ok": True, "channel": made.as_json()}


def join(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.join: public channels only."""
    conversation = world.conversation(app, str(arguments["channel"]))
    if conversation.kind != "public":
        raise SlackError("method_not_supported_for_channel_type")
    if conversation.archived:
        raise SlackError("is_archived")
    _enters(world, conversation, app.bot_user_id)
    return {"ok": True, "channel": conversation.as_json()}


def invite(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.invite: by a member."""
    conversation = _inside(world, app, arguments)
    need(app, {"public": "channels:manage"}.get(conversation.kind, "groups:write"))
    for user in str(arguments["users"]).split(","):
        world.user(app, user)
        if user in conversation.members:
            raise SlackError("cant_invite_self" if user == app.bot_user_id else "already_in_channel")
        _enters(world, conversation, user)
    return {"ok": True, "channel": conversation.as_json()}


def _enters(world: World, conversation: Conversation, user: str) -> None:
    if user in conversation.members:
        return
    conversation.members.add(user)
    event = {"type": "member_joined_channel", "user": user, "channel": conversation.id, "team": conversation.team_id}
    world.listener(Happening("member_joined_channel", event, conversation.team_id, conversation.id))
    world.notify()


def _inside(world: World, app: App, arguments: dict[str, Any]) -> Conversation:
    conversation = world.conversation(app, str(arguments.get("channel") or arguments.get("channel_id")))
    if app.bot_user_id not in conversation.members:
        raise SlackError("not_in_channel" if conversation.kind == "public" else "channel_not_found")
    return conversation


def pin(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """pins.add."""
    conversation = _inside(world, app, arguments)
    ts = str(arguments["timestamp"])
    if world.find(conversation.id, ts) is None:
        raise SlackError("message_not_found")
    if ts in conversation.pins:
        raise SlackError("already_pinned")
    if len(conversation.pins) >= MOST_PINS:
        raise SlackError("too_many_pins")
    conversation.pins.append(ts)
    world.notify()
    return {"ok": True}


def bookmark(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """bookmarks.add: links only."""
    conversation = _inside(world, app, arguments)
    title, link = str(arguments["title"]), str(arguments.get("link") or "")
    if arguments["type"] != "link" or len(title) > LONGEST_TITLE:
        raise SlackError("invalid_arguments")
    if urlsplit(link).scheme not in ("http", "https") or len(link) > LONGEST_LINK:
        raise SlackError("invalid_link")
    if len(conversation.bookmarks) >= MOST_BOOKMARKS:
        raise SlackError("too_many_bookmarks")
    made = {"id": world.new_id("Bk"), "channel_id": conversation.id, "title": title, "link": link, "type": "link"}
    conversation.bookmarks.append(made)
    world.notify()
    return {"ok": True, "bookmark": made}
