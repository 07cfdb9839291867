"""What a person can do here and now."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Here:
    """What a person can do here and now. `team_name` is None where this conversation has no team."""

    team_id: int | None = None
    team_name: str | None = None
    is_member: bool = False
    decides: bool = False
    is_lead: bool = False
    is_away: bool = False
    in_channel: bool = True
    has_okrs: bool = False
    answered: bool = False
