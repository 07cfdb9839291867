"""Words that are typed into a session's window and not sent: kept as they are typed, and shown when it is opened again.

Not in an anonymous round: what is kept of a person there would tell that they wrote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement
from slack_sdk.models.blocks.basic_components import DispatchActionConfig

from handlers.kit.payload import Values
from handlers.sessions.steps.door import Form
from handlers.sessions.steps.lines import joined


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in a window's boxes, by block, and what of the step stood there when it was opened."""

    texts: Mapping[str, str]
    stood: Sequence[str]


def purpose(told: Mapping[str, Any]) -> str:
    """Which window of which step of which session it is: two of them never share their words."""
    which = "|".join(str(told.get(part, "")) for part in ("st", "n", "a"))
    return f"session/{told['s']}/{sha256(which.encode()).hexdigest()[:24]}"


def kept(values: Values, told: Mapping[str, Any]) -> dict[str, Any]:
    """Write down what is typed, to be read by `typed`."""
    return {"texts": {block: values.text(block) for block in values.block_ids}, "stood": list(told.get("e", ()))}


def typed(body: Mapping[str, Any]) -> Typed:
    """Read what was kept."""
    return Typed(body["texts"], body["stood"])


def live(form: Form, words: Typed | None) -> Sequence[Block]:
    """The window's blocks, told of each keystroke, with what was typed before in them."""
    for block in form.blocks:
        if isinstance(block, InputBlock) and isinstance(block.element, PlainTextInputElement):
            block_id = block.block_id or ""
            block.dispatch_action = True
            block.element.dispatch_action_config = DispatchActionConfig(trigger_actions_on=["on_character_entered"])
            if words is not None and block_id in words.texts:
                text = words.texts[block_id]
                lines = form.lines.get(block_id)
                text = joined(lines, words.stood, text) if lines is not None else text
                block.element.initial_value = text or None
    return form.blocks
