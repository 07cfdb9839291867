"""The golden thread: what hangs on what, from a place in the quarter up to the objective; and what hangs on nothing.

Source: product.md, "Golden thread"; seed 1, "the golden thread".
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from okra.items import Item, ItemKind, by_key
from okra.markdown import one_line
from okra.refusal import quoted

ORDER: Final = (
    ItemKind.STRATEGY,
    ItemKind.OBJECTIVE,
    ItemKind.KEY_RESULT,
    ItemKind.HYPOTHESIS,
    ItemKind.MILESTONE,
    ItemKind.PLACEMENT,
)
"""The thread's own kinds, from the top."""
NEEDS: Final[Mapping[ItemKind, tuple[ItemKind, ...]]] = {
    ItemKind.KEY_RESULT: (ItemKind.OBJECTIVE,),
    ItemKind.HYPOTHESIS: (ItemKind.KEY_RESULT, ItemKind.OBJECTIVE, ItemKind.CLUSTER),
    ItemKind.MILESTONE: (ItemKind.HYPOTHESIS, ItemKind.KEY_RESULT),
    ItemKind.PLACEMENT: (ItemKind.MILESTONE,),
}
"""What an item must hang on somewhere above it; what pairs first write down hangs on their topic."""
CARRIES: Final[Mapping[ItemKind, tuple[ItemKind, ...]]] = {
    ItemKind.OBJECTIVE: (ItemKind.KEY_RESULT,),
    ItemKind.KEY_RESULT: (ItemKind.HYPOTHESIS, ItemKind.MILESTONE),
    ItemKind.HYPOTHESIS: (ItemKind.MILESTONE,),
}
"""What should hang on an item."""
_ENDS: Final = frozenset((ItemKind.STRATEGY, ItemKind.VISION, ItemKind.CLUSTER, ItemKind.AGREEMENT))
"""Kinds with nothing above them: what they hang on is what they were made of."""


class Orphan(NamedTuple):
    """An item that hangs on nothing, or carries nothing, by its key; and the sentence that says so."""

    key: str
    says: str


def orphans(items: Iterable[Item], kinds: Collection[ItemKind] = tuple(ItemKind)) -> tuple[Orphan, ...]:
    """Items of some kinds that hang on nothing they should, and items that carry none of these.

    A hypothesis must carry something only once it hangs on a key result or an objective: the others are raw material.
    """
    known = by_key(items)
    return (*_loose(known, kinds), *_bare(known, kinds))


def _loose(known: Mapping[str, Item], kinds: Collection[ItemKind]) -> Iterator[Orphan]:
    goals = any(item.kind is ItemKind.STRATEGY for item in known.values())
    for item in known.values():
        needs = _needed(item, goals=goals) if item.kind in kinds else ()
        above = {one.kind for one in _upwards(known, item)}
        if needs and above.isdisjoint(needs):
            yield Orphan(item.key, f"The {_word(item.kind)} {quoted(item.text, 60)} {_untied(needs[0])}.")


def _bare(known: Mapping[str, Item], kinds: Collection[ItemKind]) -> Iterator[Orphan]:
    below = {(key, item.kind) for item in known.values() for key in item.hangs_on}
    for item in known.values():
        carried = CARRIES.get(item.kind, ())
        lacking = [kind for kind in carried if kind in kinds]
        if lacking and not any((item.key, kind) in below for kind in carried) and not _is_raw(known, item):
            lack = " or ".join(map(_word, lacking))
            yield Orphan(item.key, f"The {_word(item.kind)} {quoted(item.text, 60)} has no {lack}.")


def _needed(item: Item, *, goals: bool) -> tuple[ItemKind, ...]:
    """What an item must hang on; an objective only where goals of the company are known."""
    if item.kind is ItemKind.OBJECTIVE:
        return (ItemKind.STRATEGY,) if goals else ()
    return NEEDS.get(item.kind, ())


def _untied(kind: ItemKind) -> str:
    return "supports no goal of the company" if kind is ItemKind.STRATEGY else f"hangs on no {_word(kind)}"


def _is_raw(known: Mapping[str, Item], item: Item) -> bool:
    above = {one.kind for one in _upwards(known, item)}
    return item.kind is ItemKind.HYPOTHESIS and above.isdisjoint((ItemKind.KEY_RESULT, ItemKind.OBJECTIVE))


def path(items: Mapping[str, Item], key: str) -> str:
    """What an item hangs on, from the company's goal down to itself: "Match reliability › 80 % › Reminders help"."""
    if key not in items:
        return ""
    item = items[key]
    return " › ".join(one_line(one.text) for one in (*reversed(list(_upwards(items, item))), item))


def upwards(known: Mapping[str, Item], key: str) -> tuple[Item, ...]:
    """What an item hangs on up the thread, the nearest first; nothing for one that is not there."""
    return tuple(_upwards(known, known[key])) if key in known else ()


def _upwards(known: Mapping[str, Item], item: Item) -> Iterator[Item]:
    """What an item hangs on, nearest first: always up the thread, never to what its words were only made of."""
    seen = {item.key}
    above = _above(known, item)
    while above is not None and above.key not in seen:
        seen.add(above.key)
        yield above
        above = _above(known, above)


def _above(known: Mapping[str, Item], item: Item) -> Item | None:
    """The first that stands higher in the thread, else the first beside it: a pair's topic, never an objective's."""
    if item.kind in _ENDS:
        return None
    there = [known[key] for key in item.hangs_on if key in known]
    higher = [one for one in there if one.kind in ORDER and _rank(one) < _rank(item)]
    beside = [one for one in there if one.kind not in ORDER and item.kind is not ItemKind.OBJECTIVE]
    return next(iter((*higher, *beside)), None)


def _rank(item: Item) -> int:
    return ORDER.index(item.kind) if item.kind in ORDER else len(ORDER)


def _word(kind: ItemKind) -> str:
    return kind.replace("_", " ")
