"""chat.*: posting, editing, deleting."""

from typing import Any

from sandbox.blockkit import error_body, validate_message
from sandbox.errors import SlackError, WholeError
from sandbox.files import check_pictures
from sandbox.text import normalise, pings
from sandbox.world import App, Conversation, Message, World, with_ids

LONGEST_TEXT = 40_000
LONGEST_EDIT = 4_000
TOMBSTONE = "This message was deleted."
SLACKBOT = "USLACKBOT"
"""Whose a message is that is gone."""
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
        attachments=spoken.get("attachments") or [],
        metadata=spoken.get("metadata"),
        thread_ts=arguments.get("thread_ts"),
        broadcast=bool(arguments.get("thread_ts")) and arguments.get("reply_broadcast") in (True, "1", "true"),
        app_id=app.id,
    )
    if message.thread_ts and world.find(conversation.id, message.thread_ts) is None:
        raise SlackError("thread_not_found")
    world.pings += [(message.ts, ping) for ping in pings(spoken)]
    world.post(message)
    answer: dict[str, Any] = {"ok": True, "channel": conversation.id, "ts": message.ts, "message": message.as_json()}
    if len(text) > LONGEST_TEXT:
        answer["warning"] = "message_truncated"
    return answer


def update(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """chat.update: text without blocks removes the blocks; rich text stays rich."""
    channel = str(arguments.get("channel") or "")
    if channel[:1] in ("U", "W"):
        raise SlackError("channel_not_found")
    conversation = world.conversation(app, channel)
    if conversation.archived:
        raise SlackError("is_inactive")
    message = world.find(channel, str(arguments.get("ts") or ""))
    if message is None:
        raise SlackError("message_not_found")
    if message.app_id != app.id:
        raise SlackError("cant_update_message")
    spoken = _judged(world, app, arguments, before=message)
    if len(str(spoken.get("text") or "")) > LONGEST_EDIT:
        raise SlackError("msg_too_long")
    before = message.as_json()
    _rewrite(world, message, spoken)
    world.pings += [(message.ts, ping) for ping in pings(spoken)]
    changed = {"subtype": "message_changed", "message": message.as_json(), "previous_message": before}
    world.tell_of(message, {**changed, "channel": channel, "hidden": True, "ts": world.new_ts()})
    world.notify()
    return {"ok": True, "channel": channel, "ts": message.ts, "text": message.text, "message": message.as_json()}


def _rewrite(world: World, message: Message, spoken: dict[str, Any]) -> None:
    """Attachments and metadata stay unless they are given; blocks stay only where no text is given either."""
    if "blocks" in spoken or "text" in spoken:
        blocks = with_ids(spoken.get("blocks") or [], world)
        if _is_rich(message.blocks) and blocks and not _is_rich(blocks):
            world.violate("block_mismatch", f"message {message.ts} had rich text and would lose it")
            raise SlackError("block_mismatch")
        message.blocks, message.state = blocks, {}
    if "text" in spoken:
        message.text = normalise(str(spoken["text"]))
    message.attachments = spoken.get("attachments", message.attachments)
    message.metadata = spoken.get("metadata", message.metadata) or None
    message.edited = True
    message.versions += 1


def post_ephemeral(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """chat.postEphemeral: seen by one person of the conversation, and by no history."""
    conversation = _speakable(world, app, str(arguments.get("channel") or ""))
    user = str(arguments.get("user") or "")
    if user not in conversation.members:
        raise SlackError("user_not_in_channel")
    spoken = _judged(world, app, arguments) | {"thread_ts": arguments.get("thread_ts")}
    message = whisper(world, app, conversation.id, user, spoken)
    return {"ok": True, "message_ts": message.ts}


def whisper(world: World, app: App, channel: str, user: str, spoken: dict[str, Any]) -> Message:
    """Show a message to one person, or to all if it says so (slack.dev: handling user interaction)."""
    to_all = spoken.get("response_type") == "in_channel"
    message = Message(
        channel=channel,
        ts=world.new_ts(),
        user=app.bot_user_id,
        text=normalise(str(spoken.get("text") or "")),
        blocks=with_ids(spoken.get("blocks") or [], world),
        attachments=spoken.get("attachments") or [],
        thread_ts=spoken.get("thread_ts"),
        only_for=None if to_all else user,
        app_id=app.id,
    )
    world.pings += [(message.ts, ping) for ping in pings(spoken)]
    world.post(message)
    return message


def delete(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """chat.delete: one's own only."""
    channel = str(arguments.get("channel") or "")
    world.conversation(app, channel)
    message = world.find(channel, str(arguments.get("ts") or ""))
    if message is None:
        raise SlackError("message_not_found")
    if message.app_id != app.id:
        raise SlackError("cant_delete_message")
    take_away(world, message)
    return {"ok": True, "channel": channel, "ts": message.ts}


def take_away(world: World, message: Message) -> None:
    """A message is gone. One with replies leaves its place, which is told as a change (seen in slack-edge#10)."""
    said, before = world.messages[message.channel], message.as_json()
    told: dict[str, Any] = {"channel": message.channel, "hidden": True, "previous_message": before}
    if any(one.thread_ts == message.ts and one is not message for one in said):
        message.text, message.blocks, message.attachments, message.files = TOMBSTONE, [], [], []
        message.app_id, message.user, message.gone = None, SLACKBOT, True
        told |= {"subtype": "message_changed", "message": message.as_json()}
    else:
        said.remove(message)
        told |= {"subtype": "message_deleted", "deleted_ts": message.ts}
    world.tell_of(message, {**told, "ts": world.new_ts()})
    world.notify()


def rewrite(world: World, message: Message, text: str) -> None:
    """A person gives their message other words; apps hear what it was and what it is."""
    before, at = message.as_json(), world.new_ts()
    message.text, message.blocks, message.edited = text, [], True
    message.edit = {"user": message.user, "ts": f"{int(float(at))}.000000"}
    message.versions += 1
    changed = {"subtype": "message_changed", "message": message.as_json(), "previous_message": before}
    world.tell_of(message, {**changed, "channel": message.channel, "hidden": True, "ts": at})
    world.notify()


def permalink(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """chat.getPermalink."""
    conversation = world.conversation(app, str(arguments.get("channel") or ""))
    message = world.find(conversation.id, str(arguments.get("message_ts") or ""))
    if message is None:
        raise SlackError("message_not_found")
    place = f"{arguments['_base']}/archives/{conversation.id}/p{message.ts.replace('.', '')}"
    return {"ok": True, "channel": conversation.id, "permalink": place}


def _speakable(world: World, app: App, channel: str) -> Conversation:
    """Where the app may speak (slack.dev: chat.postMessage; private channels look as if they did not exist)."""
    if channel[:1] in ("U", "W"):
        person = world.users.get(channel)
        if person is None or not world.serves(app, person.team_id):
            raise SlackError("channel_not_found")
        return world.direct(person.team_id, app.bot_user_id, channel)
    conversation = world.conversation(app, channel)
    if app.bot_user_id not in conversation.members:
        open_to_all = conversation.kind == "public"
        if not (open_to_all and "chat:write.public" in app.scopes):
            raise SlackError("not_in_channel" if open_to_all else "channel_not_found")
    if conversation.archived:
        raise SlackError("is_archived")
    return conversation


def _judged(world: World, app: App, arguments: dict[str, Any], before: Message | None = None) -> dict[str, Any]:
    """The spoken part of a message, if Slack would take it; a fault is written down as well as refused."""
    spoken = {name: arguments[name] for name in SPOKEN if arguments.get(name) is not None}
    problems = validate_message(_whole(spoken, before))
    if problems:
        world.violate("bad message", "; ".join(problem.line for problem in problems))
        raise WholeError(error_body(problems))
    check_pictures(world, app, spoken.get("blocks") or [])
    return spoken


def _whole(spoken: dict[str, Any], before: Message | None) -> dict[str, Any]:
    """An edit that says neither text nor blocks is judged together with what stays."""
    whole = {name: value for name, value in spoken.items() if not (name == "metadata" and value == {})}
    if before is not None and not {"text", "blocks", "markdown_text"} & spoken.keys():
        whole |= {"text": before.text or " "}
    return whole


def _is_rich(blocks: list[dict[str, Any]]) -> bool:
    return any(block.get("type") == "rich_text" for block in blocks)
