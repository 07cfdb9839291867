"""Words → the feature that answers them."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.command import commands_of, did_you_mean
from handlers.register import FEATURES

TABLE = commands_of(FEATURES)


@given(st.text(max_size=200))
def test_any_words_get_one_sentence(words: str) -> None:
    said = did_you_mean(words, TABLE)
    assert said.startswith("I don't know “")
    assert "/okra help" in said
    assert len(said) < 250


def test_a_near_miss_is_offered_whatever_follows_it() -> None:
    assert "/okra away`" in did_you_mean("awya until fri", TABLE)
    assert "/okra okrs`" in did_you_mean("okrz", TABLE)
