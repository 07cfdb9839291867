"""From drafts to the team's OKRs: a session's objectives, key results and hypotheses as the text that okra reads.

So a draft goes the same way as a pasted text: it is shown back as understood, and stored when somebody confirms.
"""

from collections.abc import Iterable, Iterator

from okra.items import Item, ItemKind, of_kind
from okra.markdown import one_line
from okra.measure_words import read_exact
from okra.refusal import Refused


def outline_of(items: Iterable[Item]) -> str:
    """The objectives of a session with what hangs on each; "" where there are none."""
    found = tuple(items)
    return "\n".join(line for objective in of_kind(found, ItemKind.OBJECTIVE) for line in _lines(objective, found))


def _lines(objective: Item, items: tuple[Item, ...]) -> Iterator[str]:
    yield f"Objective: {one_line(objective.text)}"
    for number, result in enumerate(_on(objective, ItemKind.KEY_RESULT, items), 1):
        measure = one_line(str(result.facts.get("measure", "")))
        words = one_line(result.text)
        yield f"KR{number}: {words} {f'({measure})' if _is_exact(measure) else measure}".rstrip()
        for hypothesis in _on(result, ItemKind.HYPOTHESIS, items):
            yield f"Hypothesis: {one_line(hypothesis.text)}"


def _is_exact(measure: str) -> bool:
    """Whether it is spelled as okra spells measures: those stand in brackets, lest more is read into them."""
    try:
        return read_exact(measure) is not None
    except Refused:
        return False


def _on(above: Item, kind: ItemKind, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """What of a kind hangs on an item first of all."""
    return tuple(item for item in of_kind(items, kind) if item.hangs_on[:1] == (above.key,))
