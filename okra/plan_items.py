"""From what sessions handed on to the quarter's plan: milestones with their kind, effort, risks and place.

Source: product.md, "place" and "Golden thread".
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from okra.golden_thread import upwards
from okra.items import Item, ItemKind, by_key, of_kind
from okra.milestone import KIND, Effort, MilestoneKind
from okra.plan import ELSEWHERE, NO_KEY_RESULT, Lane, Placed, QuarterPlan, plan
from okra.proceedings import Proceedings


def plan_of(course: Proceedings) -> QuarterPlan:
    """The plan of all that a session and those before it handed on."""
    return plan_from((*course.carried, *course.items()), course.weeks, len(course.session.people))


def plan_from(items: Iterable[Item], weeks: int, people: int) -> QuarterPlan:
    """The plan as items of any number of sessions tell it; where one comes twice, the later one counts.

    A lane is a key result, beside those of the same objective; after these, what serves the objective alone.
    """
    known = by_key(items)
    about = {kind: _about(known, kind) for kind in (ItemKind.PLACEMENT, ItemKind.SCORE, ItemKind.RISK)}
    placed = [_placed(known, item, about) for item in of_kind(known.values(), ItemKind.MILESTONE)]
    return plan(placed, _lanes(known, {one.lane for one in placed}), weeks, people)


def _lanes(known: Mapping[str, Item], used: Collection[str]) -> list[Lane]:
    """The key results in their order, objective by objective; an objective itself only where milestones serve it."""
    results = [_lane(known, item) for item in of_kind(known.values(), ItemKind.KEY_RESULT)]
    bare = [item for item in of_kind(known.values(), ItemKind.OBJECTIVE) if item.key in used]
    lanes = [*results, *(_lane(known, item) for item in bare)]
    order = list(dict.fromkeys((lane.objective, lane.supports) for lane in lanes))
    return sorted(lanes, key=lambda lane: order.index((lane.objective, lane.supports)))


def _lane(known: Mapping[str, Item], item: Item) -> Lane:
    thread = (item, *upwards(known, item.key))
    objective, goal = (_first(thread, kind) for kind in (ItemKind.OBJECTIVE, ItemKind.STRATEGY))
    if item.kind is ItemKind.OBJECTIVE:
        return Lane(item.key, NO_KEY_RESULT, objective, goal)
    measure = item.facts.get("measure")
    return Lane(item.key, f"{item.text} ({measure})" if measure else item.text, objective, goal)


def _first(thread: Sequence[Item], kind: ItemKind) -> str:
    return next((one.text for one in thread if one.kind is kind), "")


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
    serves = {one.kind: one.key for one in reversed(above)}
    return Placed(
        key=item.key,
        title=item.text,
        kind=MilestoneKind(item.facts.get(KIND, MilestoneKind.FEATURE)),
        effort=Effort(effort) if effort else None,
        lane=serves.get(ItemKind.KEY_RESULT) or serves.get(ItemKind.OBJECTIVE) or ELSEWHERE,
        start=facts.get("week"),
        risks=tuple(dict.fromkeys(risk for risk in risks if risk)),
        needs=tuple(facts.get("needs", ())),
        tests=_first(above, ItemKind.HYPOTHESIS),
    )


def _last(items: Sequence[Item]) -> Mapping[str, Any]:
    """What the latest one knows."""
    return items[-1].facts if items else {}
