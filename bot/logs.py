"""Logs for operators: one line an action, its fields after it. No tokens, no people's words."""

import json
import logging
import re
from datetime import UTC, datetime

TOKEN = re.compile(r"\b(xox[a-z]|xapp|xoxe)[-.][A-Za-z0-9-]+")
OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
NOISY = ("slack_bolt", "slack_sdk", "apscheduler", "sqlalchemy", "alembic", "waitress", "websocket", "matplotlib")
"""Libraries whose debug lines hold whole payloads: people's words."""


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    """What was given as `extra`."""
    return {name: value for name, value in vars(record).items() if name not in OWN_FIELDS}


class Masked(logging.Filter):
    """The last line of defence: whatever looks like a token is masked."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the message; let every record through."""
        said = record.getMessage()
        if TOKEN.search(said):
            record.msg, record.args = TOKEN.sub(r"\1-…", said), ()
        return True


class Plain(logging.Formatter):
    """ "14:00:01Z info  delivery.sent kind=checkin.prompt key=17/U1"."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the stack trace where there is one."""
        fields = fields_of(record)
        action = fields.pop("action", record.name)
        at = datetime.fromtimestamp(record.created, UTC)
        said = " ".join(f"{name}={value}" for name, value in fields.items())
        line = f"{at:%H:%M:%S}Z {record.levelname.lower():<7} {action} {said}".rstrip() + f" | {record.getMessage()}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time in UTC, level, logger, message, fields, and the stack trace where there is one."""
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **fields_of(record),
        }
        if record.exc_info:
            said["exception"] = self.formatException(record.exc_info)
        return json.dumps(said, default=str, ensure_ascii=False)


def configure(style: str, level: str) -> None:
    """Log to standard error, as `style` ("plain" or "json") from `level` on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Json() if style == "json" else Plain())
    handler.addFilter(Masked())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
