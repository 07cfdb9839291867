"""Numbers as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.numbers import read_number, say_number
from okra.refusal import Refused

plain = st.decimals(min_value=-(10**11), max_value=10**11, places=4, allow_nan=False)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", "12"), ("-3.5", "-3.5"), ("+4", "4"), ("−7", "-7"), ("85 %", "85"), ("85%", "85"), ("12,5", "12.5"),
        ("1 200", "1200"), ("1'200", "1200"), ("1_200", "1200"), ("1\u202f200,5", "1200.5"), ("1.2k", "1200"),
        ("3m", "3000000"), ("€12", "12"), ("12 €", "12"), ("$1 200.50", "1200.5"), (".5", "0.5"), ("0.125", "0.125"),
        ("1.2345", "1.2345"), ("  7  ", "7"), ("٣٤", "34"), ("१२", "12"), ("-0", "0"),
    ],
)  # fmt: skip
def test_what_people_write_is_read(typed: str, value: str) -> None:
    assert read_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "abc", "1e999", "12.000,50", "1,200", "1.200", "NaN", "Infinity", "-inf", "5 6", "12 apples", "🎉", "½",
        "1" * 13, "0.1234567", "--3", "3-", "1,2,3", "0x10", "x" * 3_000, "9" * 3_000, "<!channel>", "مرحبا", "5\n6 7",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_short_sentence(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_number(typed, "kr.7")
    assert refused.value.field == "kr.7"
    assert 10 < len(refused.value.sentence) < 160


def test_the_sentence_says_what_was_typed() -> None:
    with pytest.raises(Refused, match="“abc”"):
        read_number("abc")


def test_an_ambiguous_thousand_is_asked_back_with_both_readings() -> None:
    with pytest.raises(Refused, match="Is “1,200” 1200 or 1.2"):
        read_number("1,200")


@given(plain)
def test_what_is_said_can_be_read_back(value: Decimal) -> None:
    try:
        assert read_number(say_number(value)) == value
    except Refused as refused:
        assert "or" in refused.sentence  # three decimals could be a thousand: asked, never guessed


@given(st.integers(-(10**11), 10**11))
def test_whole_numbers_are_always_read_back(value: int) -> None:
    assert read_number(say_number(Decimal(value))) == value


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_a_refusal(text: str) -> None:
    try:
        assert read_number(text).is_finite()
    except Refused as refused:
        assert refused.sentence


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("65", "%", "65 %"), ("65.50", "", "65.5"), ("12500", "", "12\u202f500"), ("1200", "h", "1200 h"), ("-0", "", "0"),
        ("1E+3", "", "1000"),
    ],
)  # fmt: skip
def test_numbers_are_said_short(value: str, unit: str, said: str) -> None:
    assert say_number(Decimal(value), unit) == said
