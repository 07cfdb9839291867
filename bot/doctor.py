"""`okra doctor`: what is wrong, and how to mend it, in plain words."""

import zoneinfo
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.build import real_clock
from bot.config import Settings
from bot.slack import web_client
from bot.start import NotReady, check_database
from okra.days_off import countries

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
MOST_SKEW_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `str` is its line."""

    what: str
    well: bool
    sentence: str

    def __str__(self) -> str:
        return f"{'✓ well ' if self.well else '✗ wrong'}  {self.what}: {self.sentence}"


def examine(settings: Settings, now: Callable[[], datetime] = real_clock) -> list[Finding]:
    """Look at everything; never raises."""
    slack = web_client(settings)
    findings = list(_bot_token(slack, now))
    if settings.http_port is None:
        findings.append(_app_token(slack, settings))
    findings += [_database(settings), _zones(), _holidays()]
    return findings


def _bot_token(slack: WebClient, now: Callable[[], datetime]) -> Iterable[Finding]:
    try:
        answer = slack.auth_test()
    except SlackApiError as error:
        word = _word(error)
        yield Finding("bot token", False, f"Slack refuses it ({word}). Copy it again from OAuth & Permissions.")
        return
    except (SlackClientError, OSError) as error:
        yield Finding("bot token", False, f"Slack can't be reached ({type(error).__name__}). Check SLACK_API_URL.")
        return
    yield Finding("bot token", True, f"I am {answer.get('user')} in {answer.get('team')}.")
    headers = {str(name).lower(): value for name, value in answer.headers.items()}
    yield _scopes(str(headers.get("x-oauth-scopes") or ""))
    yield _clock(str(headers.get("date") or ""), now())


def _scopes(header: str) -> Finding:
    granted = {scope.strip() for scope in header.split(",") if scope.strip()}
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["oauth_config"]["scopes"]
    optional = set(manifest.get("bot_optional", []))
    missing = sorted(set(manifest["bot"]) - optional - granted)
    if missing:
        return Finding("scopes", False, f"{', '.join(missing)} missing. Reinstall the app with manifest.yml.")
    without = sorted(optional - granted)
    rest = f" Not granted, so okra does without: {', '.join(without)}." if without else ""
    return Finding("scopes", True, f"all that are needed.{rest}")


def _clock(header: str, now: datetime) -> Finding:
    try:
        skew = abs((parsedate_to_datetime(header).astimezone(UTC) - now).total_seconds())
    except (TypeError, ValueError):
        return Finding("clock", True, "Slack did not say what time it is, so I could not compare.")
    if skew > MOST_SKEW_SECONDS:
        return Finding("clock", False, f"{skew:.0f} seconds away from Slack's. Turn on NTP on this machine.")
    return Finding("clock", True, "agrees with Slack's.")


def _app_token(slack: WebClient, settings: Settings) -> Finding:
    try:
        slack.apps_connections_open(app_token=settings.slack_app_token)
    except SlackApiError as error:
        advice = "Make one with connections:write under Basic Information, and turn Socket Mode on."
        return Finding("app token", False, f"Slack refuses it ({_word(error)}). {advice}")
    except (SlackClientError, OSError) as error:
        return Finding("app token", False, f"Slack can't be reached ({type(error).__name__}).")
    return Finding("app token", True, "opens connections.")


def _database(settings: Settings) -> Finding:
    try:
        return Finding("database", True, check_database(settings))
    except NotReady as wrong:
        return Finding("database", False, str(wrong))


def _zones() -> Finding:
    known = len(zoneinfo.available_timezones())
    return Finding("time zones", known > 400, f"{known} known, tzdata {version('tzdata')}.")


def _holidays() -> Finding:
    return Finding("public holidays", True, f"{len(countries())} countries known, holidays {version('holidays')}.")


def _word(error: SlackApiError) -> Any:
    data = error.response.data
    return data.get("error") if isinstance(data, dict) else f"HTTP {error.response.status_code}"
