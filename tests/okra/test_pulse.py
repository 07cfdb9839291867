"""The pulse: shown from four answers up, with its trend over cycles."""

from hypothesis import given
from hypothesis import strategies as st

from okra.pulse import Pulse, Pulses, Question, pulse_lines

means = st.integers(10, 50).map(lambda tenths: tenths / 10)
pulses = st.builds(Pulse, st.integers(0, 30), st.none() | means)
cycles = st.lists(st.dictionaries(st.sampled_from(list(Question)), pulses), max_size=9)


def autonomy(*found: Pulse | None) -> list[Pulses]:
    """Cycles in which the first question was asked, or not."""
    return [{Question.AUTONOMY: one} if one else {} for one in found]


@given(cycles)
def test_no_mean_of_fewer_than_four_is_shown_even_where_there_is_one(found: list[Pulses]) -> None:
    for line in pulse_lines(found):
        for pulse, mean in zip((one.get(line.question) for one in found), line.means, strict=True):
            assert mean is None or (pulse is not None and pulse.answers >= 4)


@given(cycles)
def test_a_trend_is_at_most_as_long_as_the_scale(found: list[Pulses]) -> None:
    for line in pulse_lines(found):
        assert line.change is None or -4 <= line.change <= 4


@given(means, means)
def test_a_trend_leans_as_the_numbers_do(before: float, now: float) -> None:
    (line,) = pulse_lines(autonomy(Pulse(5, before), Pulse(5, now)))
    assert line.change == round(now - before, 1)


def test_the_trend_skips_cycles_without_a_mean() -> None:
    (line,) = pulse_lines(autonomy(Pulse(6, 3.6), None, Pulse(3, None), Pulse(8, 4.2)))
    assert (line.means, line.change) == ((3.6, None, None, 4.2), 0.6)


def test_the_first_cycle_has_no_trend() -> None:
    (line,) = pulse_lines(autonomy(Pulse(4, 4.0)))
    assert (line.now, line.change) == (4.0, None)


def test_three_answers_say_only_that_they_are_three() -> None:
    (line,) = pulse_lines(autonomy(Pulse(6, 3.6), Pulse(3, 4.9)))
    assert (line.now, line.change, line.answers) == (None, None, 3)


def test_what_was_not_asked_in_this_cycle_has_no_line() -> None:
    assert pulse_lines(autonomy(Pulse(6, 3.6), None)) == ()
    assert pulse_lines([]) == ()
