"""All that a handler may reach."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from slack_sdk import WebClient

from storage.store import Store


@dataclass(frozen=True, slots=True)
class Deps:
    """The store, Slack, and the one clock (aware UTC). Built once in `bot.build`; tests build the very same."""

    store: Store
    slack: WebClient
    clock: Callable[[], datetime]
