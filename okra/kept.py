"""What goes on into the next cycle: the objectives that the team decided to keep or to change, as drafts.

Nothing carries over by default: what was dropped, or not spoken of, stays behind, and so does what was refuted. Source:
product.md, section 4, "End of the cycle".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from okra.cycle_items import Decision, decisions
from okra.items import Item, ItemKind
from okra.measure_words import exact_words
from okra.okr import KeyResult, Measure, MeasureKind, Objective, raw_progress
from okra.okr_items import OBJECTIVE
from okra.paste import DraftHypothesis, DraftKeyResult, DraftObjective, to_text
from okra.steps.draft import DRAFT
from okra.steps.step import Contribution
from okra.steps.versions import version_key

KEPT: Final = "kept"
"""The fact that says what was decided of the objective that a draft comes from."""
WHY: Final = "why"
REFUTED: Final = "refuted"


@dataclass(frozen=True, slots=True)
class Kept:
    """An objective that goes on; `why` is the reason, or what is to change."""

    objective: Objective
    decision: Decision
    why: str


def kept(objectives: Iterable[Objective], items: Iterable[Item]) -> tuple[Kept, ...]:
    """The objectives of a cycle that go on, by what its last retro decided; in their order."""
    decided = decisions(items)
    found = ((one, decided.get(f"{OBJECTIVE}{one.id}")) for one in objectives)
    return tuple(
        Kept(_onward(objective), *said)
        for objective, said in found
        if said is not None and said[0] is not Decision.DROP
    )


def _onward(objective: Objective) -> Objective:
    return replace(objective, key_results=tuple(map(_from_here, objective.key_results)))


def _from_here(key_result: KeyResult) -> KeyResult:
    """The key result, beginning where it stands now, without what turned out not to be true."""
    believed = tuple(one for one in key_result.hypotheses if one.verdict != REFUTED)
    measure, now = key_result.measure, key_result.current
    if measure.kind is MeasureKind.MOVE and now is not None and raw_progress(measure, now) < 1:
        measure = Measure.move(now, measure.target, measure.unit)
    return replace(key_result, measure=measure, hypotheses=believed)


def outline(going_on: Iterable[Kept]) -> str:
    """What goes on, as text that `okra.paste` reads back."""
    return to_text(
        DraftObjective(
            one.objective.title,
            tuple(
                DraftKeyResult(
                    kr.title, kr.measure, (), tuple(DraftHypothesis(belief.text) for belief in kr.hypotheses)
                )
                for kr in one.objective.key_results
            ),
        )
        for one in going_on
    )


def draft_rows(going_on: Sequence[Kept], prefix: str) -> tuple[Contribution, ...]:
    """What goes on, as the rows that a drafting step begins with; `prefix` begins the keys of that step's items.

    They are nobody's: everybody may change them or take them out, as any draft.
    """
    bodies = [body for one in going_on for body in _bodies(one, prefix)]
    return tuple(
        Contribution(version_key(f"{DRAFT}{name}", 1), None, {**body, "made_of": [], "number": number})
        for number, (name, body) in enumerate(bodies, 1)
    )


def _bodies(one: Kept, prefix: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each draft's name and what its row says."""
    objective = one.objective
    above = f"kept-o{objective.id}"
    facts = {KEPT: str(one.decision), **({WHY: one.why} if one.why else {})}
    goal = f"strategic/{objective.supports}" if objective.supports is not None else None
    yield above, _body(ItemKind.OBJECTIVE, objective.title, goal, facts=facts)
    for key_result in objective.key_results:
        name = f"kept-k{key_result.id}"
        measure = exact_words(key_result.measure)
        yield name, _body(ItemKind.KEY_RESULT, key_result.title, f"{prefix}{above}", measure)
        for belief in key_result.hypotheses:
            yield f"kept-h{belief.id}", _body(ItemKind.HYPOTHESIS, belief.text, f"{prefix}{name}")


def _body(
    kind: ItemKind, text: str, under: str | None, measure: str = "", facts: dict[str, str] | None = None
) -> dict[str, Any]:
    return {"kind": str(kind), "text": text, "under": under, "measure": measure, "facts": facts or {}}
