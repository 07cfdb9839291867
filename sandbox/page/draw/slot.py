"""An element where it stands: its names, its value, what explains it."""

from dataclasses import dataclass
from typing import Any

from sandbox.page.draw.names import field_id, field_name
from sandbox.page.draw.sight import Field, Json, Sight
from sandbox.page.draw.words import plain
from sandbox.state import KEY, begin


@dataclass(frozen=True, slots=True)
class Slot:
    """One element of a block, as somebody sees it. `label` is what it is called where no label stands beside it."""

    sight: Sight
    block: Json
    element: Json
    label: str = ""

    @property
    def kind(self) -> str:
        """The element's type."""
        return str(self.element.get("type"))

    @property
    def where(self) -> Field:
        """Its block_id and action_id."""
        return str(self.block.get("block_id", "")), str(self.element.get("action_id", ""))

    @property
    def name(self) -> str:
        """The name of its field."""
        return field_name(*self.where)

    def id(self, *more: object) -> str:
        """The id of its field, or of a part of it."""
        return field_id(self.sight.at, *self.where, *more)

    @property
    def value(self) -> Any:
        """What is typed or chosen in it."""
        block_id, action_id = self.where
        state = self.sight.values.get(block_id, {}).get(action_id) or begin(self.element)
        return state.get(KEY[self.kind])

    @property
    def error(self) -> str:
        """What is wrong with it."""
        return self.sight.errors.get(self.where[0], "") if self.block.get("type") == "input" else ""

    @property
    def deed(self) -> dict[str, str]:
        """What a click on it tells."""
        block_id, action_id = self.where
        return {
            "phx-click": "press",
            "phx-value-at": self.sight.at,
            "phx-value-block": block_id,
            "phx-value-action": action_id,
        }

    @property
    def explained(self) -> dict[str, str | None]:
        """How assistive technology finds its name, its hint and its error."""
        is_input = self.block.get("type") == "input"
        told = [self.id(part) for part in ("hint", "error") if self._has(part)]
        return {
            "aria-label": None if is_input else self.label or self.placeholder or "Choose",
            "aria-describedby": " ".join(told) or None,
            "aria-invalid": "true" if self.error else None,
            "aria-required": "true" if is_input and not self.block.get("optional") else None,
        }

    @property
    def placeholder(self) -> str:
        """The words that stand in an empty field."""
        return plain(self.element.get("placeholder"), self.sight)

    def _has(self, part: str) -> bool:
        return bool(self.error) if part == "error" else bool(self.block.get("hint"))
