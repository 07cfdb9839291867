"""What the check-in's window is made of: the questions with what is typed, and the fields that keep what is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from slack_sdk.models.blocks import Block, InputBlock, InputInteractiveElement

from handlers.kit import elements
from handlers.kit.payload import Values
from okra.grip import Asked

LABEL = 300
SHORT_LABEL = 40
"""Enough to tell by ear which key result, issue or action a field belongs to."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the window shows: the questions, what is typed already, and the page.

    `bases` are the values that stood in the boxes when `typed` was kept: a box that was left alone shows the newest
    value instead.
    """

    asked: Asked
    now: datetime
    typed: Values = field(default_factory=lambda: Values(None))
    bases: Mapping[int, str] = field(default_factory=dict)
    page: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks that stay together on one page, under a heading that is repeated where a page breaks."""

    blocks: Sequence[Block]
    heading: Sequence[Block] = ()
    base: tuple[int, str] | None = None


def text_of(block_id: str, otherwise: str, form: Form) -> str:
    """What was typed in a field; `otherwise` where it was never shown."""
    return form.typed.text(block_id) if block_id in form.typed else otherwise


def box(block_id: str, text: str, max_length: int) -> InputInteractiveElement:
    """A large box, of whose every change Slack tells us."""
    return elements.text_input(block_id, text, multiline=True, max_length=max_length, live=True)


def live(
    label: str, block_id: str, element: InputInteractiveElement, *, hint: str | None = None, optional: bool = True
) -> InputBlock:
    """A field whose every change Slack tells us, so that no typed word is lost."""
    return elements.field(label, block_id, element, hint=hint, optional=optional, live=True)
