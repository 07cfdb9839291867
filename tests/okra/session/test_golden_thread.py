"""What hangs on what, and what is said of what hangs on nothing."""

from collections.abc import Collection, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.golden_thread import NEEDS, orphans, path
from okra.items import Item, ItemKind, by_key

NOTE = Item("s1/ideas/a", ItemKind.NOTE, "Remind players")
GROUP = Item("s1/group/c1", ItemKind.CLUSTER, "Reminders", ("s1/ideas/a",))
PAIN = Item("s1/pairs/p", ItemKind.PAIN, "Nobody comes", ("s1/group/c1",))
OF_A_PAIR = Item("s1/pairs/h", ItemKind.HYPOTHESIS, "Reminded players confirm", ("s1/group/c1",))
OBJECTIVE = Item("s1/draft/o", ItemKind.OBJECTIVE, "Reliable matches", ("s1/group/c1",))
RESULT = Item("s1/draft/k", ItemKind.KEY_RESULT, "Six players\nconfirmed", ("s1/draft/o", "s1/group/c1"))
DRAFTED = Item("s1/draft/h", ItemKind.HYPOTHESIS, "Reminders help", ("s1/draft/k", "s1/pairs/h"))
SEND = Item("s2/draft/m", ItemKind.MILESTONE, "Send reminders", ("s1/draft/h", "s2/group/c9"))
PLACE = Item("s4/place/of:m", ItemKind.PLACEMENT, "week 3", ("s2/draft/m",))
RISK = Item("s3/needs/r", ItemKind.RISK, "Texts annoy", ("s2/draft/m",))
AGREED = Item("s1/agree/all", ItemKind.AGREEMENT, "3 agree", ("s1/draft/o", "s1/draft/k"))
GOAL = Item("s1/listen/goal:1", ItemKind.STRATEGY, "Win the weekend players")
TIED = Item(OBJECTIVE.key, OBJECTIVE.kind, OBJECTIVE.text, (GOAL.key, *OBJECTIVE.hangs_on))
ABOVE = {**NEEDS, ItemKind.OBJECTIVE: (ItemKind.STRATEGY,)}
ALL = (NOTE, GROUP, PAIN, OF_A_PAIR, OBJECTIVE, RESULT, DRAFTED, SEND, PLACE, RISK, AGREED)
SESSION_1 = (ItemKind.OBJECTIVE, ItemKind.KEY_RESULT, ItemKind.HYPOTHESIS, ItemKind.AGREEMENT)
SESSION_2 = (ItemKind.MILESTONE, ItemKind.CLUSTER, ItemKind.AGREEMENT)


def says(items: Iterable[Item], kinds: Collection[ItemKind] = tuple(ItemKind)) -> tuple[str, ...]:
    """What is said of the orphans."""
    return tuple(one.says for one in orphans(items, kinds))


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (PLACE, "Reliable matches › Six players confirmed › Reminders help › Send reminders › week 3"),
        (RISK, "Reliable matches › Six players confirmed › Reminders help › Send reminders › Texts annoy"),
        (DRAFTED, "Reliable matches › Six players confirmed › Reminders help"),
        (OF_A_PAIR, "Reminders › Reminded players confirm"),
        (PAIN, "Reminders › Nobody comes"),
        (OBJECTIVE, "Reliable matches"),
        (GROUP, "Reminders"),
        (AGREED, "3 agree"),
    ],
)
def test_the_way_to_an_item_goes_down_from_the_objective_in_one_line(item: Item, told: str) -> None:
    assert path(by_key(ALL), item.key) == told


def test_there_is_no_way_to_what_is_not_there() -> None:
    assert path({}, "gone") == ""


def test_a_whole_thread_has_no_orphans() -> None:
    assert says(ALL) == ()


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (Item("x", ItemKind.KEY_RESULT, "More", ("s1/group/c1",)), "The key result “More” hangs on no objective."),
        (Item("x", ItemKind.HYPOTHESIS, "It helps", ("gone",)), "The hypothesis “It helps” hangs on no key result."),
        (Item("x", ItemKind.HYPOTHESIS, "So", ("s1/pairs/h",)), "The hypothesis “So” hangs on no key result."),
        (Item("x", ItemKind.MILESTONE, "New logo", ("s1/group/c1",)), "The milestone “New logo” hangs on no hypothesis."),
        (Item("x", ItemKind.PLACEMENT, "week 2", ("gone",)), "The placement “week 2” hangs on no milestone."),
    ],
)  # fmt: skip
def test_what_hangs_on_nothing_that_it_should_is_told(item: Item, told: str) -> None:
    assert told in says((*ALL, item))
    assert told not in says((*ALL, item), [kind for kind in ItemKind if kind is not item.kind])


def test_session_1_is_told_of_objectives_without_key_results_and_of_these_without_hypotheses() -> None:
    assert says((GROUP, OBJECTIVE), SESSION_1) == ("The objective “Reliable matches” has no key result.",)
    assert says((GROUP, OBJECTIVE, RESULT), SESSION_1) == ("The key result “Six players confirmed” has no hypothesis.",)
    assert says((GROUP, OF_A_PAIR, OBJECTIVE, RESULT, DRAFTED), SESSION_1) == ()


def test_session_2_is_told_of_what_no_milestone_tests() -> None:
    earlier = (GROUP, OF_A_PAIR, OBJECTIVE, RESULT, DRAFTED)
    bare = Item("s1/draft/k2", ItemKind.KEY_RESULT, "Reminders sent", ("s1/draft/o",))
    assert says((*earlier, bare), SESSION_2) == (
        "The hypothesis “Reminders help” has no milestone.",
        "The key result “Reminders sent” has no milestone.",
    )
    other = Item("s2/draft/n", ItemKind.MILESTONE, "Reminder job", ("s1/draft/k2",))
    assert says((*earlier, bare, SEND, other), SESSION_2) == ()


keys = st.sampled_from("abcdefg")
some_items = st.lists(
    st.builds(Item, keys, st.sampled_from(ItemKind), st.text(max_size=8), st.lists(keys, max_size=3).map(tuple)), max_size=10
)  # fmt: skip


@given(some_items)
def test_every_item_has_a_way_that_ends_with_itself_however_they_hang_together(items: list[Item]) -> None:
    known = by_key(items)
    for item in known.values():
        told = path(known, item.key)
        assert told.endswith(path({item.key: item}, item.key))
        assert "\n" not in told


@given(some_items)
def test_whoever_hangs_on_nothing_known_is_an_orphan_and_each_is_told_once(items: list[Item]) -> None:
    known = by_key(items)
    told = says(items)
    assert len(told) <= 2 * len(known)
    for item in known.values():
        if item.kind in NEEDS and not set(item.hangs_on) & known.keys():
            assert any("hangs on no" in one for one in told)


@given(some_items)
def test_with_what_is_missing_nothing_is_an_orphan_any_more(items: list[Item]) -> None:
    """Hang all that is loose on a whole thread, and something on all that is bare."""
    whole = {kind: one.key for kind, one in zip(
        (ItemKind.STRATEGY, ItemKind.OBJECTIVE, ItemKind.KEY_RESULT, ItemKind.HYPOTHESIS, ItemKind.MILESTONE),
        (GOAL, TIED, RESULT, DRAFTED, SEND),
        strict=True,
    )}  # fmt: skip
    hung = [
        Item(item.key, item.kind, item.text, tuple(whole[kind] for kind in ABOVE.get(item.kind, ())[:1]))
        for item in by_key(items).values()
    ]
    below = {
        ItemKind.OBJECTIVE: ItemKind.KEY_RESULT,
        ItemKind.KEY_RESULT: ItemKind.MILESTONE,
        ItemKind.HYPOTHESIS: ItemKind.MILESTONE,
    }
    carried = [Item(f"{one.key}-", below[one.kind], "", (one.key,)) for one in hung if one.kind in below]
    tested = [
        Item(f"{one.key}-", ItemKind.MILESTONE, "", (one.key,)) for one in carried if one.kind is ItemKind.KEY_RESULT
    ]
    assert says([*ALL, GOAL, TIED, *hung, *carried, *tested]) == ()


def test_an_objective_that_supports_no_goal_is_open_only_where_goals_are_known() -> None:
    assert says(ALL, SESSION_1) == ()
    assert says((GOAL, *ALL), SESSION_1) == ("The objective “Reliable matches” supports no goal of the company.",)


def test_the_way_begins_with_the_goal_that_the_objective_supports() -> None:
    known = by_key((GOAL, *ALL, TIED))
    assert path(known, PLACE.key).startswith("Win the weekend players › Reliable matches › Six players")
    assert says(known.values(), SESSION_1) == ()
