"""Where one may travel to, from any moment of the quarter."""

from datetime import datetime, time, timedelta

from demo.calendar import BERLIN, WEEKS, Beat, moment, say, week_of
from demo.lives import LIVES
from demo.lives.life import Answers, When
from sandbox.page.companion import Stop

MIDPOINT = moment(WEEKS // 2 + 1, Beat.DIGEST)
"""The first digest of the second half."""
END = moment(WEEKS, Beat.DIGEST)
BEATS = {"next-prompt": Beat.PROMPT, "reminder": Beat.REMINDER, "digest": Beat.DIGEST, "late": Beat.LATE}
IN_THE_MORNING = time(9, 1)
FIXED = {"midpoint": MIDPOINT, "end": END}
ALSO = {"next-friday": "next-prompt"}
"""Another name for the same stop."""
LABELS = {
    "reminder": "The reminder",
    "digest": "Monday's digest",
    "late": "Late answers",
    "next-prompt": "Next check-in",
    "midpoint": "Half-time digest",
    "end": "The last digest",
}


def destination(stop: str, now: datetime) -> datetime | None:
    """The moment that a stop stands for, seen from `now` (aware); None for one that is unknown or over.

    "tomorrow" is a minute past nine in Berlin: what was put off until tomorrow has just gone on.
    """
    key = ALSO.get(stop, stop)
    if key == "tomorrow":
        return datetime.combine(now.astimezone(BERLIN).date() + timedelta(days=1), IN_THE_MORNING, BERLIN)
    if key in FIXED:
        return FIXED[key] if FIXED[key] > now else None
    if key not in BEATS:
        return None
    return next((at for week in range(1, WEEKS + 1) if (at := moment(week, BEATS[key])) > now), None)


def stops(now: datetime) -> list[Stop]:
    """Where one may go, soonest first; then what is over, with a word why. No moment is offered twice."""
    ahead = {key: at for key in LABELS if (at := destination(key, now)) is not None and _is_worth_it(key, at, now)}
    if any(ahead.get(key) == ahead.get("digest") for key in FIXED):
        ahead.pop("digest", None)
    shown = [Stop(key, LABELS[key], at) for key, at in sorted(ahead.items(), key=lambda one: one[1])]
    over = [Stop(key, LABELS[key], at, f"That was {say(at)}.") for key, at in FIXED.items() if at <= now]
    return shown + over


def _is_worth_it(key: str, at: datetime, now: datetime) -> bool:
    """The small stops are offered in their own week only, late answers only where somebody is late."""
    if key == "reminder":
        return week_of(at) == week_of(now)
    if key == "late":
        return week_of(at) == week_of(now) and _somebody_is_late(week_of(at))
    return True


def _somebody_is_late(week: int) -> bool:
    return any(isinstance(what := life.weeks[week - 1], Answers) and what.when is When.LATE for life in LIVES)
