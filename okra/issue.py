"""Issues: what is in the way. An issue has an owner and an age, and stays open until closed (product words)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

WEEK_SECONDS = 7 * 24 * 3600


class IssueState(StrEnum):
    """Where an issue stands; a help request is open and names who could help."""

    OPEN = "open"
    NEEDS_HELP = "needs_help"
    SOLVED = "solved"


@dataclass(frozen=True, slots=True)
class Issue:
    """What is in the way of a team. `help_from` names a person or a team in the owner's words."""

    id: int
    team_id: int
    owner_id: str
    text: str
    state: IssueState
    raised_at: datetime
    help_from: str = ""
    solved_at: datetime | None = None


def age_in_weeks(issue: Issue, now: datetime) -> int:
    """Full weeks since the issue was raised, 0 or more."""
    return max(0, int((now - issue.raised_at).total_seconds() // WEEK_SECONDS))
