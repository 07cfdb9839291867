"""Chance that can be repeated."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from okra.shuffling import shuffled

keys = st.sets(st.text(max_size=8), max_size=20)


def test_the_order_is_the_same_on_every_machine() -> None:
    assert shuffled("abcdefgh", 1) == ("g", "d", "h", "e", "f", "a", "b", "c")


@given(keys, st.integers(), st.randoms())
def test_the_order_of_the_input_changes_nothing(some: set[str], seed: int, chance: Random) -> None:
    mixed = sorted(some)
    chance.shuffle(mixed)
    assert shuffled(mixed, seed) == shuffled(sorted(some), seed)


@given(keys, st.integers())
def test_every_key_is_there_once(some: set[str], seed: int) -> None:
    assert sorted(shuffled([*some, *some], seed)) == sorted(some)


def test_other_seeds_make_other_orders() -> None:
    assert len({shuffled("abcdefgh", seed) for seed in range(100)}) == 100


def test_every_key_comes_first_about_as_often_as_any_other() -> None:
    first = [shuffled("abcd", seed)[0] for seed in range(2_000)]
    assert all(400 < first.count(key) < 600 for key in "abcd")


@given(keys, st.text(max_size=8), st.integers())
def test_a_newcomer_leaves_the_order_of_the_others(some: set[str], newcomer: str, seed: int) -> None:
    with_newcomer = shuffled({*some, newcomer}, seed)
    assert tuple(key for key in with_newcomer if key != newcomer) == shuffled(some - {newcomer}, seed)
