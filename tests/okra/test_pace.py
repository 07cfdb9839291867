"""Pace: progress against the calendar, and what overrides it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.okr import KeyResult, Measure
from okra.pace import Pace, Status, is_outdated, lag_in_points, objective_status, pace, percent, status

CLOSE = datetime(2026, 9, 7, 8, tzinfo=UTC)
FRIDAY = CLOSE - timedelta(days=2, hours=20)
MOVE = Measure.move(Decimal(0), Decimal(100), "%")
SHARES = st.floats(min_value=0, max_value=1)
LINEAR = [MOVE, Measure.raise_by(Decimal(30)), Measure.reduce_by(Decimal(30))]


def reported(value: str | None, at: datetime | None = FRIDAY, measure: Measure = MOVE) -> KeyResult:
    current = None if value is None else Decimal(value)
    return KeyResult(1, 1, "Tutorial engagement", measure, current=current, current_at=at)


class TestPaceOfAMove:
    @pytest.mark.parametrize(
        ("done", "elapsed", "expected"),
        [
            (0.5, 0.5, Pace.ON_TRACK),
            (0.9, 0.5, Pace.ON_TRACK),
            (0.35, 0.5, Pace.ON_TRACK),
            (0.34, 0.5, Pace.BEHIND),
            (0.25, 0.5, Pace.BEHIND),
            (0.24, 0.5, Pace.AT_RISK),
            (0.0, 0.1, Pace.ON_TRACK),
            (0.55, 0.7, Pace.ON_TRACK),
            (0.1, 0.35, Pace.BEHIND),
        ],
    )
    def test_is_behind_above_15_points_and_at_risk_above_25(self, done: float, elapsed: float, expected: Pace) -> None:
        assert pace(MOVE, done, elapsed) is expected

    @given(st.sampled_from(LINEAR), SHARES, SHARES, SHARES)
    def test_never_gets_worse_by_more_progress(
        self, measure: Measure, one: float, other: float, elapsed: float
    ) -> None:
        order = [Pace.AT_RISK, Pace.BEHIND, Pace.ON_TRACK]
        less, more = sorted((one, other))
        assert order.index(pace(measure, less, elapsed)) <= order.index(pace(measure, more, elapsed))

    @given(SHARES, SHARES)
    def test_agrees_with_the_lag_that_is_shown(self, done: float, elapsed: float) -> None:
        lag = lag_in_points(done, elapsed)
        assert pace(MOVE, done, elapsed) is (Pace.AT_RISK if lag > 25 else Pace.BEHIND if lag > 15 else Pace.ON_TRACK)


class TestPaceWithoutALine:
    @given(SHARES)
    def test_of_a_band_depends_on_being_within_it_alone(self, elapsed: float) -> None:
        for band in (Measure.stay_above(Decimal(99)), Measure.stay_below(Decimal(2))):
            assert pace(band, 1.0, elapsed) is Pace.ON_TRACK
            assert pace(band, 0.0, elapsed) is Pace.AT_RISK

    @pytest.mark.parametrize(
        ("elapsed", "expected"),
        [
            (0.0, Pace.ON_TRACK),
            (0.75, Pace.ON_TRACK),
            (0.76, Pace.BEHIND),
            (0.85, Pace.BEHIND),
            (0.86, Pace.AT_RISK),
            (1.0, Pace.AT_RISK),
        ],
    )
    def test_of_something_undone_gets_serious_towards_the_end(self, elapsed: float, expected: Pace) -> None:
        assert pace(Measure.done(), 0.0, elapsed) is expected

    @given(SHARES)
    def test_of_something_done_is_on_track(self, elapsed: float) -> None:
        assert pace(Measure.done(), 1.0, elapsed) is Pace.ON_TRACK


class TestGreenMustBeEarned:
    def test_no_value_is_no_data_whatever_the_calendar_says(self) -> None:
        assert status(reported(None, None), 0.0, [], CLOSE) == Status(Pace.NO_DATA, None)

    def test_a_value_of_the_closed_round_is_good_for_as_long_as_no_other_round_closes(self) -> None:
        assert status(reported("50"), 0.5, [CLOSE], CLOSE + timedelta(days=30)).pace is Pace.ON_TRACK

    def test_a_round_without_a_value_is_forgiven_for_three_days(self) -> None:
        week_before = reported("90", FRIDAY - timedelta(days=7))
        closes = [CLOSE - timedelta(days=7), CLOSE]
        assert status(week_before, 0.5, closes, CLOSE + timedelta(days=3)).pace is Pace.ON_TRACK
        assert status(week_before, 0.5, closes, CLOSE + timedelta(days=3, minutes=1)).pace is Pace.OUTDATED

    def test_an_older_round_without_a_value_shows_on_the_day_of_the_next_close(self) -> None:
        two_weeks_before = reported("90", FRIDAY - timedelta(days=14))
        closes = [CLOSE - timedelta(days=7), CLOSE]
        assert status(two_weeks_before, 0.5, closes, CLOSE).pace is Pace.OUTDATED

    def test_a_late_value_makes_it_current_again(self) -> None:
        late = reported("90", CLOSE + timedelta(days=4))
        assert status(late, 0.5, [CLOSE], CLOSE + timedelta(days=5)).pace is Pace.ON_TRACK

    def test_an_outdated_status_still_shows_its_last_number(self) -> None:
        old = reported("42", FRIDAY - timedelta(days=30))
        assert str(status(old, 0.1, [CLOSE], CLOSE + timedelta(days=4))) == "◌ outdated · 42 %"

    def test_nothing_is_outdated_before_the_first_close(self) -> None:
        assert not is_outdated(FRIDAY, [], CLOSE)
        assert not is_outdated(FRIDAY - timedelta(days=90), [CLOSE], CLOSE - timedelta(days=1))

    @given(st.integers(0, 60), st.integers(0, 60), st.lists(st.integers(0, 60)))
    def test_a_fresher_value_is_never_more_outdated(self, one: int, other: int, closes: list[int]) -> None:
        older, newer = sorted(CLOSE + timedelta(days=days) for days in (one, other))
        now, instants = CLOSE + timedelta(days=61), [CLOSE + timedelta(days=days) for days in closes]
        assert is_outdated(older, instants, now) or not is_outdated(newer, instants, now)


class TestStatus:
    def test_is_always_a_word_a_shape_and_a_number(self) -> None:
        shown = [Status(word, None if word is Pace.NO_DATA else 0.42) for word in Pace]
        assert [str(each) for each in shown] == [
            "● on track · 42 %",
            "◐ behind · 42 %",
            "▲ at risk · 42 %",
            "○ no data · – %",
            "◌ outdated · 42 %",
        ]

    def test_no_two_words_share_a_shape(self) -> None:
        assert len({word.shape for word in Pace}) == len(Pace)

    def test_carries_the_lag_where_there_is_a_line(self) -> None:
        assert status(reported("30"), 0.5, [CLOSE], CLOSE).lag == 20
        assert status(reported("1", measure=Measure.done()), 0.5, [CLOSE], CLOSE).lag is None

    @given(SHARES)
    def test_says_a_hundred_per_cent_only_for_the_whole(self, share: float) -> None:
        assert (percent(share) == 100) == (share == 1)
        assert percent(0.29) == 29


class TestStatusOfAnObjective:
    def test_is_the_mean_progress_under_the_most_serious_word(self) -> None:
        parts = [Status(Pace.ON_TRACK, 0.8), Status(Pace.BEHIND, 0.4)]
        assert str(objective_status(parts)) == "◐ behind · 60 %"

    def test_never_looks_green_while_a_key_result_has_no_data(self) -> None:
        parts = [Status(Pace.ON_TRACK, 1.0), Status(Pace.NO_DATA, None)]
        assert str(objective_status(parts)) == "○ no data · 50 %"

    @pytest.mark.parametrize("parts", [[], [Status(Pace.NO_DATA, None)]])
    def test_is_no_data_when_there_is_nothing_to_look_at(self, parts: list[Status]) -> None:
        assert objective_status(parts) == Status(Pace.NO_DATA, None)
