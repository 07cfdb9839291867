"""The plan row by row under what it hangs on, and in parts: nothing is left out and nothing comes twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.milestone import Effort, MilestoneKind
from okra.plan import Lane, Placed, QuarterPlan, plan
from okra.plan_parts import MOST_LINES, Head, Level, heads, numbers, parts, rows, under_heads
from okra.plan_text import to_talk_about

LANES = (
    Lane("k1", "Matches with six players", "Match reliability", "Win the weekend players"),
    Lane("k2", "No match called off", "Match reliability", "Win the weekend players"),
    Lane("k3", "Half of all courts are full", "Courts for all"),
)


def placed(key: str, start: int | None = 1, lane: str = "k1", tests: str = "") -> Placed:
    return Placed(key, f"Title {key}", MilestoneKind.FEATURE, Effort.S, lane, start, tests=tests)


def planned(*placements: Placed) -> QuarterPlan:
    return plan(placements, LANES, 13, 100)


def test_every_row_says_what_it_hangs_on_from_the_company_s_goal_down() -> None:
    row = rows(planned(placed("a", tests="Reminders help")))[0]
    assert [head.said for head in row.heads] == [
        "Objective: Match reliability",
        "supports the company's “Win the weekend players”",
        "Key result: Matches with six players",
        "Hypothesis: Reminders help",
    ]


def test_what_tests_nothing_comes_first_then_hypothesis_by_hypothesis_the_earliest_first() -> None:
    made = planned(
        placed("a", 4, tests="Late"),
        placed("b", 2, tests="Early"),
        placed("c", 9, tests="Early"),
        placed("d", 12),
        placed("e", None),
        placed("f", 1, "k2"),
    )
    told = [(row.number, row.milestone.key) for row in rows(made) if row.milestone]
    assert told == [(1, "d"), (2, "b"), (3, "c"), (4, "a"), (5, "f"), (6, "e")]
    assert dict(numbers(made)) == {key: number for number, key in told}


def test_a_heading_stands_once_above_all_that_hangs_on_it() -> None:
    made = planned(placed("a", tests="Reminders help"), placed("b", 2, tests="Reminders help"), placed("c", 1, "k3"))
    levels = [[head.level for head in above] for above, _ in under_heads(rows(made))]
    whole = [Level.OBJECTIVE, Level.SUPPORTS, Level.KEY_RESULT, Level.HYPOTHESIS]
    assert levels == [whole, [], [Level.KEY_RESULT], [Level.OBJECTIVE, Level.KEY_RESULT]]


def test_a_hypothesis_of_another_key_result_is_said_again_even_in_the_same_words() -> None:
    made = planned(placed("a", tests="Reminders help"), placed("b", 1, "k2", "Reminders help"))
    *_, (above, _), _ = under_heads(rows(made))
    assert above == (Head(Level.KEY_RESULT, "No match called off"), Head(Level.HYPOTHESIS, "Reminders help"))


def test_two_key_results_of_one_name_are_told_apart() -> None:
    made = plan((placed("a"), placed("b", 2, "k9")), (LANES[0], Lane("k9", *_words(LANES[0]))), 13, 4)
    first, second = rows(made)
    assert heads(first, second) == (Head(Level.KEY_RESULT, "Matches with six players"),)


def _words(lane: Lane) -> tuple[str, str, str]:
    return lane.title, lane.objective, lane.supports


def test_a_lane_for_which_nothing_is_planned_and_what_has_no_week_are_rows_too() -> None:
    *_, empty, loose = rows(planned(placed("a"), placed("b", None)))
    assert (empty.lane, empty.milestone) == (LANES[2], None)
    assert (loose.lane, loose.bar, [head.said for head in loose.heads]) == (None, None, ["Without a week"])


def test_a_usual_plan_is_one_part() -> None:
    made = planned(*(placed(f"{number}", number, f"k{number % 3 + 1}", "It helps") for number in range(1, 11)))
    (part,) = parts(made)
    assert (part.number, part.of, part.rows) == (1, 1, rows(made))


def test_parts_are_about_equally_long() -> None:
    made = planned(*(placed(f"{number:02}", lane="k1") for number in range(18)))
    assert len({len(part.rows) // 3 for part in parts(made)}) == 1
    assert [part.of for part in parts(made)] == [2, 2]


def test_what_is_to_be_talked_about_is_told_first_and_what_is_too_much_of_it_at_the_end() -> None:
    made = plan([placed(f"{number:02}", 14) for number in range(50)], LANES, 13, 4)
    first, *_, last = parts(made)
    assert (first.unsaid, last.rows) == (50 - len(first.talk), ())
    assert tuple(said for part in parts(made) for said in part.talk) == to_talk_about(made)


def test_a_plan_of_nothing_is_a_part() -> None:
    (part,) = parts(plan((), (), 1, 0))
    assert (part.rows, part.talk) == ((), ())


milestones = st.builds(
    placed,
    key=st.text("abcdefgh", min_size=1, max_size=3),
    start=st.none() | st.integers(1, 13),
    lane=st.sampled_from(["k1", "k2", "k3", "gone"]),
    tests=st.sampled_from(["", "It helps", "A long belief about what people do when nobody looks " * 2]),
)


@given(st.lists(milestones, max_size=70, unique_by=lambda one: one.key))
def test_parts_hold_every_row_once_in_its_order(draft: list[Placed]) -> None:
    made = planned(*draft)
    found = parts(made)
    assert tuple(row for part in found for row in part.rows) == rows(made)
    assert [(part.number, part.of) for part in found] == [(at, len(found)) for at in range(1, len(found) + 1)]
    keys = [row.milestone.key for row in rows(made) if row.milestone]
    assert sorted(keys) == sorted(one.key for one in draft)


@pytest.mark.parametrize("belief", ["It helps", "A long belief about what people do when nobody looks " * 2])
def test_no_part_is_longer_than_a_picture_may_be(belief: str) -> None:
    made = planned(*(placed(f"{number:02}", 1, f"k{number % 3 + 1}", f"{belief} {number % 9}") for number in range(60)))
    for part in parts(made):
        words = sum(2 if len(head.words) > 50 else 1 for above, _ in under_heads(part.rows) for head in above)
        assert words + 2 * len(part.rows) <= MOST_LINES
