"""Where a message goes, and whether it is there already."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from handlers.kit.deps import Deps
from handlers.kit.slack import Waiting, failure_of, tempo
from handlers.kit.upload import File
from storage import pacing

LOOK_BACK = timedelta(minutes=10)
"""Clocks differ: how much earlier than our attempt our own message may seem to be."""
RECENT = 100
"""How many messages to look through for our own."""


def channel_for(deps: Deps, workspace_id: str, lane: str, now: datetime) -> str:
    """The conversation id of a lane: a channel is itself; a person's DM is opened once and remembered.

    Several people, with commas between them, are a group conversation: Slack gives the same people the same one.
    """
    if lane[:1] not in ("U", "W"):
        return lane
    if "," in lane:
        return _opened(deps, workspace_id, lane, now)
    with deps.store.begin(workspace_id) as unit:
        known = unit.people.dm_channel(lane)
    if known:
        return known
    channel_id = _opened(deps, workspace_id, lane, now)
    with deps.store.begin(workspace_id) as unit:
        unit.people.remember_dm(lane, channel_id, now)
    return channel_id


def _opened(deps: Deps, workspace_id: str, users: str, now: datetime) -> str:
    wait_for_room(deps, workspace_id, "conversations.open", now)
    return str(deps.slack.conversations_open(users=users)["channel"]["id"])


def wait_for_room(deps: Deps, workspace_id: str, method: str, now: datetime) -> None:
    """Take a place in the pace of `method`. Raises Waiting where there is none."""
    free_at = pacing.take(deps.store, workspace_id, method, tempo(method, deps.pace), now)
    if free_at is not None:
        raise Waiting(free_at)


def pages(
    deps: Deps, workspace_id: str, method: str, call: Callable[[str], SlackResponse], now: datetime
) -> Iterator[SlackResponse]:
    """All that a method answers in pages; `call` takes a cursor. Raises Waiting where there is no room for the next.

    The first page's place in the pace is taken by who runs the errand.
    """
    cursor = ""
    while True:
        answer = call(cursor)
        yield answer
        cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return
        wait_for_room(deps, workspace_id, method, now)


def in_turn(
    deps: Deps, workspace_id: str, now: datetime, method: str, call: Callable[[], SlackResponse]
) -> SlackResponse:
    """Call `method` in its pace. Raises Waiting where there is no room or Slack wants none; else slack_sdk's errors."""
    wait_for_room(deps, workspace_id, method, now)
    try:
        return call()
    except SlackApiError as error:
        retry_after = failure_of(error).retry_after
        if retry_after is None:
            raise
        pacing.hold(deps.store, workspace_id, method, now + retry_after)
        raise Waiting(now + retry_after) from error


def find_own(deps: Deps, channel_id: str, identity: str, under: str | None, since: datetime | None) -> str | None:
    """The ts of the message that carries this delivery's identity in its metadata, if it has arrived.

    Where the scope for looking is not granted, the answer is None: better one message too many than one too few.
    """
    oldest = str((since - LOOK_BACK).timestamp()) if since else "0"
    messages = _said(deps, channel_id, under, oldest)
    return next((str(message["ts"]) for message in messages if _identity(message) == identity), None)


def has_file(deps: Deps, file: File, since: datetime) -> bool:
    """Whether a file of that name stands in its place since our first attempt (aware). No where we may not look.

    Here nothing but the name tells an earlier file from this one, so differences between clocks are not allowed for.
    """
    messages = _said(deps, file.channel_id, file.under, str(since.timestamp()))
    return any(one.get("name") == file.name for message in messages for one in message.get("files") or ())


def _said(deps: Deps, channel_id: str, under: str | None, oldest: str) -> list[dict[str, Any]]:
    """What was said in a place of late; nothing where the scope for looking is not granted."""
    try:
        if under is None:
            answer = deps.slack.conversations_history(
                channel=channel_id, oldest=oldest, limit=RECENT, include_all_metadata=True
            )
        else:
            answer = deps.slack.conversations_replies(
                channel=channel_id, ts=under, oldest=oldest, limit=RECENT, include_all_metadata=True
            )
    except SlackApiError as error:
        if error.response.get("error") == "missing_scope":
            return []
        raise
    return list(answer["messages"] or [])


def _identity(message: dict[str, Any]) -> str:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return str(payload.get("identity", ""))
