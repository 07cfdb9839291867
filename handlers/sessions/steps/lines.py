"""Boxes in which people write one thing a line: what stood in them, and what somebody made of it.

Two may have the same box open, a pair or one person on two devices: a window takes out only what stood in it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

Line = tuple[str, str]
"""The id of an entry, and its text."""
SHORT = 8
"""So much of an id is remembered in a window, which has no room for all of it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What somebody made of a box: ids of entries taken out, entries written over, new texts."""

    gone: Sequence[str]
    changed: Sequence[Line]
    new: Sequence[str]


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


def joined(now: Sequence[Line], stood: Collection[str], typed: str) -> str:
    """A box that is opened again: what was typed into it and not sent, then what others have written since."""
    since = [text for entry, text in now if entry[:SHORT] not in stood]
    return "\n".join(filter(None, (typed, *since)))
