"""Rich text as people see it, with the marks of plain text for lists, quotes and code."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from sandbox.render.layout import Lines, indent, wrap
from sandbox.render.scene import Json, Scene


def rich_text_lines(block: Json, scene: Scene) -> Lines:
    """A rich_text block as lines."""
    return [line for part in block.get("elements", ()) for line in _part_lines(part, scene)]


def _part_lines(part: Json, scene: Scene) -> Lines:
    kind = str(part.get("type"))
    draw = _PARTS.get(kind)
    return draw(part, scene) if draw else [f"(unknown element: {kind})"]


def _section(part: Json, scene: Scene) -> Lines:
    return wrap(_inline(part.get("elements", ()), scene), scene.width)


def _quote(part: Json, scene: Scene) -> Lines:
    return indent(_section(part, scene.narrower(2)), "> ")


def _code(part: Json, scene: Scene) -> Lines:
    return ["```", *_inline(part.get("elements", ()), scene).splitlines(), "```"]


def _list(part: Json, scene: Scene) -> Lines:
    margin = "  " * int(part.get("indent", 0))
    lines: Lines = []
    for index, item in enumerate(part.get("elements", ()), start=1 + int(part.get("offset", 0))):
        mark = f"{index}. " if part.get("style") == "ordered" else "• "
        first, *rest = _section(item, scene.narrower(len(margin + mark))) or [""]
        lines += [f"{margin}{mark}{first}".rstrip(), *indent(rest, margin + " " * len(mark))]
    return lines


_PARTS: Final[Mapping[str, Callable[[Json, Scene], Lines]]] = {
    "rich_text_section": _section,
    "rich_text_list": _list,
    "rich_text_quote": _quote,
    "rich_text_preformatted": _code,
}


def _inline(elements: Iterable[Json], scene: Scene) -> str:
    return "".join(_styled(element, _word(element, scene)) for element in elements)


def _styled(element: Json, word: str) -> str:
    style = element.get("style", {})
    marks = ("~" if style.get("strike") else "") + ("`" if style.get("code") else "")
    core = word.strip()
    return word.replace(core, f"{marks}{core}{marks[::-1]}", 1) if core else word


_MENTIONED: Final = {"user": "user_id", "channel": "channel_id", "usergroup": "usergroup_id", "team": "team_id"}
_LITERAL: Final = {"text": "text", "color": "value"}


def _word(element: Json, scene: Scene) -> str:
    kind = str(element.get("type"))
    if kind in _MENTIONED:
        return scene.mention(str(element.get(_MENTIONED[kind], "")))
    if kind in _LITERAL:
        return str(element.get(_LITERAL[kind], ""))
    draw = _WORDS.get(kind)
    return draw(element) if draw else f"(unknown element: {kind})"


def _date(element: Json) -> str:
    fallback = element.get("fallback")
    return str(fallback or f"{datetime.fromtimestamp(element['timestamp'], UTC):%Y-%m-%d %H:%M} UTC")


_WORDS: Final[Mapping[str, Callable[[Json], str]]] = {
    "link": lambda element: str(element.get("text") or element.get("url", "")),
    "emoji": lambda element: f":{element.get('name', '')}:",
    "broadcast": lambda element: f"@{element.get('range', '')}",
    "date": _date,
}
