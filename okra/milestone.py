"""Milestones: work that tests a hypothesis; how it is scored without false precision.

Source: product.md, "Words" and "score"; seed 2, session 3 ("to facilitate conversation rather than precision").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


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


WEEKS: Final = {Effort.S: 1, Effort.M: 2, Effort.L: 4}
"""How wide each is drawn in the plan, in weeks: a picture, not an estimate."""
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
    """What all scores say together: middles, how far apart they are, and whether that is worth a conversation."""

    effort: Effort | None
    business: int | None
    ux: int | None
    efforts: tuple[Effort, ...]
    business_spread: int
    ux_spread: int
    voices: int

    @property
    def talk(self) -> bool:
        """Whether people disagree so much that it should be talked about."""
        far = {Effort.S, Effort.L} <= set(self.efforts)
        return far or max(self.business_spread, self.ux_spread) >= APART


def summary(scores: Iterable[Scored]) -> Summary:
    """All scores of one milestone in one line; a middle between two is the higher one."""
    said = list(scores)
    efforts = sorted((one.effort for one in said if one.effort), key=_ORDER.index)
    business = sorted(one.business for one in said if one.business is not None)
    ux = sorted(one.ux for one in said if one.ux is not None)
    return Summary(
        effort=efforts[len(efforts) // 2] if efforts else None,
        business=_middle(business),
        ux=_middle(ux),
        efforts=tuple(dict.fromkeys(efforts)),
        business_spread=business[-1] - business[0] if business else 0,
        ux_spread=ux[-1] - ux[0] if ux else 0,
        voices=len(said),
    )


def _middle(values: Sequence[int]) -> int | None:
    return values[len(values) // 2] if values else None
