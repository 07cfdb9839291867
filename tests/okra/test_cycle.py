"""Cycles."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.cycle import Cycle, following, name_for, quarter_around, to_look_back_on
from okra.refusal import Refused

Q4 = Cycle(1, 1, "Q4 2026", date(2026, 10, 1), date(2026, 12, 31))
days = st.dates(date(2024, 1, 1), date(2031, 12, 31))
cycles = st.builds(
    lambda start, length: Cycle(None, 1, "", start, start + timedelta(days=length)), days, st.integers(13, 26 * 7)
)


def test_a_quarter_is_the_default() -> None:
    got = quarter_around(date(2026, 11, 23), 7)
    assert (got.name, got.start, got.end, got.weeks) == ("Q4 2026", date(2026, 10, 1), date(2026, 12, 31), 13)


def test_after_a_quarter_comes_the_next_one_across_the_year() -> None:
    assert following(Q4) == quarter_around(date(2027, 1, 1), 1)


def test_another_length_is_followed_by_the_same_length() -> None:
    six_weeks = Cycle(None, 1, "", date(2026, 9, 1), date(2026, 10, 12))
    got = following(six_weeks)
    assert (got.start, got.days) == (date(2026, 10, 13), 42)
    assert got.name == "2026-10-13 to 2026-11-23"


@given(days)
def test_quarters_leave_no_day_out_and_overlap_nowhere(day: date) -> None:
    quarter = quarter_around(day, 1)
    assert quarter.contains(day)
    assert following(quarter).start == quarter.end + timedelta(days=1)
    assert name_for(quarter.start, quarter.end) == quarter.name


@given(cycles, days)
def test_the_elapsed_share_grows_from_0_to_1(cycle: Cycle, day: date) -> None:
    assert 0 <= cycle.elapsed(day) <= cycle.elapsed(day + timedelta(days=1)) <= 1
    assert cycle.elapsed(cycle.start) == 0
    assert cycle.elapsed(cycle.end + timedelta(days=1)) == 1


@given(cycles)
def test_as_many_days_lie_before_the_midpoint_as_after_it(cycle: Cycle) -> None:
    before, after = (cycle.midpoint - cycle.start).days, (cycle.end - cycle.midpoint).days
    assert before - after in (0, 1)


@given(cycles)
def test_weeks_are_counted_from_1_to_the_last_one_without_a_gap(cycle: Cycle) -> None:
    numbers = [cycle.week_number(cycle.start + timedelta(days=n)) for n in range(cycle.days)]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, cycle.weeks + 1))
    assert all(4 <= numbers.count(number) <= 10 for number in set(numbers))
    assert cycle.week_number(cycle.start - timedelta(days=9)) == 1
    assert cycle.week_number(cycle.end + timedelta(days=9)) == cycle.weeks


def test_a_quarter_says_week_6_of_13() -> None:
    assert (Q4.week_number(date(2026, 11, 5)), Q4.weeks) == (6, 13)
    assert Q4.week_number(date(2026, 12, 31)) == 13


@given(days)
def test_every_quarter_has_13_weeks(day: date) -> None:
    assert quarter_around(day, 1).weeks == 13


def test_the_first_and_the_last_day_are_in_it_and_their_neighbours_are_not() -> None:
    assert Q4.contains(Q4.start)
    assert Q4.contains(Q4.end)
    assert not Q4.contains(Q4.start - timedelta(days=1))
    assert not Q4.contains(Q4.end + timedelta(days=1))


def test_half_of_an_even_cycle_is_gone_on_its_midpoint() -> None:
    assert Q4.elapsed(Q4.midpoint) == 0.5


@pytest.mark.parametrize("length", [-3, 0, 1, 13, 27 * 7, 400])
def test_less_than_two_weeks_and_more_than_half_a_year_are_refused(length: int) -> None:
    with pytest.raises(Refused, match="two weeks|26 weeks") as refused:
        Cycle(None, 1, "", date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=length - 1))
    assert refused.value.field == "end"


@pytest.mark.parametrize("length", [14, 26 * 7, 184])
def test_two_weeks_to_half_a_year_are_fine(length: int) -> None:
    assert Cycle(None, 1, "", date(2026, 7, 1), date(2026, 7, 1) + timedelta(days=length - 1)).days == length


class TestWhatARetroAtTheEndIsAbout:
    @given(cycles, st.integers(0, 400), st.booleans())
    def test_is_the_cycle_that_ended_in_the_last_four_weeks_until_it_had_its_retro(
        self, last: Cycle, later: int, held: bool
    ) -> None:
        current, day = following(last), last.end + timedelta(days=1 + later)
        about = to_look_back_on(current, last, day, held=held)
        assert about == (last if later < 28 and not held else current)

    def test_is_the_old_one_where_no_other_has_begun(self) -> None:
        assert to_look_back_on(None, Q4, Q4.end + timedelta(days=90), held=True) == Q4

    def test_is_the_first_one_where_there_was_none_before(self) -> None:
        assert to_look_back_on(Q4, None, Q4.start, held=False) == Q4
        assert to_look_back_on(None, None, Q4.start, held=False) is None
