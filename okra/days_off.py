"""Public holidays, from the `holidays` library: about 250 countries, kept by people who care."""

from datetime import date
from functools import cache


@cache
def countries() -> dict[str, str]:
    """ISO 3166 code → name, by name."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 a tenth of a second that only setup and Fridays need

    named = {codes[1]: codes[0] for codes in COUNTRIES.values()}
    return dict(sorted(((code, _spaced(name)) for code, name in named.items()), key=lambda item: item[1]))


def find_countries(query: str, limit: int = 100) -> list[tuple[str, str]]:
    """(code, name) of the countries whose name or code contains what is typed; those that begin with it first."""
    wanted = query.casefold().strip()
    found = [
        (code, name) for code, name in countries().items() if wanted in name.casefold() or wanted == code.casefold()
    ]
    return sorted(found, key=lambda item: not item[1].casefold().startswith(wanted))[:limit]


def public_holiday(day: date, country: str | None) -> str | None:
    """The holiday's name, in English where the library has it; None on other days and for unknown countries."""
    if country is None or country not in countries():
        return None
    return _calendar(country, day.year).get(day)


@cache
def _calendar(country: str, year: int) -> dict[date, str]:
    from holidays import country_holidays  # noqa: PLC0415

    spoken = country_holidays(country, years=year)
    language = "en_US" if "en_US" in spoken.supported_languages else None
    return dict(country_holidays(country, years=year, language=language))


def _spaced(name: str) -> str:
    """ "UnitedStates" → "United States"."""
    return "".join(f" {c}" if c.isupper() and at and not name[at - 1].isupper() else c for at, c in enumerate(name))
