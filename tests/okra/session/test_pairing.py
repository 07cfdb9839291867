"""Pairs across roles, held against every way in which people could be paired."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.pairing import pairs

words = st.sampled_from(["", "design", "backend", "product"])
teams = st.lists(words, max_size=7).map(lambda roles: {f"U{number}": role for number, role in enumerate(roles)})


def alike(groups: Iterable[Sequence[str]], roles: Mapping[str, str]) -> int:
    """How many two in one group have the same known role."""
    return sum(roles[one] == roles[other] != "" for group in groups for one, other in combinations(group, 2))


def fewest(people: Sequence[str], roles: Mapping[str, str]) -> int:
    """The fewest of one role together, of all ways to make pairs and, of an odd number, one trio."""
    if len(people) < 2:
        return 0
    first, *rest = people
    sizes = (1, 2) if len(people) % 2 else (1,)
    companies = [mates for size in sizes for mates in combinations(rest, size) if len(rest) - size != 1]
    return min(
        alike([(first, *mates)], roles) + fewest([one for one in rest if one not in mates], roles)
        for mates in companies
    )


@given(teams, st.integers())
def test_no_other_pairs_would_mix_roles_better(roles: dict[str, str], seed: int) -> None:
    assert alike(pairs(roles, seed), roles) == fewest(sorted(roles), roles)


@given(teams, st.integers())
def test_everybody_is_in_one_group_of_two_and_one_is_a_trio_if_the_number_is_odd(
    roles: dict[str, str], seed: int
) -> None:
    made = pairs(roles, seed)
    assert sorted(one for group in made for one in group) == sorted(roles)
    odd = [len(group) for group in made if len(group) != 2]
    assert odd == ([] if len(roles) % 2 == 0 else [min(3, len(roles))])


@given(teams, st.integers(), st.randoms())
def test_the_order_of_the_people_changes_nothing(roles: dict[str, str], seed: int, chance: Random) -> None:
    mixed = list(roles)
    chance.shuffle(mixed)
    assert pairs({one: roles[one] for one in mixed}, seed) == pairs(roles, seed)


def test_other_seeds_make_other_pairs() -> None:
    roles = {f"U{number}": "design" if number % 2 else "backend" for number in range(8)}
    made = {frozenset(map(frozenset, pairs(roles, seed))) for seed in range(200)}
    assert len(made) == 24


def test_every_odd_one_out_can_be_anybody_of_the_largest_role() -> None:
    roles = {"A": "design", "B": "backend", "C": "backend", "D": "backend", "E": "design"}
    trios = {frozenset(next(group for group in pairs(roles, seed) if len(group) == 3)) for seed in range(200)}
    assert {one for trio in trios for one in trio} == set(roles)


@pytest.mark.parametrize("same", ["Backend", " backend ", "BACKEND"])
def test_a_role_is_the_same_however_it_is_written(same: str) -> None:
    roles = {"A": "backend", "B": same, "C": "design", "D": "design"}
    for seed in range(20):
        assert all({one, other} not in ({"A", "B"}, {"C", "D"}) for one, other in pairs(roles, seed))


@pytest.mark.parametrize(("roles", "made"), [({}, ()), ({"A": "design"}, (("A",),)), ({"A": ""}, (("A",),))])
def test_nobody_makes_no_pair_and_one_person_is_alone(roles: dict[str, str], made: tuple[tuple[str, ...], ...]) -> None:
    assert pairs(roles, 1) == made
