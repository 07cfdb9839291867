"""Clustering: the facilitator decides, every move can be undone, and no note is ever lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.items import Item, ItemKind
from okra.refusal import Refused
from okra.steps.cluster import Add, Decline, Group, Merge, Rename, Split, Undo
from tests.okra.session.hall import BEN, CLEO, Table, all_fresh, item, texts

NOTES = (
    item("a", "The checkout takes nine clicks"),
    item("b", "Checkout takes nine clicks, too many"),
    item("c", "Support answers late"),
    item("d", "Ratings are not visible"),
)


def table(*notes: Item) -> Table:
    return Table("cluster", inputs=notes or NOTES)


def only(step: Table) -> str:
    (cluster,) = step.state.clusters
    return str(cluster.id)


def test_like_notes_are_suggested_until_somebody_decides() -> None:
    step = table()
    assert step.state.suggestions == (("a", "b"),)
    assert step.problems == ["1 suggestion waits for a yes or no."]
    step.do(Group(("a", "b")), BEN)
    assert step.state.suggestions == ()
    assert step.problems == []


def test_what_helped_and_what_hindered_are_never_suggested_as_one_group() -> None:
    helped, hindered = ItemKind.ATTRACTOR, ItemKind.DETRACTOR
    step = Table(
        "cluster",
        {"of": (helped, hindered)},
        (
            item("a", "The release train", helped), item("b", "The release train", hindered),
            item("c", "Release train", helped), item("d", "The release trains", hindered), item("e", "release train", hindered),
        ),
    )  # fmt: skip
    assert step.state.suggestions == (("b", "d", "e"), ("a", "c"))


def test_a_group_says_of_what_it_is_where_that_is_one_and_the_same() -> None:
    step = Table(
        "cluster",
        {"of": (ItemKind.ATTRACTOR, ItemKind.DETRACTOR)},
        (
            item("a", kind=ItemKind.ATTRACTOR, asked="Wind"), item("b", kind=ItemKind.DETRACTOR, asked="Anchors"),
            item("c", kind=ItemKind.DETRACTOR, asked="Anchors"), item("d", kind=ItemKind.DETRACTOR),
        ),
    )  # fmt: skip
    step.do(Group(("a", "b"), "Both"), BEN)
    step.do(Group(("c", "d"), "Against"), BEN)
    assert [one.facts for one in step.handed_on] == [{}, {"of": "detractor"}]
    step.do(Undo(), BEN)
    assert step.handed_on[1].facts == {"of": "detractor", "asked": "Anchors"}


def test_a_declined_suggestion_does_not_come_back_until_it_is_undone() -> None:
    step = table()
    step.do(Decline(("b", "a")), BEN)
    assert step.state.suggestions == ()
    step.do(Undo(), BEN)
    assert step.state.suggestions == (("a", "b"),)


def test_a_group_can_be_named_and_without_a_name_takes_one_from_its_notes() -> None:
    step = table()
    step.do(Group(("a", "b")), BEN)
    assert step.state.clusters[0].name in texts(NOTES)
    step.do(Rename(only(step), "Too many clicks"), BEN)
    assert step.state.clusters[0].name == "Too many clicks"
    for nothing in ("", " ", "\u200b"):
        with pytest.raises(Refused, match="Write a name"):
            step.do(Rename(only(step), nothing), BEN)


def test_groups_merge_split_and_take_loose_notes() -> None:
    step = table()
    step.do(Group(("a", "b"), "one"), BEN)
    step.do(Group(("c",), "two"), BEN)
    one, two = (cluster.id for cluster in step.state.clusters)
    step.do(Merge(one, two), BEN)
    assert step.state.find(one).keys == ("a", "b", "c")
    step.do(Add(one, "d"), BEN)
    step.do(Split(one, ("a", "d")), BEN)
    assert [set(cluster.keys) for cluster in step.state.clusters] == [{"b", "c"}, {"a", "d"}]
    step.do(Split(one, ("b",), alone=True), BEN)
    assert texts(step.state.loose) == {NOTES[1].text}


def test_what_cannot_be_done_is_refused_and_leaves_no_trace() -> None:
    step = table()
    step.do(Group(("a", "b")), BEN)
    one = only(step)
    before = step.rows
    for deed in (Group(("a",)), Group(()), Group(("gone",)), Add(one, "a"), Add(one, "gone"), Merge(one, one),
                 Merge(one, "gone"), Split(one, ("a", "b")), Split(one, ("c",)), Rename("gone", "name")):  # fmt: skip
        with pytest.raises(Refused):
            step.do(deed, BEN)
    with pytest.raises(Refused, match="Only the facilitator"):
        step.do(Group(("c", "d")), CLEO)
    assert step.rows == before


def test_loose_notes_go_on_as_groups_of_their_own() -> None:
    step = table()
    step.do(Group(("a", "b"), "clicks"), BEN)
    made = step.handed_on
    assert all(one.kind is ItemKind.CLUSTER for one in made)
    assert sorted(key for one in made for key in one.hangs_on) == ["a", "b", "c", "d"]
    assert texts(made) == {"clicks", NOTES[2].text, NOTES[3].text}


def test_a_note_that_was_taken_back_leaves_its_group_and_the_rest_stays() -> None:
    step = table()
    step.do(Group(("a", "b"), "clicks"), BEN)
    one = only(step)
    step.do(Rename(one, "fewer clicks"), BEN)
    step.inputs = NOTES[1:]
    assert [(cluster.id, cluster.name, cluster.keys) for cluster in step.state.clusters] == [
        (one, "fewer clicks", ("b",))
    ]
    step.inputs = NOTES[2:]
    assert step.state.clusters == ()
    step.inputs = NOTES
    assert step.state.find(one).keys == ("a", "b")


def test_after_an_undo_another_group_never_gets_the_undone_ones_key() -> None:
    step = table()
    step.do(Group(("a", "b")), BEN)
    undone = only(step)
    step.do(Undo(), BEN)
    step.do(Group(("c", "d")), BEN)
    assert only(step) != undone


def test_two_clicks_on_undo_undo_once() -> None:
    step = table()
    step.do(Group(("a",)), BEN)
    step.do(Group(("b",)), BEN)
    seen = step.state.moves
    step.do(Undo(seen), BEN)
    step.do(Undo(seen), BEN)
    assert [cluster.keys for cluster in step.state.clusters] == [("a",)]


def test_nothing_to_undo_is_said() -> None:
    with pytest.raises(Refused, match="nothing to undo"):
        table().do(Undo(), BEN)


def test_of_two_who_group_at_once_nobody_writes_over_the_other() -> None:
    step = table()
    assert all_fresh(step.decided(Group(("a", "b")), BEN))


KEYS = [note.key for note in NOTES]
some = st.lists(st.sampled_from(KEYS), unique=True, max_size=4).map(tuple)
groups = st.integers(0, 3)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["group", "merge", "split", "alone", "add", "decline", "undo"]), some, groups, groups
        ),
        max_size=20,
    )
)
def test_every_note_is_always_in_exactly_one_group_or_loose(moves: list[tuple[str, tuple[str, ...], int, int]]) -> None:
    step = table()
    for name, keys, one, other in moves:
        ids = [cluster.id for cluster in step.state.clusters] or ["none"]
        here, there = ids[one % len(ids)], ids[other % len(ids)]
        deeds = {
            "group": Group(keys), "merge": Merge(here, there), "split": Split(here, keys),
            "alone": Split(here, keys, alone=True), "add": Add(here, keys[0] if keys else "a"),
            "decline": Decline(keys), "undo": Undo(),
        }  # fmt: skip
        try:
            step.do(deeds[name], BEN)
        except Refused:
            continue
        placed = [key for made in step.handed_on for key in made.hangs_on]
        assert sorted(placed) == KEYS
        assert len({made.key for made in step.handed_on}) == len(step.handed_on)


@given(st.lists(some, min_size=1, max_size=6))
def test_undoing_is_going_one_back(groups: list[tuple[str, ...]]) -> None:
    step = table()
    history = [step.state]
    for keys in groups:
        try:
            history.append(step.do(Group(keys), BEN))
        except Refused:
            continue
    while len(history) > 1:
        history.pop()
        step.do(Undo(), BEN)
        assert step.state.clusters == history[-1].clusters
