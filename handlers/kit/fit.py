"""Making room: Slack takes 50 blocks and about 13,000 characters in a message, without saying how it counts."""

from collections.abc import Iterable, Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.kit.elements import Part, bullets, note
from handlers.kit.text import escape, size

MOST_BLOCKS = 44
"""Of Slack's 50 in a message; the rest is for what stands above and below."""
MOST_CHARACTERS = 11_000
"""Of the 13,000 at which Slack was seen to refuse a message."""
PER_LIST = 8
"""Items in one list, so that a long one can be broken between messages."""


def characters(block: Block) -> int:
    """How much text a block holds, in UTF-16 units after escaping: the largest of the ways in which Slack may count."""
    return _characters(block.to_dict())


def _characters(part: Any) -> int:
    if isinstance(part, dict):
        return sum(
            size(escape(value)) if key == "text" and isinstance(value, str) else _characters(value)
            for key, value in part.items()
        )
    return sum(map(_characters, part)) if isinstance(part, list) else 0


def listed(items: Iterable[Sequence[Part]], lead: Sequence[Part]) -> list[Block]:
    """A bulleted list under `lead`, in blocks that can be broken between messages; nothing where there are no items."""
    rows = list(items)
    return [
        bullets(rows[first : first + PER_LIST], lead=lead if first == 0 else ())
        for first in range(0, len(rows), PER_LIST)
    ]


def split(blocks: Iterable[Block]) -> list[list[Block]]:
    """The blocks in as few messages as Slack allows, in order; at least one, maybe empty."""
    messages: list[list[Block]] = [[]]
    room = MOST_CHARACTERS
    for block in blocks:
        if messages[-1] and (len(messages[-1]) >= MOST_BLOCKS or characters(block) > room):
            messages.append([])
            room = MOST_CHARACTERS
        messages[-1].append(block)
        room -= characters(block)
    return messages


def fit(blocks: Iterable[Block], more: str) -> list[Block]:
    """As many of the blocks, from the first, as one message takes; `more` says so where some do not fit."""
    first, *others = split(blocks)
    return [*first, note(more)] if others else first
