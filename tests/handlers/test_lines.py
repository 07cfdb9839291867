"""Boxes of one entry a line: a window takes out what stood in it, and nothing that came since."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.sessions.steps.lines import Line, difference, in_box, joined, remembered

WORDS = st.text("abc", min_size=1, max_size=3)
ENTRIES = st.lists(WORDS, max_size=6).map(lambda texts: [(f"{n:08d}", text) for n, text in enumerate(texts)])


def made(now: list[Line], stood: list[str], typed: str) -> list[str]:
    """The texts that stand there after a window was sent."""
    what = difference(now, stood, typed)
    changed = dict(what.changed)
    kept = [changed.get(entry, text) for entry, text in now if entry not in what.gone]
    return sorted([*kept, *what.new])


@given(ENTRIES)
def test_what_is_sent_as_it_was_opened_changes_nothing(entries: list[Line]) -> None:
    what = difference(entries, remembered({"box": entries}), in_box(entries))
    assert not what.gone
    assert not what.changed
    assert not what.new


@given(ENTRIES, st.lists(WORDS, max_size=6))
def test_a_box_that_nobody_else_wrote_in_says_afterwards_what_was_typed(entries: list[Line], typed: list[str]) -> None:
    assert made(entries, remembered({"box": entries}), "\n".join(typed)) == sorted(typed)


@given(ENTRIES, st.integers(0, 6), st.lists(WORDS, max_size=6))
def test_what_others_wrote_meanwhile_is_never_lost(entries: list[Line], seen: int, typed: list[str]) -> None:
    stood = remembered({"box": entries[:seen]})
    what = difference(entries, stood, "\n".join(typed))
    since = {entry for entry, _ in entries[seen:]}
    assert since.isdisjoint(what.gone)
    assert since.isdisjoint(entry for entry, _ in what.changed)


@given(ENTRIES, st.integers(0, 6), st.lists(WORDS, max_size=6))
def test_every_line_that_was_typed_stands_there_afterwards(entries: list[Line], seen: int, typed: list[str]) -> None:
    after = made(entries, remembered({"box": entries[:seen]}), "\n".join(typed))
    assert set(typed) <= set(after)


@given(ENTRIES, st.integers(0, 6), st.lists(WORDS, max_size=6))
def test_a_box_that_is_opened_again_takes_in_what_others_wrote(
    entries: list[Line], seen: int, typed: list[str]
) -> None:
    stood = remembered({"box": entries[:seen]})
    text, _ = joined(entries, stood, "\n".join(typed))
    box = text.split("\n")
    assert set(box) >= {*typed, *(text for _, text in entries[seen:])}


def test_words_that_stood_there_already_are_not_written_twice_by_both_of_a_pair() -> None:
    by_other = [("00000001", "They wait")]
    assert difference(by_other, [], "They wait").new == []
