"""The golden thread: what hangs on what, from a place in the quarter up to the objective; and what hangs on nothing.

Source: product.md, "Golden thread"; seed 1, "the golden thread".
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from okra.items import Item, ItemKind, by_key, thread
from okra.refusal import quoted

NEEDS: Final[Mapping[ItemKind, tuple[ItemKind, ...]]] = {
    ItemKind.KEY_RESULT: (ItemKind.OBJECTIVE,),
    ItemKind.HYPOTHESIS: (ItemKind.KEY_RESULT, ItemKind.OBJECTIVE, ItemKind.CLUSTER),
    ItemKind.MILESTONE: (ItemKind.HYPOTHESIS, ItemKind.KEY_RESULT),
    ItemKind.PLACEMENT: (ItemKind.MILESTONE,),
}
"""What an item must hang on somewhere above it."""
CARRIES: Final[Mapping[ItemKind, tuple[ItemKind, ...]]] = {
    ItemKind.OBJECTIVE: (ItemKind.KEY_RESULT,),
    ItemKind.KEY_RESULT: (ItemKind.HYPOTHESIS, ItemKind.MILESTONE),
}
"""What should hang on an item."""
ORDER: Final = (
    ItemKind.OBJECTIVE,
    ItemKind.KEY_RESULT,
    ItemKind.HYPOTHESIS,
    ItemKind.MILESTONE,
    ItemKind.PLACEMENT,
)


def orphans(items: Iterable[Item], kinds: Iterable[ItemKind] = tuple(ItemKind)) -> tuple[str, ...]:
    """Items of some kinds that hang on nothing they should, or carry nothing that they should: a sentence each."""
    known = by_key(items)
    wanted = set(kinds)
    looked_at = [item for item in known.values() if item.kind in wanted]
    return (*_loose(looked_at, known), *_bare(looked_at, known))


def _loose(items: Sequence[Item], known: Mapping[str, Item]) -> list[str]:
    said = []
    for item in items:
        needs = NEEDS.get(item.kind)
        above = {one.kind for one in thread(known, item.key)} - {item.kind}
        if needs and not above & set(needs):
            said.append(f"The {_word(item.kind)} {quoted(item.text, 60)} hangs on no {_word(needs[0])}.")
    return said


def _bare(items: Sequence[Item], known: Mapping[str, Item]) -> list[str]:
    said = []
    for item in items:
        carried = CARRIES.get(item.kind)
        below = {one.kind for one in known.values() if item.key in one.hangs_on}
        if carried and not below & set(carried):
            said.append(f"The {_word(item.kind)} {quoted(item.text, 60)} has no {_word(carried[0])}.")
    return said


def path(items: Mapping[str, Item], key: str) -> str:
    """What an item hangs on, from the objective down to itself: "Match reliability › 80 % › Reminders help"."""
    found = [item for item in thread(items, key) if item.kind in ORDER]
    return " › ".join(item.text for item in sorted(found, key=lambda item: ORDER.index(item.kind)))


def _word(kind: ItemKind) -> str:
    return kind.replace("_", " ")
