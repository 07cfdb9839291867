"""Refusals and what they quote."""

from hypothesis import given
from hypothesis import strategies as st

from okra.refusal import Refused, RefusedFields, quoted, visible


def test_a_refusal_says_its_sentence_and_what_it_is_about() -> None:
    refused = Refused("There is no such day.", "until")
    assert (str(refused), refused.sentence, refused.field) == (
        "There is no such day.",
        "There is no such day.",
        "until",
    )
    assert Refused("Not here.").field is None


def test_of_several_faults_the_first_speaks_for_all() -> None:
    refused = RefusedFields({"kr.1": "First.", "kr.2": "Second."})
    assert (refused.sentence, refused.field) == ("First.", "kr.1")
    assert refused.sentences == {"kr.1": "First.", "kr.2": "Second."}


def test_what_was_typed_is_quoted_on_one_short_line() -> None:
    assert quoted("one\n two") == "“one two”"
    assert quoted("x" * 30) == f"“{'x' * 30}”"
    assert quoted("x" * 31) == f"“{'x' * 29}…”"
    assert quoted(" \n\u200b") == "an empty field"


def test_marks_that_hide_or_turn_text_are_left_out() -> None:
    assert visible("\u202eab\x07c\u200b\ud800") == "abc"


@given(st.text(max_size=3_000))
def test_any_text_can_be_quoted_and_sent(text: str) -> None:
    shown = quoted(text)
    assert len(shown) <= 32
    assert shown.encode()
    assert "\n" not in shown
