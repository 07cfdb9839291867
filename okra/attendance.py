"""Who a round waits for, and how many came. Absence is not silence: the away are named and not waited for."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from okra.checkin import Expectation, Presence
from okra.people import Away, Member, away_on
from okra.report import Turnout


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
