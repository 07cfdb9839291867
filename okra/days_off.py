"""Public holidays, from the `holidays` library: about 250 countries, kept by people who care."""

import re
from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Final


@cache
def countries() -> dict[str, str]:
    """ISO 3166 code → name, by name."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 a tenth of a second that only setup and Fridays need

    return dict(sorted(((codes[1], _spaced(codes[0])) for codes in COUNTRIES.values()), key=lambda item: item[1]))


@cache
def _also_called() -> dict[str, frozenset[str]]:
    """ISO code → every short name: "us", "usa"; "gb", "gbr", "uk"."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415

    return {codes[1]: frozenset(code.casefold() for code in codes[1:]) for codes in COUNTRIES.values()}


def find_countries(query: str, limit: int = 100) -> list[tuple[str, str]]:
    """(code, name) of the countries that contain what is typed; the one with that code first, then by beginning."""
    wanted = " ".join(query.casefold().split())

    def rank(country: tuple[str, str]) -> int:
        code, name = country
        return 0 if wanted in _also_called()[code] else 1 if name.casefold().startswith(wanted) else 2

    found = [item for item in countries().items() if wanted in item[1].casefold() or wanted in _also_called()[item[0]]]
    return sorted(found, key=rank)[:limit]


def public_holiday(day: date, country: str | None, subdivision: str | None = None) -> str | None:
    """The holiday's name, in English where the library has it; None on other days and for unknown countries.

    `country` is an ISO 3166 code ("DE"), `subdivision` a state's or canton's ("BY"), which adds its own holidays; an
    unknown one adds none.
    """
    if country is None or country not in countries():
        return None
    return _calendar(country, subdivision, day.year).get(day)


SATURDAY: Final = 5


def is_working_day(day: date, country: str | None, own: Collection[date] = ()) -> bool:
    """Whether a team is at work: no weekend, no public holiday of its country, none of its own days off."""
    return day.weekday() < SATURDAY and day not in own and public_holiday(day, country) is None


@cache
def _calendar(country: str, subdivision: str | None, year: int) -> dict[date, str]:
    from holidays import country_holidays  # noqa: PLC0415

    spoken = country_holidays(country, years=year)
    language = "en_US" if "en_US" in spoken.supported_languages else None
    known = subdivision if subdivision in spoken.subdivisions else None
    return dict(country_holidays(country, subdiv=known, years=year, language=language))


def _spaced(name: str) -> str:
    """ "IsleOfMan" → "Isle of Man", "DRCongo" → "DR Congo"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return re.sub(r"(?<= )(And|Of|The|Da)(?= )", lambda small: small[0].lower(), words)
