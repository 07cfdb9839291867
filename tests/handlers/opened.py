"""A window of a step, opened on a session as it was then; what is chosen in it can be read on the session as it is."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from slack_sdk.models.blocks import InputBlock

from demo.gallery.sessions import at
from handlers.kit.payload import Values
from handlers.sessions.steps import DOORS
from handlers.sessions.steps.door import Eyes, Form, Sent
from handlers.sessions.steps.lines import remembered
from handlers.sessions.values import Shown
from sandbox.find import options_of

__all__ = ["Opened", "at"]


class Opened:
    """What `who` has in front of them: `name` is the window's, `about` what was chosen in one before it."""

    def __init__(self, shown: Shown, who: str, name: str = "main", about: str = "") -> None:
        self.who, self.name, self.about = who, name, about
        self.form: Form = DOORS[shown.session.now_at.kind].form(shown, self.eyes(shown), name, about)
        self.inputs = {
            str(block.block_id): block.to_dict() for block in self.form.blocks if isinstance(block, InputBlock)
        }
        self.state = {block: _initial(told["element"]) for block, told in self.inputs.items()}

    def eyes(self, shown: Shown) -> Eyes:
        """How they look at it."""
        return Eyes(self.who, shown.session.facilitator == self.who, f"the pad of {self.who}")

    def labels(self) -> list[str]:
        """Of all fields."""
        return [told["label"]["text"] for told in self.inputs.values()]

    def options(self, label: str) -> list[str]:
        """What a field offers."""
        return [one["text"]["text"] for one in options_of(self.inputs[self._block(label)]["element"])]

    def fill(self, label: str, text: str) -> "Opened":
        """Type."""
        self.state[self._block(label)] = {"value": text}
        return self

    def text(self, label: str) -> str:
        """What stands in a box."""
        return str(self.state[self._block(label)].get("value") or "")

    def choose(self, label: str, *texts: str) -> "Opened":
        """Choose one, or several."""
        block = self._block(label)
        options = [_option(self.inputs[block]["element"], text) for text in texts]
        many = self.inputs[block]["element"]["type"] in ("checkboxes", "multi_static_select")
        self.state[block] = {"selected_options": options} if many else {"selected_option": options[0]}
        return self

    def sent_to(self, shown: Shown) -> Sequence[Any]:
        """The deeds that it stands for in a session as it is now."""
        values = Values({block: {"action": state} for block, state in self.state.items()})
        stood = remembered(self.form.lines)
        sent = Sent(self.name, self.about, values, _words(), self.form.version, stood, "0" * 16)
        return DOORS[shown.session.now_at.kind].read(shown, self.eyes(shown), sent)

    def _block(self, label: str) -> str:
        (found,) = [block for block, told in self.inputs.items() if label in told["label"]["text"]]
        return found


def _initial(element: dict[str, Any]) -> dict[str, Any]:
    names = {"initial_value": "value", "initial_option": "selected_option", "initial_options": "selected_options"}
    return {state: element[name] for name, state in names.items() if name in element}


def _option(element: dict[str, Any], text: str) -> dict[str, Any]:
    options = options_of(element)
    exact = [one for one in options if one["text"]["text"] == text]
    (found,) = exact or [one for one in options if text in one["text"]["text"]]
    return found


def _words() -> Iterator[str]:
    return (f"{number:016}" for number in count())
