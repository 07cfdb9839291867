"""How well confidence foretold the result."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.calibration import Calibration, Guess, Leaning, chance, guesses, leaning, marks

confidences = st.integers(10, 100).map(lambda tenths: tenths / 10)
results = st.integers(0, 100)
some_guesses = st.builds(Guess, st.integers(1, 26), confidences, results)
many = st.lists(some_guesses).map(lambda found: Calibration(tuple(found)))

FROM_CAREFUL_TO_HOPEFUL = (
    Leaning.FAR_TOO_CAREFUL,
    Leaning.A_BIT_TOO_CAREFUL,
    Leaning.ABOUT_RIGHT,
    Leaning.A_BIT_TOO_HOPEFUL,
    Leaning.FAR_TOO_HOPEFUL,
)


class TestTheWeeks:
    @pytest.mark.parametrize(
        ("weeks", "expected"),
        [
            (13, (4, 8, 12)),
            (26, (8, 16, 24)),
            (12, (4, 7, 11)),
            (6, (2, 4, 6)),
            (4, (1, 2, 4)),
            (3, (1, 2, 3)),
            (2, (1, 2)),
        ],
    )
    def test_are_the_same_shares_of_any_cycle(self, weeks: int, expected: tuple[int, ...]) -> None:
        assert marks(weeks) == expected

    @given(st.integers(2, 26))
    def test_lie_in_the_cycle_in_order_and_each_once(self, weeks: int) -> None:
        found = marks(weeks)
        assert found[0] >= 1
        assert found[-1] <= weeks
        assert list(found) == sorted(set(found))


class TestAGap:
    @pytest.mark.parametrize(
        ("gap", "word"),
        [
            (100, Leaning.FAR_TOO_HOPEFUL),
            (30, Leaning.FAR_TOO_HOPEFUL),
            (29, Leaning.A_BIT_TOO_HOPEFUL),
            (15, Leaning.A_BIT_TOO_HOPEFUL),
            (14, Leaning.ABOUT_RIGHT),
            (0, Leaning.ABOUT_RIGHT),
            (-14, Leaning.ABOUT_RIGHT),
            (-15, Leaning.A_BIT_TOO_CAREFUL),
            (-29, Leaning.A_BIT_TOO_CAREFUL),
            (-30, Leaning.FAR_TOO_CAREFUL),
        ],
    )
    def test_has_one_word_at_every_edge(self, gap: int, word: Leaning) -> None:
        assert leaning(gap) is word

    @given(st.integers(-100, 100), st.integers(-100, 100))
    def test_s_word_leans_the_same_way_as_the_gap(self, one: int, other: int) -> None:
        low, high = sorted((one, other))
        assert FROM_CAREFUL_TO_HOPEFUL.index(leaning(low)) <= FROM_CAREFUL_TO_HOPEFUL.index(leaning(high))

    @given(st.integers(-100, 100))
    def test_is_measured_alike_on_both_sides(self, gap: int) -> None:
        at = FROM_CAREFUL_TO_HOPEFUL.index(leaning(gap))
        assert FROM_CAREFUL_TO_HOPEFUL.index(leaning(-gap)) == 4 - at

    @given(confidences, confidences, results)
    def test_grows_with_confidence(self, one: float, other: float, result: int) -> None:
        assert Guess(4, min(one, other), result).gap <= Guess(4, max(one, other), result).gap

    @given(confidences, results, results)
    def test_falls_as_the_result_rises(self, confidence: float, one: int, other: int) -> None:
        assert Guess(4, confidence, max(one, other)).gap <= Guess(4, confidence, min(one, other)).gap

    @given(confidences, results)
    def test_lies_within_the_scale(self, confidence: float, result: int) -> None:
        assert -90 <= Guess(4, confidence, result).gap <= 100

    def test_of_what_was_believed_and_came_is_none(self) -> None:
        assert Guess(4, 6.2, 62).gap == 0

    def test_of_a_complete_miss_that_everybody_saw_coming_is_about_right(self) -> None:
        assert Guess(12, 1, 0).leaning is Leaning.ABOUT_RIGHT


@given(confidences)
def test_a_confidence_is_a_chance_of_so_many_in_ten(confidence: float) -> None:
    assert 10 <= chance(confidence) <= 100
    assert chance(confidence) / 10 == confidence


class TestGuesses:
    def test_are_those_of_the_weeks_that_are_looked_at(self) -> None:
        weeks: list[float | None] = [float(1 + number % 10) for number in range(13)]
        assert guesses(weeks, 62, 13) == (Guess(4, 4.0, 62), Guess(8, 8.0, 62), Guess(12, 2.0, 62))

    def test_are_none_where_nobody_said_anything(self) -> None:
        weeks: list[float | None] = [None] * 13
        weeks[7] = 5.0
        assert guesses(weeks, 62, 13) == (Guess(8, 5.0, 62),)
        assert guesses([], 62, 13) == ()

    @given(st.lists(st.none() | confidences, max_size=26), st.integers(2, 26))
    def test_are_none_without_a_result(self, weeks: list[float | None], length: int) -> None:
        assert guesses(weeks, None, length) == ()

    @given(st.lists(st.none() | confidences, max_size=26), results, st.integers(2, 26))
    def test_say_what_was_said_in_their_week(self, weeks: list[float | None], result: int, length: int) -> None:
        for guess in guesses(weeks, result, length):
            assert weeks[guess.week - 1] == guess.confidence
            assert guess.week in marks(length)


class TestAllInAll:
    def test_nothing_comes_to_nothing(self) -> None:
        empty = Calibration()
        assert (empty.gap, empty.off, empty.leaning, empty.weeks, empty.at(4)) == (None, None, None, (), None)

    @given(some_guesses)
    def test_one_guess_is_itself(self, guess: Guess) -> None:
        whole = Calibration((guess,))
        assert (whole.gap, whole.off, whole.leaning) == (guess.gap, abs(guess.gap), guess.leaning)
        assert whole.at(guess.week) == guess

    @given(many)
    def test_it_is_at_least_as_far_off_as_it_leans(self, whole: Calibration) -> None:
        if whole.gap is not None and whole.off is not None:
            assert abs(whole.gap) <= whole.off <= 100

    @given(st.lists(some_guesses), st.randoms(use_true_random=False))
    def test_it_knows_no_order(self, found: list[Guess], chance_: random.Random) -> None:
        one, other = (Calibration(tuple(order)) for order in (found, chance_.sample(found, len(found))))
        assert (one.gap, one.off, one.weeks) == (other.gap, other.off, other.weeks)
        assert [one.at(week) for week in one.weeks] == [other.at(week) for week in other.weeks]

    @given(st.lists(st.tuples(st.integers(1, 26), st.integers(10, 90), st.integers(10, 90)), min_size=1))
    def test_turned_around_it_leans_as_far_the_other_way(self, found: list[tuple[int, int, int]]) -> None:
        one = Calibration(tuple(Guess(week, said / 10, came) for week, said, came in found))
        other = Calibration(tuple(Guess(week, came / 10, said) for week, said, came in found))
        assert one.gap == -(other.gap or 0)
        assert one.off == other.off

    def test_a_team_that_is_wrong_both_ways_is_right_on_average_and_far_off(self) -> None:
        whole = Calibration((Guess(4, 9.0, 50), Guess(4, 2.0, 60)))
        assert (whole.gap, whole.off, whole.leaning) == (0, 40, Leaning.ABOUT_RIGHT)

    def test_a_week_is_told_in_the_numbers_that_it_shows(self) -> None:
        """7.8 of 10 and 0.62 are 16 points apart, whatever they were rounded from."""
        week = Calibration((Guess(4, 8.1, 74), Guess(4, 7.5, 50))).at(4)
        assert week == Guess(4, 7.8, 62)
        assert (week.gap, week.leaning) == (16, Leaning.A_BIT_TOO_HOPEFUL)
