"""Naming what could stop us, and voting with a budget."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.items import ItemKind
from okra.refusal import Refused
from okra.steps.blockers import Name, Nothing, Remove
from okra.steps.vote import Show, Spend
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, Table, item

NOTES = (item("a", author=CLEO), item("b", author=DAN))


def blocking(*inputs: object, **options: object) -> Table:
    return Table("blockers", options, inputs=inputs or NOTES)  # type: ignore[arg-type]


def test_a_blocker_hangs_on_what_it_could_stop_and_says_whom_it_needs() -> None:
    step = blocking()
    step.do(Name("1", "a", "The payment team is busy", needs="Payments"), CLEO)
    (made,) = step.handed_on
    assert (made.kind, made.hangs_on) == (ItemKind.BLOCKER, ("a",))
    assert made.facts == {"author": CLEO, "needs": "Payments"}


def test_one_names_blockers_of_ones_own_notes() -> None:
    step = blocking()
    with pytest.raises(Refused, match="Choose what"):
        step.do(Name("1", "b", "not mine"), CLEO)
    assert blocking(own_only=False).do(Name("1", "b", "anybody's"), CLEO).blockers


def test_where_nobody_knows_whose_note_it_is_everybody_may_name_its_blockers() -> None:
    assert blocking(item("a")).do(Name("1", "a", "a risk"), CLEO).blockers


def test_beside_ones_own_notes_one_is_asked_about_anonymous_ones() -> None:
    step = blocking(*NOTES, item("c"))
    assert [one.key for one in step.state.mine(CLEO)] == ["a", "c"]
    assert step.do(Name("1", "c", "a risk"), CLEO).blockers


def test_nothing_is_an_answer_too() -> None:
    step = blocking()
    assert step.problems
    step.do(Nothing(), CLEO)
    step.do(Nothing(), CLEO)
    assert step.turnout == (1, 4)
    assert step.problems == []
    step.do(Nothing(yes=False), CLEO)
    assert step.turnout == (0, 4)


def test_a_blocker_is_its_writers_own() -> None:
    step = blocking(item("a"))
    step.do(Name("1", "a", "a risk"), CLEO)
    for deed in (Remove("1"), Name("1", "a", "another")):
        with pytest.raises(Refused, match="not yours"):
            step.do(deed, DAN)
    step.do(Name("1", "a", "a bigger risk"), CLEO)
    assert [one.text for one in step.handed_on] == ["a bigger risk"]
    step.do(Remove("1"), CLEO)
    assert step.handed_on == []


def test_who_is_not_here_names_nothing() -> None:
    with pytest.raises(Refused, match="Join it first"):
        blocking(item("a")).do(Name("1", "a", "a risk"), EVE)


CLUSTERS = tuple(item(key, kind=ItemKind.CLUSTER) for key in "abc")


def voting(**options: object) -> Table:
    return Table("vote", {"of": (ItemKind.CLUSTER,), "dots": 3, **options}, inputs=CLUSTERS)


def test_counts_are_hidden_until_the_facilitator_shows_them() -> None:
    step = voting()
    step.do(Spend({"a": 2, "b": 1}), CLEO)
    step.do(Spend({"b": 3}), DAN)
    assert step.state.counts == ()
    assert step.problems == ["The counts are not shown yet."]
    with pytest.raises(Refused, match="Only the facilitator"):
        step.do(Show(), CLEO)
    step.do(Show(), BEN)
    assert [(one.key, dots) for one, dots in step.state.counts] == [("b", 4), ("a", 2), ("c", 0)]


def test_a_shown_vote_is_closed_until_it_is_opened_again() -> None:
    step = voting()
    step.do(Show(), BEN)
    with pytest.raises(Refused, match="closed"):
        step.do(Spend({"a": 1}), CLEO)
    step.do(Show(yes=False), BEN)
    step.do(Spend({"a": 1}), CLEO)
    assert step.turnout == (1, 4)


@pytest.mark.parametrize("dots", [{"a": 4}, {"a": 2, "b": 2}, {"a": -1}, {"a": -1, "b": 3}, {"gone": 1}])
def test_no_budget_is_ever_exceeded(dots: dict[str, int]) -> None:
    step = voting()
    with pytest.raises(Refused):
        step.do(Spend(dots), CLEO)
    assert step.rows == ()


def test_one_thing_takes_no_more_dots_than_the_script_says() -> None:
    with pytest.raises(Refused, match="2 dots are the most for one"):
        voting(most_on_one=2).do(Spend({"a": 3}), CLEO)
    with pytest.raises(Refused, match="1 dot is the most for one"):
        voting(most_on_one=1).do(Spend({"a": 2}), CLEO)


def test_what_is_handed_on_says_how_many_dots_there_are() -> None:
    step = voting()
    step.do(Spend({"a": 2, "b": 1}), CLEO)
    assert [(votes.text, votes.hangs_on) for votes in step.handed_on] == [("2 dots", ("a",)), ("1 dot", ("b",))]


def test_dots_on_what_is_gone_come_back_to_their_owner() -> None:
    step = voting()
    step.do(Spend({"a": 2, "b": 1}), CLEO)
    step.inputs = CLUSTERS[1:]
    assert step.state.own(CLEO) == {"b": 1}
    assert [(one.hangs_on, one.facts["dots"]) for one in step.handed_on] == [(("b",), 1)]


def test_it_is_handed_on_how_many_and_never_who() -> None:
    step = voting()
    step.do(Spend({"a": 2}), CLEO)
    assert [one.facts for one in step.handed_on] == [{"dots": 2}]
    assert CLEO not in repr(step.handed_on)


def test_what_has_most_dots_goes_on_first_and_equals_by_their_keys() -> None:
    step = voting()
    step.do(Spend({"c": 1, "b": 1, "a": 1}), CLEO)
    step.do(Spend({"c": 2}), DAN)
    assert [(one.hangs_on, one.facts["dots"]) for one in step.handed_on] == [(("c",), 3), (("a",), 1), (("b",), 1)]


spending = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), max_size=3)


@given(st.lists(st.tuples(st.sampled_from([ADA, BEN, CLEO]), spending), max_size=15))
def test_however_often_people_change_their_minds_their_dots_stay_within_the_budget(
    votes: list[tuple[str, dict[str, int]]],
) -> None:
    step = voting()
    for by, dots in votes:
        if sum(dots.values()) <= 3:
            step.do(Spend(dots), by)
    assert all(sum(step.state.own(one).values()) <= 3 for one in (ADA, BEN, CLEO))
    assert sum(one.facts["dots"] for one in step.handed_on) <= 9
