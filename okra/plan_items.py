"""From what sessions handed on to the quarter's plan: milestones with their kind, effort, risks and place.

Source: product.md, "place" and "Golden thread".
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from okra.golden_thread import upwards
from okra.items import Item, ItemKind, by_key, of_kind
from okra.milestone import KIND, Effort, MilestoneKind
from okra.plan import ELSEWHERE, Lane, Placed, QuarterPlan, plan


def plan_from(items: Iterable[Item], weeks: int, people: int) -> QuarterPlan:
    """The plan as items of any number of sessions tell it; where one comes twice, the later one counts.

    A lane is a key result, under the objective and the company's goal that it serves.
    """
    known = by_key(items)
    lanes = [_lane(known, item) for item in of_kind(known.values(), ItemKind.KEY_RESULT)]
    about = {kind: _about(known, kind) for kind in (ItemKind.PLACEMENT, ItemKind.SCORE, ItemKind.RISK)}
    placed = [_placed(known, item, about) for item in of_kind(known.values(), ItemKind.MILESTONE)]
    return plan(placed, lanes, weeks, people)


def _lane(known: Mapping[str, Item], result: Item) -> Lane:
    above = [item.text for item in upwards(known, result.key)]
    return Lane(result.key, result.text, tuple(above))


def _about(known: Mapping[str, Item], kind: ItemKind) -> dict[str, list[Item]]:
    """Milestone → what of a kind was said of it, the latest last."""
    found: dict[str, list[Item]] = {}
    for item in of_kind(known.values(), kind):
        for key in item.hangs_on[:1]:
            found.setdefault(key, []).append(item)
    return found


def _placed(known: Mapping[str, Item], item: Item, about: Mapping[ItemKind, Mapping[str, Sequence[Item]]]) -> Placed:
    facts = _last(about[ItemKind.PLACEMENT].get(item.key, ()))
    effort = _last(about[ItemKind.SCORE].get(item.key, ())).get("effort")
    risks = [facts.get("risk", ""), *(risk.text for risk in about[ItemKind.RISK].get(item.key, ()))]
    above = upwards(known, item.key)
    serves = [one.key for one in above if one.kind is ItemKind.KEY_RESULT]
    tests = [one.text for one in above if one.kind is ItemKind.HYPOTHESIS]
    return Placed(
        key=item.key,
        title=item.text,
        kind=MilestoneKind(item.facts.get(KIND, MilestoneKind.FEATURE)),
        effort=Effort(effort) if effort else None,
        lane=serves[0] if serves else ELSEWHERE,
        start=facts.get("week"),
        risks=tuple(dict.fromkeys(risk for risk in risks if risk)),
        needs=tuple(facts.get("needs", ())),
        tests=tests[0] if tests else "",
    )


def _last(items: Sequence[Item]) -> Mapping[str, Any]:
    """What the latest one knows."""
    return items[-1].facts if items else {}
