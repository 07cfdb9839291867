"""How long a step has still, in words that stay true until the next look: nobody edits a message every second.

Source: product.md, "Facilitator's cockpit" ("countdown").
"""

from datetime import datetime, timedelta
from typing import Final

from okra.session_log import Mode, Phase, Session

MINUTE: Final = timedelta(minutes=1)
FINE: Final = 10
"""Minutes from which each one is counted; before that every fifth is enough."""
COARSE: Final = 5
UP: Final = "time is up"
"""Where nothing is left."""


def left(session: Session, now: datetime) -> str:
    """ "8 min left", "time is up"; rounded up, so that nobody is hurried by a rounding."""
    minutes = _rounded(session.remaining(now))
    return f"{minutes} min left" if minutes else UP


def next_look(session: Session, now: datetime) -> datetime | None:
    """The next instant at which `left` says something else.

    None where it never will: people are hours apart, or nothing runs, or the time is up, which has its own appointment.
    """
    minutes = _rounded(session.remaining(now))
    if session.mode is not Mode.LIVE or session.phase is not Phase.RUNNING or not minutes:
        return None
    following = minutes - (1 if minutes <= FINE else COARSE)
    return session.deadline - following * MINUTE if following else None


def _rounded(time: timedelta) -> int:
    """Whole minutes, rounded up; far from the end, whole fives."""
    minutes = -(-time // MINUTE)
    return minutes if minutes <= FINE else -(-minutes // COARSE) * COARSE
