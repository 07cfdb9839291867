"""What we owe people, sent: claim, talk, note. No transaction is open while Slack is spoken to.

A crash between talking and noting is the one place where "twice" could happen: then the lease runs out, the claim says
that an earlier attempt's end is unknown, and our own message is looked for in the conversation before anything is sent.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.kit import conversations, upload
from handlers.kit.deps import Deps
from handlers.kit.elements import Message
from handlers.kit.feature import Errand, Later, Parcel, Spoken
from handlers.kit.slack import Failure, Waiting, failure_of, lane_tempo, tempi
from handlers.notices.use_cases import tell_who_can_mend
from handlers.register import FEATURES
from storage import outbox
from storage.outbox import Claim

log = logging.getLogger(__name__)

TABLE: Mapping[str, Spoken | Errand | Parcel] = {
    kind: how for feature in FEATURES for kind, how in feature.deliveries.items()
}

BACK_OFF = (1, 2, 5, 15, 60, 300, 900, 3_600)
"""Seconds until the next attempt, by the number of failures so far."""
DEAD_AFTER = 12
"""Failures after which somebody is told; about five hours of trying."""
PICTURE_TRIES = 4
"""Slack refuses a picture in a message until it has looked at it; then the picture goes into the thread instead."""


def deliver(deps: Deps) -> bool:
    """Send one pending delivery, if one may be sent now; True if there was one: call me again."""
    now = deps.clock()
    claim = outbox.claim(deps.store, now, deps.lease, method_of, lane_tempo(deps.pace), tempi(deps.pace))
    if claim is None:
        return False
    how = TABLE[claim.kind]
    try:
        if isinstance(how, Errand):
            how.run(deps, claim.workspace_id, claim.key, now)
            outbox.sent(deps.store, claim, None, None, now)
        elif isinstance(how, Parcel):
            _bring(deps, claim, how, now)
        else:
            _speak(deps, claim, how, now)
    except Waiting as waiting:
        outbox.put_off(deps.store, claim, waiting.until, certain=True, failure=False)
    except (SlackApiError, SlackClientError, OSError, HTTPException) as error:
        _failed(deps, claim, failure_of(error), now)
    except Exception:
        log.exception("delivery failed", extra={"action": "delivery.broken", "kind": claim.kind, "key": claim.key})
        outbox.put_off(deps.store, claim, now + _pause(claim), certain=False, failure=True)
    return True


def method_of(kind: str, already_sent: bool) -> str:
    """The Web API method that a delivery of this kind uses next."""
    how = TABLE[kind]
    if isinstance(how, Errand | Parcel):
        return how.method
    return "chat.update" if already_sent else "chat.postMessage"


def is_optional(kind: str) -> bool:
    """Whether people have another way where Slack does not allow this one."""
    return TABLE[kind].optional


def _bring(deps: Deps, claim: Claim, how: Parcel, now: datetime) -> None:
    file = how.load(deps, claim.workspace_id, claim.key, now)
    if file is not None and not (claim.attempted_at and conversations.has_file(deps, file, claim.attempted_at)):
        upload.share_file(deps.slack, file)
    outbox.sent(deps.store, claim, None, None, now)


def _speak(deps: Deps, claim: Claim, how: Spoken, now: datetime) -> None:
    if how.before is not None:
        how.before(deps, claim.workspace_id, claim.key, now)
    with deps.store.begin(claim.workspace_id) as unit:
        loaded = how.load(unit, claim.key, now)
    if loaded is None:
        outbox.withdrawn(deps.store, claim, "not needed any more")
    elif isinstance(loaded, Later):
        outbox.put_off(deps.store, claim, loaded.at, certain=True, failure=False)
    else:
        _talk(deps, claim, how.view(loaded), now)


def _talk(deps: Deps, claim: Claim, message: Message, now: datetime) -> None:
    channel_id = claim.channel_id or conversations.channel_for(deps, claim.workspace_id, claim.lane, now)
    ts = claim.ts
    if ts is None and claim.uncertain:
        ts = conversations.find_own(deps, channel_id, claim.identity, message.under, since=claim.attempted_at)
    blocks = _with_picture(deps, claim, message, now)
    if ts is None:
        answer = deps.slack.chat_postMessage(
            channel=channel_id,
            text=message.notification,
            blocks=blocks,
            thread_ts=message.under,
            reply_broadcast=message.broadcast or None,
            metadata={"event_type": "okra_delivery", "event_payload": {"identity": claim.identity}},
            unfurl_links=False,
            unfurl_media=False,
        )
        ts = str(answer["ts"])
        channel_id = str(answer["channel"])
    else:
        deps.slack.chat_update(channel=channel_id, ts=ts, text=message.notification, blocks=blocks)
    outbox.sent(deps.store, claim, channel_id, ts, now)
    if message.picture is not None and claim.failures >= PICTURE_TRIES:
        upload.share(deps.slack, message.picture, channel_id, ts)
    log.info(
        "sent", extra={"action": "delivery.sent", "kind": claim.kind, "key": claim.key, "edit": claim.ts is not None}
    )


def _with_picture(deps: Deps, claim: Claim, message: Message, now: datetime) -> list[dict[str, Any]]:
    """The message's blocks, with the picture in its place where Slack lets us have one."""
    blocks = [block.to_dict() for block in message.blocks]
    picture = message.picture
    if picture is None or claim.failures >= PICTURE_TRIES:
        return blocks
    content = upload.digest_of(picture)
    file_id = claim.picture_id if claim.picture_hash == content else None
    if file_id is None:
        try:
            file_id = upload.upload(deps.slack, picture)
        except SlackApiError as error:
            failure = failure_of(error)
            if failure.retry_after is not None or not failure.certain:
                raise
            log.warning("no picture", extra={"action": "picture.refused", "reason": failure.word})
            return blocks
        outbox.picture_sent(deps.store, claim, file_id, content)
    image = {"type": "image", "slack_file": {"id": file_id}, "alt_text": picture.alt[:2_000]}
    return [*blocks[: message.picture_after], image, *blocks[message.picture_after :]]


def _failed(deps: Deps, claim: Claim, failure: Failure, now: datetime) -> None:
    log.warning(
        "not sent",
        extra={"action": "delivery.failed", "kind": claim.kind, "key": claim.key, "reason": failure.word},
    )
    if failure.retry_after is not None:
        until = now + failure.retry_after
        outbox.hold(deps.store, claim.workspace_id, method_of(claim.kind, claim.ts is not None), until)
        outbox.put_off(deps.store, claim, until, certain=True, failure=False)
    elif failure.word == "message_not_found":
        outbox.forget_message(deps.store, claim, now)
    elif "slack file" in failure.detail:
        outbox.put_off(deps.store, claim, now + timedelta(seconds=0.5 * 2**claim.failures), certain=True, failure=True)
    elif (hopeless := failure.permanent or claim.failures + 1 >= DEAD_AFTER) and is_optional(claim.kind):
        outbox.withdrawn(deps.store, claim, failure.word)
    elif hopeless:
        outbox.stuck(deps.store, claim, failure.word)
        tell_who_can_mend(deps.store, claim, failure.word, now)
    else:
        outbox.put_off(deps.store, claim, now + _pause(claim), certain=failure.certain, failure=True)


def _pause(claim: Claim) -> timedelta:
    return timedelta(seconds=BACK_OFF[min(claim.failures, len(BACK_OFF) - 1)])
