"""Silent writing: nobody sees a note, or who wrote how many, before its time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.items import ItemKind
from okra.refusal import Refused
from okra.steps.pads import pad_of
from okra.steps.step import LONGEST_TEXT, Ask, Who
from okra.steps.write import Done, Remove, Write
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, Table

ASKS = (Ask(ItemKind.NOTE, "An idea"), Ask(ItemKind.RISK, "A risk"))


def table(**options: object) -> Table:
    return Table("write", {"asks": ASKS, **options})


def test_notes_become_what_their_box_asks_for_and_carry_their_author() -> None:
    step = table()
    step.do(Write("a", "  Fewer clicks "), CLEO)
    step.do(Write("b", "The old API goes", ask=1), DAN)
    assert [(one.key, one.kind, one.text, one.facts) for one in step.handed_on] == [
        ("s1/step/a", ItemKind.NOTE, "Fewer clicks", {"author": CLEO, "asked": "An idea"}),
        ("s1/step/b", ItemKind.RISK, "The old API goes", {"author": DAN, "asked": "A risk"}),
    ]


def test_where_one_thing_is_asked_a_note_does_not_say_what() -> None:
    step = table(asks=ASKS[:1])
    step.do(Write("a", "Fewer clicks"), CLEO)
    assert step.handed_on[0].facts == {"author": CLEO}


@pytest.mark.parametrize(("objective", "hangs_on"), [(None, ()), ("okr/o7", ("okr/o7",))])
def test_a_note_hangs_on_the_one_objective_that_the_session_is_about(
    objective: str | None, hangs_on: tuple[str, ...]
) -> None:
    step = table(asks=ASKS[:1])
    step.objective = objective
    step.do(Write("a", "Fewer clicks"), CLEO)
    assert step.handed_on[0].hangs_on == hangs_on


def test_one_sees_ones_own_notes_only() -> None:
    step = table()
    step.do(Write("a", "mine"), CLEO)
    step.do(Write("b", "yours"), DAN)
    assert [note.text for note in step.state.own(Who(CLEO))] == ["mine"]
    with pytest.raises(Refused, match="not in this session"):
        step.state.own(Who(EVE))


def test_a_note_can_be_written_anew_and_taken_back_by_its_writer_alone() -> None:
    step = table()
    step.do(Write("a", "first"), CLEO)
    step.do(Write("a", "second"), CLEO)
    for deed in (Write("a", "third"), Remove("a")):
        with pytest.raises(Refused, match="not yours"):
            step.do(deed, DAN)
    assert [one.text for one in step.handed_on] == ["second"]
    step.do(Remove("a"), CLEO)
    assert step.handed_on == []
    assert step.problems == ["Nobody has written anything yet."]


def test_the_count_of_notes_is_limited_but_editing_at_the_limit_is_not() -> None:
    step = table(most=2)
    step.do(Write("a", "1"))
    step.do(Write("b", "2"))
    step.do(Write("b", "two"))
    with pytest.raises(Refused, match="2 notes are the most"):
        step.do(Write("c", "3"))


@pytest.mark.parametrize("text", ["", "   \n\t ", "\u200b\u200d", "\x00", "x" * (LONGEST_TEXT + 1)])
def test_a_note_needs_words_that_somebody_can_see_and_is_never_cut(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        table().do(Write("a", text))
    assert refusal.value.field == "text"


def test_signs_that_no_database_keeps_are_left_out_and_all_others_stay() -> None:
    step = table()
    step.do(Write("a", "a\x00b\ud800 <!channel> *👩‍💻*\nnext"))
    assert step.handed_on[0].text == "ab <!channel> *👩‍💻*\nnext"


def test_a_box_that_is_not_there_is_refused() -> None:
    for ask in (-1, 2):
        with pytest.raises(Refused, match="box"):
            table().do(Write("a", "text", ask=ask))


def test_done_is_counted_of_those_who_are_here_and_can_be_taken_back() -> None:
    step = table()
    step.do(Done(), CLEO)
    step.do(Done(), CLEO)
    step.do(Done(), DAN)
    assert step.turnout == (2, 4)
    step.do(Done(yes=False), DAN)
    assert step.turnout == (1, 4)
    step.people = (ADA, BEN, DAN)
    assert step.turnout == (0, 3)


def test_nobody_writes_from_outside() -> None:
    with pytest.raises(Refused, match="Join it first"):
        table().do(Write("a", "text"), EVE)


def test_an_anonymous_round_keeps_no_author_and_no_key() -> None:
    step = table(anonymous=True)
    step.do(Write("a", "a worry"), None, pad="key-of-cleo")
    step.do(Done(), CLEO, pad="key-of-cleo")
    assert all(row.author is None for row in step.rows)
    assert CLEO not in repr(step.rows)
    assert "key-of-cleo" not in repr(step.rows)
    assert step.handed_on[0].facts == {"asked": "An idea"}
    assert pad_of("key-of-cleo") not in step.handed_on[0].key
    assert step.turnout == (1, 4)


def test_only_the_one_time_key_opens_an_anonymous_note() -> None:
    step = table(anonymous=True)
    step.do(Write("a", "a worry"), None, pad="right")
    with pytest.raises(Refused, match="not yours"):
        step.do(Write("a", "changed"), CLEO, pad="wrong")
    with pytest.raises(Refused, match="Open the window"):
        step.do(Write("a", "changed"), CLEO)
    assert [note.text for note in step.state.own(Who(None, pad="right"))] == ["a worry"]
    assert step.state.own(Who(None, pad="wrong")) == ()


def test_lost_keys_never_make_more_done_than_there_are_people() -> None:
    step = table(anonymous=True)
    for number in range(6):
        step.do(Done(), None, pad=f"key {number}")
    assert step.turnout == (4, 4)


@given(
    st.lists(st.tuples(st.sampled_from([ADA, BEN, CLEO, DAN]), st.text("abc ", min_size=1)), max_size=12), st.randoms()
)
def test_the_order_in_which_people_wrote_is_never_told(written: list[tuple[str, str]], chance: object) -> None:
    step = table(most=20)
    for number, (by, text) in enumerate(written):
        if text.strip():
            step.do(Write(f"{number}", text), by)
    before = step.handed_on
    rows = list(step.rows)
    chance.shuffle(rows)  # type: ignore[attr-defined]
    step.rows = tuple(rows)
    assert step.handed_on == before
