"""What a round says to one member in private: the prompt in its states, and the copy of their answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from okra.action import ActionState
from okra.calendar import Week
from okra.issue import IssueState


class PromptState(StrEnum):
    """What a member was asked, and what became of it."""

    ASKED = "asked"
    SNOOZED = "snoozed"
    SITTING_OUT = "sitting_out"
    AWAY = "away"
    ANSWERED = "answered"
    CLOSED = "closed"
    """The round closed without them; answering is still welcome."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A member is asked to check in. `closes` is the close in words, on the member's own clock."""

    team_id: int
    team: str
    week: Week
    state: PromptState
    closes: str


@dataclass(frozen=True, slots=True)
class CopiedReading:
    """What the member said of one key result. `removed` once the key result is not the team's any more."""

    title: str
    value: str
    unchanged: bool
    note: str
    wrong_measure: bool
    removed: bool


@dataclass(frozen=True, slots=True)
class CopiedObjective:
    """What the member said of one objective; `confidence` is None where they said nothing of the whole."""

    title: str
    confidence: int | None
    removed: bool
    readings: tuple[CopiedReading, ...]


@dataclass(frozen=True, slots=True)
class CopiedIssue:
    """What the member said of an issue, or raised; `state` is None for a new one."""

    text: str
    state: IssueState | None = None
    help_from: str = ""


@dataclass(frozen=True, slots=True)
class CopiedAction:
    """What the member said of an action."""

    text: str
    state: ActionState


@dataclass(frozen=True, slots=True)
class Receipt:
    """A member's private copy of their answer. `editable` until the cycle is over; `edited_at` is aware UTC."""

    team_id: int
    team: str
    week: Week
    objectives: tuple[CopiedObjective, ...]
    issues: tuple[CopiedIssue, ...]
    plan: str
    editable_until: str
    editable: bool
    edited_at: datetime | None = None
    actions: tuple[CopiedAction, ...] = ()
