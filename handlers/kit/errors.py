"""Exceptions become one sentence for the person and one line for the operator, tied by an id."""

import logging
import secrets

from okra.refusal import Refused

log = logging.getLogger(__name__)


def sentence_for(error: Exception, door: str) -> str:
    """What to tell the person. Anything but a refusal is logged under a short id that the sentence names."""
    if isinstance(error, Refused):
        return error.sentence
    reference = secrets.token_hex(4)
    log.error("unexpected", extra={"action": "door.failed", "door": door, "reference": reference}, exc_info=error)
    return (
        "Something went wrong on my side, and nothing was changed. Please try again in a minute. "
        f"If it stays, tell whoever runs me: reference `{reference}`."
    )
