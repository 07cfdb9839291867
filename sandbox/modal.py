"""A modal and a Home tab as a person sees them."""

from typing import Any

from sandbox import find
from sandbox.render import render_view
from sandbox.world import View, World


class Modal:
    """The view on top of somebody's stack, as it is now."""

    def __init__(self, world: World, view: View, depth: int) -> None:
        """`depth` is how many views are stacked, 1 to 3."""
        self._world = world
        self.view = view
        self.depth = depth

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.view.payload["title"]["text"])

    @property
    def text(self) -> str:
        """All that is seen: labels, what is typed, hints, errors, buttons."""
        errors = {key: value for key, value in self.view.errors.items() if key}
        said = render_view(self.view.payload, values=self.view.state, errors=errors, names=self._world.name_of)
        return f"⚠ {self.view.errors['']}\n{said}" if "" in self.view.errors else said

    @property
    def errors(self) -> dict[str, str]:
        """Label of a field → what is wrong with it; "" where something is wrong with the whole."""
        return {find.label_of(self.view.payload["blocks"], key): text for key, text in self.view.errors.items()}

    @property
    def labels(self) -> list[str]:
        """The labels of all fields, from top to bottom."""
        return [str(block["label"]["text"]) for block in self.view.payload["blocks"] if block["type"] == "input"]

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons in it."""
        return find.labels_of_buttons(self.view.payload["blocks"])

    def value(self, label: str) -> Any:
        """What stands in a field: text, the label of what is chosen, a list of them, or None."""
        block, element = find.field(self.view.payload["blocks"], label, self.text)
        return find.plain_value(self.view.state[block["block_id"]][element["action_id"]])


class Home:
    """An app's Home tab as a person sees it, as it is now."""

    def __init__(self, world: World, view: View) -> None:
        """What was published last."""
        self._world = world
        self.view = view

    @property
    def text(self) -> str:
        """All that is seen."""
        return render_view(self.view.payload, values=self.view.state, names=self._world.name_of)

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons in it."""
        return find.labels_of_buttons(self.view.payload["blocks"])
