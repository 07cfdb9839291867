"""What the doors call for the threads of a reveal: a message was written, edited or deleted somewhere."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError

from handlers.kit.deps import Deps
from handlers.kit.heard import heard
from handlers.kit.slack import failure_of
from handlers.sessions import use_cases_threads


def message(deps: Deps, workspace_id: str, event: Mapping[str, Any], now: datetime) -> None:
    """Somebody said something in a channel. What is in no thread, and in none of ours, is not looked at."""
    said = heard(event)
    if said is None or not (said.under or said.gone):
        return
    with deps.store.begin(workspace_id) as unit:
        use_cases_threads.hear(unit, workspace_id, said, now)


def too_long(deps: Deps, workspace_id: str, key: str, now: datetime) -> None:
    """An errand: tell a writer, and nobody else, that their reply is too long for a note.

    Where Slack does not let us, they see that the card does not count it.
    """
    user_id = key.rpartition("/")[2]
    with deps.store.begin(workspace_id) as unit:
        head = use_cases_threads.place_of(unit, key) if use_cases_threads.is_too_long(unit, key) else None
    if head is None:
        return
    try:
        deps.slack.chat_postEphemeral(
            channel=head.channel_id, user=user_id, thread_ts=head.ts, text=use_cases_threads.TOO_LONG
        )
    except SlackApiError as error:
        failure = failure_of(error)
        if failure.retry_after is not None or not failure.certain:
            raise
