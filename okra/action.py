"""Actions: what somebody will do, from a retro. An action has an owner and an age, and is asked about until closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from okra.dates import say_day
from okra.refusal import Refused

WEEK_SECONDS: Final = 7 * 24 * 3600


class ActionState(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    """Not worth doing any more: no failure, and not asked about again."""


@dataclass(frozen=True, slots=True)
class Action:
    """What one person of a team will do. Instants are aware UTC; `due` is a day on the team's calendar, or none.

    `objective_id` is the objective that the retro was about, None where it was about all.
    """

    id: int
    team_id: int
    owner_id: str
    text: str
    state: ActionState
    made_at: datetime
    due: date | None = None
    closed_at: datetime | None = None
    objective_id: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state is ActionState.OPEN


def age_in_weeks(action: Action, now: datetime) -> int:
    """Full weeks since the action was agreed, 0 or more; the age of a closed one ended when it was closed."""
    return max(0, int(((action.closed_at or now) - action.made_at).total_seconds() // WEEK_SECONDS))


def days_overdue(action: Action, today: date) -> int:
    """Days since the day on which it was due; 0 for one that is not late, has no day, or is closed."""
    if action.due is None or not action.is_open:
        return 0
    return max(0, (today - action.due).days)


def in_order(actions: Iterable[Action]) -> list[Action]:
    """The soonest due first, those without a day last; among equals the oldest first."""
    return sorted(actions, key=lambda action: (action.due is None, action.due or date.max, action.made_at, action.id))


def asked_of(user_id: str, actions: Iterable[Action], members: Iterable[str]) -> list[Action]:
    """The actions that a member is asked about: their own, and those of owners who are not among `members` any more.

    Own ones come first; each part is in order.
    """
    there = set(members)
    ordered = in_order(actions)
    own = [action for action in ordered if action.owner_id == user_id]
    return own + [action for action in ordered if action.owner_id != user_id and action.owner_id not in there]


def may_close(action: Action, user_id: str, members: Iterable[str]) -> bool:
    """Whether somebody says where an action stands: its owner, or any member where its owner is no member any more."""
    there = set(members)
    return action.owner_id == user_id or (action.owner_id not in there and user_id in there)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of an action, and when (aware UTC)."""

    at: datetime
    state: ActionState


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an action stands after all that was said of it. `closed_at` is None while it is open."""

    state: ActionState = ActionState.OPEN
    closed_at: datetime | None = None


def standing(said: Iterable[Said]) -> Standing:
    """The newest word counts; an action of which nothing was said is open.

    Saying once more that it is done changes nothing: it was closed when that was first said. Of two words at the same
    instant the one that keeps it open counts, so that nothing is forgotten by accident.
    """
    stands = Standing()
    for word in sorted(said, key=lambda one: (one.at, one.state is ActionState.OPEN, one.state)):
        if word.state is not stands.state:
            stands = Standing(word.state, None if word.state is ActionState.OPEN else word.at)
    return stands


@dataclass(frozen=True, slots=True)
class ActionUpdate:
    """What one answer says of an action."""

    action_id: int
    state: ActionState


def check_due(due: date, today: date, weeks: int) -> None:
    """Accept a day from today to a cycle's length of `weeks` ahead. Raises Refused, about the field "due"."""
    if due < today:
        raise Refused(f"{say_day(due, today)} is in the past. By when will it be done?", "due")
    if due > today + timedelta(weeks=weeks):
        said = say_day(due, today)
        raise Refused(f"{said} is further away than a cycle of {weeks} weeks. What could be done before?", "due")
