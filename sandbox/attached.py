"""Files that people put into the file inputs of a modal (slack.dev: file input element).

Slack has the bytes as soon as a file is chosen; an app may read them once the modal was submitted with them.
"""

from collections.abc import Mapping
from typing import Any

from sandbox.world import App, User, View, World

MOST_BYTES = 10 * 1_000 * 1_000
"""Slack's 10 MB, read the strict way."""
MOST_FILES = 10
"""In one input, where the app says nothing else."""
KIND = "file_input"
READ = "files:read"
"""The scope without which an app cannot use a file input."""


def refusal(element: Mapping[str, Any], held: int, name: str, size: int) -> str:
    """Why Slack's own client would not take a file, "" where it does. `held` counts those that stay in the input."""
    endings = [f".{one.lower().lstrip('.')}" for one in element.get("filetypes") or ()]
    if endings and not name.lower().endswith(tuple(endings)):
        return f"Please choose a file of these types: {', '.join(one[1:] for one in endings)}."
    if size > MOST_BYTES:
        return "Please choose a file of 10 MB or less."
    if held >= most(element):
        return f"Please choose {most(element)} files or fewer."
    return ""


def most(element: Mapping[str, Any]) -> int:
    """How many files an input holds."""
    return int(element.get("max_files") or MOST_FILES)


def keep(world: World, user: User, base: str, name: str, data: bytes) -> dict[str, Any]:
    """Slack has a person's file; no app may read it yet."""
    file_id = "F" + world.new_id("0")[1:].rjust(9, "0")
    world.files[file_id] = {
        "id": file_id,
        "owner": user.id,
        "name": name,
        "title": name,
        "length": len(data),
        "alt": "",
        "data": data,
        "complete_at": world.clock.now(),
        "channels": [],
        "url": f"{base}/files/{file_id}",
        "given_to": set(),
        "looked_at": True,
    }
    return world.files[file_id]


def give(world: World, app: App, view: View) -> None:
    """A modal is submitted: the app may read what was put into it."""
    for elements in view.state.values():
        for state in elements.values():
            for file in (state.get("files") or ()) if state.get("type") == KIND else ():
                world.files[file["id"]]["given_to"].add(app.id)


def uses_files(payload: Mapping[str, Any]) -> bool:
    """Whether a view holds a file input."""
    return any((block.get("element") or {}).get("type") == KIND for block in payload.get("blocks", ()))
