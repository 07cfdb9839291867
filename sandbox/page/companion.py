"""Who may stand beside the page: somebody who knows the story, says what to do next, moves the time, and joins in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Deed:
    """What a click beside the page does.

    Become somebody, go to a conversation (or "home"), travel to a stop, take up an offer.
    """

    be: str | None = None
    go: str | None = None
    travel: str | None = None
    take: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do next; `deed` takes the reader there, `done` once it has happened."""

    text: str
    label: str = ""
    deed: Deed | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment to travel to; `why_not` says why that is not possible now."""

    key: str
    label: str
    moment: datetime
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that the companion would do with the reader; `why_not` says why that is not possible now."""

    label: str
    text: str
    deed: Deed
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """What goes on and how far it is, 0 to 1."""

    doing: str
    share: float


@dataclass(frozen=True, slots=True)
class Card:
    """What stands beside the page for one person now."""

    title: str
    text: str
    steps: Sequence[Step] = ()
    offers: Sequence[Offer] = ()
    stops: Sequence[Stop] = ()
    progress: Progress | None = None


class Companion(Protocol):
    """Knows the story. Its methods may be called from any thread."""

    def card(self, user_id: str) -> Card:
        """What to show to who looks as `user_id`."""

    def travel(self, stop: str) -> None:
        """Go to a stop; returns when the bot has done what was due there. `card` shows the progress meanwhile."""

    def take(self, offer: str, user_id: str) -> None:
        """Take up an offer as `user_id`; returns when it has begun. `card` shows the progress meanwhile."""

    def watched(self, tabs: int) -> None:
        """So many browser tabs are open from now on. Returns at once."""

    def first(self) -> Deed:
        """Whom to be and where to look when the page opens."""
