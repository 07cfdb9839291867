"""What a session brings forth: items that hang on one another, from a note to a milestone in a week.

Source: product.md, "Golden thread"; seeds 1 and 3.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final


class ItemKind(StrEnum):
    """What an item is."""

    NOTE = "note"
    CLUSTER = "cluster"
    BLOCKER = "blocker"
    PAIN = "pain"
    GAIN = "gain"
    METRIC = "metric"
    HYPOTHESIS = "hypothesis"
    VISION = "vision"
    STRATEGY = "strategy"
    """A goal of the company or the business unit, as it was presented."""
    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    MILESTONE = "milestone"
    SKILL = "skill"
    DEPENDENCY = "dependency"
    RISK = "risk"
    SCORE = "score"
    PLACEMENT = "placement"
    VOTES = "votes"
    AGREEMENT = "agreement"
    ATTRACTOR = "attractor"
    """What pulled the team toward an objective."""
    DETRACTOR = "detractor"
    """What pushed it away."""
    LEARNING = "learning"
    """What the team knows now and did not know before."""
    ACTION = "action"
    """What somebody will do, and until when."""
    ISSUE = "issue"
    """What is in the way, and is asked about in check-ins from now on."""
    GRADE = "grade"
    """A key result's score from 0 to 1 at the cycle's end."""
    VERDICT = "verdict"
    """Whether a hypothesis was confirmed."""
    OUTCOME = "outcome"
    """Whether a milestone was reached."""
    DECISION = "decision"
    """Whether an objective is kept, changed or dropped."""
    PULSE = "pulse"
    """What all say together of one of the pulse's questions."""


ASKED: Final = "asked"
"""The fact that says what was asked where several things were: the label of the box in which a note was written."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a step hands on.

    `key` is unique for ever; `text` is what people wrote; `hangs_on` names what it was made from or for, the nearest
    first; `facts` is what its kind knows besides: a milestone's effort, a placement's week, a score's spread.
    """

    key: str
    kind: ItemKind
    text: str
    hangs_on: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


def of_kind(items: Iterable[Item], *kinds: ItemKind) -> tuple[Item, ...]:
    """The items of some kinds, in their order."""
    return tuple(item for item in items if item.kind in kinds)


def by_key(items: Iterable[Item]) -> dict[str, Item]:
    """Items by their keys; where a key comes twice, the later one counts."""
    return {item.key: item for item in items}


def thread(items: Mapping[str, Item], key: str) -> Iterator[Item]:
    """An item and what it hangs on, upwards, each once; what is not there is left out."""
    seen: set[str] = set()
    waiting = [key]
    while waiting:
        current = waiting.pop(0)
        if current in seen or current not in items:
            continue
        seen.add(current)
        yield items[current]
        waiting += items[current].hangs_on
