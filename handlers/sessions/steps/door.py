"""What every step kind gives to Slack: what its card says, which buttons it has, its windows, and how they are read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from slack_sdk.models.blocks import Block

from handlers.kit.payload import Values
from handlers.sessions.steps.lines import Line
from handlers.sessions.values import Shown

ABOUT: Final = ":"
"""Stands between what was chosen first where two things were."""


@dataclass(frozen=True, slots=True)
class Opens:
    """A button that opens a window; `name` is the window's."""

    label: str
    name: str = "main"
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Does:
    """A button that is a deed; `name` says which. `sure` is what is asked before what cannot be undone."""

    label: str
    name: str
    sure: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A window's inside: its title, its blocks, the word on its button (None: nothing to send).

    `version` is the one of what is edited in it, for things that several people edit; `lines` are the entries that
    stand in its boxes of one thing a line, by block. Where it `asks_first`, what is chosen in it says what the next
    window is about, and nothing is done yet; where it `repeats`, the next of its kind comes up in its place. `about` is
    what it is about where the window found that itself.
    """

    title: str
    blocks: Sequence[Block]
    submit: str | None = "Send"
    version: int = 0
    lines: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    asks_first: bool = False
    repeats: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Eyes:
    """Whoever looks: their id, whether they drive, and the one-time key of their window in an anonymous round."""

    user_id: str
    drives: bool
    pad: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A window that was sent: which one, what it was about, what is typed in it, and random words, each a new id.

    `version` is the one that was shown in it, `stood` what `lines.remembered` noted of the entries in its boxes.
    `once` is an id for the one thing that a window makes: the same when it is sent again, so that it is made once.
    """

    name: str
    about: str
    values: Values
    fresh: Iterator[str]
    version: int = 0
    stood: Collection[str] = ()
    once: str = ""


class StepDoor(Protocol):
    """One step kind's side that faces Slack; twin of the kind in okra/steps."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """What everybody sees besides the prompt."""

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """What everybody can press."""

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """What the facilitator can press besides."""

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """A window."""

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """The deeds that a sent window stands for."""

    def deed(self, shown: Shown, name: str) -> Any:
        """The deed of a button."""
