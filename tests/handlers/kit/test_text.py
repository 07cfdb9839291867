"""Text of people is data."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.kit.elements import bullets, line, note, plain, quote, sentence
from handlers.kit.text import escape, full_stop, listing, one_line, plural, size, trim, unescape
from sandbox.blockkit import validate_message
from sandbox.text import pings

anything = st.text(max_size=400)
hostile = st.sampled_from(
    ["<!channel>", "<@U123ABC>", "<!here>", "@channel", "#general", "<http://x|y>", "*b*", "`c`", "\u202eabc"]
)
words = st.lists(st.one_of(anything, hostile), min_size=1, max_size=6).map(" ".join)


@given(words)
def test_no_text_that_a_person_can_type_pings_or_breaks_a_block(text: str) -> None:
    blocks = [line(plain(text)), quote(text), bullets([[plain(text)]]), note(text or "-"), sentence(text or "-")]
    message = {"text": escape(one_line(text)) or "-", "blocks": [block.to_dict() for block in blocks]}
    assert pings(message) == []
    assert validate_message(message) == []


@given(anything)
def test_escaping_leaves_no_control_character_and_can_be_undone(text: str) -> None:
    assert "<" not in escape(text)
    assert ">" not in escape(text)
    assert unescape(escape(text)) == text


@given(anything, st.integers(1, 60))
def test_trimming_keeps_within_the_limit_and_changes_nothing_that_fits(text: str, limit: int) -> None:
    trimmed = trim(text, limit)
    assert size(trimmed) <= limit
    assert trimmed == text or trimmed.endswith("…")
    if size(text) <= limit:
        assert trimmed == text


def test_trimming_never_cuts_an_emoji_in_two() -> None:
    family = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"
    assert trim(f"ab{family}", 6) == "ab…"
    assert trim("🎉🎉🎉", 5) == "🎉🎉…"


def test_counts_and_lists_read_well() -> None:
    assert [plural(n, "answer") for n in (0, 1, 2)] == ["0 answers", "1 answer", "2 answers"]
    assert listing([]) == ""
    assert listing(["Ana"]) == "Ana"
    assert listing(["Ana", "Ben", "Cleo"]) == "Ana, Ben and Cleo"


def test_a_title_that_is_a_question_gets_no_full_stop() -> None:
    assert [full_stop(title) for title in ("Agree", "Can we?", "Go!", "And …")] == ["Agree.", "Can we?", "Go!", "And …"]
