"""Public holidays."""

from datetime import date

import pytest

from okra.days_off import countries, find_countries, public_holiday


def test_a_public_holiday_has_its_english_name() -> None:
    assert public_holiday(date(2026, 10, 3), "DE") == "German Unity Day"


@pytest.mark.parametrize(
    ("day", "country"), [(date(2026, 10, 5), "DE"), (date(2026, 12, 25), None), (date(2026, 12, 25), "??")]
)
def test_other_days_and_unknown_countries_are_no_holidays(day: date, country: str | None) -> None:
    assert public_holiday(day, country) is None


def test_countries_are_found_by_name_and_code() -> None:
    assert ("DE", "Germany") in find_countries("germ")
    assert ("US", "United States") in find_countries("us")
    assert len(countries()) > 200
    assert len(find_countries("")) == 100
