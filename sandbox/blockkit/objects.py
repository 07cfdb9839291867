"""Composition objects: texts, options, confirmations, and the small things that elements are made of.

Source: docs.slack.dev/reference/block-kit/composition-objects.
"""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sandbox.blockkit.problems import Report
from sandbox.blockkit.schema import (
    ENUM,
    NO_MATCH,
    Check,
    Json,
    Record,
    array,
    at_least_one_of,
    boolean,
    choice,
    exactly_one_of,
    kind,
    string,
)

PLAIN = ("plain_text",)
EITHER = ("plain_text", "mrkdwn")

_OPEN_WEB = r"https?://\S+"
_SCHEMES = r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+"
_INVALID_URL = "must be a valid URL"


def text(limit: str, kinds: Collection[str] = EITHER) -> Check:
    """A text object of one of these kinds, within a limit.

    As on Slack, a faulty text gives two lines: one for the field, one for the fault inside it.
    """
    words = {"text": string(limit, shown=True)}
    shapes = {"plain_text": kind(words, {"emoji": boolean}), "mrkdwn": kind(words, {"verbatim": boolean})}
    allowed = {name: shapes[name] for name in kinds}

    def check(value: object, pointer: str, report: Report) -> None:
        before = len(report.problems)
        _check_text(value, allowed, pointer, report)
        if len(report.problems) > before:
            report.say(pointer, NO_MATCH)
            report.problems.insert(before, report.problems.pop())

    return check


def _check_text(value: object, allowed: dict[str, Record], pointer: str, report: Report) -> None:
    if not isinstance(value, dict):
        report.say(pointer, "must be an object")
    elif "type" not in value:
        report.say(pointer, "missing required field: type")
    elif not isinstance(value["type"], str) or value["type"] not in allowed:
        report.say(f"{pointer}/type", ENUM)
    else:
        allowed[value["type"]](value, pointer, report)


def link(limit: str | None = None) -> Check:
    """An address that a person can open."""
    return string(limit, _SCHEMES, _INVALID_URL)


def image_url(limit: str) -> Check:
    """A public address of an image: Slack fetches it itself, so this machine's own addresses cannot work."""
    shape = string(limit, _OPEN_WEB, _INVALID_URL)

    def check(value: object, pointer: str, report: Report) -> None:
        before = len(report.problems)
        shape(value, pointer, report)
        if len(report.problems) == before and isinstance(value, str) and _is_local(value):
            report.say(pointer, "downloading image failed")

    return check


def _is_local(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return True
    return host in {"", "localhost", "::1"} or host.startswith("127.") or host.endswith(".localhost")


def calendar_date(value: object, pointer: str, report: Report) -> None:
    """A day as `YYYY-MM-DD`."""
    before = len(report.problems)
    _DAY(value, pointer, report)
    if len(report.problems) > before:
        return
    try:
        date.fromisoformat(str(value))
    except ValueError:
        report.say(pointer, "must be a valid date")


_DAY = string(None, r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "must match format YYYY-MM-DD")

clock_time = string(None, r"([01][0-9]|2[0-3]):[0-5][0-9]", "must match format HH:mm")


def time_zone(value: object, pointer: str, report: Report) -> None:
    """An IANA name such as `Asia/Tokyo`."""
    if not isinstance(value, str):
        report.say(pointer, "must be a string")
    elif not _is_zone(value):
        report.say(pointer, "must be a valid timezone")


@lru_cache(maxsize=1024)
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


user_id = string(None, r"[UW][A-Z0-9]+", "must be a valid user id")
channel_id = string(None, r"[CG][A-Z0-9]+", "must be a valid channel id")
conversation_id = string(None, r"[CDGUW][A-Z0-9]+", "must be a valid conversation id")

CONFIRM = Record(
    {
        "title": text("confirmation.title", PLAIN),
        "text": text("confirmation.text"),
        "confirm": text("confirmation.confirm", PLAIN),
        "deny": text("confirmation.deny", PLAIN),
    },
    {"style": choice("primary", "danger")},
)


def option(kinds: Collection[str] = PLAIN, with_url: bool = False) -> Record:
    """One choice of a menu or a group of boxes; only an overflow menu's may carry a `url`."""
    extra: dict[str, Check] = {"description": text("option.description", PLAIN)}
    if with_url:
        extra["url"] = link("option.url")
    return Record({"text": text("option.text", kinds), "value": string("option.value")}, extra)


def _distinct_values(value: Json, pointer: str, report: Report) -> None:
    check_distinct_values(value["options"], f"{pointer}/options", report)


def check_distinct_values(options: list[Json], pointer: str, report: Report) -> None:
    """Hold that no two options of one element have the same value."""
    values = [each["value"] for each in options]
    if len(set(values)) < len(values):
        report.say(pointer, "option values must be unique")


OPTION_GROUP = Record(
    {
        "label": text("option_group.label", PLAIN),
        "options": array(option(), "option_group.options"),
    },
    rules=[_distinct_values],
)

CONVERSATION_FILTER = Record(
    {},
    {
        "include": array(choice("im", "mpim", "private", "public"), "conversation_filter.include", distinct=True),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    rules=[at_least_one_of("include", "exclude_external_shared_channels", "exclude_bot_users")],
)

DISPATCH_ACTION_CONFIG = Record(
    {
        "trigger_actions_on": array(
            choice("on_enter_pressed", "on_character_entered"),
            "dispatch_action_configuration.trigger_actions_on",
            distinct=True,
        )
    }
)

SLACK_FILE = Record(
    {},
    {"id": string(None, r"F[A-Z0-9]{8,}", "invalid slack file"), "url": link()},
    rules=exactly_one_of("id", "url"),
)

IMAGE_ELEMENT = kind(
    {"alt_text": string("image_element.alt_text")},
    {"image_url": image_url("image_element.image_url"), "slack_file": SLACK_FILE},
    rules=exactly_one_of("image_url", "slack_file"),
)

WORKFLOW = Record(
    {
        "trigger": Record(
            {"url": link()},
            {"customizable_input_parameters": array(Record({"name": string(), "value": string()}))},
        )
    }
)
