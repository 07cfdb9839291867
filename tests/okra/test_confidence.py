"""Confidence over the weeks, and what the cycle notices."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.calendar import Week
from okra.confidence import (
    Band,
    Notice,
    NoticeKind,
    Thresholds,
    WeekConfidence,
    WeekValue,
    average,
    band,
    change,
    notices,
    say_change,
    spread,
    strip,
    strip_in_words,
    week_confidence,
)
from okra.okr import KeyResult, Measure, Objective

CONFIDENCES = st.lists(st.integers(1, 10), min_size=1, max_size=12)
MOVE = Measure.move(Decimal(65), Decimal(90), "%")
MISSED = "missed"


def weeks(*averages: float | str | None) -> list[WeekConfidence]:
    """One week per average, oldest first; None is a week without answers."""
    return [
        WeekConfidence(Week(2026, number), missed=True)
        if isinstance(each, str)
        else WeekConfidence(Week(2026, number), each, answers=0 if each is None else 5)
        for number, each in enumerate(averages, start=10)
    ]


class TestBands:
    @pytest.mark.parametrize(
        ("confidence", "expected"),
        [
            (1, Band.AT_RISK),
            (3, Band.AT_RISK),
            (3.9, Band.AT_RISK),
            (4, Band.WAVERING),
            (7, Band.WAVERING),
            (7.9, Band.WAVERING),
            (8, Band.CONFIDENT),
            (10, Band.CONFIDENT),
        ],
    )
    def test_are_one_to_three_four_to_seven_and_eight_to_ten(self, confidence: float, expected: Band) -> None:
        assert band(confidence) is expected


class TestAverage:
    @pytest.mark.parametrize(
        ("confidences", "expected"), [([7], 7.0), ([7, 8], 7.5), ([1, 1, 2], 1.3), ([7, 7, 7, 8], 7.3), ([], None)]
    )
    def test_is_rounded_half_up_to_one_decimal(self, confidences: list[int], expected: float | None) -> None:
        assert average(confidences) == expected

    @given(CONFIDENCES)
    def test_lies_between_the_lowest_and_the_highest_and_near_the_mean(self, confidences: list[int]) -> None:
        mean = average(confidences)
        assert mean is not None
        assert min(confidences) <= mean <= max(confidences)
        assert abs(mean - sum(confidences) / len(confidences)) <= 0.05 + 1e-9


class TestSpread:
    def test_is_the_distance_from_the_lowest_to_the_highest(self) -> None:
        assert spread([3, 8, 5, 5]) == 5

    @given(CONFIDENCES)
    def test_is_shown_from_four_answers_up(self, confidences: list[int]) -> None:
        assert (spread(confidences) is None) == (len(confidences) < 4)

    @given(CONFIDENCES)
    def test_belongs_to_the_summary_of_a_week(self, confidences: list[int]) -> None:
        week = week_confidence(Week(2026, 36), confidences)
        assert (week.average, week.spread, week.answers) == (
            average(confidences),
            spread(confidences),
            len(confidences),
        )

    @given(CONFIDENCES)
    def test_lowest_and_highest_are_told_where_the_spread_may_be(self, confidences: list[int]) -> None:
        week = week_confidence(Week(2026, 36), confidences)
        told = (min(confidences), max(confidences)) if len(confidences) >= 4 else (None, None)
        assert (week.low, week.high) == told


class TestChange:
    @pytest.mark.parametrize(
        ("averages", "expected"),
        [
            ((7.2, 5.2), -2.0),
            ((5.0, 5.0), 0.0),
            ((8.0, None, MISSED, 6.5), -1.5),
            ((6.5,), None),
            ((None, 6.5), None),
            ((7.0, 6.0, None), None),
            ((), None),
        ],
    )
    def test_compares_this_week_with_the_last_one_that_has_data(
        self, averages: tuple[float | str | None, ...], expected: float | None
    ) -> None:
        assert change(weeks(*averages)) == expected

    @pytest.mark.parametrize(("points", "said"), [(0.5, "↗ +0.5"), (-2.0, "↘ −2"), (0.0, "→ 0"), (None, "→ –")])
    def test_is_said_as_a_shape_and_a_number(self, points: float | None, said: str) -> None:
        assert say_change(points) == said


class TestStrip:
    def test_draws_one_character_a_week(self) -> None:
        assert strip(weeks(1, 4, None, MISSED, 8, 10)) == "▁▃·×▇█"

    def test_shows_the_last_six_weeks(self) -> None:
        assert strip(weeks(1, 10, 10, 10, 10, 10, 10)) == "██████"

    def test_has_words_for_people_who_hear_it(self) -> None:
        assert strip_in_words(weeks(7.0, 6.5, None, MISSED, 5)) == "7, 6.5, no data, missed, 5"
        assert strip_in_words([]) == "no weeks yet"

    @given(st.floats(1, 10), st.floats(1, 10))
    def test_is_never_lower_for_a_higher_average(self, one: float, other: float) -> None:
        drawn = strip(weeks(*sorted((one, other))))
        assert drawn[0] <= drawn[1]


def objective(*key_results: KeyResult) -> Objective:
    return Objective(5, 1, 1, "Calm", key_results=key_results)


def noticed(*averages: float | str | None, thresholds: Thresholds | None = None) -> list[NoticeKind]:
    found = notices(objective(), weeks(*averages), {}, thresholds or Thresholds())
    return [notice.kind for notice in found]


class TestTheCycleNoticesConfidence:
    @pytest.mark.parametrize(
        ("averages", "expected"),
        [
            ((7.0, 5.0), [NoticeKind.DROP]),
            ((7.0, 5.1), []),
            ((7.0, MISSED, None, 5.0), [NoticeKind.DROP]),
            ((3.9, 3.9), [NoticeKind.LOW]),
            ((3.9, MISSED, 3.9), [NoticeKind.LOW]),
            ((3.9, 4.0), []),
            ((3.9,), []),
            ((5.5, 3.5, 3.0), [NoticeKind.LOW]),
            ((3.9, 1.5), [NoticeKind.DROP, NoticeKind.LOW]),
            ((3.0, 3.0, None), []),
            ((7.0, 5.0, MISSED), []),
            ((), []),
        ],
    )
    def test_when_it_falls_by_two_or_stays_below_four(
        self, averages: tuple[float | str | None, ...], expected: list[NoticeKind]
    ) -> None:
        assert noticed(*averages) == expected

    def test_by_thresholds_that_can_be_changed(self) -> None:
        assert noticed(7.0, 6.5, thresholds=Thresholds(drop=0.5)) == [NoticeKind.DROP]
        assert noticed(6.0, 6.0, 6.0, thresholds=Thresholds(low=6.5, low_weeks=3)) == [NoticeKind.LOW]

    @given(st.lists(st.floats(1, 10), min_size=1, max_size=6), st.integers(0, 5))
    def test_skipping_weeks_without_data(self, averages: list[float], at: int) -> None:
        with_gaps: list[float | str | None] = [*averages[:-1][:at], MISSED, None, *averages[:-1][at:], averages[-1]]
        assert noticed(*with_gaps) == noticed(*averages)

    def test_in_a_plain_sentence(self) -> None:
        found = notices(objective(), weeks(7.0, 4.5), {})
        assert [notice.sentence for notice in found] == [
            "“Calm”: confidence fell from 7 to 4.5 since the check-in before."
        ]


def flat(measure: Measure, *values: str | None) -> Sequence[Notice]:
    history = [WeekValue(Week(2026, n), None if v is None else Decimal(v)) for n, v in enumerate(values, start=10)]
    return notices(objective(KeyResult(9, 5, "Completion", measure)), [], {9: history})


class TestTheCycleNoticesAFlatKeyResult:
    def test_that_has_not_moved_for_three_weeks(self) -> None:
        (notice,) = flat(MOVE, "60", "65", "65.0", "65")
        assert (notice.kind, notice.objective_id, notice.key_result_id) == (NoticeKind.FLAT, 5, 9)
        assert notice.sentence == "“Completion”: has not moved for 3 weeks, still at 65 %."

    @pytest.mark.parametrize(
        "values", [("65", "65"), ("65", "66", "65"), ("65", "65", "65", None), ("65", "65", "70"), ()]
    )
    def test_but_not_one_that_moved_or_is_too_young_or_silent(self, values: tuple[str | None, ...]) -> None:
        assert flat(MOVE, *values) == []

    def test_skipping_weeks_without_a_value(self) -> None:
        assert len(flat(MOVE, "65", None, "65", "65")) == 1

    @pytest.mark.parametrize(
        "measure", [Measure.stay_above(Decimal(99)), Measure.stay_below(Decimal(2)), Measure.done()]
    )
    def test_but_not_one_that_is_meant_to_hold_still(self, measure: Measure) -> None:
        assert flat(measure, "0", "0", "0") == []

    def test_but_not_one_that_has_arrived(self) -> None:
        assert flat(MOVE, "91", "91", "91") == []
