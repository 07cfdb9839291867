"""What counts as achieved, and how it is counted."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.achievement import (
    Achievement,
    EndScore,
    Outcome,
    Tally,
    objective_points,
    points,
    say_score,
    tally_key_results,
    tally_milestones,
    together,
)
from okra.okr import ScoreBand

some_points = st.integers(0, 100)
maybe = st.none() | some_points
scores = st.builds(EndScore, maybe, maybe)
outcomes = st.none() | st.sampled_from(list(Outcome))
tallies = st.builds(lambda achieved, rest: Tally(achieved, achieved + rest, rest), some_points, some_points)
achievements = st.builds(Achievement, st.text(max_size=5), tallies, tallies)


class TestPoints:
    @pytest.mark.parametrize(
        ("share", "expected"), [(0, 0), (0.29, 29), (0.699999, 69), (0.7, 70), (0.9999, 99), (1, 100)]
    )
    def test_are_rounded_down_so_that_what_is_said_was_reached(self, share: float, expected: int) -> None:
        assert points(share) == expected

    @given(st.floats(-1, 2))
    def test_lie_between_0_and_100(self, share: float) -> None:
        assert 0 <= points(share) <= 100

    @given(st.floats(0, 1), st.floats(0, 1))
    def test_never_fall_when_a_share_rises(self, one: float, other: float) -> None:
        assert points(min(one, other)) <= points(max(one, other))

    @given(some_points)
    def test_are_said_with_two_decimals_and_read_back_as_the_same(self, number: int) -> None:
        assert points(float(say_score(number))) == number

    def test_that_nobody_knows_are_a_dash(self) -> None:
        assert say_score(None) == "–"


class TestAKeyResult:
    @pytest.mark.parametrize(
        ("number", "band", "achieved"),
        [
            (0, ScoreBand.MISSED, False),
            (29, ScoreBand.MISSED, False),
            (30, ScoreBand.PROGRESS, False),
            (69, ScoreBand.PROGRESS, False),
            (70, ScoreBand.DELIVERED, True),
            (99, ScoreBand.DELIVERED, True),
            (100, ScoreBand.REACHED, True),
        ],
    )
    def test_is_achieved_from_070_in_half_open_bands(self, number: int, band: ScoreBand, achieved: bool) -> None:
        assert (EndScore(computed=number).band, EndScore(computed=number).achieved) == (band, achieved)

    @given(some_points, maybe)
    def test_counts_with_the_teams_own_score_where_there_is_one(self, given_score: int, computed: int | None) -> None:
        assert EndScore(given_score, computed).points == given_score
        assert EndScore(None, computed).points == computed

    def test_without_score_and_value_is_not_achieved_and_said_to_be_unknown(self) -> None:
        assert not EndScore().achieved
        assert tally_key_results([EndScore(), EndScore(70)]) == Tally(1, 2, 1)


class TestATally:
    @given(st.lists(scores))
    def test_of_key_results_counts_each_once(self, every: list[EndScore]) -> None:
        tally = tally_key_results(every)
        assert 0 <= tally.achieved <= tally.of - tally.unknown <= tally.of == len(every)

    @given(st.lists(scores), st.randoms(use_true_random=False))
    def test_of_key_results_knows_no_order(self, every: list[EndScore], chance: random.Random) -> None:
        shuffled = chance.sample(every, len(every))
        assert tally_key_results(shuffled) == tally_key_results(every)

    @given(st.lists(some_points, min_size=1), st.data())
    def test_of_key_results_never_falls_when_a_score_rises(self, every: list[int], data: st.DataObject) -> None:
        index = data.draw(st.integers(0, len(every) - 1))
        risen = [*every[:index], data.draw(st.integers(every[index], 100)), *every[index + 1 :]]
        before, after = (tally_key_results(EndScore(number) for number in numbers) for numbers in (every, risen))
        assert after.achieved >= before.achieved

    @given(st.lists(outcomes))
    def test_of_milestones_counts_the_done_of_all_that_were_planned(self, every: list[Outcome | None]) -> None:
        tally = tally_milestones(every)
        assert (tally.achieved, tally.of, tally.unknown) == (
            every.count(Outcome.DONE),
            len(every),
            every.count(None),
        )

    @given(st.lists(outcomes))
    def test_of_milestones_is_not_lifted_by_dropping_one_that_is_not_done(self, every: list[Outcome | None]) -> None:
        dropped = [Outcome.DROPPED if one is Outcome.NOT_DONE else one for one in every]
        assert tally_milestones(dropped).share == tally_milestones(every).share

    @given(tallies)
    def test_has_a_share_from_0_to_1_or_none_where_there_was_nothing(self, tally: Tally) -> None:
        assert (tally.share is None) == (tally.of == 0)
        assert 0 <= (tally.share or 0) <= 1

    def test_of_nothing_has_no_share(self) -> None:
        assert tally_key_results([]).share is None
        assert tally_milestones([]).share is None
        assert together([]).share is None

    def test_of_one_has_all_or_nothing(self) -> None:
        assert tally_key_results([EndScore(70)]).share == 1
        assert tally_key_results([EndScore(69)]).share == 0


class TestSeveralCycles:
    @given(st.lists(achievements))
    def test_together_count_every_key_result_and_milestone_once(self, every: list[Achievement]) -> None:
        whole = together(every)
        assert whole.of == sum(one.key_results.of + one.milestones.of for one in every)
        assert whole.achieved == sum(one.key_results.achieved + one.milestones.achieved for one in every)

    @given(st.lists(achievements), st.randoms(use_true_random=False))
    def test_together_know_no_order(self, every: list[Achievement], chance: random.Random) -> None:
        assert together(chance.sample(every, len(every))) == together(every)

    @given(st.lists(achievements, min_size=1))
    def test_together_lie_between_the_best_and_the_worst(self, every: list[Achievement]) -> None:
        shares = [one.both.share for one in every if one.both.share is not None]
        whole = together(every).share
        assert (whole is None) == (not shares)
        if whole is not None:
            assert min(shares) - 1e-9 <= whole <= max(shares) + 1e-9

    def test_a_small_one_weighs_as_little_as_it_held(self) -> None:
        small = Achievement("Small", Tally(0, 1), Tally())
        large = Achievement("Large", Tally(9, 9), Tally())
        assert together([small, large]).share == 0.9


class TestAnObjective:
    @given(st.lists(maybe))
    def test_scores_the_mean_rounded_down_with_silence_as_zero(self, every: list[int | None]) -> None:
        score = objective_points(every)
        known = [one for one in every if one is not None]
        assert (score is None) == (not known)
        if score is not None:
            assert 0 <= score <= max(known)
            assert 0 <= sum(known) - score * len(every) < len(every)

    @given(st.lists(maybe), st.randoms(use_true_random=False))
    def test_s_score_knows_no_order(self, every: list[int | None], chance: random.Random) -> None:
        assert objective_points(chance.sample(every, len(every))) == objective_points(every)

    @given(st.lists(some_points, min_size=1), st.data())
    def test_s_score_never_falls_when_one_of_them_rises(self, every: list[int], data: st.DataObject) -> None:
        index = data.draw(st.integers(0, len(every) - 1))
        risen = [*every[:index], data.draw(st.integers(every[index], 100)), *every[index + 1 :]]
        assert (objective_points(risen) or 0) >= (objective_points(every) or 0)

    @given(some_points)
    def test_of_one_key_result_scores_the_same(self, number: int) -> None:
        assert objective_points([number]) == number
