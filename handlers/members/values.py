"""An absence, as it was said and as it was stored."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Absence:
    """Who is away, first and last day included. `user_id` is None for the one who says it."""

    user_id: str | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class WentAway:
    """An absence as it was stored; `name` is None for the one who said it of themselves."""

    name: str | None
    first: date
    last: date
