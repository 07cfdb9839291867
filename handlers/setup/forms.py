"""What was chosen in the setup window → a team's settings, or a sentence beside each field that is wrong."""

from datetime import date, time

from handlers.kit.payload import Values
from handlers.setup import ids
from okra.calendar import Rhythm, is_zone, validate
from okra.confidence import USUAL, Thresholds
from okra.cycle import Cycle
from okra.days_off import countries
from okra.refusal import Refused, RefusedFields
from okra.settings import DayOff, TeamSettings

MOST_DAYS_OFF = 60
BESIDE = {"weekday": ids.WEEKDAY, "reminder": ids.REMINDER_AT, "digest": ids.DIGEST_AT}
"""What is wrong with a rhythm → the block that says so."""


def settings(values: Values) -> TeamSettings:
    """Read the window. Raises RefusedFields with every fault at once."""
    faults: dict[str, str] = {}
    name = " ".join(values.text(ids.NAME).split())
    if not name:
        faults[ids.NAME] = "Every team has a name. What is yours?"
    if not values.text(ids.LEAD):
        faults[ids.LEAD] = "Somebody has to read the digest. Who leads the team?"
    rhythm = _rhythm(values, faults)
    start, end = _cycle(values, faults)
    country = values.option(ids.COUNTRY) or None
    if country is not None and country not in countries():
        faults[ids.COUNTRY] = "I don't know that country's holidays. Pick one from the list."
    days = _days_off(values.text(ids.DAYS_OFF), faults)
    if faults:
        raise RefusedFields(faults)
    return TeamSettings(
        name=name,
        lead_id=values.text(ids.LEAD),
        facilitator_ids=tuple(user for user in values.users(ids.FACILITATORS) if user != values.text(ids.LEAD)),
        rhythm=rhythm,
        country=country,
        digest_channel_id=values.text(ids.DIGEST_CHANNEL) or None,
        days_off=days,
        cycle_start=start,
        cycle_end=end,
        thresholds=_thresholds(values),
    )


def _rhythm(values: Values, faults: dict[str, str]) -> Rhythm:
    zone = values.option(ids.ZONE)
    if not is_zone(zone):
        faults[ids.ZONE] = "Pick a time zone from the list: type a city near you."
        zone = "UTC"
    digest_day = values.option(ids.DIGEST_WEEKDAY)
    fixed = digest_day not in ("", ids.AFTER_CLOSE)
    digest_at = values.text(ids.DIGEST_AT)
    if fixed and not digest_at:
        faults[ids.DIGEST_AT] = "At what time on that day?"
    rhythm = Rhythm(
        weekday=_weekday(values, ids.WEEKDAY, faults),
        at=_time(values, ids.AT, faults),
        zone=zone,
        reminder_weekday=_weekday(values, ids.REMINDER_WEEKDAY, faults),
        reminder_at=_time(values, ids.REMINDER_AT, faults),
        close_weekday=_weekday(values, ids.CLOSE_WEEKDAY, faults),
        close_at=_time(values, ids.CLOSE_AT, faults),
        digest_weekday=int(digest_day) if fixed and digest_at else None,
        digest_at=time.fromisoformat(digest_at) if fixed and digest_at else None,
    )
    if not faults:
        try:
            validate(rhythm)
        except Refused as refused:
            faults[BESIDE.get(refused.field or "", ids.CLOSE_AT)] = refused.sentence
    return rhythm


def _weekday(values: Values, block_id: str, faults: dict[str, str]) -> int:
    chosen = values.option(block_id)
    if not chosen:
        faults[block_id] = "Which day?"
    return int(chosen or 0)


def _time(values: Values, block_id: str, faults: dict[str, str]) -> time:
    chosen = values.text(block_id)
    if not chosen:
        faults[block_id] = "At what time?"
    return time.fromisoformat(chosen or "00:00")


def _cycle(values: Values, faults: dict[str, str]) -> tuple[date, date]:
    try:
        start, end = (date.fromisoformat(values.text(block)) for block in (ids.CYCLE_START, ids.CYCLE_END))
    except ValueError:
        faults[ids.CYCLE_END] = "A cycle has a first and a last day."
        return date.min, date.max
    try:
        Cycle(id=None, team_id=0, name="", start=start, end=end)
    except Refused as refused:
        faults[ids.CYCLE_END] = refused.sentence
    return start, end


def _thresholds(values: Values) -> Thresholds:
    """When the cycle notices something; as usual where a window of an earlier version does not ask."""

    def chosen(block: str, usual: float) -> int:
        return int(values.option(block) or usual)

    return Thresholds(
        chosen(ids.DROP, USUAL.drop),
        chosen(ids.LOW, USUAL.low),
        chosen(ids.LOW_WEEKS, USUAL.low_weeks),
        chosen(ids.FLAT_WEEKS, USUAL.flat_weeks),
    )


def _days_off(text: str, faults: dict[str, str]) -> tuple[DayOff, ...]:
    days: dict[date, DayOff] = {}
    for typed in filter(None, (line.strip() for line in text.splitlines())):
        first, _, name = typed.partition(" ")
        try:
            day = date.fromisoformat(first)
        except ValueError:
            faults[ids.DAYS_OFF] = f"I can't read “{typed[:40]}”. Begin each line with a date like 2026-12-24."
            return ()
        days[day] = DayOff(day, name.strip()[:80])
    if len(days) > MOST_DAYS_OFF:
        faults[ids.DAYS_OFF] = f"That is {len(days)} days off; {MOST_DAYS_OFF} fit."
    return tuple(days[day] for day in sorted(days))
