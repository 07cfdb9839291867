"""Exceptions become one sentence for the person and one line for the operator, tied by an id."""

import logging
import secrets

from slack_sdk.errors import SlackApiError

from okra.refusal import Refused

log = logging.getLogger(__name__)

TICKETS = ("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired", "trigger_exchanged")
"""A trigger_id lives three seconds; Slack's pages use both spellings (slack.dev: handling user interaction)."""


def sentence_for(error: Exception, door: str) -> str:
    """What to tell the person. Anything but a refusal is logged under a short id that the sentence names."""
    if isinstance(error, Refused):
        return error.sentence
    if isinstance(error, SlackApiError) and _word(error) in TICKETS:
        log.warning("too slow", extra={"action": "door.too_slow", "door": door})
        return "Slack gives me three seconds to open a window, and this time I was too slow. Please try again."
    reference = secrets.token_hex(4)
    log.error("unexpected", extra={"action": "door.failed", "door": door, "reference": reference}, exc_info=error)
    return (
        "Something went wrong on my side, and nothing was changed. Please try again in a minute. "
        f"If it stays, tell whoever runs me: reference `{reference}`."
    )


def _word(error: SlackApiError) -> str:
    data = error.response.data
    return str(data.get("error", "")) if isinstance(data, dict) else ""
