"""Blocks as people see them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sandbox.render.elements import element_lines, image_face
from sandbox.render.layout import Lines, beside, cells, flow, indent, side_by_side, wrap
from sandbox.render.rich_text import rich_text_lines
from sandbox.render.scene import Json, Scene
from sandbox.render.tables import chart_lines, table_lines

_GAP: Final = 3


def blocks_lines(blocks: Sequence[Json], scene: Scene) -> Lines:
    """Blocks one below the other, an empty line between them; context clings to what it explains."""
    lines: Lines = []
    before = ""
    for block in blocks:
        kind = str(block.get("type"))
        if lines and kind != "context" and "divider" not in (kind, before):
            lines.append("")
        lines += block_lines(block, scene)
        before = kind
    return lines


def block_lines(block: Json, scene: Scene) -> Lines:
    """One block as lines."""
    kind = str(block.get("type"))
    draw = _DRAW.get(kind)
    return draw(block, scene) if draw else [f"(unknown block: {kind})"]


def _header(block: Json, scene: Scene) -> Lines:
    lines = scene.lines(block.get("text"))
    return [*lines, "═" * max(map(cells, lines), default=0)]


def _divider(block: Json, scene: Scene) -> Lines:
    return ["─" * scene.width]


def _section(block: Json, scene: Scene) -> Lines:
    accessory = element_lines(block["accessory"], block, scene) if "accessory" in block else []
    fits = len(accessory) == 1 and cells(accessory[0]) <= scene.width // 2
    room = scene.narrower(cells(accessory[0]) + _GAP) if fits else scene
    body = [*room.lines(block.get("text")), *_fields(block.get("fields", ()), room)]
    return beside(body, accessory[0], scene.width) if fits else body + accessory


def _fields(fields: Sequence[object], scene: Scene) -> Lines:
    width = (scene.width - _GAP) // 2
    column = scene.narrower(scene.width - width)
    lines: Lines = []
    for start in range(0, len(fields), 2):
        pair = [column.lines(field) for field in fields[start : start + 2]]
        lines += side_by_side(pair, [width] * len(pair), " " * _GAP)
    return lines


def _context(block: Json, scene: Scene) -> Lines:
    words = [
        image_face(element) if element.get("type") == "image" else scene.words(element)
        for element in block.get("elements", ())
    ]
    return indent(wrap("  ".join(words), scene.width - 2), "┊ ")


def _actions(block: Json, scene: Scene) -> Lines:
    lines: Lines = []
    row: Lines = []
    for element in block.get("elements", ()):
        drawn = element_lines(element, block, scene)
        if len(drawn) == 1:
            row += drawn
        else:
            lines += [*flow(row, scene.width), *drawn]
            row = []
    return lines + flow(row, scene.width)


def _input(block: Json, scene: Scene) -> Lines:
    label = scene.words(block.get("label"))
    error = scene.errors.get(block.get("block_id", ""))
    return [
        *wrap(f"{label} (optional)" if block.get("optional") else label, scene.width),
        *element_lines(block.get("element", {}), block, scene),
        *indent(scene.narrower(2).lines(block.get("hint")), "┊ "),
        *(wrap(f"⚠ {error}", scene.width) if error else []),
    ]


def _image(block: Json, scene: Scene) -> Lines:
    return [*scene.lines(block.get("title")), *wrap(image_face(block), scene.width)]


def _video(block: Json, scene: Scene) -> Lines:
    return [
        *wrap(f"▶ {scene.words(block.get('title'))}", scene.width),
        *scene.lines(block.get("description")),
        *wrap(image_face(block), scene.width),
    ]


def _markdown(block: Json, scene: Scene) -> Lines:
    return scene.lines(block.get("text"))


def _file(block: Json, scene: Scene) -> Lines:
    return [f"📎 {block.get('external_id', 'file')}"]


def _call(block: Json, scene: Scene) -> Lines:
    return [f"📞 {block.get('call_id', '')}"]


def _container(block: Json, scene: Scene) -> Lines:
    folds, folded = block.get("is_collapsible"), block.get("default_collapsed")
    inside = scene.narrower(2)
    title = inside.lines(block.get("title")) or rich_text_lines(block.get("rich_text_title", {}), inside)
    mark = ("▸ " if folded else "▾ ") if folds else ""
    shown = [] if folded else blocks_lines(block.get("child_blocks", ()), inside)
    return [*indent(title, mark), *scene.lines(block.get("subtitle")), *indent(shown, "  ")]


def _card(block: Json, scene: Scene) -> Lines:
    inside = scene.narrower(2)
    pictures = [image_face(block[name]) for name in ("hero_image", "icon") if name in block]
    words = [line for name in ("title", "subtitle", "body", "subtext") for line in inside.lines(block.get(name))]
    buttons = _actions({"elements": block.get("actions", ()), "block_id": block.get("block_id", "")}, inside)
    return indent([*pictures, *words, *buttons], "▌ ")


def _carousel(block: Json, scene: Scene) -> Lines:
    return blocks_lines(block.get("elements", ()), scene)


def _alert(block: Json, scene: Scene) -> Lines:
    mark = {"warning": "⚠", "error": "⚠", "success": "✓"}.get(block.get("level", ""), "ℹ")
    return wrap(f"{mark} {scene.words(block.get('text'))}", scene.width)


def _task(block: Json, scene: Scene) -> Lines:
    mark = {"pending": "○", "in_progress": "◐", "complete": "✓", "error": "✗"}.get(block.get("status", ""), "○")
    inside = scene.narrower(2)
    below = [line for name in ("details", "output") for line in rich_text_lines(block.get(name, {}), inside)]
    sources = [f"↗ {source.get('text', '')}" for source in block.get("sources", ())]
    return [*wrap(f"{mark} {block.get('title', '')}", scene.width), *indent(below + sources, "  ")]


def _plan(block: Json, scene: Scene) -> Lines:
    tasks = [line for task in block.get("tasks", ()) for line in _task(task, scene)]
    return [*scene.lines(block.get("title")), *tasks]


_DRAW: Final[Mapping[str, Callable[[Json, Scene], Lines]]] = {
    "header": _header,
    "divider": _divider,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "input": _input,
    "image": _image,
    "rich_text": rich_text_lines,
    "video": _video,
    "markdown": _markdown,
    "file": _file,
    "call": _call,
    "table": table_lines,
    "data_table": table_lines,
    "data_visualization": chart_lines,
    "container": _container,
    "card": _card,
    "carousel": _carousel,
    "alert": _alert,
    "task_card": _task,
    "plan": _plan,
}
