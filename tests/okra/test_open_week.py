"""What an open check-in keeps to itself: nobody who has yet to answer reads what others said."""

from decimal import Decimal

import pytest

from okra.checkin import RoundState
from okra.digest import team_digest
from okra.report import Plan, report_objectives, without_open_week
from tests.okra.reports import NOW, kr, objective, team, weeks

UNDER_WAY = objective("Calm", weeks(6.0, 2.0, spread=7), kr(1, "Completion", "50"), wrong_measure={1: 2})


@pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.EARLY])
def test_confidence_is_that_of_the_week_before(state: RoundState) -> None:
    seen = without_open_week(team(UNDER_WAY, state=state, notes=("secret",), plans=(Plan("U1", "secret"),)))
    (calm,) = report_objectives(seen, NOW)
    assert (calm.confidence, calm.spread) == (6.0, None)
    assert calm.key_results[0].wrong_measure == 0
    assert (seen.notes, seen.plans) == ((), ())


def test_values_stay_as_the_window_shows_them_too() -> None:
    (calm,) = report_objectives(without_open_week(team(UNDER_WAY, state=RoundState.OPEN)), NOW)
    assert calm.key_results[0].key_result.current == Decimal(50)


def test_no_headline_gives_away_what_is_open() -> None:
    sentence = team_digest(without_open_week(team(UNDER_WAY, state=RoundState.OPEN)), NOW).headline.sentence
    assert "Calm" not in sentence


@pytest.mark.parametrize("state", [RoundState.CLOSED, RoundState.MISSED, RoundState.DAY_OFF])
def test_what_is_over_is_told_whole(state: RoundState) -> None:
    week = team(UNDER_WAY, state=state)
    assert without_open_week(week) is week
