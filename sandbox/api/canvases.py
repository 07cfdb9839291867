"""canvases.* and conversations.canvases.create: documents, who may read them, and one change at a time."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from sandbox.canvas import MOST_CHARACTERS, Canvas, Section, blocks_of, fault_in, is_document, mentions_in, words_of
from sandbox.errors import SlackError, WholeError
from sandbox.world import App, Conversation, World

LEVELS = ("read", "write", "owner")
MOST_TARGETS = 20
HEADINGS = ("h1", "h2", "h3")
SECTION_TYPES = (*HEADINGS, "any_header", "blockquote", "horizontal_line", "list", "table")


def create(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """canvases.create: one by itself, or, with a channel, one more tab of it, where a free plan has room for one."""
    plan = _plan(world, app)
    markdown, title = _given(arguments), str(arguments.get("title") or "")
    channel = arguments.get("channel_id")
    if not channel and plan == "free":
        raise SlackError("free_teams_cannot_create_non_tabbed_canvases")
    place = _inside(world, app, str(channel)) if channel else None
    if place and plan == "free" and any(one.tab == place.id for one in world.canvases.values()):
        raise SlackError("free_team_canvas_tab_already_exists")
    made = _made(world, app, title, markdown)
    if place:
        made.tab = place.id
        made.access[place.id] = "write"
    return {"ok": True, "canvas_id": made.id}


def create_of_channel(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """conversations.canvases.create: the channel's own, once."""
    _plan(world, app)
    markdown = _given(arguments)
    place = _inside(world, app, str(arguments["channel_id"]))
    if any(one.of_channel and one.tab == place.id for one in world.canvases.values()):
        raise SlackError("channel_canvas_already_exists")
    made = _made(world, app, str(arguments.get("title") or ""), markdown)
    made.tab, made.of_channel = place.id, True
    made.access[place.id] = "write"
    return {"ok": True, "canvas_id": made.id}


def edit(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """canvases.edit: exactly one change a call."""
    plan = _plan(world, app)
    changes = arguments["changes"]
    if not isinstance(changes, list) or len(changes) != 1 or not isinstance(changes[0], dict):
        raise _wrong("must contain exactly one change", "/changes")
    canvas = _writable(world, app, str(arguments["canvas_id"]))
    if plan == "free" and canvas.tab is None:
        raise SlackError("free_teams_cannot_edit_standalone_canvases")
    change = changes[0]
    apply = _OPERATIONS.get(str(change.get("operation")))
    if apply is None:
        raise _wrong("must be a valid operation", "/changes/0/operation")
    before = set(mentions_in(canvas.markdown))
    apply(world, canvas, change)
    canvas.versions += 1
    _ping(world, canvas, before)
    world.notify()
    return {"ok": True}


def delete(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """canvases.delete: for good."""
    _plan(world, app)
    del world.canvases[_writable(world, app, str(arguments["canvas_id"])).id]
    world.notify()
    return {"ok": True}


def set_access(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """canvases.access.set: channels or people, twenty at most; an owner is one person."""
    _need_paid(world, app)
    canvas = _writable(world, app, str(arguments["canvas_id"]))
    level = str(arguments["access_level"])
    targets, are_people = _targets(world, app, arguments)
    if level not in LEVELS or (level == "owner" and (not are_people or len(targets) > 1)):
        raise _wrong("must be a valid enum value", "/access_level")
    for target in targets:
        if level == "owner":
            canvas.owner = target
        else:
            canvas.access[target] = "write" if level == "write" else "read"
    world.notify()
    return {"ok": True}


def delete_access(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """canvases.access.delete."""
    _need_paid(world, app)
    canvas = _writable(world, app, str(arguments["canvas_id"]))
    for target in _targets(world, app, arguments)[0]:
        canvas.access.pop(target, None)
    world.notify()
    return {"ok": True}


def look_up(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """canvases.sections.lookup: ids of sections by kind, by words, or both."""
    _plan(world, app)
    canvas = _found(world, app, str(arguments["canvas_id"]))
    criteria = arguments["criteria"]
    kinds = criteria.get("section_types") if isinstance(criteria, dict) else None
    words = criteria.get("contains_text") if isinstance(criteria, dict) else None
    if not (kinds or words) or not set(kinds or ()) <= set(SECTION_TYPES):
        raise _wrong("must match a valid criterion", "/criteria")
    fitting = [one for one in canvas.sections if not kinds or _is_of(one, kinds)]
    found = [one.id for one in fitting if not words or str(words).casefold() in words_of(one.markdown).casefold()]
    return {"ok": True, "sections": [{"id": one} for one in found]}


def may_read(world: World, canvas: Canvas, user: str) -> bool:
    """Whether somebody may open a canvas: its owner, those it was shared with, and people of such a channel.

    What is shared in a public channel can be read by everybody in the workspace.
    """
    if user == canvas.owner or user in canvas.access:
        return True
    places = [world.conversations[one] for one in canvas.access if one in world.conversations]
    everybody = user in world.users and world.users[user].team_id == canvas.team_id
    return any(user in one.members or (one.kind == "public" and everybody) for one in places)


def _may_write(world: World, canvas: Canvas, user: str) -> bool:
    levels = [level for target, level in canvas.access.items() if target == user or user in _members(world, target)]
    return user == canvas.owner or "write" in levels


def _members(world: World, channel: str) -> set[str]:
    found = world.conversations.get(channel)
    return found.members if found else set()


def _plan(world: World, app: App) -> str:
    plan = world.workspaces[app.team_id].canvases
    if plan == "off":
        raise SlackError("canvas_disabled_user_team")
    return plan


def _need_paid(world: World, app: App) -> None:
    """Sharing is for those who pay; Slack's pages name no error word of its own for the others."""
    if _plan(world, app) == "free":
        raise SlackError("restricted_action")


def _found(world: World, app: App, canvas_id: str) -> Canvas:
    canvas = world.canvases.get(canvas_id)
    if canvas is None or not may_read(world, canvas, app.bot_user_id):
        raise SlackError("canvas_not_found")
    return canvas


def _writable(world: World, app: App, canvas_id: str) -> Canvas:
    canvas = _found(world, app, canvas_id)
    if not _may_write(world, canvas, app.bot_user_id):
        raise SlackError("restricted_action")
    return canvas


def _inside(world: World, app: App, channel: str) -> Conversation:
    """A channel that a canvas can be a tab of: public, or the app is in it."""
    place = world.conversation(app, channel)
    if app.bot_user_id not in place.members and place.kind != "public":
        raise SlackError("channel_not_found")
    return place


def _targets(world: World, app: App, arguments: dict[str, Any]) -> tuple[list[str], bool]:
    """The channels, or the people, that a call names; never both."""
    channels, people = (_listed(arguments.get(name)) for name in ("channel_ids", "user_ids"))
    if bool(channels) == bool(people):
        raise SlackError("invalid_parameters")
    if max(len(channels), len(people)) > MOST_TARGETS:
        raise _wrong(f"no more than {MOST_TARGETS} items allowed", "/channel_ids" if channels else "/user_ids")
    for channel in channels:
        if _inside(world, app, channel).kind not in ("public", "private"):
            raise SlackError("channel_not_found")
    for user in people:
        world.user(app, user)
    return (people, True) if people else (channels, False)


def _listed(given: Any) -> list[str]:
    """Ids as a list, as JSON, or with commas."""
    if isinstance(given, str) and given.startswith("["):
        try:
            given = json.loads(given)
        except ValueError:
            raise SlackError("invalid_arguments") from None
    if isinstance(given, str):
        return [one.strip() for one in given.split(",") if one.strip()]
    return [str(one) for one in given or ()]


def _given(arguments: Mapping[str, Any]) -> str:
    """The Markdown that a canvas begins with."""
    document = arguments.get("document_content")
    if document is None:
        return ""
    if not is_document(document):
        raise _wrong("failed to match exactly one allowed schema", "/document_content")
    markdown = str(document["markdown"])
    _judge(markdown, "canvas_creation_failed")
    return markdown


def _judge(markdown: str, word: str) -> None:
    if len(markdown) > MOST_CHARACTERS:
        raise SlackError("canvas_too_large")
    fault = fault_in(markdown)
    if fault:
        raise SlackError(word, detail=fault)


def _made(world: World, app: App, title: str, markdown: str) -> Canvas:
    made = Canvas(f"F{world.new_id('0')[1:].rjust(9, '0')}", app.team_id, app.bot_user_id, title)
    made.sections = _sections(world, markdown)
    world.canvases[made.id] = made
    _ping(world, made, set())
    world.notify()
    return made


def _sections(world: World, markdown: str) -> list[Section]:
    return [Section(world.new_id("temp:C:"), block) for block in blocks_of(markdown)]


def _ping(world: World, canvas: Canvas, before: set[Any]) -> None:
    """Who is mentioned now and was not before hears of it."""
    world.pings += [(canvas.id, ping) for ping in mentions_in(canvas.markdown) if ping not in before]


def _wrong(message: str, pointer: str) -> WholeError:
    said = f"[ERROR] {message} [json-pointer:{pointer}]"
    return WholeError({"ok": False, "error": "invalid_arguments", "response_metadata": {"messages": [said]}})


def _is_of(section: Section, kinds: list[str]) -> bool:
    return section.kind in kinds or ("any_header" in kinds and section.kind in HEADINGS)


def _content(change: Mapping[str, Any], name: str = "document_content") -> str:
    document = change.get(name)
    if not is_document(document):
        raise _wrong("failed to match exactly one allowed schema", f"/changes/0/{name}")
    markdown = str(document["markdown"])  # type: ignore[index]  # it is a document
    _judge(markdown, "canvas_editing_failed")
    return markdown


def _at(canvas: Canvas, change: Mapping[str, Any]) -> int:
    """Where the section stands that a change names."""
    ids = [section.id for section in canvas.sections]
    if change.get("section_id") not in ids:
        raise SlackError("canvas_editing_failed", detail="section not found")
    return ids.index(str(change["section_id"]))


def _replace(world: World, canvas: Canvas, change: Mapping[str, Any]) -> None:
    fresh = _sections(world, _content(change))
    if change.get("section_id") is None:
        canvas.sections = fresh
    else:
        at = _at(canvas, change)
        canvas.sections[at : at + 1] = fresh


def _insert(world: World, canvas: Canvas, change: Mapping[str, Any]) -> None:
    fresh = _sections(world, _content(change))
    match change["operation"]:
        case "insert_at_start":
            at = 0
        case "insert_at_end":
            at = len(canvas.sections)
        case "insert_before":
            at = _at(canvas, change)
        case _:
            at = _at(canvas, change) + 1
    canvas.sections[at:at] = fresh


def _delete(world: World, canvas: Canvas, change: Mapping[str, Any]) -> None:
    del canvas.sections[_at(canvas, change)]


def _rename(world: World, canvas: Canvas, change: Mapping[str, Any]) -> None:
    canvas.title = words_of(_content(change, "title_content"))


_OPERATIONS: Final[Mapping[str, Callable[[World, Canvas, Mapping[str, Any]], None]]] = {
    "replace": _replace,
    "insert_at_start": _insert,
    "insert_at_end": _insert,
    "insert_before": _insert,
    "insert_after": _insert,
    "delete": _delete,
    "rename": _rename,
}
