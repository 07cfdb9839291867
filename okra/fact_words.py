"""What an item's facts say, in words, for files that people read: a key result's score, an action's owner and day."""

from collections.abc import Mapping
from typing import Final

from okra.achievement import points, say_score
from okra.items import ASKED, Item, ItemKind
from okra.milestone import KIND
from okra.okr import score_band
from okra.pulse import SHOWN_FROM

HIGHEST_MARK: Final = 5
_JUDGED: Final = (ItemKind.VERDICT, ItemKind.OUTCOME, ItemKind.DECISION)

_WRITTEN: Final = (ItemKind.ATTRACTOR, ItemKind.DETRACTOR, ItemKind.LEARNING, ItemKind.RISK)


def lead(item: Item) -> str:
    """What comes before the words of something that was judged or counted: "confirmed", "0.66, progress"."""
    if item.kind in _JUDGED:
        return str(item.facts.get(item.kind, "")).replace("_", " ")
    if item.kind is ItemKind.GRADE and "score" in item.facts:
        score = float(item.facts["score"])
        return f"{say_score(points(score))}, {score_band(score)}"
    if item.kind is ItemKind.PULSE and "mean" in item.facts:
        mean = item.facts["mean"]
        return "too few answers to show" if mean is None else f"{mean:.1f} of {HIGHEST_MARK}"
    return ""


def details(item: Item, names: Mapping[str, str]) -> tuple[str, ...]:
    """What comes behind its words; `names` says what people are called by id, and who is not in it is not named."""
    said = [str(item.facts[name]) for name in ("measure", "needs", "risk") if item.facts.get(name)]
    said += _of_kind(item, names)
    return tuple(one for one in said if one and one != "[]")


def _objection(said: Mapping[str, str], names: Mapping[str, str]) -> str:
    who = names.get(str(said.get("author")), "")
    return f"{who} objects: {said.get('text', '')}" if who else f"objection: {said.get('text', '')}"


def _of_kind(item: Item, names: Mapping[str, str]) -> list[str]:
    facts = item.facts
    match item.kind:
        case ItemKind.GRADE if "computed" in facts:
            done, spread = facts.get("computed"), facts.get("spread")
            computed = "no value reported" if done is None else f"computed {say_score(points(float(done)))}"
            return [computed, "" if spread is None else f"{say_score(points(float(spread)))} apart"]
        case ItemKind.ACTION | ItemKind.ISSUE:
            due = facts.get("due")
            return [names.get(str(facts.get("owner")), ""), f"until {due}" if due else ""]
        case ItemKind.PULSE:
            count = int(facts.get("answers", 0))
            return [f"{count} answers" if count >= SHOWN_FROM else ""]
        case ItemKind.AGREEMENT:
            return [_objection(one, names) for one in facts.get("objections", ())]
        case ItemKind.MILESTONE:
            return [str(facts.get(KIND, ""))]
        case _:
            return [_box(item)]


def _box(item: Item) -> str:
    """The box in which something was written: of a note always, of others where it has a name of its own, "Anchors".

    What answers a question is told by its kind already.
    """
    asked = str(item.facts.get(ASKED, ""))
    told = item.kind is ItemKind.NOTE or (item.kind in _WRITTEN and not asked.endswith("?"))
    return asked if told else ""
