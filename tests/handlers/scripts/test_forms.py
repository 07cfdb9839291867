"""A file becomes a script, or a sentence that says what to do."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit.payload import SentFile, Values
from handlers.scripts import forms, ids
from handlers.scripts.values import MOST_BYTES
from okra.refusal import Refused
from okra.script import LONGEST_FILE, built_in, built_in_text
from okra.script_reader import Fault


def values(*files: Mapping[str, object]) -> Values:
    """A window with these files in it."""
    return Values({ids.FILE: {ids.FILE: {"type": "file_input", "files": list(files)}}})


def refusal(data: bytes) -> str:
    """What is said of a file."""
    with pytest.raises(Refused) as caught:
        forms.script(data)
    assert caught.value.field == ids.FILE
    return caught.value.sentence


def test_one_file_is_taken() -> None:
    sent = {
        "id": "F1",
        "name": "a.yaml",
        "size": 12,
        "url_private": "https://x/1",
        "url_private_download": "https://x/2",
    }
    assert forms.file(values(sent)) == SentFile("F1", "a.yaml", 12, "https://x/2")


@pytest.mark.parametrize("count", [0, 2])
def test_none_or_several_are_not(count: int) -> None:
    with pytest.raises(Refused) as caught:
        forms.file(values(*[{"id": f"F{number}"} for number in range(count)]))
    assert (caught.value.sentence, caught.value.field) == ("Please choose one file.", ids.FILE)


def test_what_is_too_long_by_what_slack_says_is_refused_unread() -> None:
    assert forms.file(values({"id": "F1", "size": MOST_BYTES})).size == MOST_BYTES
    with pytest.raises(Refused, match=f"{LONGEST_FILE:,} characters fit"):
        forms.file(values({"id": "F1", "size": MOST_BYTES + 1}))


@pytest.mark.parametrize("name", list(built_in()))
def test_each_of_ours_comes_back_as_it_went_out(name: str) -> None:
    text = built_in_text(name)
    assert forms.script(text.encode()) == (built_in()[name], text)


def test_a_mark_at_the_beginning_is_not_part_of_the_text() -> None:
    text = built_in_text("session-0")
    assert forms.script(text.encode("utf-8-sig")) == (built_in()["session-0"], text)


@given(st.binary(max_size=300))
def test_no_bytes_are_too_odd_for_a_sentence(data: bytes) -> None:
    assert refusal(data).endswith((".", "again."))


FAULTS = st.builds(Fault, st.just("x.yaml"), st.integers(1, 10_000), st.text(max_size=300), st.text(max_size=3_000))


@given(st.lists(FAULTS, min_size=1, max_size=60))
def test_as_many_faults_as_people_read_are_told_and_none_is_lost_count_of(faults: list[Fault]) -> None:
    said = forms.told(faults)
    assert len(said) < forms.LONGEST_ANSWER + 2 * forms.LONGEST_FAULT
    *lines, last = said.split("\n")
    more = int(last.split()[1]) if last.startswith("And ") else 0
    told = len(lines) + (not more)
    assert told + more == len(faults)
    assert all(line.startswith("Line ") for line in said.split("\n")[:told])


def test_faults_are_told_without_the_name_of_the_file() -> None:
    assert refusal(b"name: a\ntitel: b\n").startswith("Line 1, title: is missing.\nLine 1, purpose: is missing.")
