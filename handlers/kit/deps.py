"""All that a handler may reach."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk import WebClient

from handlers.kit.fetch import Fetch, no_files
from okra.calendar import CATCH_UP
from storage.store import Store


def at_once(work: Callable[[], object]) -> object:
    """No later than now: enough where nobody waits for an acknowledgement."""
    return work()


@dataclass(frozen=True, slots=True)
class Deps:
    """The store, Slack, and the one clock (aware UTC). Built once in `bot.build`; tests build the very same."""

    store: Store
    slack: WebClient
    clock: Callable[[], datetime]
    later: Callable[[Callable[[], object]], object] = at_once
    """Do something once Slack has its acknowledgement: what the person is told of a click must not delay it."""
    fetch: Fetch = no_files
    """The bytes of what somebody put into a window."""
    pace: float = 1.0
    """How many times Slack's usual limits this workspace is granted."""
    catch_up: timedelta = CATCH_UP
    """How late a prompt may still be sent after downtime."""
    lease: timedelta = timedelta(seconds=45)
    """How long one attempt to send may take before another sender looks after it; longer than all time-outs."""
    default_zone: str = "UTC"
    """The IANA zone where neither a person nor a team has one."""
