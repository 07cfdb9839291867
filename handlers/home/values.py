"""What somebody's Home tab shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from okra.action_report import ActionReport
from okra.digest import TeamDigest
from okra.offer import Offer
from okra.report import IssueReport, ObjectiveReport
from okra.turn import Turn


@dataclass(frozen=True, slots=True)
class Checkin:
    """One team's check-in of the week, for the reader. `opens` and `closes` are in words, on the reader's clock."""

    team_id: int
    team: str
    turn: Turn
    opens: str = ""
    closes: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """A session that is on, in which channel, and who facilitates it."""

    team: str
    channel_id: str
    title: str
    facilitator: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A retro that is offered to a team which the reader decides for."""

    team: str
    offer: Offer


@dataclass(frozen=True, slots=True)
class ToDo:
    """An action for the reader: their own, or, not `mine`, one whose owner is not in the team any more."""

    team: str
    report: ActionReport
    mine: bool


@dataclass(frozen=True, slots=True)
class InTheWay:
    """An issue of the reader's."""

    team: str
    report: IssueReport


@dataclass(frozen=True, slots=True)
class TeamPage:
    """One team's OKRs. `subtitle` says where its cycle is; `decides`: the reader leads or facilitates."""

    team_id: int
    team: str
    subtitle: str
    objectives: Sequence[ObjectiveReport]
    decides: bool


@dataclass(frozen=True, slots=True)
class KnownTeam:
    """A team of the workspace, for its administrators; `leads` are names."""

    team_id: int
    team: str
    channel_id: str
    leads: Sequence[str]


@dataclass(frozen=True, slots=True)
class Home:
    """Everything at `now` (aware UTC). `led` are digests of the teams that the reader leads or facilitates, the most
    urgent first; `workspace` is None for those who do not administer it.
    """

    user_id: str
    now: datetime
    checkins: Sequence[Checkin] = ()
    running: Sequence[Running] = ()
    offered: Sequence[Offered] = ()
    to_do: Sequence[ToDo] = ()
    closed: Sequence[ToDo] = ()
    issues: Sequence[InTheWay] = ()
    teams: Sequence[TeamPage] = ()
    led: Sequence[TeamDigest] = ()
    workspace: Sequence[KnownTeam] | None = None
