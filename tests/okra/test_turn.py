"""Where a member's check-in stands, for their own eyes."""

from itertools import product

import pytest

from okra.checkin import Presence, RoundState
from okra.turn import Turn, turn

STATES = (None, *RoundState)


def a_turn(
    state: RoundState | None = RoundState.OPEN,
    presence: Presence = Presence.EXPECTED,
    *,
    answered: bool = False,
    away: bool = False,
    has_cycle: bool = True,
    has_okrs: bool = True,
) -> Turn:
    return turn(state, presence, answered=answered, away=away, has_cycle=has_cycle, has_okrs=has_okrs)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (RoundState.OPEN, Turn.ASKED),
        (None, Turn.NOT_YET),
        (RoundState.EARLY, Turn.NOT_YET),
        (RoundState.CLOSED, Turn.NOT_YET),
        (RoundState.MISSED, Turn.UNASKED),
        (RoundState.DAY_OFF, Turn.UNASKED),
    ],
)
def test_it_follows_the_round(state: RoundState | None, said: Turn) -> None:
    assert a_turn(state) is said


def test_whoever_has_answered_is_told_so_whatever_else_is_true() -> None:
    for state, presence, away, has_okrs in product(STATES, Presence, (True, False), (True, False)):
        assert a_turn(state, presence, answered=True, away=away, has_okrs=has_okrs) is Turn.ANSWERED


def test_without_a_cycle_or_okrs_nobody_can_answer_and_that_is_said_first() -> None:
    for state, presence, away in product(STATES, Presence, (True, False)):
        assert a_turn(state, presence, away=away, has_cycle=False, has_okrs=False) is Turn.NO_CYCLE
        assert a_turn(state, presence, away=away, has_okrs=False) is Turn.NO_OKRS


def test_the_away_are_not_waited_for_and_those_who_sit_out_neither() -> None:
    assert a_turn(away=True) is Turn.AWAY
    assert a_turn(presence=Presence.AWAY) is Turn.AWAY
    assert a_turn(None, away=True) is Turn.AWAY
    assert a_turn(presence=Presence.SITTING_OUT) is Turn.SITTING_OUT
