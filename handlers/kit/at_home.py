"""Keeping Home tabs true: what changes somewhere is seen there too.

A Home tab is published anew each time that somebody opens it. In between it is kept fresh for a day, as Slack shows
what was published last; whoever has not opened theirs for longer costs nothing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.kit.ids import Delivery
from okra.team import Team
from storage.store import Unit

FRESH_FOR = timedelta(days=1)
"""How long after it was opened a Home tab is kept fresh."""
GATHER = timedelta(seconds=20)
"""How long changes that others made are gathered: ten quick answers are one new Home tab."""


def open_home(unit: Unit, user_id: str, now: datetime) -> None:
    """Somebody opened their Home tab: publish it."""
    unit.outbox.post(Delivery.HOME, user_id, f"home/{user_id}", now, expires=now + FRESH_FOR)


def refresh(unit: Unit, user_ids: Iterable[str], now: datetime) -> None:
    """What these people did themselves: they see it at once."""
    unit.outbox.refresh(Delivery.HOME, user_ids, now)


def refresh_team(unit: Unit, team: Team, now: datetime) -> None:
    """Something of a whole team changed: each member sees it before long."""
    unit.outbox.refresh(Delivery.HOME, unit.teams.ids(team.id), now + GATHER)
