"""Whose turn it is: where one member's check-in of the week stands, for their own eyes in App Home."""

from enum import StrEnum

from okra.checkin import Presence, RoundState


class Turn(StrEnum):
    """Where a member's check-in stands."""

    NO_CYCLE = "no_cycle"
    NO_OKRS = "no_okrs"
    NOT_YET = "not_yet"
    """It opens later; answering early is welcome."""
    ASKED = "asked"
    SITTING_OUT = "sitting_out"
    AWAY = "away"
    ANSWERED = "answered"
    UNASKED = "unasked"
    """Nobody is asked this week (a day off, or I was down); answering is welcome."""


def turn(
    state: RoundState | None, presence: Presence, *, answered: bool, away: bool, has_cycle: bool, has_okrs: bool
) -> Turn:
    """Where it stands. `state` is the round's, None where there is none yet; `presence` what it hopes for.

    An answer counts before everything else: whoever has answered is told so, even while away.
    """
    if answered:
        return Turn.ANSWERED
    if not has_cycle:
        return Turn.NO_CYCLE
    if not has_okrs:
        return Turn.NO_OKRS
    match state:
        case RoundState.OPEN:
            return _open(presence, away=away)
        case RoundState.MISSED | RoundState.DAY_OFF:
            return Turn.UNASKED
        case _:
            return Turn.AWAY if away else Turn.NOT_YET


def _open(presence: Presence, *, away: bool) -> Turn:
    if presence is Presence.SITTING_OUT:
        return Turn.SITTING_OUT
    return Turn.AWAY if away or presence is Presence.AWAY else Turn.ASKED
