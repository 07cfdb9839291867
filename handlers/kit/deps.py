"""All that a handler may reach."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk import WebClient

from okra.calendar import CATCH_UP
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Deps:
    """The store, Slack, and the one clock (aware UTC). Built once in `bot.build`; tests build the very same."""

    store: Store
    slack: WebClient
    clock: Callable[[], datetime]
    pace: float = 1.0
    """How many times Slack's usual limits this workspace is granted."""
    catch_up: timedelta = CATCH_UP
    """How late a prompt may still be sent after downtime."""
    default_zone: str = "UTC"
    """The IANA zone where neither a person nor a team has one."""
