"""What a person sees of messages, blocks and views, as plain text to be read aloud or compared in a test."""

from collections.abc import Mapping, Sequence

from sandbox.render.blocks import blocks_lines
from sandbox.render.elements import button_face, image_face
from sandbox.render.layout import Lines, cells, indent, wrap
from sandbox.render.scene import Json, Scene, Values
from sandbox.text import Names, to_plain

__all__ = ["render_blocks", "render_message", "render_view"]


def render_blocks(
    blocks: Sequence[Json],
    names: Names | None = None,
    width: int = 78,
    values: Values | None = None,
    errors: Mapping[str, str] | None = None,
) -> str:
    """Blocks as text.

    `names` gives the name for an id, `width` is in character cells, `values` holds what was chosen and typed (the shape
    of `state.values`), `errors` what stands beside an input (by block id).
    """
    return "\n".join(blocks_lines(blocks, Scene(width, names, values or {}, errors or {})))


def render_message(message: Json, names: Names | None = None, width: int = 78, values: Values | None = None) -> str:
    """A message as text: its blocks, else its `text`; then attachments and files."""
    scene = Scene(width, names, values or message.get("state", {}).get("values", {}))
    parts = [
        blocks_lines(message["blocks"], scene) if message.get("blocks") else _text(message, scene),
        *(_attachment(each, scene) for each in message.get("attachments") or ()),
        [_file(each) for each in message.get("files") or ()],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _text(message: Json, scene: Scene) -> Lines:
    if message.get("text"):
        return wrap(to_plain(message["text"], scene.names), scene.width)
    return scene.lines(message.get("markdown_text"))


def _attachment(attachment: Json, scene: Scene) -> Lines:
    inside = scene.narrower(2)
    if attachment.get("blocks"):
        lines = blocks_lines(attachment["blocks"], inside)
    else:
        lines = [
            line
            for name in ("pretext", "title", "text")
            for line in wrap(to_plain(attachment.get(name) or "", scene.names), inside.width)
        ]
    return indent(lines, "▌ ")


def _file(file: Json) -> str:
    if file.get("alt_txt"):
        return image_face({"alt_text": file["alt_txt"]})
    return f"📎 {file.get('title') or file.get('name') or file.get('id', '')}"


def render_view(
    view: Json,
    values: Values | None = None,
    errors: Mapping[str, str] | None = None,
    names: Names | None = None,
    width: int = 78,
) -> str:
    """A modal with its frame, or a Home tab without one, as text.

    `values` is what was chosen and typed (default: the view's own `state.values`), `errors` what the app answered to a
    submission; each error stands beside its input.
    """
    typed = view.get("state", {}).get("values", {}) if values is None else values
    scene = Scene(width, names, typed, errors or {})
    if view.get("type") == "home":
        return "\n".join(blocks_lines(view.get("blocks", ()), scene))
    return "\n".join(_modal(view, scene))


def _modal(view: Json, scene: Scene) -> Lines:
    title = f"┌─ {scene.words(view.get('title'))} "
    inside = blocks_lines(view.get("blocks", ()), scene.narrower(2))
    return [
        title + "─" * max(0, scene.width - cells(title)),
        *indent(["", *inside, ""], "│ "),
        f"└─ {'  '.join(_foot(view, scene))}",
    ]


def _foot(view: Json, scene: Scene) -> Lines:
    submit = scene.words(view.get("submit"))
    close = scene.words(view.get("close")) or ("Cancel" if submit else "Close")
    return [button_face(close), *([button_face(submit, "primary")] if submit else [])]
