"""Numbers as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.numbers import read_number, say_number
from okra.refusal import Refused

plain = st.decimals(min_value=-(10**11), max_value=10**11, places=6, allow_nan=False)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", "12"), ("-3.5", "-3.5"), ("+4", "4"), ("−7", "-7"), ("85 %", "85"), ("85%", "85"), ("12,5", "12.5"),
        ("1 200", "1200"), ("1'200", "1200"), ("1_200", "1200"), ("1\u202f200,5", "1200.5"), ("1.2k", "1200"),
        ("3m", "3000000"), ("€12", "12"), ("12 €", "12"), ("$1 200.50", "1200.5"), (".5", "0.5"), ("0.125", "0.125"),
        ("1.2345", "1.2345"), ("1234.500", "1234.5"), ("999999m", "999999000000"), ("1,234,567", "1234567"), ("1.234.567", "1234567"), ("2,5m €", "2500000"),
        ("12\u200b", "12"), ("\u200f12\u200f", "12"), ("0.125k", "125"), ("  7  ", "7"), ("٣٤", "34"), ("१२", "12"), ("-0", "0"),
    ],
)  # fmt: skip
def test_what_people_write_is_read(typed: str, value: str) -> None:
    assert read_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "abc", "1e999", "12.000,50", "1,200", "1.200", "NaN", "Infinity", "-inf", "5 6", "12 apples", "🎉", "½",
        "1" * 13, "999999999999m", "1000000m", "0.1234567", "1.200k", "1,200,000,5", "1,200,000.5", "1.200,300", "1,20,000", "1.200 300",
        "1" + " " * 300 + "2", "1" + " " * 300 + "apples", "\ud800", "12\u202e,34 5",
        "--3", "3-", "1,2,3", "0x10", "x" * 3_000, "9" * 9_000, "0." + "9" * 9_000, "1,234" + ",567" * 2_000, "1" + ".234" * 900 + ",5", "1,200." + "5" * 900, "<!channel>", "مرحبا", "5\n6 7",
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


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1,200", "Is “1,200” 1200 or 1.2?"),
        ("1.234", "Is “1.234” 1234 or 1.2340?"),
        ("1.200k", "Is “1.200k” 1200k or 1.2k?"),
    ],
)
def test_both_readings_that_are_offered_can_be_typed(typed: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_number(typed)
    assert words in refused.value.sentence
    thousand, decimal = (read_number(reading.strip("?")) for reading in words.split("” ")[1].split(" or "))
    assert thousand == decimal * 1000


@pytest.mark.parametrize(
    ("typed", "instead"), [("12.000,50", "12000.50"), ("12,000.50", "12000.50"), ("-1.200.000,5", "-1200000.5")]
)
def test_two_marks_are_answered_with_the_number_to_write(typed: str, instead: str) -> None:
    with pytest.raises(Refused, match=f"Write it like {instead}") as refused:
        read_number(typed)
    assert typed in refused.value.sentence
    assert read_number(instead) == Decimal(instead)


@given(st.from_regex(r"[1-9]\d{0,2}([.]\d{3}){1,5},\d{1,8}", fullmatch=True))
def test_a_number_that_is_offered_instead_is_never_refused_in_turn(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_number(typed)
    instead = refused.value.sentence.removesuffix(".").rpartition("like ")[2].partition(" or ")[0]
    assert read_number(instead) is not None


def test_what_was_typed_is_shown_without_marks_that_turn_the_sentence_round() -> None:
    with pytest.raises(Refused) as refused:
        read_number("\u202eabc\x07\u200b")
    assert "“abc”" in refused.value.sentence


@given(plain, st.sampled_from(["", "%", "€"]))
def test_what_is_said_can_be_read_back(value: Decimal, unit: str) -> None:
    assert read_number(say_number(value, unit)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_any_value_is_said_as_plain_digits(value: Decimal) -> None:
    assert set(say_number(value)) <= set("−.\u202f0123456789")


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
        ("1E+3", "", "1000"), ("1E+30", "", "\u202f".join(["1", *["000"] * 10])), ("1.125", "h", "1.1250 h"), ("0.125", "", "0.125"),
        ("0.33333333333", "", "0.333333"), ("-0.0000001", "", "0"), ("-12500.5", "", "−12\u202f500.5"),
    ],
)  # fmt: skip
def test_numbers_are_said_short(value: str, unit: str, said: str) -> None:
    assert say_number(Decimal(value), unit) == said
