"""What a quarter of one person is made of: thirteen weeks, each answered, missed or skipped in their own way."""

from dataclasses import dataclass
from enum import IntEnum

from demo.cast import Character, Said

OPEN, SOLVED, HELP = "Still open", "Solved", "Needs help"


class When(IntEnum):
    """When somebody deals with their check-in; in the order in which it happens."""

    SOON = 1
    """On Friday, before the reminder."""
    NUDGED = 2
    """On Friday, after the reminder."""
    MONDAY = 3
    """On Monday, before the close."""
    LATE = 4
    """On Monday, after the close."""


@dataclass(frozen=True, slots=True)
class Answers:
    """They answer."""

    said: Said
    when: When = When.SOON


@dataclass(frozen=True, slots=True)
class Skips:
    """They press "Not this week"."""


@dataclass(frozen=True, slots=True)
class Away:
    """The day before the check-in they type `/okra away until …`."""

    until: str


Week = Answers | Skips | Away | None
"""One week of one person; None: they say nothing, not even that."""


@dataclass(frozen=True, slots=True)
class Life:
    """One person's quarter. `temper` says in a few words what they are like, after "You are Dana, "."""

    character: Character
    temper: str
    weeks: tuple[Week, ...]

    @property
    def name(self) -> str:
        """What they are called."""
        return self.character.name

    @property
    def zone(self) -> str:
        """Where they live, as an IANA zone."""
        return self.character.zone
