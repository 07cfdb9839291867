"""Boxes in which people write one thing a line: what stood in them, and what somebody made of it.

Two may have the same box open, a pair or one person on two devices: a window takes out only what stood in it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from handlers.kit.text import size

Line = tuple[str, str]
"""The id of an entry, and its text."""
BOX = 3_000
"""Characters that a box of Slack's takes (slack.dev: plain-text input)."""
SHORT = 8
"""So much of an id is remembered in a window, which has no room for all of it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What somebody made of a box: ids of entries taken out, entries written over, new texts."""

    gone: Sequence[str]
    changed: Sequence[Line]
    new: Sequence[str]


def fitting(lines: Sequence[Line], most: int = BOX) -> Sequence[Line]:
    """As many entries as a box holds, whole ones, from the first: the others stay as they are and are not shown in it.

    Two of a pair may each fill a box; what Slack would cut off must not count as taken out.
    """
    used = 0
    for number, (_, text) in enumerate(lines):
        used += size(text) + 1
        if used > most:
            return lines[:number]
    return lines


def in_box(lines: Sequence[Line]) -> str:
    """The entries as they stand in their box."""
    return "\n".join(text for _, text in lines)


def remembered(boxes: Mapping[str, Sequence[Line]]) -> list[str]:
    """What a window notes of the entries that stand in its boxes."""
    return [entry[:SHORT] for lines in boxes.values() for entry, _ in lines]


def difference(now: Sequence[Line], stood: Collection[str], typed: str) -> Difference:
    """What a box with `typed` in it changes of what is there now, where `stood` was in it when it was opened."""
    mine = [line for line in now if line[0][:SHORT] in stood]
    others = [text for entry, text in now if entry[:SHORT] not in stood]
    new: list[str] = []
    for text in filter(None, (one.strip() for one in typed.split("\n"))):
        same = next((line for line in mine if line[1] == text), None)
        if same is not None:
            mine.remove(same)
        elif text in others:
            others.remove(text)
        else:
            new.append(text)
    changed = [(entry, text) for (entry, _), text in zip(mine, new, strict=False)]
    gone = [entry for entry, _ in mine[len(new) :]]
    return Difference(gone, changed, new[len(changed) :])


def joined(now: Sequence[Line], stood: Collection[str], typed: str) -> tuple[str, Sequence[Line]]:
    """A box that is opened again: what was typed and not sent, then what others have written since, as far as it fits.

    Also the entries that it accounts for: those that stood in it before, and those that were added to it.
    """
    mine = [line for line in now if line[0][:SHORT] in stood]
    since = fitting([line for line in now if line[0][:SHORT] not in stood], BOX - size(typed) - 1)
    return "\n".join(filter(None, (typed, *(text for _, text in since)))), [*mine, *since]
