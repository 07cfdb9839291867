"""The bytes of a file that somebody put into a window; how they are fetched is `bot`'s, as clock and sockets are."""

from collections.abc import Callable
from enum import StrEnum

from handlers.kit.payload import SentFile


class Why(StrEnum):
    """Why there are none, as the sentence for the person who sent it."""

    LATE = "Slack did not hand me the file in time. Please send it once more."
    FORBIDDEN = "I may not read files in this workspace. Ask whoever runs me to add the scope files:read."
    GONE = "Slack does not find that file any more. Please choose it again."
    OUTSIDE = "That file lies outside Slack, where I don't go. Please choose one from your computer."
    TOO_LONG = "That file is too long."
    REFUSED = "Slack did not hand me the file. Please send it once more in a minute."


class NotFetched(Exception):  # noqa: N818 an answer of Slack's
    """Slack did not hand out a file."""

    def __init__(self, why: Why) -> None:
        """Keep the reason."""
        super().__init__(str(why))
        self.why = why


Fetch = Callable[[SentFile, int], bytes]
"""All bytes of a file, if they are no more than so many. It takes two seconds at most, so that an acknowledgement can
wait for it. Raises NotFetched."""


def no_files(_file: SentFile, _most: int) -> bytes:
    """Fetches nothing: enough where nobody sends files."""
    raise NotFetched(Why.REFUSED)
