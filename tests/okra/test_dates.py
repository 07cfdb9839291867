"""Days as people write them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.dates import read_day, read_future_day, say_day, say_moment
from okra.refusal import Refused

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-11-27"), ("tomorrow", "2026-11-28"), ("mon", "2026-11-30"), ("Monday", "2026-11-30"),
        ("next monday", "2026-11-30"), ("fri", "2026-12-04"), ("until Wed", "2026-12-02"), ("thurs", "2026-12-03"),
        ("2026-12-01", "2026-12-01"), ("2026-1-5", "2026-01-05"), ("1.12.2026", "2026-12-01"), ("1.12.", "2026-12-01"),
        ("1 dec", "2026-12-01"), ("Dec 1", "2026-12-01"), ("December 1st, 2026", "2026-12-01"), ("3rd of may", "2027-05-03"),
        ("in 3 days", "2026-11-30"), ("in a week", "2026-12-04"), ("in two weeks", "2026-12-11"), ("next week", "2026-11-30"),
        ("31/12/2026", "2026-12-31"), ("29 feb", "2028-02-29"), ("till  FRI.", "2026-12-04"),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(typed: str, day: str) -> None:
    assert read_day(typed, FRIDAY).isoformat() == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12",
        "blue",
        "May the 4th be with you",
        "2026-02-30",
        "31.6.2026",
        "fr",
        "32 dec",
        "<!channel>",
        "x" * 3_000,
        "🎉",
    ],
)
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refused, match="2026-12-01"):
        read_day(typed, FRIDAY, "until")


def test_a_day_that_could_be_two_is_asked_back_with_both() -> None:
    with pytest.raises(Refused, match="2026-01-02 or 2026-02-01"):
        read_day("01/02/2026", FRIDAY)


def test_a_day_in_the_past_is_refused_where_a_future_one_is_needed() -> None:
    with pytest.raises(Refused, match="past"):
        read_future_day("2026-11-26", FRIDAY)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_every_day_is_read_back_as_it_is_written(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today) == day


@given(
    st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), st.dates(date(2024, 1, 1), date(2030, 12, 31))
)
def test_a_weekday_is_one_to_seven_days_ahead(name: str, today: date) -> None:
    assert 1 <= (read_day(name, today) - today).days <= 7


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_a_refusal(text: str) -> None:
    try:
        assert read_day(text, FRIDAY)
    except Refused as refused:
        assert refused.sentence


def test_days_and_moments_are_said_short() -> None:
    assert say_day(date(2026, 12, 2), FRIDAY) == "Wed 2 Dec"
    assert say_day(date(2027, 1, 4), FRIDAY) == "Mon 4 Jan 2027"
    assert say_moment(datetime(2026, 11, 27, 13, tzinfo=UTC), ZoneInfo("Europe/Berlin")) == "Fri 14:00"
