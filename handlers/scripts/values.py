"""What the scripts' messages show, and how large a script may be."""

from collections.abc import Sequence
from dataclasses import dataclass

from okra.script import LONGEST_FILE
from okra.shelf import Listed

MOST_BYTES = 4 * LONGEST_FILE
"""A character of a script takes up to four."""
MOST_OWN = 12
"""Scripts of its own that a team can have: they and the built-in ones must fit into one message."""
ENDINGS = ("yaml", "yml", "txt")


@dataclass(frozen=True, slots=True)
class Shelf:
    """A team's scripts; `decides`: whether who asks may change them."""

    team_id: int
    team_name: str
    scripts: Sequence[Listed]
    decides: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """What was uploaded; `again` where a script of the team's was there under that name before."""

    script: Listed
    team_name: str
    channel_id: str
    again: bool


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed; `built_in_is_back`: one that comes with okra has that name."""

    name: str
    built_in_is_back: bool
