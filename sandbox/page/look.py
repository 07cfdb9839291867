"""What one person can look at: conversations with their unread marks, messages with their threads, surfaces by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sandbox.find import NotSeenError
from sandbox.page.draw.sight import Json, Sight
from sandbox.state import elements_of
from sandbox.world import App, Conversation, Message, User, View, World

Surface = View | Message


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as it stands in the list; `app` is whom one talks to in private, None in a channel."""

    conversation: Conversation
    title: str
    unread: int
    app: App | None


@dataclass(frozen=True, slots=True)
class Post:
    """A message with the replies under it."""

    message: Message
    author: str
    by_app: bool
    replies: Sequence[Message]


def people(world: World) -> list[User]:
    """Everybody whom one can be."""
    return [user for user in list(world.users.values()) if not user.is_bot and not user.deleted]


def zone_of(user: User) -> ZoneInfo:
    """Where somebody's clock stands."""
    try:
        return ZoneInfo(user.tz or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def apps_of(world: World, user: User) -> list[App]:
    """The apps that somebody can talk to."""
    return [app for app in list(world.apps.values()) if world.serves(app, user.team_id)]


def talks(world: World, user: User) -> list[Talk]:
    """Channels by name, then the direct conversations with apps."""
    direct = {world.direct(user.team_id, app.bot_user_id, user.id).id: app for app in apps_of(world, user)}
    mine = [one for one in list(world.conversations.values()) if user.id in one.members]
    found = [
        Talk(one, _title(world, one, user, direct.get(one.id)), len(world.unread(user.id, one.id)), direct.get(one.id))
        for one in mine
        if one.kind != "im" or one.id in direct
    ]
    return sorted(found, key=lambda talk: (talk.conversation.kind in ("im", "mpim"), talk.title.casefold()))


def _title(world: World, one: Conversation, user: User, app: App | None) -> str:
    if app is not None:
        return app.name
    if one.kind == "mpim":
        return ", ".join(sorted(world.name_of(other) or other for other in one.members if other != user.id))
    return one.name


def posts(world: World, user: User, channel: str, thread: str = "") -> list[Post]:
    """The messages of a conversation, or of one of its threads, that somebody sees."""
    seen = list(world.visible(channel, user.id))
    if thread:
        return [_post(world, m, ()) for m in seen if thread in (m.ts, m.thread_ts)]
    return [
        _post(world, m, [reply for reply in seen if reply.thread_ts == m.ts and reply.ts != m.ts])
        for m in seen
        if m.is_in_channel
    ]


def _post(world: World, message: Message, replies: Sequence[Message]) -> Post:
    if message.user == "USLACKBOT":
        return Post(message, "Slackbot", True, replies)
    author = world.users.get(message.user)
    return Post(message, author.name if author else message.user, bool(author and author.is_bot), replies)


def sight_of(world: World, user: User, at: str, surface: Surface | None = None, **more: Any) -> Sight:
    """How somebody sees a surface."""
    return Sight(
        at=at,
        name_of=world.name_of,
        zone=zone_of(user),
        file_url=lambda file_id: f"/page/files/{file_id}",
        people=[(one.id, one.name) for one in people(world)],
        channels=[
            (one.id, f"#{one.name}") for one in list(world.conversations.values()) if one.kind in ("public", "private")
        ],
        values=surface.state if surface else {},
        errors=surface.errors if isinstance(surface, View) else {},
        **more,
    )


def at_message(message: Message) -> str:
    """The name of a message's surface."""
    return f"message:{message.channel}:{message.ts}"


def surface(world: World, user: User, at: str) -> Surface:
    """The surface that a deed was done on. Raises NotSeenError where it is gone, or is not theirs to see."""
    kind, _, rest = at.partition(":")
    found: Surface | None = None
    if kind == "message":
        channel, _, ts = rest.partition(":")
        mine = channel in world.conversations and user.id in world.conversations[channel].members
        found = next((m for m in world.visible(channel, user.id) if m.ts == ts), None) if mine else None
    elif kind == "view":
        found = next((view for view in world.stacks[user.id] if view.id == rest), None)
    elif kind == "home":
        found = world.homes.get((rest, user.id))
    if found is None:
        raise NotSeenError("this is gone")
    return found


def blocks_of(found: Surface) -> list[Json]:
    """The blocks on a surface."""
    blocks: list[Json] = found.payload["blocks"] if isinstance(found, View) else found.blocks
    return blocks


def elements(found: Surface) -> Iterator[tuple[Json, Json]]:
    """Every interactive element on a surface with its block."""
    for block in blocks_of(found):
        for element in elements_of(block):
            yield block, element


def element(found: Surface, block_id: str, action_id: str) -> tuple[Json, Json]:
    """One of them by its ids. Raises NotSeenError."""
    for block, one in elements(found):
        if (block.get("block_id"), one.get("action_id")) == (block_id, action_id):
            return block, one
    raise NotSeenError("this is gone")
