"""Public holidays."""

import os
import subprocess
import sys
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


def test_a_state_adds_its_own_holidays_and_an_unknown_one_adds_none() -> None:
    epiphany = date(2026, 1, 6)
    assert public_holiday(epiphany, "DE") is None
    assert public_holiday(epiphany, "DE", "BY") == "Epiphany"
    assert public_holiday(epiphany, "DE", "??") is None
    assert public_holiday(date(2026, 10, 3), "DE", "BY") == "German Unity Day"


def test_the_machine_s_language_does_not_matter() -> None:
    asked = "from datetime import date; from okra.days_off import public_holiday; print(public_holiday(date(2026, 10, 3), 'DE'))"
    german = {**os.environ, "LANGUAGE": "de", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"}
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, env=german)
    assert said.stdout.strip() == "German Unity Day"


@pytest.mark.parametrize(
    ("day", "country", "name"),
    [
        (date(2026, 7, 4), "US", "Independence Day"),
        (date(2026, 5, 3), "JP", "Constitution Day"),
        (date(2026, 7, 14), "FR", "National Day"),
        (date(2026, 9, 7), "BR", "Independence Day"),
    ],
)
def test_holidays_of_every_language_are_named_in_english(day: date, country: str, name: str) -> None:
    assert public_holiday(day, country) == name


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("germ", ("DE", "Germany")),
        ("us", ("US", "United States")),
        ("USA", ("US", "United States")),
        ("uk", ("GB", "United Kingdom")),
        (" united  k", ("GB", "United Kingdom")),
        ("guinea", ("GN", "Guinea")),
    ],
)
def test_countries_are_found_by_name_and_code(typed: str, first: tuple[str, str]) -> None:
    assert find_countries(typed)[0] == first


def test_a_word_inside_a_name_finds_it_too() -> None:
    assert ("IM", "Isle of Man") in find_countries("of man")


def test_every_country_has_a_code_and_a_name() -> None:
    assert len(countries()) > 200
    assert all(name[0].isupper() and len(code) == 2 for code, name in countries().items())
    assert countries()["CD"] == "DR Congo"
    assert countries()["TT"] == "Trinidad and Tobago"


def test_a_list_of_countries_never_passes_slack_s_hundred() -> None:
    assert len(find_countries("")) == 100
    assert find_countries("atlantis") == []


def test_holidays_are_loaded_only_when_they_are_asked_for() -> None:
    loaded = "import sys, okra.days_off; print('holidays' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
