"""Scores of a milestone: whole numbers, and a conversation only where people disagree."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.milestone import Effort, Scored, summary

S, M, L = Effort.S, Effort.M, Effort.L
values = st.none() | st.integers(1, 5)
scores = st.lists(st.builds(Scored, st.none() | st.sampled_from(Effort), values, values), max_size=12)


def of_values(*said: int) -> list[Scored]:
    return [Scored(business=one) for one in said]


@pytest.mark.parametrize(("effort", "weeks"), [(S, 1), (M, 2), (L, 4)])
def test_an_effort_has_a_width_in_the_plan(effort: Effort, weeks: int) -> None:
    assert effort.weeks == weeks


@pytest.mark.parametrize(
    ("said", "middle"), [((3,), 3), ((1, 2), 2), ((1, 4), 3), ((1, 5), 3), ((2, 2, 5), 2), ((1, 2, 5, 5), 4)]
)
def test_the_middle_of_values_is_their_median_rounded_half_up(said: tuple[int, ...], middle: int) -> None:
    assert summary(of_values(*said)).business == middle


@pytest.mark.parametrize(
    ("said", "middle"), [((S, M), M), ((S, L), L), ((S, M, L), M), ((S, S, L), S), ((M, M, L, L), L)]
)
def test_the_middle_of_efforts_is_one_that_somebody_said_of_two_the_larger(
    said: tuple[Effort, ...], middle: Effort
) -> None:
    assert summary(Scored(one) for one in said).effort is middle


def test_nobody_said_anything() -> None:
    nothing = summary([])
    assert (nothing.effort, nothing.business, nothing.ux, nothing.voices, nothing.talk) == (None, None, None, 0, False)


def test_one_voice_has_no_spread_and_is_no_reason_to_talk() -> None:
    one = summary([Scored(L, 5, 1), Scored(None, None, 1)])
    assert (one.business_spread, one.ux_spread, one.talk) == (None, 0, False)


@pytest.mark.parametrize(
    ("said", "talk"),
    [
        ([Scored(S), Scored(M)], False),
        ([Scored(S), Scored(L)], True),
        ([Scored(S), Scored(M), Scored(L)], True),
        (of_values(2, 4), False),
        (of_values(2, 5), True),
        ([Scored(ux=1), Scored(ux=4)], True),
        ([Scored(M, 1, 5), Scored(M, 2, 4)], False),
    ],
)
def test_only_efforts_two_steps_and_values_three_apart_are_talked_about(said: list[Scored], talk: bool) -> None:
    assert summary(said).talk is talk


@given(scores)
def test_the_order_of_voices_changes_nothing(said: list[Scored]) -> None:
    assert summary(said) == summary(said[::-1])


@given(st.lists(st.integers(1, 5), min_size=1, max_size=12))
def test_a_middle_is_a_whole_number_within_half_of_the_median(said: list[int]) -> None:
    middle = summary(of_values(*said)).business
    assert middle is not None
    assert 0 <= middle - median(said) <= 0.5
    assert min(said) <= middle <= max(said)


@given(scores)
def test_who_agrees_has_nothing_to_talk_about_and_who_says_it_again_changes_no_spread(said: list[Scored]) -> None:
    if said:
        assert not summary([said[0]] * 5).talk
    once, twice = summary(said), summary(said + said)
    assert (once.talk, once.efforts) == (twice.talk, twice.efforts)
