"""A message's body: its blocks, else its text; then attachments and files."""

import htpy as h

from sandbox.page.draw.blocks import draw_blocks, picture
from sandbox.page.draw.mrkdwn import mrkdwn
from sandbox.page.draw.sight import Json, Sight


def draw_body(said: Json, sight: Sight) -> h.Renderable:
    """What a message says. `files` carry id, name, title, alt_txt."""
    return h.div(".said")[
        draw_blocks(said["blocks"], sight) if said.get("blocks") else mrkdwn(str(said.get("text", "")), sight),
        (_attachment(one, sight) for one in said.get("attachments") or ()),
        (_file(one, sight) for one in said.get("files") or ()),
    ]


def _attachment(one: Json, sight: Sight) -> h.Node:
    if one.get("blocks"):
        return h.div(".attachment")[draw_blocks(one["blocks"], sight)]
    return h.div(".attachment")[
        (mrkdwn(str(one[part]), sight) for part in ("pretext", "title", "text") if one.get(part))
    ]


def _file(file: Json, sight: Sight) -> h.Node:
    name = str(file.get("title") or file.get("name") or file["id"])
    if str(file.get("name", "")).lower().endswith((".png", ".jpg", ".jpeg", ".gif")):
        image = {"slack_file": {"id": file["id"]}, "alt_text": file.get("alt_txt") or name}
        return h.figure(".block")[h.figcaption[name], picture(image, sight, "whole")]
    return h.p(".file")[h.a(href=sight.file_url(file["id"]), download=str(file.get("name", "")))[f"📎 {name}"]]
