"""Who a round waits for, when each is asked, and how many came. Absence is not silence: the away are named."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from okra.calendar import Rhythm, Week, at_own_zone, moments
from okra.checkin import Expectation, Presence
from okra.people import Away, Member, Timing, away_on
from okra.report import Turnout


def asked_at(rhythm: Rhythm, week: Week, member: Member) -> datetime:
    """When a member is asked: at the team's instant, or at its wall-clock time where they are, if they chose so.

    A place so far west that the round would be closed by then is asked with the team.
    """
    team = moments(rhythm, week)
    own = at_own_zone(rhythm, week, member.zone)
    return own.opens if member.timing is Timing.OWN and own.opens < team.closes else team.opens


def reminded_at(rhythm: Rhythm, week: Week, member: Member) -> datetime:
    """When a member is reminded: as far from their prompt as the team's reminder is from the team's.

    Where that is after the close, at the close: then nobody is reminded any more, and never before their prompt.
    """
    team = moments(rhythm, week)
    own = at_own_zone(rhythm, week, member.zone)
    if member.timing is not Timing.OWN or own.opens >= team.closes:
        return team.reminds
    return min(own.reminds, team.closes)


def first_asked(rhythm: Rhythm, week: Week, members: Iterable[Member]) -> datetime:
    """When a round begins: with the team's instant or the first member who is asked earlier."""
    return min([moments(rhythm, week).opens, *(asked_at(rhythm, week, member) for member in members)])


def first_reminded(rhythm: Rhythm, week: Week, members: Iterable[Member]) -> datetime:
    """When reminding begins: with the team's instant or the first member who is reminded earlier."""
    return min([moments(rhythm, week).reminds, *(reminded_at(rhythm, week, member) for member in members)])


def expectations(
    members: Iterable[Member], absences: Collection[Away], day: date, day_off: str | None
) -> tuple[Expectation, ...]:
    """Who is expected to answer on `day`, the round's day in the team's calendar.

    `day_off` names a day on which the whole team is off, None on any other. People who left are not in the round.
    """
    return tuple(_expectation(member, absences, day, day_off) for member in members if member.active)


def _expectation(member: Member, absences: Collection[Away], day: date, day_off: str | None) -> Expectation:
    if day_off is not None:
        return Expectation(member.user_id, Presence.AWAY, day_off)
    away = away_on(day, member.user_id, absences) is not None
    return Expectation(member.user_id, Presence.AWAY if away else Presence.EXPECTED)


def nobody_is_there(expected: Iterable[Expectation]) -> bool:
    """Whether there is nobody to ask: then the day is a day off and nothing is posted."""
    return all(one.presence is not Presence.EXPECTED for one in expected)


def as_of(
    expected: Expectation, member: Member | None, absences: Collection[Away], days: Iterable[date]
) -> Expectation:
    """What may be hoped for now, while the round is open: people leave, go away and come back.

    `days` are those on which an absence counts: the round's and today. Sitting out is one's own choice, and a day off
    for everybody has a reason; both stay.
    """
    if member is None or not member.active:
        return replace(expected, presence=Presence.LEFT)
    if expected.presence is Presence.SITTING_OUT or expected.reason:
        return expected
    away = any(away_on(day, expected.user_id, absences) for day in days)
    return replace(expected, presence=Presence.AWAY if away else Presence.EXPECTED)


def turnout(
    expected: Iterable[Expectation], answered: Collection[str], names: Mapping[str, str], changed_late: int = 0
) -> Turnout:
    """Count a round. Who answered counts on both sides, even if away, sitting out or gone since.

    Who is away, sits out or has left without answering is not waited for. `names` maps user ids to names;
    `changed_late` is how many answers came or changed after the close.
    """
    silent = [one for one in expected if one.user_id not in answered]

    def called(presence: Presence) -> tuple[str, ...]:
        return tuple(names.get(one.user_id, one.user_id) for one in silent if one.presence is presence)

    return Turnout(
        answered=len(answered),
        expected=len(answered) + len(called(Presence.EXPECTED)),
        away=called(Presence.AWAY),
        sitting_out=called(Presence.SITTING_OUT),
        changed_late=changed_late,
    )
