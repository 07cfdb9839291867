"""Rich text as HTML."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

import htpy as h

from sandbox.page.draw.mrkdwn import link, with_emoji
from sandbox.page.draw.sight import Json, Sight
from sandbox.text import mention


def unknown(kind: object) -> h.Renderable:
    """What this page cannot draw, named plainly."""
    return h.span(".unknown", data_unknown=str(kind))[f"This page cannot draw: {kind}"]


def rich_text(block: Json, sight: Sight) -> h.Renderable:
    """A rich_text block."""
    return h.div(".rich-text")[list(_parts(list(block.get("elements", ())), sight))]


def _parts(parts: list[Json], sight: Sight) -> Iterator[h.Renderable]:
    position = 0
    while position < len(parts):
        kind = parts[position].get("type")
        if kind == "rich_text_list":
            run = position
            while run < len(parts) and parts[run].get("type") == "rich_text_list":
                run += 1
            yield _lists(parts[position:run], sight)
            position = run
            continue
        draw = _PARTS.get(str(kind))
        yield draw(parts[position], sight) if draw else unknown(kind)
        position += 1


def _section(part: Json, sight: Sight) -> h.Renderable:
    return h.p[_inline(part, sight)]


def _quote(part: Json, sight: Sight) -> h.Renderable:
    return h.blockquote[_inline(part, sight)]


def _code(part: Json, sight: Sight) -> h.Renderable:
    return h.pre(tabindex="0")[h.code[_inline(part, sight)]]


def _lists(parts: Iterable[Json], sight: Sight) -> h.Renderable:
    """Neighbouring lists: Slack sends one for each depth, which stand one after the other."""
    return h.div[(_list(part, sight) for part in parts)]


def _list(part: Json, sight: Sight) -> h.Renderable:
    depth, offset = int(part.get("indent", 0)), int(part.get("offset", 0))
    items = (h.li[_inline(item, sight)] for item in part.get("elements", ()))
    if part.get("style") == "ordered":
        return h.ol(f".list.depth-{depth}", start=offset + 1 if offset else None)[items]
    return h.ul(f".list.depth-{depth}")[items]


_PARTS: Final[Mapping[str, Callable[[Json, Sight], h.Renderable]]] = {
    "rich_text_section": _section,
    "rich_text_quote": _quote,
    "rich_text_preformatted": _code,
}


def _inline(part: Json, sight: Sight) -> list[h.Node]:
    return [_styled(element, _word(element, sight)) for element in part.get("elements", ())]


def _styled(element: Json, word: h.Node) -> h.Node:
    for name, tag in (("code", h.code), ("strike", h.s), ("italic", h.em), ("bold", h.strong)):
        if (element.get("style") or {}).get(name):
            word = tag[word]
    return word


def _broken(text: str) -> list[h.Node]:
    return [[number > 0 and h.br, with_emoji(line)] for number, line in enumerate(text.split("\n"))]


def _text(element: Json, sight: Sight) -> h.Node:
    return _broken(str(element.get("text", "")))


def _link(element: Json, sight: Sight) -> h.Node:
    return link(str(element.get("url", "")), str(element.get("text") or element.get("url", "")))


def _mention(element: Json, sight: Sight) -> h.Node:
    return h.span(".mention")[mention(str(element.get(f"{element['type']}_id", "")), sight.name_of)]


def _broadcast(element: Json, sight: Sight) -> h.Node:
    return h.span(".mention")[f"@{element.get('range', '')}"]


def _emoji(element: Json, sight: Sight) -> h.Node:
    return with_emoji(f":{element.get('name', '')}:")


def _date(element: Json, sight: Sight) -> h.Node:
    at = datetime.fromtimestamp(element["timestamp"], UTC).astimezone(sight.zone)
    return str(element.get("fallback") or f"{at:%Y-%m-%d %H:%M}")


def _color(element: Json, sight: Sight) -> h.Node:
    return str(element.get("value", ""))


_WORDS: Final[Mapping[str, Callable[[Json, Sight], h.Node]]] = {
    "text": _text,
    "link": _link,
    "user": _mention,
    "channel": _mention,
    "usergroup": _mention,
    "broadcast": _broadcast,
    "emoji": _emoji,
    "date": _date,
    "color": _color,
}


def _word(element: Json, sight: Sight) -> h.Node:
    draw = _WORDS.get(str(element.get("type")))
    return draw(element, sight) if draw else unknown(element.get("type"))
