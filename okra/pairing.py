"""Who writes with whom: pairs across roles, since those close to the customer and those close to the code see more.

Source: product.md, "pair"; seed 3, section 3 ("Engineering and Product both shared ideas").
"""

from collections import Counter
from collections.abc import Mapping

from okra.shuffling import shuffled


def pairs(roles: Mapping[str, str], seed: int) -> tuple[tuple[str, ...], ...]:
    """Everybody in one group of two, one trio where the number is odd; as few pairs of one role as there can be.

    `roles` is user id → role in any words; "" is unknown and differs from everything. The same people and seed give
    the same groups. Nobody: no group; one person: a group of one.
    """
    waiting = list(shuffled(roles, seed))
    alone = waiting.pop() if len(waiting) % 2 and len(waiting) > 1 else None
    if alone is not None:
        alone, waiting = _least_needed(alone, waiting, roles)
    groups: list[tuple[str, ...]] = []
    while len(waiting) > 1:
        first = _from_largest(waiting, roles)
        waiting.remove(first)
        second = next((one for one in waiting if _differ(first, one, roles)), None) or waiting[0]
        second = _best_partner(first, waiting, roles) or second
        waiting.remove(second)
        groups.append((first, second))
    if waiting:
        groups.append((waiting[0],))
    if alone is not None:
        groups[_trio_at(alone, groups, roles)] += (alone,)
    return tuple(groups)


def _differ(one: str, other: str, roles: Mapping[str, str]) -> bool:
    mine, theirs = roles[one].strip().casefold(), roles[other].strip().casefold()
    return not mine or not theirs or mine != theirs


def _counts(people: list[str], roles: Mapping[str, str]) -> Counter[str]:
    """How many have each role; each unknown role is one of its own."""
    return Counter(roles[one].strip().casefold() or f"?{one}" for one in people)


def _role(one: str, roles: Mapping[str, str]) -> str:
    return roles[one].strip().casefold() or f"?{one}"


def _from_largest(waiting: list[str], roles: Mapping[str, str]) -> str:
    """Somebody of the role that most are left of: serving the largest first leaves the fewest alike at the end."""
    counts = _counts(waiting, roles)
    return max(waiting, key=lambda one: (counts[_role(one, roles)], -waiting.index(one)))


def _best_partner(first: str, waiting: list[str], roles: Mapping[str, str]) -> str | None:
    """Of those who differ from somebody, one of the role that most are left of."""
    counts = _counts(waiting, roles)
    others = [one for one in waiting if _differ(first, one, roles)]
    return max(others, key=lambda one: (counts[_role(one, roles)], -waiting.index(one)), default=None)


def _least_needed(alone: str, waiting: list[str], roles: Mapping[str, str]) -> tuple[str, list[str]]:
    """Who makes the trio: somebody of the largest role, so that the rest mixes best."""
    everybody = [alone, *waiting]
    chosen = _from_largest(everybody, roles)
    return chosen, [one for one in everybody if one != chosen]


def _trio_at(alone: str, groups: list[tuple[str, ...]], roles: Mapping[str, str]) -> int:
    """The pair that gains most from a third: where the newcomer's role is the least common."""
    return min(range(len(groups)), key=lambda at: sum(not _differ(alone, one, roles) for one in groups[at]))
