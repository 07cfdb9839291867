"""What somebody must mend."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stuck:
    """Slack refuses to let us speak in a place. `place` is "#channel" in Slack's ids, or a person's."""

    lane: str
    reason: str
    team_name: str


@dataclass(frozen=True, slots=True)
class NoOkrs:
    """The check-in is due, and there is nothing to check in on."""

    team_id: int
    team_name: str
    cycle_name: str | None


@dataclass(frozen=True, slots=True)
class KeyResultsOffered:
    """Somebody left; these key results have no owner now."""

    team_id: int
    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoLead:
    """A team's digest is due, and nobody leads or facilitates the team."""

    team_id: int
    team_name: str


Notice = Stuck | NoOkrs | KeyResultsOffered | NoLead
