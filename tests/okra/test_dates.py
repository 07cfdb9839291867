"""Days as people write them."""

from datetime import UTC, date, datetime, timedelta
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
        ("Wed 2 Dec", "2026-12-02"), ("until wednesday, 2 December 2026", "2026-12-02"), ("mon 30.11.", "2026-11-30"), ("1. Dec", "2026-12-01"),
        ("2026/12/01", "2026-12-01"), ("2026.12.1", "2026-12-01"), ("12/31/2026", "2026-12-31"), ("31/12", "2026-12-31"), ("27 nov", "2026-11-27"),
        ("05/05", "2027-05-05"), ("day after tomorrow", "2026-11-29"), ("yesterday", "2026-11-26"), ("fri\u200b", "2026-12-04"), ("in 0 days", "2026-11-27"),
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
        "2026-12/01",
        "13/13",
        "31/02/2026",
        "30 feb",
        "1.122026",
        "mon 5",
        "may",
        "dec 2026",
        "the 5th",
        "until",
        "\u202e",
        "mon " * 1_000 + "1 dec",
    ],
)
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refused, match="2026-12-01"):
        read_day(typed, FRIDAY, "until")


@pytest.mark.parametrize(
    ("typed", "both"),
    [("01/02/2026", "2026-01-02 or 2026-02-01"), ("1/12", "2026-12-01 or 2027-01-12")],
)
def test_a_day_that_could_be_two_is_asked_back_with_both(typed: str, both: str) -> None:
    with pytest.raises(Refused, match=both):
        read_day(typed, FRIDAY)


def test_a_date_with_the_wrong_weekday_is_asked_back() -> None:
    with pytest.raises(Refused, match="2 Dec 2026 is a Wednesday") as refused:
        read_day("thu 2 dec", FRIDAY, "until")
    assert refused.value.field == "until"


@pytest.mark.parametrize("typed", ["2026-11-26", "yesterday", "26.11.2026"])
def test_a_day_in_the_past_is_refused_where_a_future_one_is_needed(typed: str) -> None:
    with pytest.raises(Refused, match="Thu 26 Nov is in the past"):
        read_future_day(typed, FRIDAY)


def test_the_next_leap_day_can_be_eight_years_away() -> None:
    assert read_day("29 feb", date(2096, 3, 1)) == date(2104, 2, 29)


def test_today_is_not_in_the_past() -> None:
    assert read_future_day("today", FRIDAY) == FRIDAY


def test_a_calendar_that_ends_is_no_crash() -> None:
    with pytest.raises(Refused):
        read_day("in 999 weeks", date(9999, 1, 1))
    with pytest.raises(Refused):
        read_day("1 jan", date(9999, 12, 31))


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_every_day_is_read_back_as_it_is_written(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today) == day


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(0, 1_000))
def test_every_day_to_come_is_read_back_as_it_is_said(today: date, days: int) -> None:
    day = today + timedelta(days=days)
    assert read_day(say_day(day, today), today) == day


@given(
    st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), st.dates(date(2024, 1, 1), date(2030, 12, 31))
)
def test_a_weekday_is_one_to_seven_days_ahead(name: str, today: date) -> None:
    day = read_day(name, today)
    assert 1 <= (day - today).days <= 7
    assert f"{day:%a}".lower() == name


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
