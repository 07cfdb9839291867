"""Settings: read once, from the environment and .env, into one frozen value. All faults in one message."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values

from okra.calendar import is_zone


class WrongSettings(Exception):  # noqa: N818 the operator's mistake, told as sentences
    """One sentence a fault; no token is ever among the words."""

    def __init__(self, sentences: list[str]) -> None:
        """Keep them all: nobody wants to mend one fault at a time."""
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as documentation tells it; `default` is None where it has to be given."""

    name: str
    meaning: str
    default: str | None
    example: str


SETTINGS: Final = (
    Setting("SLACK_BOT_TOKEN", "The bot token of the installed app (OAuth & Permissions).", None, "xoxb-…"),
    Setting(
        "SLACK_APP_TOKEN",
        "The app-level token with connections:write (Basic Information). Not needed with OKRA_HTTP_PORT.",
        "",
        "xapp-…",
    ),
    Setting(
        "SLACK_SIGNING_SECRET", "Proves that requests come from Slack. Needed only with OKRA_HTTP_PORT.", "", "8f74…"
    ),
    Setting(
        "SLACK_API_URL",
        "Where Slack's Web API is: Slack's own, GovSlack's, or a local one.",
        "https://slack.com/api/",
        "https://slack-gov.com/api/",
    ),
    Setting(
        "DATABASE_URL",
        "Where okra remembers: an SQLite file, or PostgreSQL.",
        "sqlite:///okra.db",
        "postgresql://okra:secret@localhost/okra",
    ),
    Setting("OKRA_HTTP_PORT", "Listen for signed HTTP requests on this port instead of opening a socket.", "", "3000"),
    Setting("OKRA_LOG", "How log lines look: plain or json.", "plain", "json"),
    Setting("OKRA_LOG_LEVEL", "How much is logged: debug, info, warning or error.", "info", "warning"),
    Setting("OKRA_HEARTBEAT_SECONDS", "How often okra asks what is due; 0.2 to 60.", "15", "5"),
    Setting("OKRA_SENDERS", "How many messages are on their way at once; 1 to 16.", "2", "4"),
    Setting(
        "OKRA_PACE", "How many times Slack's usual sending limits your workspace is granted; 0.1 to 1000.", "1", "2"
    ),
    Setting("OKRA_CATCH_UP_HOURS", "How late a check-in may still be asked for after downtime; 1 to 72.", "24", "12"),
    Setting(
        "OKRA_LEASE_SECONDS",
        "After how long another process finishes what one that died was sending; 1 to 600.",
        "45",
        "20",
    ),
    Setting("OKRA_DEFAULT_ZONE", "The time zone where neither a person nor a team has one.", "UTC", "Europe/Berlin"),
    Setting("OKRA_MIGRATE", "1: bring a PostgreSQL database up to date at start (SQLite always is).", "0", "1"),
)
Number = TypeVar("Number", int, float)
LEVELS: Final = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. `http_port` is None in Socket Mode."""

    slack_bot_token: str
    slack_app_token: str
    slack_signing_secret: str
    slack_api_url: str
    database_url: str
    http_port: int | None = None
    log: str = "plain"
    log_level: str = "info"
    heartbeat_seconds: float = 15.0
    senders: int = 2
    pace: float = 1.0
    catch_up_hours: float = 24.0
    lease_seconds: float = 45.0
    default_zone: str = "UTC"
    migrate: bool = False


DEFAULT_FILE: Final = ".env"


def environment(env_file: str = DEFAULT_FILE, around: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The settings given in the environment `around` us and, below it, in a .env file. What is empty is not given.

    Raises WrongSettings where a file was named that cannot be read, or where it holds a name that is no setting.
    """
    names = {setting.name for setting in SETTINGS}
    given = {name: value for name, value in around.items() if name in names}
    return {name: value for name, value in {**_file(env_file), **_filled(given)}.items() if name in names}


def _file(env_file: str) -> dict[str, str]:
    path = Path(env_file)
    if not path.exists() and env_file == DEFAULT_FILE:
        return {}
    try:
        text = dotenv_values(path, interpolate=False, encoding="utf-8-sig") if path.is_file() else None
    except (OSError, UnicodeDecodeError):
        text = None
    if text is None:
        raise WrongSettings([f"I cannot read settings from {env_file}: is it there, and is it a text file?"])
    faults = list(_unknown(text))
    if faults:
        raise WrongSettings(faults)
    return _filled(text)


def _filled(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value and value.strip()}


def _unknown(names: Mapping[str, object]) -> Iterator[str]:
    """Mistyped names in the file. The environment is not judged: others put names that begin with OKRA_ there, too."""
    known = [setting.name for setting in SETTINGS]
    for name in names:
        if name not in known and name.startswith("OKRA_"):
            near = get_close_matches(name, known, n=1)
            yield f"{name} is no setting of okra." + (f" Did you mean {near[0]}?" if near else "")


def database_url(given: Mapping[str, str]) -> str:
    """DATABASE_URL alone, for what needs no more. Raises WrongSettings."""
    faults: list[str] = []
    url = _database(_complete(given), faults)
    if faults:
        raise WrongSettings(faults)
    return url


def _complete(given: Mapping[str, str]) -> dict[str, str]:
    return {setting.name: given.get(setting.name, "").strip() or setting.default or "" for setting in SETTINGS}


def read(given: Mapping[str, str]) -> Settings:
    """Judge what was given. Raises WrongSettings with every fault at once."""
    faults: list[str] = []
    values = _complete(given)
    http_port = _number(values, "OKRA_HTTP_PORT", 1, 65_535, int, faults) if values["OKRA_HTTP_PORT"] else None
    _check_tokens(values, http_port is not None, faults)
    settings = Settings(
        slack_bot_token=values["SLACK_BOT_TOKEN"],
        slack_app_token=values["SLACK_APP_TOKEN"],
        slack_signing_secret=values["SLACK_SIGNING_SECRET"],
        slack_api_url=_url(values, faults),
        database_url=_database(values, faults),
        http_port=http_port,
        log=_one_of(values, "OKRA_LOG", ("plain", "json"), faults),
        log_level=_one_of(values, "OKRA_LOG_LEVEL", LEVELS, faults),
        heartbeat_seconds=_number(values, "OKRA_HEARTBEAT_SECONDS", 0.2, 60, float, faults),
        senders=_number(values, "OKRA_SENDERS", 1, 16, int, faults),
        pace=_number(values, "OKRA_PACE", 0.1, 1_000, float, faults),
        catch_up_hours=_number(values, "OKRA_CATCH_UP_HOURS", 1, 72, float, faults),
        lease_seconds=_number(values, "OKRA_LEASE_SECONDS", 1, 600, float, faults),
        default_zone=_zone(values, faults),
        migrate=_one_of(values, "OKRA_MIGRATE", ("0", "1"), faults) == "1",
    )
    if faults:
        raise WrongSettings(faults)
    return settings


def _check_tokens(values: Mapping[str, str], http: bool, faults: list[str]) -> None:
    _check_token(values, "SLACK_BOT_TOKEN", "xoxb-", "the bot token, under OAuth & Permissions of your app", faults)
    if not http:
        where = "the app-level token with connections:write, under Basic Information of your app"
        _check_token(values, "SLACK_APP_TOKEN", "xapp-", where, faults)
    elif not values["SLACK_SIGNING_SECRET"]:
        faults.append(
            "SLACK_SIGNING_SECRET is missing: with OKRA_HTTP_PORT I need it to know that it is Slack who calls. "
            "It is under Basic Information of your app."
        )
    elif values["SLACK_SIGNING_SECRET"].startswith(tuple(KINDS)):
        faults.append("SLACK_SIGNING_SECRET is a token. The signing secret is under Basic Information of your app.")


KINDS: Final = {
    "xoxp-": "a user token",
    "xapp-": "an app-level token",
    "xoxb-": "a bot token",
    "xoxe": "a token that rotates; turn token rotation off, okra does without",
}


def _check_token(values: Mapping[str, str], name: str, prefix: str, where: str, faults: list[str]) -> None:
    """No part of a token is told but a beginning that we know."""
    token = values[name]
    start = next((start for start in KINDS if token.startswith(start)), None)
    if not token:
        faults.append(f"{name} is missing: it is {where}, and starts with {prefix}.")
    elif start is not None and start != prefix:
        faults.append(f"{name} starts with {start}: that is {KINDS[start]}. I need {where}; it starts with {prefix}.")
    elif start is None or not token.isascii() or not token.isprintable() or " " in token or len(token) < 12:
        faults.append(f"{name} is not a whole token. Copy it again: it is {where}, and starts with {prefix}.")


def _url(values: Mapping[str, str], faults: list[str]) -> str:
    url = values["SLACK_API_URL"]
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good:
        faults.append("SLACK_API_URL has to be a web address like https://slack.com/api/.")
    return url if url.endswith("/") else url + "/"


DATABASES: Final = ("sqlite", "postgresql", "postgres")


def _database(values: Mapping[str, str], faults: list[str]) -> str:
    url = values["DATABASE_URL"]
    kind, separator, _ = url.partition("://")
    if not separator or kind.partition("+")[0] not in DATABASES:
        faults.append(
            "DATABASE_URL has to be an address like sqlite:///okra.db or postgresql://user:password@host/database."
        )
    return url


def _one_of(values: Mapping[str, str], name: str, known: tuple[str, ...], faults: list[str]) -> str:
    value = values[name].lower()
    if value not in known:
        faults.append(f"{name} is one of {', '.join(known)}; “{value[:30]}” is none of them.")
    return value


def _number(
    values: Mapping[str, str],
    name: str,
    lowest: float,
    highest: float,
    kind: Callable[[str], Number],
    faults: list[str],
) -> Number:
    try:
        value = kind(values[name])
    except ValueError:
        value = None
    if value is None or not lowest <= value <= highest:
        faults.append(f"{name} is a number from {lowest:g} to {highest:g}; “{values[name][:30]}” is not.")
        return kind("1")
    return value


def _zone(values: Mapping[str, str], faults: list[str]) -> str:
    name = values["OKRA_DEFAULT_ZONE"]
    if not is_zone(name):
        faults.append(f"OKRA_DEFAULT_ZONE is an IANA time zone like Europe/Berlin; “{name[:40]}” is none.")
    return name
