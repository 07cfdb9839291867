"""Measures, progress and score bands."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.okr import (
    KeyResult,
    Measure,
    MeasureKind,
    Objective,
    ScoreBand,
    check_measure,
    describe,
    objective_progress,
    progress,
    raw_progress,
    score_band,
    too_many_key_results,
)
from okra.refusal import Refused
from tests.okra.measures import BANDS, CHANGES, MEASURES, MOVES, NUMBERS, PERCENTAGES


def key_result(measure: Measure, current: str | None) -> KeyResult:
    return KeyResult(1, 1, "Onboarding completion", measure, current=None if current is None else Decimal(current))


def objective(*key_results: KeyResult) -> Objective:
    return Objective(1, 1, 1, "A calm first week", key_results=key_results)


def from_to(start: str, target: str, unit: str = "") -> Measure:
    return Measure.move(Decimal(start), Decimal(target), unit)


class TestProgress:
    @pytest.mark.parametrize(
        ("measure", "current", "share"),
        [
            (from_to("65", "90"), "65", 0.0),
            (from_to("65", "90"), "75", 0.4),
            (from_to("65", "90"), "90", 1.0),
            (from_to("9", "4"), "7", 0.4),
            (from_to("-5", "5"), "0", 0.5),
            (Measure.reduce_by(Decimal(30)), "12", 0.4),
            (Measure.raise_by(Decimal(50)), "25", 0.5),
            (Measure.stay_above(Decimal("99.9")), "99.9", 1.0),
            (Measure.stay_above(Decimal("99.9")), "99.89", 0.0),
            (Measure.stay_below(Decimal(2)), "2", 1.0),
            (Measure.stay_below(Decimal(2)), "2.01", 0.0),
            (Measure.done(), "0", 0.0),
            (Measure.done(), "1", 1.0),
        ],
    )
    def test_is_the_share_of_the_way(self, measure: Measure, current: str, share: float) -> None:
        assert progress(measure, Decimal(current)) == share

    def test_is_unknown_until_somebody_reports_a_value(self) -> None:
        assert progress(from_to("65", "90"), None) is None

    def test_keeps_the_raw_value_beyond_the_target_and_before_the_start(self) -> None:
        measure = from_to("65", "90")
        assert raw_progress(measure, Decimal(115)) == 2
        assert raw_progress(measure, Decimal(40)) == -1
        assert (progress(measure, Decimal(115)), progress(measure, Decimal(40))) == (1.0, 0.0)

    @given(MEASURES, NUMBERS)
    def test_lies_between_nothing_and_everything(self, measure: Measure, current: Decimal) -> None:
        share = progress(measure, current)
        assert share is not None
        assert 0 <= share <= 1

    @given(MEASURES, NUMBERS)
    def test_is_the_raw_value_wherever_that_lies_within_the_range(self, measure: Measure, current: Decimal) -> None:
        raw = raw_progress(measure, current)
        clamped = progress(measure, current)
        assert clamped == (0.0 if raw < 0 else 1.0 if raw > 1 else float(raw))

    @given(MOVES | CHANGES)
    def test_is_nothing_at_the_start_and_everything_at_the_target(self, measure: Measure) -> None:
        assert progress(measure, measure.start) == 0
        assert progress(measure, measure.target) == 1

    @given(BANDS)
    def test_counts_the_limit_itself_as_within_the_band(self, measure: Measure) -> None:
        assert progress(measure, measure.target) == 1

    @given(MEASURES, NUMBERS, NUMBERS)
    def test_never_falls_on_the_way_to_the_target(self, measure: Measure, one: Decimal, other: Decimal) -> None:
        falling = measure.kind is MeasureKind.STAY_BELOW or measure.target < measure.start
        before, after = sorted((one, other), reverse=falling and measure.kind is not MeasureKind.STAY_ABOVE)
        assert raw_progress(measure, before) <= raw_progress(measure, after)

    @given(MOVES, NUMBERS)
    def test_is_the_same_for_a_rising_measure_and_its_mirror_image(self, measure: Measure, current: Decimal) -> None:
        mirrored = Measure.move(-measure.start, -measure.target)
        assert raw_progress(mirrored, -current) == raw_progress(measure, current)

    @given(NUMBERS, NUMBERS)
    def test_is_the_same_for_staying_above_and_its_mirror_image(self, limit: Decimal, current: Decimal) -> None:
        above, below = Measure.stay_above(limit), Measure.stay_below(-limit)
        assert raw_progress(above, current) == raw_progress(below, -current)

    @given(PERCENTAGES, NUMBERS)
    def test_is_the_same_for_raising_and_reducing_by_a_percentage(self, target: Decimal, current: Decimal) -> None:
        assert raw_progress(Measure.raise_by(target), current) == raw_progress(Measure.reduce_by(target), current)


class TestObjectiveProgress:
    def test_is_the_mean_of_the_key_results(self) -> None:
        up, down = key_result(from_to("65", "90"), "75"), key_result(from_to("9", "4"), "5")
        assert objective_progress(objective(up, down)) == pytest.approx(0.6)

    def test_counts_a_silent_key_result_as_nothing(self) -> None:
        reported, silent = key_result(Measure.done(), "1"), key_result(from_to("65", "90"), None)
        assert objective_progress(objective(reported, silent)) == 0.5

    def test_is_unknown_while_no_key_result_has_a_value(self) -> None:
        assert objective_progress(objective(key_result(Measure.done(), None))) is None

    def test_is_unknown_without_key_results(self) -> None:
        assert objective_progress(objective()) is None

    @given(st.lists(st.tuples(MEASURES, NUMBERS | st.none()), min_size=1, max_size=6))
    def test_lies_between_nothing_and_everything(self, parts: list[tuple[Measure, Decimal | None]]) -> None:
        share = objective_progress(objective(*(KeyResult(1, 1, "KR", m, current=c) for m, c in parts)))
        assert (share is None) == all(current is None for _, current in parts)
        assert share is None or 0 <= share <= 1


class TestScoreBands:
    @pytest.mark.parametrize(
        ("score", "band"),
        [
            (0, ScoreBand.MISSED),
            (0.29, ScoreBand.MISSED),
            (0.3, ScoreBand.PROGRESS),
            (0.69, ScoreBand.PROGRESS),
            (0.7, ScoreBand.DELIVERED),
            (0.999, ScoreBand.DELIVERED),
            (1, ScoreBand.REACHED),
        ],
    )
    def test_are_half_open(self, score: float, band: ScoreBand) -> None:
        assert score_band(score) is band

    @pytest.mark.parametrize("score", [-0.01, 1.01, float("nan")])
    def test_know_no_score_outside_the_range(self, score: float) -> None:
        with pytest.raises(ValueError, match="between 0 and 1"):
            score_band(score)


class TestCheckingAMeasure:
    def test_refuses_a_start_that_is_the_target(self) -> None:
        with pytest.raises(Refused) as refusal:
            check_measure(from_to("65", "65.0", "%"))
        assert refusal.value.field == "target"
        assert "both 65 %" in refusal.value.sentence

    @pytest.mark.parametrize(
        ("measure", "field"),
        [
            (from_to("NaN", "5"), "target"),
            (from_to("1", "Infinity"), "target"),
            (from_to("5000", "90", "%"), "start"),
            (from_to("65", "9000", "%"), "target"),
            (Measure.stay_above(Decimal(9990), "%"), "target"),
            (Measure.raise_by(Decimal(0)), "target"),
            (Measure.raise_by(Decimal(-5)), "target"),
            (Measure.raise_by(Decimal(1001)), "target"),
            (Measure.reduce_by(Decimal(101)), "target"),
            (Measure(MeasureKind.REDUCE_BY, Decimal(10), Decimal(30), "%"), "start"),
            (Measure(MeasureKind.DONE, Decimal(0), Decimal(5)), "target"),
            (Measure(MeasureKind.DONE, Decimal(1), Decimal(0)), "target"),
        ],
    )
    def test_refuses_what_makes_no_sense_beside_the_field(self, measure: Measure, field: str) -> None:
        with pytest.raises(Refused) as refusal:
            check_measure(measure)
        assert refusal.value.field == field
        assert refusal.value.sentence.endswith(".")

    @given(MEASURES)
    def test_accepts_every_sensible_measure(self, measure: Measure) -> None:
        check_measure(measure)

    def test_accepts_percentages_above_a_hundred_and_below_nothing(self) -> None:
        check_measure(from_to("105", "115", "%"))
        check_measure(from_to("-5", "10", "%"))
        check_measure(Measure.raise_by(Decimal(200)))

    def test_leaves_counts_without_a_limit(self) -> None:
        check_measure(from_to("0", "250000", "users"))

    @given(NUMBERS)
    def test_refuses_every_move_that_does_not_move(self, where: Decimal) -> None:
        with pytest.raises(Refused):
            check_measure(Measure.move(where, where))


class TestDescribing:
    @pytest.mark.parametrize(
        ("measure", "words"),
        [
            (from_to("65", "90", "%"), "65 % → 90 %"),
            (from_to("20", "35"), "20 → 35"),
            (Measure.raise_by(Decimal(15)), "raise by 15 %"),
            (Measure.reduce_by(Decimal(30)), "reduce by 30 %"),
            (Measure.stay_above(Decimal("99.9"), "%"), "stay above 99.9 %"),
            (Measure.stay_below(Decimal(2), "h"), "stay below 2 h"),
            (Measure.done(), "done / not done"),
        ],
    )
    def test_says_what_moves_in_a_few_words(self, measure: Measure, words: str) -> None:
        assert describe(measure) == words


class TestTooManyKeyResults:
    @pytest.mark.parametrize("count", [0, 1, 3])
    def test_says_nothing_up_to_three(self, count: int) -> None:
        assert too_many_key_results(objective(*[key_result(Measure.done(), None)] * count)) is None

    def test_warns_above_three(self) -> None:
        warning = too_many_key_results(objective(*[key_result(Measure.done(), None)] * 4))
        assert warning is not None
        assert warning.startswith("4 key results")
