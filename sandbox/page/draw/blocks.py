"""Blocks as HTML."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import htpy as h

from sandbox.page.draw.elements import GROUPS, draw_element
from sandbox.page.draw.rich_text import rich_text, unknown
from sandbox.page.draw.sight import Json, Sight
from sandbox.page.draw.slot import Slot
from sandbox.page.draw.words import drawn, plain


def draw_blocks(blocks: Sequence[Json], sight: Sight) -> h.Renderable:
    """Blocks one below the other."""
    return h.div(".blocks")[(draw_block(block, sight) for block in blocks)]


def draw_block(block: Json, sight: Sight) -> h.Node:
    """One block."""
    draw = _DRAW.get(str(block.get("type")))
    return draw(block, sight) if draw else h.p[unknown(block.get("type"))]


def _header(block: Json, sight: Sight) -> h.Node:
    return h.h3(".block.header")[plain(block.get("text"), sight)]


def _divider(block: Json, sight: Sight) -> h.Node:
    return h.hr(".block")


def _section(block: Json, sight: Sight) -> h.Node:
    accessory = block.get("accessory")
    label = plain(block.get("text"), sight).split("\n")[0]
    return h.div({"class": {"block": True, "section": True, "with-accessory": bool(accessory)}})[
        h.div(".section-words")[
            drawn(block.get("text"), sight),
            bool(block.get("fields"))
            and h.div(".fields")[(h.div(".field")[drawn(one, sight)] for one in block["fields"])],
        ],
        accessory and h.div(".accessory")[_face_or_element(accessory, block, sight, label)],
    ]


def _face_or_element(element: Json, block: Json, sight: Sight, label: str) -> h.Node:
    if element.get("type") == "image":
        return picture(element, sight, "thumb")
    return draw_element(element, block, sight, label)


def _context(block: Json, sight: Sight) -> h.Node:
    return h.div(".block.context")[
        (
            picture(one, sight, "tiny") if one.get("type") == "image" else h.div[drawn(one, sight)]
            for one in block.get("elements", ())
        )
    ]


def _actions(block: Json, sight: Sight) -> h.Node:
    return h.div(".block.row")[(draw_element(one, block, sight) for one in block.get("elements", ()))]


def _input(block: Json, sight: Sight) -> h.Node:
    element = block.get("element", {})
    slot = Slot(sight, block, element)
    words = [plain(block.get("label"), sight), bool(block.get("optional")) and h.span(".soft")[" (optional)"]]
    below = [
        bool(block.get("hint")) and h.p(".hint", id=slot.id("hint"))[plain(block["hint"], sight)],
        bool(slot.error) and h.p(".error", id=slot.id("error"))[slot.error],
    ]
    if element.get("type") in GROUPS:
        wrong = "true" if slot.error else None
        return h.fieldset(".block.input", data_wrong=wrong)[h.legend[words], draw_element(element, block, sight), below]
    return h.div(".block.input")[h.label(for_=slot.id())[words], draw_element(element, block, sight), below]


def _image(block: Json, sight: Sight) -> h.Node:
    return h.figure(".block")[
        bool(block.get("title")) and h.figcaption[plain(block["title"], sight)], picture(block, sight, "whole")
    ]


def picture(image: Json, sight: Sight, size: str) -> h.Node:
    """An image, from a file of Slack's or from the web."""
    file = image.get("slack_file") or {}
    source = sight.file_url(str(file["id"])) if file.get("id") else str(image.get("image_url") or file.get("url", ""))
    return h.img(f".picture.{size}", src=source, alt=str(image.get("alt_text", "")))


def _rich_text(block: Json, sight: Sight) -> h.Node:
    return h.div(".block")[rich_text(block, sight)]


def _table(block: Json, sight: Sight) -> h.Node:
    rows = block.get("rows", ())
    return h.div(".block.table", tabindex="0", role="region", aria_label="Table")[
        h.table[h.tbody[(h.tr[(h.td[_cell(cell, sight)] for cell in row)] for row in rows)]]
    ]


def _cell(cell: Json, sight: Sight) -> h.Node:
    return rich_text(cell, sight) if cell.get("type") == "rich_text" else str(cell.get("text", ""))


_DRAW: Final[Mapping[str, Callable[[Json, Sight], h.Node]]] = {
    "header": _header,
    "divider": _divider,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "image": _image,
    "rich_text": _rich_text,
    "table": _table,
}
