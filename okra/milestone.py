"""Milestones: work that tests a hypothesis; how it is scored without false precision.

Source: product.md, "Words" and "score"; seed 2, session 3 ("to facilitate conversation rather than precision").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

KIND: Final = "kind"
"""The fact of a milestone that says its kind."""


class MilestoneKind(StrEnum):
    """What sort of work it is."""

    FEATURE = "feature"
    EXPERIMENT = "experiment"
    SPIKE = "spike"
    PLATFORM = "platform"


class Effort(StrEnum):
    """How much work it is, beside the others."""

    S = "S"
    M = "M"
    L = "L"

    @property
    def weeks(self) -> int:
        """How wide it is drawn in the plan, in weeks: a width for a picture, not an estimate."""
        return {Effort.S: 1, Effort.M: 2, Effort.L: 4}[self]


LOWEST, HIGHEST = 1, 5
APART: Final = 3
"""Values that lie so far apart, or more, are talked about; efforts, when one says S and another L."""
_ORDER: Final = tuple(Effort)


@dataclass(frozen=True, slots=True)
class Scored:
    """One person's silent score of a milestone; None where they leave it to others. Values are 1 to 5."""

    effort: Effort | None = None
    business: int | None = None
    ux: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What all scores say together: middles, how far apart they are, and whether that is worth a conversation.

    `efforts`, `businesses` and `uxs` are what was said, each once, from the lowest. A spread is None where fewer than
    two people said a value: one voice is not far from itself.
    """

    effort: Effort | None
    business: int | None
    ux: int | None
    efforts: tuple[Effort, ...]
    businesses: tuple[int, ...]
    uxs: tuple[int, ...]
    business_spread: int | None
    ux_spread: int | None
    voices: int

    @property
    def talk(self) -> bool:
        """Whether people disagree so much that it should be talked about."""
        far = {Effort.S, Effort.L} <= set(self.efforts)
        return far or max(self.business_spread or 0, self.ux_spread or 0) >= APART


def summary(scores: Iterable[Scored]) -> Summary:
    """All scores of one milestone in one line, in whole numbers.

    A value's middle is its median, rounded half up; an effort's is one that somebody said, of two the larger.
    """
    said = list(scores)
    efforts = sorted((one.effort for one in said if one.effort), key=_ORDER.index)
    business = sorted(one.business for one in said if one.business is not None)
    ux = sorted(one.ux for one in said if one.ux is not None)
    return Summary(
        effort=efforts[len(efforts) // 2] if efforts else None,
        business=_middle(business),
        ux=_middle(ux),
        efforts=tuple(dict.fromkeys(efforts)),
        businesses=tuple(dict.fromkeys(business)),
        uxs=tuple(dict.fromkeys(ux)),
        business_spread=_spread(business),
        ux_spread=_spread(ux),
        voices=len(said),
    )


def _middle(ordered: Sequence[int]) -> int | None:
    """The median, rounded half up: of an even number of values, what lies between the two in the middle."""
    if not ordered:
        return None
    lower, upper = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return (lower + upper + 1) // 2


def _spread(ordered: Sequence[int]) -> int | None:
    return ordered[-1] - ordered[0] if len(ordered) > 1 else None
