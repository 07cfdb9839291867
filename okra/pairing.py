"""Who writes with whom: pairs across roles, since those close to the customer and those close to the code see more.

Source: product.md, "pair"; seed 3, section 3 ("Engineering and Product both shared ideas").
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from okra.shuffling import shuffled


def pairs(roles: Mapping[str, str], seed: int) -> tuple[tuple[str, ...], ...]:
    """Everybody in one group of two, one trio where the number is odd; as few pairs of one role as there can be.

    `roles` is user id → role in any words; "" is unknown and differs from everything. The same people and seed give
    the same groups. Nobody: no group; one person: a group of one.
    """
    said = {one: _role(one, roles[one]) for one in roles}
    waiting = list(shuffled(said, seed))
    if len(waiting) < 2:
        return tuple((one,) for one in waiting)
    third = _of_largest(waiting, said) if len(waiting) % 2 else None
    groups = _paired([one for one in waiting if one != third], said)
    if third is not None:
        groups[_trio_at(said[third], groups, said)] += (third,)
    return tuple(groups)


def _role(one: str, role: str) -> str:
    """The role, however it is written; an unknown one is like nobody else's."""
    return " ".join(role.casefold().split()) or f"?{one}"


def _paired(people: Sequence[str], said: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Somebody of the role that most are left of with somebody of the next: so the fewest alike are left over."""
    waiting = list(people)
    groups: list[tuple[str, ...]] = []
    while waiting:
        first = _of_largest(waiting, said)
        waiting.remove(first)
        others = [one for one in waiting if said[one] != said[first]]
        second = _of_largest(others or waiting, said)
        waiting.remove(second)
        groups.append((first, second))
    return groups


def _of_largest(people: Sequence[str], said: Mapping[str, str]) -> str:
    """The first who has the role that most of these people have."""
    counts = Counter(said[one] for one in people)
    return max(people, key=lambda one: counts[said[one]])


def _trio_at(role: str, groups: Iterable[Sequence[str]], said: Mapping[str, str]) -> int:
    """The first pair with the fewest people of a role."""
    alike = [sum(said[one] == role for one in group) for group in groups]
    return alike.index(min(alike))
