"""Logs for operators: one line an action, its fields after it. No tokens, no people's words."""

import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final, TextIO

OURS: Final = ("bot", "handlers", "storage", "okra")
"""Loggers that follow the chosen level. Libraries speak from warning on: their debug lines hold whole payloads."""
OWN_FIELDS: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_SECRETS: Final = (
    (re.compile(r"\b(xox[a-z](?:\.xox[a-z])?|xapp)-[\w-]+"), r"\1-…"),
    (re.compile(r"\b(ticket=)[^&\s\"']+"), r"\1…"),
    (re.compile(r"(://[^/\s:@\"']*:)[^/\s\"']+(?=@)"), r"\1…"),
)
"""What a token, a socket's ticket and a password in an address look like."""
_HARMLESS: Final = (
    OSError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    NameError,
    RuntimeError,
    TypeError,
)
"""Exceptions that speak of the machine or the code. Others may quote what a person typed: only their name is told."""


def configure(style: str, level: str, stream: TextIO | None = None) -> None:
    """Log to `stream` (standard error by default), as "plain" or "json"; from `level` on, libraries from warning on."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Json() if style == "json" else Plain())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))
    for name in OURS:
        logging.getLogger(name).setLevel(level.upper())


def masked(text: str) -> str:
    """The last line of defence: whatever looks like a secret is replaced."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """What was given as `extra`."""
    return {name: value for name, value in vars(record).items() if name not in OWN_FIELDS}


class Plain(logging.Formatter):
    """For eyes: "2026-10-02 12:00:01.250Z info    delivery.sent kind=checkin.prompt | the message"."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the stack trace where there is one."""
        fields = fields_of(record)
        action = fields.pop("action", record.name)
        at = f"{_instant(record):%Y-%m-%d %H:%M:%S}.{record.msecs:03.0f}Z"
        said = "".join(f" {name}={_one_word(value)}" for name, value in fields.items())
        line = f"{at} {record.levelname.lower():<7} {action}{said} | {_message(record)}"
        return masked("\n".join([line, *_trace(record)]))


class Json(logging.Formatter):
    """For machines: one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time in UTC, level, logger, message, fields, and the stack trace where there is one."""
        said: dict[str, Any] = {
            "at": _instant(record).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
            **fields_of(record),
        }
        if record.exc_info:
            said["exception"] = "\n".join(_trace(record))
        return masked(json.dumps(said, default=str, ensure_ascii=False))


def _instant(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _one_word(value: object) -> str:
    text = str(value)
    return text if text and not re.search(r"[\s\"=]", text) else json.dumps(text, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """Slack's libraries quote payloads behind the first bracket or colon: that part is left out."""
    said = record.getMessage()
    return re.split(r"\s*[({:]", said, maxsplit=1)[0] if record.name.startswith("slack_") else said


def _trace(record: logging.LogRecord) -> Iterator[str]:
    """Where it happened, from the first cause on; of what was said, only what cannot be a person's words."""
    error = record.exc_info[1] if record.exc_info else None
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for cause in chain:
        yield from "".join(traceback.format_tb(cause.__traceback__)).splitlines()
        yield _described(cause)


def _described(error: BaseException) -> str:
    name = type(error).__name__
    answer = getattr(getattr(error, "response", None), "data", None)
    if isinstance(answer, dict):  # slack_sdk's error quotes the whole answer; its word is enough
        return f"{name}: {str(answer.get('error')).partition(' ')[0]}"
    if isinstance(error, _HARMLESS):
        return f"{name}: {error}"
    if type(error).__module__.startswith("sqlalchemy"):  # parameters are hidden; values follow in later lines only
        return f"{name}: {str(error).splitlines()[0]}"
    return name
