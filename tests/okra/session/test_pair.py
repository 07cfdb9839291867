"""Pairs across roles, each with its topics and a place of its own to write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.items import ItemKind
from okra.pairing import pairs
from okra.refusal import Refused
from okra.steps.pair import Done, Form, Join, Merge, Remove, Write
from okra.steps.pair_groups import deal
from okra.steps.step import Ask
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, Table, all_fresh, item, texts

ASKS = (Ask(ItemKind.PAIN, "What hurts?"), Ask(ItemKind.HYPOTHESIS, "What must be true?"))
TOPICS = tuple(item(key, kind=ItemKind.CLUSTER) for key in ("t1", "t2", "t3"))
ROLES = {ADA: "design", BEN: "design", CLEO: "backend", DAN: "backend"}


def table(people: tuple[str, ...] = (ADA, BEN, CLEO, DAN), **options: object) -> Table:
    return Table("pair", {"over": (ItemKind.CLUSTER,), "asks": ASKS, **options}, TOPICS, people, ROLES)


def mine(step: Table, user_id: str) -> tuple[int, str]:
    """Somebody's group and its first topic."""
    number = step.state.group_of(user_id)
    return number, step.state.groups[number].topics[0]


def write(step: Table, entry_id: str, by: str, text: str = "words", ask: int = 0) -> None:
    step.do(Write(entry_id, mine(step, by)[1], ask, text), by)


roles = st.dictionaries(
    st.text("ABCDEFGH", min_size=1, max_size=4), st.sampled_from(["", "design", "backend", "Backend "]), max_size=30
)


@given(roles, st.integers())
def test_everybody_is_in_one_pair_and_the_odd_one_makes_a_trio(people: dict[str, str], seed: int) -> None:
    made = pairs(people, seed)
    assert sorted(one for group in made for one in group) == sorted(people)
    sizes = sorted(map(len, made))
    assert sizes == (
        []
        if not people
        else [1]
        if len(people) == 1
        else [2] * (len(people) // 2 - len(people) % 2) + [3] * (len(people) % 2)
    )
    assert pairs(dict(reversed(people.items())), seed) == made


@given(st.integers(1, 15), st.integers(0, 15), st.integers())
def test_pairs_mix_roles_as_far_as_there_are_two(designers: int, engineers: int, seed: int) -> None:
    people = {f"D{n}": "design" for n in range(designers)} | {f"E{n}": "engineering" for n in range(engineers)}
    made = [group for group in pairs(people, seed) if len(group) > 1]
    alike = sum(len({one[0] for one in group}) == 1 for group in made)
    assert alike <= (abs(designers - engineers) + 1) // 2


@given(st.integers(0, 40), st.integers(1, 30))
def test_every_topic_is_with_somebody_and_no_pair_is_without_one(topics: int, groups: int) -> None:
    dealt = deal([f"t{n}" for n in range(topics)], groups)
    assert {key for mine in dealt for key in mine} == {f"t{n}" for n in range(topics)}
    assert all(dealt) or not topics
    assert max(map(len, dealt)) - min(map(len, dealt)) <= 1


def test_the_facilitator_makes_the_pairs_across_roles() -> None:
    step = table()
    assert step.problems == ["The pairs are not made yet."]
    with pytest.raises(Refused, match="Only the facilitator"):
        step.do(Form(), CLEO)
    step.do(Form(), BEN)
    for group in step.state.groups:
        assert {ROLES[one] for one in group.people} == {"design", "backend"}
    assert {key for group in step.state.groups for key in group.topics} == {"t1", "t2", "t3"}


def test_without_people_or_topics_no_pairs_are_made() -> None:
    with pytest.raises(Refused, match="Nobody is here"):
        table(()).do(Form(), BEN)
    empty = table()
    empty.inputs = ()
    with pytest.raises(Refused, match="nothing to write on"):
        empty.do(Form(), BEN)


def test_a_pair_writes_in_its_own_place_and_others_cannot_touch_it() -> None:
    step = table()
    step.do(Form(), BEN)
    number, topic = mine(step, CLEO)
    write(step, "1", CLEO, "nine clicks")
    partner = next(one for one in step.state.groups[number].people if one != CLEO)
    stranger = next(one for one in step.people if one not in step.state.groups[number].people)
    step.do(Write("1", topic, 0, "nine long clicks"), partner)
    for deed in (Remove("1"), Write("1", mine(step, stranger)[1], 0, "theirs")):
        with pytest.raises(Refused, match="another pair"):
            step.do(deed, stranger)
    with pytest.raises(Refused, match="with another pair"):
        step.do(Write("2", topic, 0, "theirs"), stranger)
    assert step.state.written_by(mine(step, stranger)[0]) == ()
    (made,) = step.handed_on
    assert (made.kind, made.text, made.hangs_on) == (ItemKind.PAIN, "nine long clicks", (topic,))
    assert made.facts == {}


def test_what_a_pair_wrote_stands_by_topic_and_box_in_the_order_in_which_it_was_written() -> None:
    step = table((CLEO, DAN))
    step.do(Form(), BEN)
    for entry, topic, ask in (("z", "t2", 0), ("y", "t1", 1), ("x", "t1", 0), ("a", "t1", 0)):
        step.do(Write(entry, topic, ask, f"text of {entry}"))
    step.do(Write("x", "t1", 0, "other text of x"))
    assert [entry.id for entry in step.state.written_by(0)] == ["x", "a", "y", "z"]
    assert [one.text for one in step.handed_on] == ["other text of x", "text of a", "text of y", "text of z"]


def test_a_box_takes_as_many_entries_as_the_script_says() -> None:
    step = table(most=1)
    step.do(Form(), BEN)
    write(step, "1", CLEO)
    write(step, "1", CLEO, "better words")
    write(step, "2", CLEO, ask=1)
    with pytest.raises(Refused, match="1 are the most"):
        write(step, "3", CLEO)


def test_pairs_are_done_not_people() -> None:
    step = table()
    step.do(Form(), BEN)
    step.do(Done(), CLEO)
    assert step.turnout == (1, 2)
    number, _ = mine(step, CLEO)
    step.people = tuple(one for one in step.people if one not in step.state.groups[number].people)
    assert step.turnout == (0, 1)


def test_latecomers_go_to_the_smallest_pair() -> None:
    step = table((ADA, BEN, CLEO))
    with pytest.raises(Refused, match="not made yet"):
        step.do(Join(), CLEO)
    step.do(Form(), BEN)
    step.people = (ADA, BEN, CLEO, DAN, EVE)
    with pytest.raises(Refused, match="in no pair"):
        step.do(Done(), DAN)
    step.do(Join(), DAN)
    step.do(Join(), EVE)
    assert [len(group.people) for group in step.state.groups] == [5]


def test_who_is_in_a_pair_is_put_into_no_other_and_told_so() -> None:
    step = table()
    step.do(Form(), BEN)
    before = step.state.groups
    with pytest.raises(Refused, match="You are in a pair already"):
        step.do(Join(), CLEO)
    assert step.state.groups == before


def test_somebody_left_alone_is_seen_and_can_be_put_with_others_with_all_that_was_written() -> None:
    step = table()
    step.do(Form(), BEN)
    write(step, "1", CLEO, "ours")
    number, _ = mine(step, CLEO)
    other = 1 - number
    partner = next(one for one in step.state.groups[number].people if one != CLEO)
    step.people = tuple(one for one in step.people if one != partner)
    assert step.state.alone == (number,)
    step.do(Merge(other, number), BEN)
    assert step.state.alone == ()
    assert texts(step.state.written_by(other)) == {"ours"}
    step.do(Write("1", step.state.entries[0].topic, 0, "still ours"), CLEO)
    assert texts(step.handed_on) == {"still ours"}


def test_who_is_put_to_another_pair_twice_is_put_there_once() -> None:
    step = table()
    step.do(Form(), BEN)
    step.do(Merge(0, 1), BEN)
    assert step.decided(Merge(0, 1), BEN) == []
    for gone in (Merge(1, 0), Merge(0, 7), Merge(0, 0)):
        with pytest.raises(Refused, match="not there any more"):
            step.do(gone, BEN)


def test_pairs_made_anew_go_on_with_what_their_people_wrote() -> None:
    step = table()
    step.do(Form(), BEN)
    write(step, "1", CLEO, "from Cleo's pair")
    step.do(Done(), CLEO)
    number, _ = mine(step, CLEO)
    before = set(step.state.groups[number].people)
    step.people = (*(ADA, BEN, CLEO, DAN), EVE)
    step.do(Form(), BEN)
    assert step.turnout == (0, 2)
    assert texts(step.handed_on) == {"from Cleo's pair"}
    (holder,) = [at for at in step.state.peopled if step.state.written_by(at)]
    assert before & set(step.state.groups[holder].people)


def test_of_two_who_change_the_pairs_at_once_the_second_is_told_to_look_again() -> None:
    step = table()
    step.do(Form(), BEN)
    step.people = (*step.people, EVE)
    assert all_fresh(step.decided(Join(), EVE))
    assert all_fresh(step.decided(Form(), BEN))


crowd = [f"U{n}" for n in range(9)]
happenings = st.lists(
    st.tuples(st.sampled_from(["form", "join", "leave", "merge", "write"]), st.sampled_from(crowd), st.integers(0, 12)),
    max_size=25,
)


@given(happenings)
def test_whatever_happens_to_the_pairs_no_word_is_lost_and_each_is_in_one_place(
    story: list[tuple[str, str, int]],
) -> None:
    step = table(tuple(crowd[:4]))
    written: set[str] = set()
    for at, (what, who, number) in enumerate(story):
        try:
            match what:
                case "form":
                    step.do(Form(), BEN)
                case "join":
                    step.people = tuple(dict.fromkeys((*step.people, who)))
                    step.do(Join(), who)
                case "leave":
                    step.people = tuple(one for one in step.people if one != who)
                case "merge":
                    step.do(Merge(number % 5, number // 3), BEN)
                case "write" if step.state.group_of(who) is not None:
                    write(step, f"e{at}", who, f"text {at}")
                    written.add(f"text {at}")
        except Refused:
            continue
        seen = [
            entry.text
            for number in range(len(step.state.groups))
            if step.state.groups[number].people
            for entry in step.state.written_by(number)
        ]
        assert sorted(seen) == sorted(written)
        assert texts(step.handed_on) == written
        inside = [one for group in step.state.groups for one in group.people]
        assert len(inside) == len(set(inside))
