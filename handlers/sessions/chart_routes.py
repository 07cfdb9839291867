"""Ways for the plan's arrows around words and bars, in inches: down or up in one straight line that is free.

An arrow leaves a bar on its right or from below, goes up or down somewhere, and reaches the other bar from the left,
from the right or from below. Beside the bars there is never a word; right of all weeks there is always a free way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from okra.plan import Arrow

CLEAR: Final = 0.04
"""Between a line and words or bars that it passes."""
HEAD: Final = 0.12
"""Length of an arrow's head."""
STEP: Final = 0.04
OUTSIDE: Final = 0.19
"""Right of all weeks: so far out a line may go."""
CLOSE: Final = 0.06
"""Lines of different milestones side by side are easily taken for one."""


LEAVES, COMES, COMES_BACK = 0.25, 0.5, 0.8
"""How far down a bar an arrow leaves it on its right, reaches it from the left, and from the right."""


class Point(NamedTuple):
    """From the upper left corner."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def down(self, share: float) -> float:
        """So far down, from 0 to 1."""
        return self.top + share * (self.bottom - self.top)

    def meets(self, other: "Box") -> bool:
        """Whether they have room in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Route:
    """An arrow's corners, from the milestone that is needed to the tip."""

    arrow: Arrow
    points: tuple[Point, ...]

    @property
    def late(self) -> bool:
        """Whether it comes too late."""
        return self.arrow.late

    @property
    def segments(self) -> tuple[Box, ...]:
        """Its straight pieces, as boxes without width or height."""
        return tuple(
            Box(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))
            for a, b in zip(self.points, self.points[1:], strict=False)
        )


class _Way(NamedTuple):
    """One of the ways: its corners, and how long and roundabout it is."""

    points: tuple[Point, ...]
    cost: float


def routes(
    arrows: Sequence[Arrow], bars: Mapping[str, Box], words: Sequence[Box], left: float, right: float
) -> tuple[Route, ...]:
    """A way for each arrow between bars that are there; the weeks go from `left` to `right`."""
    made: list[Route] = []
    there = [arrow for arrow in arrows if arrow.needed in bars and arrow.by in bars]
    for arrow in sorted(there, key=lambda one: abs(bars[one.by].top - bars[one.needed].top)):
        in_the_way = [*words, *(box for key, box in bars.items() if key not in (arrow.needed, arrow.by))]
        ways = _ways(bars[arrow.needed], bars[arrow.by], in_the_way, left, right)
        best = min(ways, key=lambda way: (way.cost + _crowding(way, arrow, made), way.points))
        made.append(Route(arrow, best.points))
    return tuple(made)


def _ways(needed: Box, by: Box, in_the_way: Sequence[Box], left: float, right: float) -> Iterator[_Way]:
    steps = int((right + OUTSIDE - left) / STEP)
    for x in (left + STEP * (at + 0.5) for at in range(-1, steps)):
        for start, away in _exits(needed, by, x):
            for end, detour in _entries(needed, by, x):
                upper, lower = sorted((start[-1].y, end[0].y))
                lane = Box(x - CLEAR, upper, x + CLEAR, lower)
                if not any(lane.meets(box) for box in in_the_way):
                    points = tuple(dict.fromkeys((*start, *end)))
                    yield _Way(points, away + detour)


def _exits(needed: Box, by: Box, x: float) -> Iterator[tuple[tuple[Point, ...], float]]:
    """From the needed bar to a line at `x`."""
    if x >= needed.right + CLOSE:
        yield (Point(needed.right, needed.down(LEAVES)), Point(x, needed.down(LEAVES))), x - needed.right
    elif needed.left + CLOSE <= x <= needed.right - CLEAR and by.top > needed.bottom:
        yield (Point(x, needed.bottom),), needed.right - x


def _entries(needed: Box, by: Box, x: float) -> Iterator[tuple[tuple[Point, ...], float]]:
    """From a line at `x` to the bar that needs it."""
    if x <= by.left - HEAD - CLEAR:
        yield (Point(x, by.down(COMES)), Point(by.left, by.down(COMES))), by.left - x
    elif x >= by.right + HEAD + CLEAR:
        yield (Point(x, by.down(COMES_BACK)), Point(by.right, by.down(COMES_BACK))), x - by.right + 1.0
    elif by.left + CLOSE <= x <= by.right - CLOSE and needed.top > by.bottom:
        yield (Point(x, by.bottom),), x - by.left + 0.5


def _crowding(way: _Way, arrow: Arrow, made: Sequence[Route]) -> float:
    """What it costs that lines of other milestones run beside it."""
    mine = Route(arrow, way.points).segments
    others = [one for route in made if arrow.needed != route.arrow.needed and arrow.by != route.arrow.by
              for one in route.segments]  # fmt: skip
    return 2.0 * sum(_beside(one, other) for one in mine for other in others)


def _beside(one: Box, other: Box) -> bool:
    """Whether two upright pieces run side by side."""
    upright = one.left == one.right and other.left == other.right
    return upright and abs(one.left - other.left) < CLOSE and one.top < other.bottom and other.top < one.bottom
