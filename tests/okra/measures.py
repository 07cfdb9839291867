"""Strategies for measures that can be kept, of every kind and direction."""

from hypothesis import strategies as st

from okra.okr import Measure

NUMBERS = st.integers(0, 6).flatmap(lambda places: st.decimals(min_value=-1000, max_value=1000, places=places))
PERCENTAGES = st.decimals(min_value="0.001", max_value=100, places=3)
UNITS = st.sampled_from(["", "%", "h", "active users", "k$", "t CO2", "tickets/week"])


def _moves(units: st.SearchStrategy[str]) -> st.SearchStrategy[Measure]:
    return st.builds(Measure.move, NUMBERS, NUMBERS, units).filter(lambda m: m.start != m.target)


def _bands(units: st.SearchStrategy[str]) -> st.SearchStrategy[Measure]:
    return st.builds(Measure.stay_above, NUMBERS, units) | st.builds(Measure.stay_below, NUMBERS, units)


MOVES = _moves(st.just(""))
BANDS = _bands(st.just(""))
CHANGES = st.builds(Measure.raise_by, PERCENTAGES) | st.builds(Measure.reduce_by, PERCENTAGES)
MEASURES: st.SearchStrategy[Measure] = MOVES | CHANGES | BANDS | st.just(Measure.done())
MEASURES_WITH_UNITS: st.SearchStrategy[Measure] = _moves(UNITS) | CHANGES | _bands(UNITS) | st.just(Measure.done())
