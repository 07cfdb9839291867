"""What hangs on what, as people read it: everything stands under what it is for."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from slack_sdk.models.blocks import Block, RichTextBlock

from handlers.kit.elements import bold, bullet_list, plain, section
from handlers.kit.text import escape, one_line, size
from okra.cycle_items import Decision
from okra.golden_thread import upwards
from okra.items import Item, ItemKind, by_key
from okra.kept import KEPT, WHY
from okra.milestone import KIND

ROOM: Final = 7_500
"""Characters of one card: with what stands above and below it stays under what Slack takes of a message."""
LONGEST: Final = 200
DEEPEST: Final = 4
LABELS: Final = {ItemKind.SCORE: "Effort and value", ItemKind.PLACEMENT: "Begins in", ItemKind.STRATEGY: "Goal"}


def _kept(item: Item) -> str:
    """What was decided of an objective that comes from the cycle before, until somebody writes it anew."""
    match item.facts.get(KEPT), one_line(str(item.facts.get(WHY) or ""), LONGEST):
        case Decision.KEEP, _:
            return " · kept from last cycle"
        case Decision.CHANGE, why:
            return f" · to change: {why}" if why else " · to change"
        case _:
            return ""


def words(kind: ItemKind) -> str:
    """Key result, for key_result."""
    return LABELS.get(kind, kind.replace("_", " ").capitalize())


def label(item: Item) -> str:
    """What it is: of a milestone, its kind."""
    return str(item.facts.get(KIND) or "").capitalize() or words(item.kind)


def hangs_on(known: Mapping[str, Item], item: Item) -> str:
    """What an item is for, in a few words; "" where it hangs on nothing."""
    above = next(iter(upwards(known, item.key)), None)
    if above is None:
        return ""
    does = "supports" if above.kind is ItemKind.STRATEGY else "for"
    return f"{does} “{one_line(above.text, 80)}”"


def measured(item: Item) -> str:
    """From where to where, and where it is: "65 % → 90 %, now 82 %"; "" for what is not measured."""
    said = (str(item.facts.get("measure") or ""), f"now {value}" if (value := item.facts.get("value")) else "")
    return one_line(", ".join(filter(None, said)), 100)


def tree(items: Sequence[Item], inputs: Sequence[Item] = ()) -> list[Block]:
    """The items, each under the one that it hangs on; what they hang on beyond these, from `inputs`, is named."""
    known = by_key([*inputs, *items])
    mine = by_key(items)
    parents = {key: _parent(known, mine, key) for key in mine}
    walk = list(_walk(mine, parents, None, 0))
    lines = [(deep, _line(known, item, named=deep == 0)) for deep, item in walk]
    shown = _as_many_as_fit(lines)
    parts: list[Any] = [
        bullet_list([[bold(head), plain(said)] for _, (head, said) in group], indent=deep)
        for deep, group in groupby(shown, key=lambda line: line[0])
    ]
    if len(shown) < len(lines):
        parts.append(section(plain(f"and {len(lines) - len(shown)} more: “/okra export” has them all.")))
    return [RichTextBlock(elements=parts)] if parts else []


def _as_many_as_fit(lines: Sequence[tuple[int, tuple[str, str]]]) -> Sequence[tuple[int, tuple[str, str]]]:
    room = ROOM
    for number, (_, said) in enumerate(lines):
        room -= sum(size(escape(one)) for one in said)
        if room < 0:
            return lines[:number]
    return lines


def _parent(known: Mapping[str, Item], mine: Mapping[str, Item], key: str) -> str | None:
    return next((one.key for one in upwards(known, key) if one.key in mine), None)


def _walk(
    mine: Mapping[str, Item], parents: Mapping[str, str | None], above: str | None, deep: int
) -> Iterator[tuple[int, Item]]:
    """From the top, each followed by what hangs on it, with how deep it stands."""
    for key, item in mine.items():
        if parents[key] == above:
            yield min(deep, DEEPEST), item
            yield from _walk(mine, parents, key, deep + 1)


def _line(known: Mapping[str, Item], item: Item, *, named: bool) -> tuple[str, str]:
    """What it is, and what it says; those on top say what they are for, the others stand under it."""
    of = next(iter(upwards(known, item.key)), None) if named and item.kind is ItemKind.PLACEMENT else None
    if of is not None:
        return f"{item.text.capitalize()}: ", one_line(of.text, LONGEST)
    measure = f" ({said})" if (said := measured(item)) else ""
    above = hangs_on(known, item) if named else ""
    more = measure + (f" · {above}" if above else "") + _kept(item)
    return f"{label(item)}: ", one_line(item.text, LONGEST) + more
