"""`okra doctor`: what is wrong, and how to mend it, in plain words."""

import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import config
from bot.build import real_clock
from bot.config import Settings
from bot.manifest import scopes
from bot.slack import UNREACHABLE, mend_environment, web_client, word_of
from bot.start import NotReady, missing_changes
from okra.days_off import countries, public_holiday

MOST_SKEW_SECONDS: Final = 60
"""Slack refuses signatures that are five minutes off, and a check-in that comes a minute late is noticed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `str` is its line."""

    what: str
    well: bool
    sentence: str

    def __str__(self) -> str:
        return f"{'✓ well ' if self.well else '✗ wrong'}  {self.what}: {self.sentence}"


def examine(env_file: str, clock: Callable[[], datetime] = real_clock) -> list[Finding]:
    """Look at everything that can be looked at; what is wrong is among the findings, never an exception."""
    try:
        settings = config.read(config.environment(env_file))
    except config.WrongSettings as wrong:
        return [*(Finding("settings", False, sentence) for sentence in wrong.sentences), _zones(), _holidays()]
    mend_environment(settings)
    findings = [Finding("settings", True, f"Slack is at {settings.slack_api_url}"), *_slack(settings, clock)]
    return [*findings, _database(settings), _zones(), _holidays()]


def _slack(settings: Settings, clock: Callable[[], datetime]) -> Iterator[Finding]:
    slack = web_client(settings)
    yield from _bot_token(slack, clock)
    if settings.http_port is None:
        yield _app_token(slack, settings.slack_app_token)


def _bot_token(slack: WebClient, clock: Callable[[], datetime]) -> Iterator[Finding]:
    try:
        answer = slack.auth_test()
    except SlackApiError as error:
        advice = "Copy SLACK_BOT_TOKEN again from OAuth & Permissions; install the app first."
        yield Finding("bot token", False, f"Slack refuses it ({word_of(error)}). {advice}")
        return
    except UNREACHABLE as error:
        yield _unreachable("bot token", error)
        return
    yield Finding("bot token", True, f"I am {answer.get('user')} in {answer.get('team')}.")
    headers = {name.lower(): str(value) for name, value in answer.headers.items()}
    yield _scopes(headers.get("x-oauth-scopes", ""))
    yield _clock(headers.get("date", ""), clock())


def _scopes(header: str) -> Finding:
    granted = {scope.strip() for scope in header.split(",") if scope.strip()}
    if not granted:
        return Finding("scopes", True, "Slack did not say which are granted, so I could not compare.")
    asked = scopes()
    missing = sorted(asked.required - granted)
    if missing:
        advice = "Paste manifest.yml into the app's manifest, and install the app again."
        return Finding("scopes", False, f"{', '.join(missing)} missing. {advice}")
    without = sorted(asked.optional - granted)
    rest = f" Not granted, so okra does without: {', '.join(without)}." if without else ""
    return Finding("scopes", True, f"all that are needed.{rest}")


def _clock(header: str, now: datetime) -> Finding:
    try:
        skew = (now - parsedate_to_datetime(header).astimezone(UTC)).total_seconds()
    except (TypeError, ValueError):
        return Finding("clock", True, "Slack did not say what time it is, so I could not compare.")
    if abs(skew) > MOST_SKEW_SECONDS:
        direction = "ahead of" if skew > 0 else "behind"
        advice = "Set this machine's clock by the network (NTP)."
        return Finding("clock", False, f"{abs(skew):.0f} seconds {direction} Slack's. {advice}")
    return Finding("clock", True, "agrees with Slack's.")


def _app_token(slack: WebClient, token: str) -> Finding:
    try:
        slack.apps_connections_open(app_token=token)
    except SlackApiError as error:
        advice = "Make one with connections:write under Basic Information, and switch Socket Mode on."
        return Finding("app token", False, f"Slack refuses it ({word_of(error)}). {advice}")
    except UNREACHABLE as error:
        return _unreachable("app token", error)
    return Finding("app token", True, "opens connections.")


def _unreachable(what: str, error: Exception) -> Finding:
    advice = "Check SLACK_API_URL, the network, and HTTPS_PROXY if you need one."
    return Finding(what, False, f"Slack can't be reached ({error}). {advice}")


def _database(settings: Settings) -> Finding:
    try:
        missing = missing_changes(settings.database_url)
    except NotReady as wrong:
        return Finding("database", False, str(wrong))
    if not missing:
        return Finding("database", True, "answers and is up to date.")
    if settings.migrate or settings.database_url.startswith("sqlite"):
        return Finding("database", True, "answers; `okra run` will bring it up to date.")
    return Finding("database", False, "is not up to date. Run `okra db upgrade`.")


def _zones() -> Finding:
    """Rules of a zone are read, not only names: a summer's and a winter's hour differ."""
    try:
        berlin = zoneinfo.ZoneInfo("Europe/Berlin")
    except zoneinfo.ZoneInfoNotFoundError:
        return Finding("time zones", False, "none known. Install the tzdata package in okra's environment.")
    hours = {datetime(2026, month, 1, tzinfo=berlin).utcoffset() for month in (1, 7)}
    known = len(zoneinfo.available_timezones())
    return Finding("time zones", len(hours) == 2, f"{known} known, tzdata {version('tzdata')}.")


def _holidays() -> Finding:
    known = len(countries())
    works = public_holiday(date(2026, 12, 25), "DE") is not None
    return Finding("public holidays", works, f"{known} countries known, holidays {version('holidays')}.")
