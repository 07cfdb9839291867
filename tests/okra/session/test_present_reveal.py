"""Presenting and revealing: what people look at together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.items import Item, ItemKind
from okra.refusal import Refused
from okra.steps.present import Bring
from tests.okra.session.hall import BEN, CLEO, Table, item


def test_the_facilitator_brings_a_text_or_a_link_and_may_bring_another() -> None:
    step = Table("present", {"asks_for": "The company's OKRs"})
    assert step.problems == ["Still to bring: The company's OKRs."]
    step.do(Bring("https://example.org/okrs"), BEN)
    step.do(Bring("Delight new customers"), BEN)
    assert step.state.text == "Delight new customers"
    assert step.problems == []
    assert step.handed_on == []


def test_nobody_else_brings_something() -> None:
    with pytest.raises(Refused, match="Only the facilitator"):
        Table("present").do(Bring("mine"), CLEO)


def test_what_earlier_sessions_gave_lies_beside_it() -> None:
    vision, note = item("v", kind=ItemKind.VISION), item("n")
    step = Table("present", {"shows": (ItemKind.VISION,)}, inputs=(vision, note))
    assert step.state.items == (vision,)
    assert step.problems == []


def notes(step: str, count: int) -> tuple[Item, ...]:
    return tuple(item(f"s1/{step}/{number}") for number in range(count))


@given(st.integers(0, 60), st.integers(), st.randoms(use_true_random=False))
def test_a_reveal_shows_each_note_once_in_an_order_that_only_the_seed_decides(
    count: int, seed: int, chance: object
) -> None:
    there = list(notes("ideas", count))
    step = Table("reveal", {"of": "ideas"}, inputs=tuple(there), seed=seed)
    before = step.state.notes
    assert sorted(note.key for note in before) == sorted(note.key for note in there)
    chance.shuffle(there)  # type: ignore[attr-defined]
    step.inputs = tuple(there)
    assert step.state.notes == before


def test_a_reveal_does_not_keep_the_order_of_writing() -> None:
    there = notes("ideas", 20)
    assert Table("reveal", {"of": "ideas"}, inputs=there).state.notes != there


def test_a_reveal_shows_its_own_round_alone() -> None:
    mine, other = notes("ideas", 1), notes("ideas-2", 1)
    step = Table("reveal", {"of": "ideas"}, inputs=(*mine, *other))
    assert step.state.notes == mine
    assert step.problems == []
    assert Table("reveal", {"of": "ideas"}).problems == ["There is nothing to read: nobody wrote a note."]


def test_there_is_nothing_to_do_in_a_reveal_but_read() -> None:
    with pytest.raises(Refused, match="for reading"):
        Table("reveal", {"of": "ideas"}).do(object(), BEN)
