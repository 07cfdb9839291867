"""What rendering needs to know beside the blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sandbox.render.layout import Lines, wrap
from sandbox.text import Names, mention, to_plain

Json = Mapping[str, Any]
Values = Mapping[str, Mapping[str, Json]]
"""What people chose and typed, as in `view.state.values`: by block id, then by action id."""


@dataclass(frozen=True)
class Scene:
    """Who is called what, how wide a line may be (in cells), what was typed, what is wrong with it (by block id)."""

    width: int = 78
    names: Names | None = None
    values: Values = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def narrower(self, cells: int) -> "Scene":
        """The same scene with less room."""
        return replace(self, width=max(8, self.width - cells))

    def words(self, text: object) -> str:
        """A text object, or a string, as a person reads it; empty for nothing."""
        if isinstance(text, dict):
            words = str(text.get("text", ""))
            return to_plain(words, self.names) if text.get("type") == "mrkdwn" else words
        return text if isinstance(text, str) else ""

    def lines(self, text: object) -> Lines:
        """A text object, or a string, as lines that fit."""
        return wrap(self.words(text), self.width)

    def mention(self, target: str) -> str:
        """The name of a user, group or channel."""
        return mention(target, self.names)

    def state_of(self, block: Json, element: Json) -> Json | None:
        """What was chosen or typed in an element; None when it was not touched."""
        return self.values.get(block.get("block_id", ""), {}).get(element.get("action_id", ""))
