"""The groups of the pair step: made across roles, joined by latecomers, put together when somebody is left alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from okra.pairing import pairs
from okra.refusal import Refused
from okra.steps.step import Room


@dataclass(frozen=True, slots=True)
class Group:
    """Some people and their topics, by key; `holds` are numbers of earlier groups whose entries are theirs now."""

    people: tuple[str, ...]
    topics: tuple[str, ...]
    holds: tuple[int, ...] = ()


def deal(topics: Sequence[str], groups: int) -> tuple[tuple[str, ...], ...]:
    """Topics in turn: each to a group at least, each group one at least where there is one."""
    dealt: list[list[str]] = [[] for _ in range(groups)]
    for turn in range(max(len(topics), groups) if topics else 0):
        dealt[turn % groups].append(topics[turn % len(topics)])
    return tuple(map(tuple, dealt))


def formed(groups: Sequence[Group], topics: Sequence[str], room: Room) -> list[Group]:
    """New groups of those present behind the emptied old ones, which hand their entries to whoever goes on with them.

    Raises Refused where nobody or nothing is there.
    """
    if not room.people:
        raise Refused("Nobody is here yet.")
    if not topics:
        raise Refused("There is nothing to write on yet: go back a step first.")
    made = pairs({one.user_id: one.role for one in room.people}, room.seed)
    dealt = deal(topics, len(made))
    held = _handed_over(groups, made)
    return [Group((), ()) for _ in groups] + [Group(*new) for new in zip(made, dealt, held, strict=True)]


def _handed_over(groups: Sequence[Group], made: Sequence[Sequence[str]]) -> list[tuple[int, ...]]:
    """Whose entries each new group goes on with: those of the group that one of its people was in, each once."""
    held: list[tuple[int, ...]] = [() for _ in made]
    for number, group in enumerate(groups):
        heir = next((at for one in group.people for at, people in enumerate(made) if one in people), None)
        if group.people:
            held[heir or 0] += (number, *group.holds)
    return held


def merged(groups: Sequence[Group], into: int, number: int) -> list[Group]:
    """The groups with one put into another, with all that it wrote. Raises Refused where one is gone."""
    known = [at for at, group in enumerate(groups) if group.people]
    if into == number or into not in known or number not in known:
        raise Refused("These groups are not there any more.")
    one, other = groups[into], groups[number]
    topics = tuple(dict.fromkeys(one.topics + other.topics))
    both = Group(one.people + other.people, topics, (*one.holds, number, *other.holds))
    changed = {into: both, number: Group((), ())}
    return [changed.get(at, group) for at, group in enumerate(groups)]


def joined(groups: Sequence[Group], user_id: str, room: Room) -> list[Group]:
    """The groups with somebody who came late in the smallest one. Raises Refused where there is none yet."""
    peopled = [at for at, group in enumerate(groups) if group.people]
    if not peopled:
        raise Refused("The pairs are not made yet. You will be in one as soon as they are.")
    smallest = min(peopled, key=lambda at: (sum(map(room.has, groups[at].people)), at))
    return [
        replace(group, people=(*group.people, user_id)) if at == smallest else group for at, group in enumerate(groups)
    ]
