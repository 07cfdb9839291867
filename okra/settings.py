"""What a team can choose about itself, in one value: what setup shows and what it stores."""

from dataclasses import dataclass
from datetime import date

from okra.calendar import Rhythm
from okra.confidence import USUAL, Thresholds


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day on which the whole team is off."""

    day: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class TeamSettings:
    """A team's choices. `country` is an ISO 3166 code or None; the cycle's days are both included."""

    name: str
    lead_id: str
    facilitator_ids: tuple[str, ...]
    rhythm: Rhythm
    country: str | None
    digest_channel_id: str | None
    days_off: tuple[DayOff, ...]
    cycle_start: date
    cycle_end: date
    thresholds: Thresholds = USUAL
