"""Files: three steps, real bytes, and a while in which Slack still looks at them (slack.dev: working with files)."""

from datetime import timedelta
from typing import Any

from sandbox.errors import SlackError, WholeError
from sandbox.world import App, Conversation, Happening, Message, World, with_ids

PROCESSING = timedelta(seconds=1.5)
LONGEST_ALT = 1_000
KINDS = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}
PLAIN = "text/plain"
TEXTS = {"yaml": "yaml", "yml": "yaml", "csv": "csv", "json": "json", "md": "markdown"}
"""Text by the ending of its name, as Slack calls its kind; "text" for all else."""


def get_upload_url(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """files.getUploadURLExternal: `length` in bytes."""
    if not str(arguments["length"]).isdigit() or int(arguments["length"]) < 1:
        raise SlackError("invalid_arguments")
    alt = str(arguments.get("alt_txt") or "")
    if len(alt) > LONGEST_ALT:
        raise SlackError("alt_txt_too_large")
    file_id = "F" + world.new_id("0")[1:].rjust(9, "0")
    world.files[file_id] = {
        "id": file_id,
        "owner": app.id,
        "name": str(arguments["filename"]),
        "length": int(arguments["length"]),
        "alt": alt,
        "data": None,
        "complete_at": None,
        "channels": [],
        "url": f"{arguments['_base']}/files/{file_id}",
        "given_to": set(),
        "looked_at": False,
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
    """files.completeUploadExternal: the file is there, and in conversations if some are named."""
    given = arguments["files"] if isinstance(arguments["files"], list) else []
    done = [_own(world, app, str(one.get("id"))) for one in given]
    if not done or any(file["data"] is None for file in done):
        raise SlackError("file_not_found")
    named = str(arguments.get("channel_id") or arguments.get("channels") or "")
    places = [_place(world, app, channel) for channel in named.split(",") if channel]
    for file, one in zip(done, given, strict=True):
        file["complete_at"] = world.clock.now()
        file["title"] = str(one.get("title") or file["name"])
    for place in places:
        _share(world, app, place, done, arguments)
    return {"ok": True, "files": [as_json(world, file) for file in done]}


def _own(world: World, app: App, file_id: str) -> dict[str, Any]:
    file = world.files.get(file_id)
    if file is None or file["owner"] != app.id:
        raise SlackError("file_not_found")
    return file


def _place(world: World, app: App, channel: str) -> Conversation:
    try:
        place = world.conversation(app, channel)
    except SlackError:
        raise SlackError("invalid_channel") from None
    if app.bot_user_id not in place.members:
        raise SlackError("not_in_channel")
    if place.archived:
        raise SlackError("posting_to_channel_denied")
    return place


def _share(world: World, app: App, place: Conversation, files: list[dict[str, Any]], arguments: dict[str, Any]) -> None:
    """One message for all files; a comment wins over blocks."""
    comment = str(arguments.get("initial_comment") or "")
    message = Message(
        channel=place.id,
        ts=world.new_ts(),
        user=app.bot_user_id,
        text=comment,
        blocks=[] if comment else with_ids(arguments.get("blocks") or [], world),
        thread_ts=arguments.get("thread_ts"),
        files=[file["id"] for file in files],
        app_id=app.id,
    )
    world.post(message)
    for file in files:
        file["channels"].append((place.id, message.ts))
        event = {"type": "file_shared", "file_id": file["id"], "user_id": app.bot_user_id, "channel_id": place.id}
        world.listener(Happening("file_shared", event, place.team_id, place.id))


def info(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """files.info: what the app owns, what is shared where the app is, or what was put into a modal of the app."""
    file = world.files.get(str(arguments["file"]))
    if file is None or file["complete_at"] is None or not _may_see(world, app, file):
        raise SlackError("file_not_found")
    return {"ok": True, "file": as_json(world, file)}


def _may_see(world: World, app: App, file: dict[str, Any]) -> bool:
    shared = any(app.bot_user_id in world.conversations[channel].members for channel, _ in file["channels"])
    return file["owner"] == app.id or app.id in file["given_to"] or shared


def _ready(world: World, file: dict[str, Any]) -> bool:
    at = file["complete_at"]
    return file["looked_at"] or (at is not None and world.clock.now() - at >= PROCESSING)


def as_json(world: World, file: dict[str, Any]) -> dict[str, Any]:
    """The file object; its kind, its address and where it is shared are known only once Slack has looked at it."""
    owner = world.apps[file["owner"]].bot_user_id if file["owner"] in world.apps else file["owner"]
    at = int(file["complete_at"].timestamp())
    said = {"id": file["id"], "name": file["name"], "title": file.get("title", file["name"]), "alt_txt": file["alt"]}
    said |= {"created": at, "timestamp": at, "user": owner, "user_team": world.users[owner].team_id}
    said |= {"size": file["length"], "mimetype": "", "filetype": "", "shares": {}, "mode": "hosted"}
    said |= {"is_external": False, "external_type": "", "is_public": False, "file_access": "visible"}
    if not _ready(world, file):
        return said
    kind = file["name"].rpartition(".")[2].lower()
    shares: dict[str, dict[str, list[dict[str, str]]]] = {}
    for channel, ts in file["channels"]:
        where = "public" if world.conversations[channel].kind == "public" else "private"
        shares.setdefault(where, {}).setdefault(channel, []).append({"ts": ts})
    filetype = kind if kind in KINDS else TEXTS.get(kind, "text")
    known = {"filetype": filetype, "mimetype": KINDS.get(kind, PLAIN), "shares": shares}
    address = {"url_private": file["url"], "url_private_download": f"{file['url']}/download"}
    return {**said, **known, **address, "permalink": f"{file['url']}/{file['name']}"}


def may_download(app: App | None) -> bool:
    """Whether a token opens any file at all; whoever has none that does is sent to the sign-in page."""
    return app is not None and "files:read" in app.scopes


def download(world: World, app: App, file_id: str) -> tuple[bytes, str] | None:
    """Bytes and their kind for an app that may read them; None for everybody else."""
    file = world.files.get(file_id)
    if file is None or file["complete_at"] is None:
        return None
    kind = file["name"].rpartition(".")[2].lower()
    return (file["data"], KINDS.get(kind, PLAIN)) if _may_see(world, app, file) else None


def check_pictures(world: World, app: App, blocks: list[dict[str, Any]]) -> None:
    """A picture in a message has to be one the poster may see, and Slack done with looking at it."""
    for number, block in enumerate(blocks):
        named = block.get("slack_file")
        if isinstance(named, dict) and not _shown(world, app, named):
            pointer = f"[ERROR] invalid slack file [json-pointer:/blocks/{number}/slack_file]"
            raise WholeError({"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": [pointer]}})


def _shown(world: World, app: App, named: dict[str, Any]) -> bool:
    url = str(named.get("url") or "")
    found = (
        file
        for file in world.files.values()
        if file["id"] == named.get("id") or (url and url in (file["url"], f"{file['url']}/{file['name']}"))
    )
    file = next(found, None)
    if file is None or not _ready(world, file) or not _may_see(world, app, file):
        return False
    return file["name"].rpartition(".")[2].lower() in KINDS
