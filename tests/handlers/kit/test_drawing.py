"""Words in pictures: what the font lacks is left out, unless too little would be left."""

import pytest

from handlers.kit.drawing import drawable


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("🚀 Launch 👩‍👩‍👧 family", "Launch family"),
        ("Ça va & более", "Ça va & более"),
        ("شكرا", "شكرا"),
        ("日本語のみ", "in the text"),
        ("日本語 ok", "in the text"),
        ("🚀", "in the text"),
        ("Launch in 東京", "Launch in"),
    ],
)
def test_words_are_drawn_as_far_as_they_still_say_something(words: str, drawn: str) -> None:
    assert drawable(words, "in the text", 40) == drawn


def test_long_words_are_cut() -> None:
    assert drawable("a" * 50, "", 10) == "a" * 9 + "…"
