"""The weekly GRIP check-in: Goal confidence, Results progress, Issues, Plan forward (seed 5, "Do Your Check-in")."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from okra.action import ActionUpdate
from okra.calendar import Week
from okra.issue import IssueState
from okra.refusal import Refused


class RoundState(StrEnum):
    """Where a team's week stands."""

    EARLY = "early"
    """Somebody answered before the prompt; nobody has been asked yet."""
    OPEN = "open"
    CLOSED = "closed"
    MISSED = "missed"
    """The bot was down for longer than the catch-up window: nobody was asked."""
    DAY_OFF = "day_off"
    """Everybody was off on the day (public holiday, all away): nobody was asked, answers are welcome."""


class Presence(StrEnum):
    """What a round may hope for from one member."""

    EXPECTED = "expected"
    AWAY = "away"
    SITTING_OUT = "sitting_out"
    """Chose "Not this week": not nudged again and not in the denominator."""
    LEFT = "left"
    """Left the channel or was deactivated while the round was open."""


@dataclass(frozen=True, slots=True)
class Round:
    """One team's check-in of one week. All instants are aware UTC."""

    id: int
    team_id: int
    cycle_id: int
    week: Week
    state: RoundState
    opens_at: datetime
    reminds_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What one member says of one key result.

    `value` is None where the member left it blank. `unchanged` marks a value that was confirmed, not moved: it never
    overwrites what a colleague has reported meanwhile. `wrong_measure` is the seed's second question.
    """

    key_result_id: int
    value: Decimal | None = None
    unchanged: bool = False
    note: str = ""
    wrong_measure: bool = False


@dataclass(frozen=True, slots=True)
class IssueUpdate:
    """What one member says of an open issue."""

    issue_id: int
    state: IssueState
    help_from: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One member's part of a round. `confidences` maps objective id to 1..10."""

    round_id: int
    user_id: str
    confidences: Mapping[int, int] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    issue_updates: tuple[IssueUpdate, ...] = ()
    new_issues: tuple[str, ...] = ()
    plan: str = ""
    submitted_at: datetime | None = None
    edited_at: datetime | None = None
    action_updates: tuple[ActionUpdate, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a round hopes for from one member, and why not; `reason` is a word or two ("Reformation Day")."""

    user_id: str
    presence: Presence
    reason: str = ""
    snoozed_until: datetime | None = None


def check_still_open(cycle_end: datetime, closes_at: datetime, now: datetime) -> None:
    """Accept an answer or an edit until the cycle is over, or the round closes, whichever is later.

    Raises Refused after that. `cycle_end` is the first instant after the cycle's last day, in the team's zone.
    """
    if now >= max(cycle_end, closes_at):
        raise Refused(
            "This check-in's cycle is over, so its answers stay as they were. "
            "What you typed is still here: take it into the current check-in with `/okra checkin`."
        )
