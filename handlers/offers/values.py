"""What an offer's message shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from okra.offer import Offer


@dataclass(frozen=True, slots=True)
class Offered:
    """A retro that the calendar offers to a team; `names` are people's by user id."""

    offer: Offer
    team: str
    names: Mapping[str, str]
