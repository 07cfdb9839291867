"""Cycles."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.cycle import Cycle, following, name_for, quarter_around
from okra.refusal import Refused

Q4 = Cycle(1, 1, "Q4 2026", date(2026, 10, 1), date(2026, 12, 31))
days = st.dates(date(2024, 1, 1), date(2031, 12, 31))
cycles = st.builds(
    lambda start, length: Cycle(None, 1, "", start, start + timedelta(days=length)), days, st.integers(13, 26 * 7)
)


def test_a_quarter_is_the_default() -> None:
    got = quarter_around(date(2026, 11, 23), 7)
    assert (got.name, got.start, got.end, got.weeks) == ("Q4 2026", date(2026, 10, 1), date(2026, 12, 31), 14)


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
def test_the_midpoint_is_in_the_middle_week(cycle: Cycle) -> None:
    assert cycle.contains(cycle.midpoint)
    assert cycle.week_number(cycle.start) == 1
    assert cycle.week_number(cycle.end) == cycle.weeks


@pytest.mark.parametrize("length", [0, 1, 12, 27 * 7, 400])
def test_less_than_two_weeks_and_more_than_half_a_year_are_refused(length: int) -> None:
    with pytest.raises(Refused):
        Cycle(None, 1, "", date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=length))
