"""Who belongs to a team, who is away, and who is expected to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person is in a team. Everybody contributes; leads and facilitators also decide."""

    LEAD = "lead"
    FACILITATOR = "facilitator"
    MEMBER = "member"


class Timing(StrEnum):
    """When a member is prompted: at the team's instant, or at that wall-clock time in their own zone."""

    TEAM = "team"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Member:
    """One person in one team. `zone` is the IANA name that Slack last gave, None where Slack has none.

    `active` is False once the person left the channel or was deactivated in Slack.
    """

    user_id: str
    name: str
    role: Role = Role.MEMBER
    zone: str | None = None
    timing: Timing = Timing.TEAM
    active: bool = True

    @property
    def decides(self) -> bool:
        """Whether the member may change the team (lead or facilitator)."""
        return self.role in (Role.LEAD, Role.FACILITATOR)


@dataclass(frozen=True, slots=True)
class Away:
    """A person's absence, both days included, in that person's calendar."""

    user_id: str
    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether the person is away on `day`."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who clicks or types: who, in which workspace, and whether they administer it."""

    user_id: str
    workspace_id: str
    is_admin: bool = False


def away_on(day: date, user_id: str, absences: Iterable[Away]) -> Away | None:
    """The absence of `user_id` that covers `day`, if there is one."""
    return next((a for a in absences if a.user_id == user_id and a.covers(day)), None)
