"""What reads the threads of a reveal again, after a silence."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from slack_sdk.errors import SlackApiError

from handlers.kit.conversations import pages
from handlers.kit.deps import Deps
from handlers.kit.feature import Later
from handlers.kit.heard import as_it_stands
from handlers.kit.slack import Waiting, failure_of
from handlers.sessions import use_cases_reread
from handlers.sessions.use_cases_reread import Known, Shown

log = logging.getLogger(__name__)

PAGE: Final = 200
"""As many messages at once as Slack recommends (slack.dev: conversations.replies)."""
NOT_THERE: Final = "thread_not_found"


def joined(deps: Deps, workspace_id: str, event: Mapping[str, Any], now: datetime) -> None:
    """Somebody joined a channel; if it was we, we could not hear what was said there before."""
    with deps.store.begin(workspace_id) as unit:
        session_id = unit.sessions.running_in(str(event["channel"]))
        if session_id is not None and event["user"] == unit.workspaces.bot_user_id():
            use_cases_reread.look_after(unit, session_id, now)


def read_again(deps: Deps, workspace_id: str, key: str, now: datetime) -> None:
    """An errand: read a thread and make up for what was missed. May raise kit's Waiting.

    Where Slack does not show it, the session goes on with what was heard, and the operator finds a line in the log.
    """
    with deps.store.begin(workspace_id) as unit:
        before = use_cases_reread.known(unit, key, now)
    if isinstance(before, Later):
        raise Waiting(before.at)
    if before is None:
        return
    try:
        shown = _shown(deps, workspace_id, before, now)
    except SlackApiError as error:
        failure = failure_of(error)
        if not failure.permanent and failure.word != NOT_THERE:
            raise
        log.warning(
            "a thread could not be read again: what was said in it while okra could not hear does not count",
            extra={"action": "thread.unread", "key": key, "reason": failure.word},
        )
        return
    with deps.store.begin(workspace_id) as unit:
        use_cases_reread.make_up(unit, workspace_id, before, shown, now)


def _shown(deps: Deps, workspace_id: str, thread: Known, now: datetime) -> Shown:
    """The whole thread, page by page."""
    answers = list(
        pages(
            deps, workspace_id, "conversations.replies",
            lambda cursor: deps.slack.conversations_replies(
                channel=thread.channel_id, ts=thread.ts, limit=PAGE, cursor=cursor
            ),
            now,
        )
    )  # fmt: skip
    messages = [message for answer in answers for message in answer["messages"]]
    there = frozenset(str(message["ts"]) for message in messages)
    replies = [message for message in messages if message["ts"] != thread.ts]
    said = [one for message in replies if (one := as_it_stands(thread.channel_id, message)) is not None]
    return Shown(said, there, whole=thread.ts in there and not answers[-1].get("has_more"))
