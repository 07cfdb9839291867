"""chat.*: posting, editing, deleting."""

from typing import Any

from sandbox.blockkit import error_body, validate_message
from sandbox.errors import SlackError, WholeError
from sandbox.files import check_pictures
from sandbox.text import normalise, pings
from sandbox.world import App, Conversation, Message, World, with_ids

LONGEST_TEXT = 40_000
LONGEST_EDIT = 4_000
SPOKEN = ("text", "blocks", "attachments", "metadata", "markdown_text", "parse", "link_names")


def post_message(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """chat.postMessage."""
    conversation = _speakable(world, app, str(arguments.get("channel") or ""))
    spoken = _judged(world, app, arguments)
    text = str(spoken.get("text") or "")
    message = Message(
        channel=conversation.id,
        ts=world.new_ts(),
        user=app.bot_user_id,
        text=normalise(text[:LONGEST_TEXT]),
        blocks=with_ids(spoken.get("blocks") or [], world),
        metadata=spoken.get("metadata"),
        thread_ts=arguments.get("thread_ts"),
        app_id=app.id,
    )
    if message.thread_ts and world.find(conversation.id, message.thread_ts) is None:
        raise SlackError("thread_not_found")
    world.messages[conversation.id].append(message)
    world.pings += [(message.ts, ping) for ping in pings(spoken)]
    world.notify()
    answer: dict[str, Any] = {"ok": True, "channel": conversation.id, "ts": message.ts, "message": message.as_json()}
    if len(text) > LONGEST_TEXT:
        answer["warning"] = "message_truncated"
    return answer


def update(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """chat.update: text without blocks removes the blocks; rich text stays rich."""
    channel = str(arguments.get("channel") or "")
    if channel[:1] in ("U", "W"):
        raise SlackError("channel_not_found")
    conversation = world.conversation(app.team_id, channel)
    if conversation.archived:
        raise SlackError("is_inactive")
    message = world.find(channel, str(arguments.get("ts") or ""))
    if message is None:
        raise SlackError("message_not_found")
    if message.app_id != app.id:
        raise SlackError("cant_update_message")
    spoken = _judged(world, app, arguments)
    text = str(spoken.get("text") or "")
    if len(text) > LONGEST_EDIT:
        raise SlackError("msg_too_long")
    if "blocks" in spoken or "text" in spoken:
        blocks = with_ids(spoken.get("blocks") or [], world)
        if _is_rich(message.blocks) and blocks and not _is_rich(blocks):
            world.violate("block_mismatch", f"message {message.ts} had rich text and would lose it")
            raise SlackError("block_mismatch")
        message.blocks = blocks
        message.state = {}
    if "text" in spoken:
        message.text = normalise(text)
    if "metadata" in spoken:
        message.metadata = spoken["metadata"]
    message.edited = True
    message.versions += 1
    world.pings += [(message.ts, ping) for ping in pings(spoken)]
    world.notify()
    return {"ok": True, "channel": channel, "ts": message.ts, "text": message.text, "message": message.as_json()}


def post_ephemeral(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """chat.postEphemeral: seen by one person of the conversation, and by no history."""
    conversation = _speakable(world, app, str(arguments.get("channel") or ""))
    user = str(arguments.get("user") or "")
    if user not in conversation.members:
        raise SlackError("user_not_in_channel")
    message = whisper(world, app, conversation.id, user, _judged(world, app, arguments))
    return {"ok": True, "message_ts": message.ts}


def whisper(world: World, app: App, channel: str, user: str, spoken: dict[str, Any]) -> Message:
    """Show a message to one person."""
    message = Message(
        channel=channel,
        ts=world.new_ts(),
        user=app.bot_user_id,
        text=normalise(str(spoken.get("text") or "")),
        blocks=with_ids(spoken.get("blocks") or [], world),
        only_for=user,
        app_id=app.id,
    )
    world.messages[channel].append(message)
    world.pings += [(message.ts, ping) for ping in pings(spoken)]
    world.notify()
    return message


def delete(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """chat.delete: one's own only."""
    channel = str(arguments.get("channel") or "")
    world.conversation(app.team_id, channel)
    message = world.find(channel, str(arguments.get("ts") or ""))
    if message is None:
        raise SlackError("message_not_found")
    if message.app_id != app.id:
        raise SlackError("cant_delete_message")
    world.messages[channel].remove(message)
    world.notify()
    return {"ok": True, "channel": channel, "ts": message.ts}


def _speakable(world: World, app: App, channel: str) -> Conversation:
    """Where the app may speak (slack.dev: chat.postMessage; private channels look as if they did not exist)."""
    if channel[:1] in ("U", "W"):
        if channel not in world.users:
            raise SlackError("channel_not_found")
        return world.direct(app.team_id, app.bot_user_id, channel)
    conversation = world.conversation(app.team_id, channel)
    if app.bot_user_id not in conversation.members:
        open_to_all = conversation.kind == "public"
        if not (open_to_all and "chat:write.public" in app.scopes):
            raise SlackError("not_in_channel" if open_to_all else "channel_not_found")
    if conversation.archived:
        raise SlackError("is_archived")
    return conversation


def _judged(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """The spoken part of a message, if Slack would take it; a fault is written down as well as refused."""
    spoken = {name: arguments[name] for name in SPOKEN if arguments.get(name) is not None}
    problems = validate_message(spoken)
    if problems:
        world.violate("bad message", "; ".join(problem.line for problem in problems))
        raise WholeError(error_body(problems))
    check_pictures(world, app, spoken.get("blocks") or [])
    return spoken


def _is_rich(blocks: list[dict[str, Any]]) -> bool:
    return any(block.get("type") == "rich_text" for block in blocks)
