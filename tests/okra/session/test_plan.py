"""The quarter's plan: bars in lanes, arrows, and what cannot work as it stands."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.milestone import Effort, MilestoneKind
from okra.plan import ELSEWHERE, Arrow, Lane, Placed, QuarterPlan, plan
from okra.plan_text import as_text

S, M, L = Effort.S, Effort.M, Effort.L
LANES = (Lane("k1", "Half of all orders in two clicks"), Lane("k2", "Answers within a day"))


def placed(
    key: str, start: int | None = 1, effort: Effort | None = S, lane: str = "k1", *, needs: tuple[str, ...] = ()
) -> Placed:
    return Placed(key, f"Title {key}", MilestoneKind.FEATURE, effort, lane, start, (f"risk of {key}",), needs)


def planned(*placements: Placed, weeks: int = 13, people: int = 8) -> QuarterPlan:
    return plan(placements, LANES, weeks, people)


class TestBars:
    @pytest.mark.parametrize(("effort", "last"), [(S, 3), (M, 4), (L, 6), (None, 3)])
    def test_are_as_wide_as_their_effort(self, effort: Effort | None, last: int) -> None:
        (bar,) = planned(placed("a", 3, effort)).bars
        assert (bar.first, bar.last, bar.cut) == (3, last, False)

    def test_are_cut_at_the_cycles_end_and_marked(self) -> None:
        made = planned(placed("a", 12, L))
        assert [(bar.first, bar.last, bar.cut) for bar in made.bars] == [(12, 13, True)]
        assert made.warnings == ("“Title a” reaches 2 weeks beyond the cycle.",)

    def test_that_end_with_the_cycle_are_not_cut(self) -> None:
        made = planned(placed("a", 10, L))
        assert not made.bars[0].cut
        assert made.warnings == ()

    def test_take_a_second_row_only_where_they_would_overlap(self) -> None:
        made = planned(placed("a", 1, M), placed("b", 2), placed("c", 3), placed("d", 2, lane="k2"))
        assert {bar.milestone.key: bar.row for bar in made.bars} == {"a": 0, "b": 1, "c": 0, "d": 0}
        assert (made.rows_in("k1"), made.rows_in("k2")) == (2, 1)

    def test_of_no_known_key_result_get_a_lane_at_the_end(self) -> None:
        made = planned(placed("a", lane="gone"))
        assert [lane.key for lane in made.lanes] == ["k1", "k2", ELSEWHERE]
        assert [bar.milestone.key for bar in made.bars_in(ELSEWHERE)] == ["a"]

    def test_a_lane_without_bars_still_takes_a_row(self) -> None:
        assert planned().rows_in("k1") == 1


class TestDependencies:
    def test_are_arrows_between_what_has_a_week(self) -> None:
        made = planned(placed("a", 1, M), placed("b", 3, needs=("a", "c", "gone", "a")), placed("c", None))
        assert made.arrows == (Arrow("a", "b", late=False),)

    def test_in_time_are_no_warning(self) -> None:
        assert planned(placed("a", 1, M), placed("b", 3, needs=("a",))).warnings == ()

    @pytest.mark.parametrize("start", [1, 2])
    def test_that_end_after_what_needs_them_begins_are_told(self, start: int) -> None:
        made = planned(placed("a", 1, M), placed("b", start, needs=("a",)))
        assert made.warnings == (f"“Title b” begins in week {start} and needs “Title a”, which ends in week 2.",)
        assert made.arrows == (Arrow("a", "b", late=True),)

    def test_without_a_week_unknown_or_on_itself_are_told(self) -> None:
        made = planned(placed("a", None), placed("b", 2, needs=("a", "gone", "b")))
        assert made.warnings == (
            "“Title b” needs “Title a”, which has no week yet.",
            "“Title b” needs something that is not in this plan.",
            "“Title b” needs itself.",
        )

    def test_on_something_behind_the_cycle_are_told_and_draw_no_arrow(self) -> None:
        made = planned(placed("a", 14), placed("b", 2, needs=("a",)))
        assert "“Title b” begins in week 2 and needs “Title a”, which ends in week 14." in made.warnings
        assert made.arrows == ()


@pytest.mark.parametrize("week", [0, -3, 14])
def test_what_would_begin_outside_the_cycle_has_no_bar_and_is_told(week: int) -> None:
    made = planned(placed("a", week))
    assert (made.bars, [one.key for one in made.loose]) == ((), ["a"])
    assert made.warnings == (f"“Title a” would begin in week {week}, and the cycle has weeks 1 to 13.",)


@pytest.mark.parametrize(("people", "at_once"), [(0, 1), (1, 1), (2, 1), (3, 2), (8, 4), (9, 5)])
def test_one_milestone_for_every_two_people_can_run_at_once_and_one_always(people: int, at_once: int) -> None:
    made = planned(*(placed(f"{n}", 2) for n in range(at_once)), people=people)
    assert (made.at_once, made.overcommitted) == (at_once, ())
    more = planned(*(placed(f"{n}", 2) for n in range(at_once + 1)), people=people)
    assert more.overcommitted == (2,)


def test_the_later_of_two_with_one_key_counts() -> None:
    assert [bar.first for bar in planned(placed("a", 1), placed("a", 5)).bars] == [5]


def test_the_whole_plan_reads_like_this() -> None:
    made = planned(placed("a", 1, M), placed("b", 2, needs=("a",)), placed("c", None, lane="k2"), weeks=3, people=2)
    assert as_text(made) == (
        "# Plan\n\n"
        "## Half of all orders in two clicks\n\n"
        "- **Title a** (feature, M): weeks 1–2\n"
        "- **Title b** (feature, S): week 2\n\n"
        "## Answers within a day\n\n"
        "Nothing is planned for this.\n\n"
        "## Week by week\n\n"
        "At most 1 milestone at once: one for every two people.\n\n"
        "- **Week 1**: **Title a** (1 of 2)\n"
        "- **Week 2** (2 at once, too many): **Title a** (2 of 2); **Title b**\n"
        "- **Week 3**: nothing\n\n"
        "## Without a week\n\n"
        "- **Title c** (feature, S)\n\n"
        "## Risks\n\n"
        "- **Title a**: risk of a\n"
        "- **Title b**: risk of b\n"
        "- **Title c**: risk of c\n\n"
        "## To talk about\n\n"
        "- “Title b” begins in week 2 and needs “Title a”, which ends in week 2.\n"
        "- Week 2 has more at once than 2 people can carry.\n"
        "- 1 milestone has no week yet.\n"
    )


def test_a_plan_of_nothing_is_still_a_plan() -> None:
    assert as_text(plan((), (), 1, 0)).endswith("- **Week 1**: nothing\n")


def test_what_people_type_stays_words() -> None:
    nasty = Placed("a", "# *Bold*\nand <@U1>", MilestoneKind.SPIKE, L, "k1", 2, ("[link](x)\n- item",))
    text = as_text(planned(nasty, placed("b"), Placed("c", " ", MilestoneKind.SPIKE, S, "k1", 1)))
    assert r"**\# \*Bold\* and \<@U1\>** (spike, L): weeks 2–5" in text
    assert r"\[link\](x) - item" in text
    assert "**(no name)** (spike, S): week 1" in text


milestones = st.builds(
    Placed,
    key=st.sampled_from("abcdefghij"),
    title=st.from_regex(r"[A-Za-z]{3,12}", fullmatch=True),
    kind=st.sampled_from(MilestoneKind),
    effort=st.none() | st.sampled_from(Effort),
    lane=st.sampled_from(["k1", "k2", "gone", ""]),
    start=st.none() | st.integers(-1, 15),
    risks=st.lists(st.from_regex(r"[a-z]{3,12}", fullmatch=True), max_size=2).map(tuple),
    needs=st.lists(st.sampled_from("abcdefghijkl"), max_size=3).map(tuple),
)
drafts = st.lists(milestones, max_size=10, unique_by=(lambda one: one.key, lambda one: one.title))


@given(drafts)
def test_bars_never_overlap_in_a_row_and_stay_in_the_cycle(draft: list[Placed]) -> None:
    made = planned(*draft)
    assert all(1 <= bar.first <= bar.last <= made.weeks for bar in made.bars)
    for lane in made.lanes:
        for one, other in combinations(made.bars_in(lane.key), 2):
            assert one.row != other.row or one.last < other.first or other.last < one.first


@given(drafts)
def test_a_lane_has_as_many_rows_as_it_has_bars_at_once(draft: list[Placed]) -> None:
    made = planned(*draft)
    for lane in made.lanes:
        bars = made.bars_in(lane.key)
        crowd = max((sum(bar.runs_in(week) for bar in bars) for week in range(1, made.weeks + 1)), default=0)
        assert made.rows_in(lane.key) == max(1, crowd)


@given(drafts)
def test_every_milestone_is_there_once_drawn_or_loose(draft: list[Placed]) -> None:
    made = planned(*draft)
    drawn = [bar.milestone for lane in made.lanes for bar in made.bars_in(lane.key)]
    assert sorted(one.key for one in (*drawn, *made.loose)) == sorted(one.key for one in draft)


@given(drafts, st.randoms())
def test_the_order_of_the_placements_changes_nothing(draft: list[Placed], chance: Random) -> None:
    other = list(draft)
    chance.shuffle(other)
    assert planned(*other) == planned(*draft)


@given(drafts)
def test_the_text_names_every_lane_milestone_risk_and_warning(draft: list[Placed]) -> None:
    made = planned(*draft)
    text = as_text(made)
    said = [lane.title for lane in made.lanes] + list(made.warnings)
    said += [word for one in draft for word in (one.title, *one.risks)]
    assert all(words in text for words in said)


@given(drafts)
def test_every_late_arrow_is_told_in_a_sentence(draft: list[Placed]) -> None:
    made = planned(*draft)
    bars = {bar.milestone.key: bar for bar in made.bars}
    for arrow in made.arrows:
        by, needed = bars[arrow.by], bars[arrow.needed]
        assert arrow.late == (needed.last >= by.first)
        start = f"“{by.milestone.title}” begins in week {by.first} and needs “{needed.milestone.title}”,"
        assert arrow.late == any(said.startswith(start) for said in made.warnings)
