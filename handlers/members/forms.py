"""An absence, as people write or pick it."""

import re
from datetime import date

from handlers.kit.payload import Values
from handlers.members import ids
from handlers.members.values import Absence
from okra.dates import read_future_day
from okra.refusal import Refused

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
LONGEST_DAYS = 400


def typed(words: str, today: date) -> Absence:
    """Read "until wed", "@dana until 2026-12-01", "from mon until fri". Raises Refused with what to write instead."""
    mention = _MENTION.search(words)
    rest = _MENTION.sub(" ", words).strip()
    start, _, end = rest.lower().rpartition("until ")
    start = start.strip().removeprefix("from ").strip()
    first = read_future_day(start, today) if start else today
    return _checked(Absence(mention.group(1) if mention else None, first, read_future_day(end, first)))


def picked(values: Values) -> Absence:
    """Read the window. Raises Refused beside the field that is wrong."""
    try:
        first, last = (date.fromisoformat(values.text(block)) for block in (ids.FIRST, ids.LAST))
    except ValueError:
        raise Refused("Pick both days.", ids.LAST) from None
    return _checked(Absence(values.text(ids.WHO) or None, first, last))


def _checked(absence: Absence) -> Absence:
    if absence.last < absence.first:
        raise Refused("The last day away is before the first.", ids.LAST)
    if (absence.last - absence.first).days > LONGEST_DAYS:
        raise Refused("That is over a year. Say it again when the time comes.", ids.LAST)
    return absence
