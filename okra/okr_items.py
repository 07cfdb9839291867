"""The team's OKRs as they stand, as items that a retro works on: each hangs on what it hangs on in the golden thread.

Source: product.md, "Golden thread" and section 4.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from okra.grip import say_value
from okra.items import Item, ItemKind
from okra.okr import KeyResult, Objective, describe, progress

OBJECTIVE, KEY_RESULT, HYPOTHESIS = "okr/o", "okr/k", "okr/h"
ID: Final = "id"
"""The fact that says which row an item was made of."""


def items_of(objectives: Iterable[Objective]) -> tuple[Item, ...]:
    """Objectives, each followed by its key results, each followed by its hypotheses.

    Facts of a key result: `measure` and `value` in words, `progress` from 0 to 1 (None without a value).
    """
    return tuple(item for objective in objectives for item in _objective(objective))


def _objective(objective: Objective) -> Iterator[Item]:
    above = (f"strategic/{objective.supports}",) if objective.supports is not None else ()
    key = f"{OBJECTIVE}{objective.id}"
    yield Item(key, ItemKind.OBJECTIVE, objective.title, above, {ID: objective.id})
    for key_result in objective.key_results:
        yield from _key_result(key_result, key)


def _key_result(key_result: KeyResult, above: str) -> Iterator[Item]:
    key = f"{KEY_RESULT}{key_result.id}"
    value = say_value(key_result.current, key_result.measure) if key_result.current is not None else ""
    facts = {
        ID: key_result.id,
        "measure": describe(key_result.measure),
        "value": value,
        "progress": progress(key_result.measure, key_result.current),
    }
    yield Item(key, ItemKind.KEY_RESULT, key_result.title, (above,), facts)
    for hypothesis in key_result.hypotheses:
        yield Item(f"{HYPOTHESIS}{hypothesis.id}", ItemKind.HYPOTHESIS, hypothesis.text, (key,), {ID: hypothesis.id})
