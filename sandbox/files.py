"""Files: three steps, real bytes, and a while in which Slack still looks at them (slack.dev: working with files)."""

from datetime import timedelta
from typing import Any

from sandbox.errors import SlackError, WholeError
from sandbox.world import App, Message, World

PROCESSING = timedelta(seconds=1.5)


def get_upload_url(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """files.getUploadURLExternal."""
    if not arguments.get("filename"):
        raise SlackError("missing_argument", arg="filename")
    length = int(arguments.get("length") or 0)
    if length < 1:
        raise SlackError("invalid_arguments")
    file_id = "F" + world.new_id("0")[1:].rjust(9, "0")
    world.files[file_id] = {
        "id": file_id,
        "owner": app.id,
        "name": str(arguments["filename"]),
        "length": length,
        "alt": str(arguments.get("alt_txt") or ""),
        "data": None,
        "complete_at": None,
        "channels": [],
    }
    return {"ok": True, "file_id": file_id, "upload_url": f"{arguments['_base']}/upload/{file_id}"}


def receive(world: World, file_id: str, data: bytes) -> bool:
    """Step two: the bytes; False where they are not as many as announced."""
    file = world.files.get(file_id)
    if file is None or len(data) != file["length"]:
        return False
    file["data"] = data
    return True


def complete(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """files.completeUploadExternal: the file is there, and in a conversation if one is named."""
    done = []
    for given in arguments.get("files") or []:
        file = world.files.get(str(given.get("id")))
        if file is None or file["data"] is None or file["owner"] != app.id:
            raise SlackError("file_not_found")
        file["complete_at"] = world.clock.now()
        file["title"] = str(given.get("title") or file["name"])
        done.append(file)
    channel = str(arguments.get("channel_id") or arguments.get("channels") or "")
    if channel:
        conversation = world.conversation(app, channel)
        if app.bot_user_id not in conversation.members:
            raise SlackError("not_in_channel")
        _share(world, app, channel, done, arguments)
    return {"ok": True, "files": [as_json(file) for file in done]}


def _share(world: World, app: App, channel: str, files: list[dict[str, Any]], arguments: dict[str, Any]) -> None:
    for file in files:
        file["channels"].append(channel)
    world.messages[channel].append(
        Message(
            channel=channel,
            ts=world.new_ts(),
            user=app.bot_user_id,
            text=str(arguments.get("initial_comment") or ""),
            thread_ts=arguments.get("thread_ts"),
            files=[file["id"] for file in files],
            app_id=app.id,
        )
    )
    world.notify()


def info(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """files.info."""
    file = world.files.get(str(arguments.get("file")))
    if file is None or file["owner"] != app.id:
        raise SlackError("file_not_found")
    return {"ok": True, "file": as_json(file)}


def as_json(file: dict[str, Any]) -> dict[str, Any]:
    """The file object."""
    return {"id": file["id"], "name": file["name"], "title": file.get("title", file["name"]), "alt_txt": file["alt"]}


def check_pictures(world: World, app: App, blocks: list[dict[str, Any]]) -> None:
    """A picture in a message has to be the poster's own, and Slack done with looking at it."""
    for number, block in enumerate(blocks):
        file_id = (block.get("slack_file") or {}).get("id") if isinstance(block.get("slack_file"), dict) else None
        if file_id is None:
            continue
        file = world.files.get(file_id)
        ready = file is not None and file["complete_at"] and world.clock.now() - file["complete_at"] >= PROCESSING
        if not ready or file is None or file["owner"] != app.id:
            pointer = f"[ERROR] invalid slack file [json-pointer:/blocks/{number}/slack_file]"
            raise WholeError({"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": [pointer]}})
