"""A team: one Slack channel's group of people with OKRs, and its rhythm."""

from dataclasses import dataclass

from okra.calendar import Rhythm
from okra.confidence import USUAL, Thresholds


@dataclass(frozen=True, slots=True)
class Team:
    """What a team is called, where it lives, and when it checks in.

    `country` is an ISO 3166 code whose public holidays the team keeps, or None. `digest_channel_id` is a channel that
    gets the digest's themes besides the lead, or None. `thresholds` say when the cycle notices something.
    """

    id: int
    workspace_id: str
    channel_id: str
    name: str
    rhythm: Rhythm
    country: str | None = None
    digest_channel_id: str | None = None
    thresholds: Thresholds = USUAL
