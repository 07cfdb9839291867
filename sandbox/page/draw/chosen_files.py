"""Files that are put into a modal: those that are in it, and the browser's own way to choose one."""

import htpy as h

from sandbox.attached import MOST_BYTES, most
from sandbox.page.draw.sight import Json
from sandbox.page.draw.slot import Slot


def file_input(slot: Slot) -> h.Node:
    """A file input; the page's script reads what is chosen and tells of it, as a form of this page sends words only."""
    block_id, action_id = slot.where
    told = {"data-at": slot.sight.at, "data-block": block_id, "data-action": action_id, "data-most": str(MOST_BYTES)}
    endings = ",".join(f".{one.lstrip('.')}" for one in slot.element.get("filetypes") or ())
    required = slot.explained["aria-required"] is not None
    explained = {**slot.explained, "aria-required": None}
    return h.div(".files", told, id=slot.id("files"), phx_hook="FileInput")[
        bool(slot.value) and h.ul[(_held(slot, one) for one in slot.value)],
        h.input(
            explained, type="file", id=slot.id(), accept=endings or None, multiple=most(slot.element) > 1,
            required=required,
        ),
    ]  # fmt: skip


def _held(slot: Slot, file: Json) -> h.Node:
    name = str(file.get("name", ""))
    deed = {**slot.deed, "phx-click": "detach", "phx-value-file": str(file["id"])}
    return h.li(".file")[h.span[name], h.button(".btn", deed, type="button", aria_label=f"Remove {name}")["Remove"]]
