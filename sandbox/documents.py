"""Canvases as people see them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sandbox.api.canvases import may_read
from sandbox.canvas import Canvas, links_in, words_of
from sandbox.find import NotSeenError
from sandbox.world import User, World

if TYPE_CHECKING:
    from collections.abc import Sequence


class Document:
    """A canvas as one person sees it."""

    def __init__(self, canvas: Canvas) -> None:
        """Live: it shows what the canvas says now."""
        self.canvas = canvas

    @property
    def title(self) -> str:
        """Its title."""
        return self.canvas.title

    @property
    def markdown(self) -> str:
        """What it is written in."""
        return self.canvas.markdown

    @property
    def text(self) -> str:
        """What is read: a line for each paragraph, heading and list item."""
        return words_of(self.canvas.markdown)

    @property
    def links(self) -> Sequence[str]:
        """Where its links and pictures lead."""
        return links_in(self.canvas.markdown)

    @property
    def versions(self) -> int:
        """How often it was written: 1 when it was never edited."""
        return self.canvas.versions

    def __repr__(self) -> str:
        """What is read, so that a failing test shows it."""
        return f"<{self.title}\n{self.text}\n>"


def opened(world: World, user: User, link: str) -> Document:
    """The canvas that a link leads to. Raises NotSeenError where there is none, or somebody may not read it."""
    found = linked(world, link)
    if found is None or not may_read(world, found, user.id):
        raise NotSeenError(f"{user.name} sees no canvas at {link}")
    return Document(found)


def linked(world: World, link: str) -> Canvas | None:
    """The canvas that an address names: …/docs/<team>/<canvas>."""
    match urlsplit(link).path.split("/"):
        case ["", "docs", team, canvas_id] if canvas_id in world.canvases:
            found = world.canvases[canvas_id]
            return found if found.team_id == team else None
    return None
