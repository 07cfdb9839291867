"""Words that are typed into a session's window and not sent: kept as they are typed, and shown when it is opened again.

Not in an anonymous round: what is kept of a person there would tell that they wrote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement
from slack_sdk.models.blocks.basic_components import DispatchActionConfig

from handlers.kit.elements import note
from handlers.kit.payload import Values
from handlers.sessions import ids
from handlers.sessions.steps.door import ABOUT, Form
from handlers.sessions.steps.lines import Line, joined, remembered
from okra.refusal import Refused, RefusedFields, quoted

CHANGED = "Somebody changed this since you typed here. It says now:"
EMPTIED = "Somebody emptied this since you typed here."


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in a window's boxes, by block, what of the step stood there when it was opened, and its version."""

    texts: Mapping[str, str]
    stood: Sequence[str]
    version: int


NOTHING: Final = Typed({}, (), 0)
"""Where nothing was typed before."""


def chosen(values: Values) -> str:
    """What a window that asks first was told: what the next one is about."""
    return ABOUT.join(filter(None, (values.option(ids.CHOICE), values.option(ids.UNDER))))


def purpose(told: Mapping[str, Any]) -> str:
    """Which window of which step of which session it is: two of them never share their words."""
    which = "|".join(str(told.get(part, "")) for part in ("st", "n", "a"))
    return f"session/{told['s']}/{sha256(which.encode()).hexdigest()[:24]}"


def beside(refused: Refused, values: Values) -> Refused:
    """The same refusal beside its box: a step's rules know a box by its plain name, "why"."""
    if isinstance(refused, RefusedFields):
        return refused
    named = f"sessions.{refused.field}"
    box = next((block for block in values.block_ids if block.partition(":")[0] == named), refused.field)
    return Refused(refused.sentence, box)


def kept(values: Values, told: Mapping[str, Any]) -> dict[str, Any]:
    """Write down what is typed, to be read by `typed`."""
    texts = {block: values.text(block) for block in values.block_ids}
    return {"texts": texts, "stood": list(told.get("e", ())), "version": told.get("version", 0)}


def typed(body: Mapping[str, Any]) -> Typed:
    """Read what was kept."""
    return Typed(body["texts"], body["stood"], body.get("version", 0))


def live(form: Form, words: Typed) -> tuple[Sequence[Block], Sequence[str]]:
    """The window's blocks, told of each keystroke, with what was typed before in them; and which entries stand there.

    Where somebody changed the same thing since, the words of both are there: one's own in the box, theirs below it.
    """
    blocks: list[Block] = []
    lines = dict(form.lines)
    for block in form.blocks:
        blocks.append(block)
        if isinstance(block, InputBlock) and isinstance(block.element, PlainTextInputElement):
            block_id, block.dispatch_action = block.block_id or "", True
            block.element.dispatch_action_config = DispatchActionConfig(trigger_actions_on=["on_character_entered"])
            if block_id in words.texts:
                blocks += _as_typed(block.element, block_id, words, form, lines)
    return blocks, remembered(lines)


def _as_typed(
    box: PlainTextInputElement, block_id: str, words: Typed, form: Form, lines: dict[str, Sequence[Line]]
) -> list[Block]:
    """Put what was typed into its box; what to say below it."""
    stands, text = box.initial_value or "", words.texts[block_id]
    if block_id in lines:
        text, lines[block_id] = joined(lines[block_id], words.stood, text)
    box.initial_value = text or None
    if words.version == form.version or text == stands:
        return []
    return [note(f"{CHANGED} {quoted(stands, 300)}" if stands else EMPTIED)]
