"""The quarter's plan as a picture: where everything stands in it, and that it says in words what it shows."""

import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.kit.drawing import figure_of, width_of
from handlers.kit.text import size
from handlers.sessions.chart import LETTERS, LONGEST_ALT, SMALLEST, alt_text, draw
from handlers.sessions.chart_layout import INSTEAD, LEFT, RIGHT, WIDTH, Look, Piece, Sheet, cut, sheet, wrapped
from handlers.sessions.chart_routes import Box
from handlers.sessions.values import PlanChart
from okra.milestone import Effort, MilestoneKind
from okra.plan import Lane, Placed, QuarterPlan, plan
from okra.plan_parts import Part, parts

START = date(2026, 10, 5)
GOAL, OBJECTIVE, RESULT = "Win the weekend players", "Match reliability", "Matches with six players"
TIGHT = 1e-6
"""Inches that arithmetic may err."""


class Typewriter:
    """Letters that are all equally wide; it can write everything."""

    def width(self, words: str, look: Look) -> float:
        return len(words) * (0.13 if look is Look.TITLE else 0.098)

    def drawable(self, words: str) -> str:
        return " ".join(words.split())


def chart(made: QuarterPlan, part: int = 1) -> PlanChart:
    return PlanChart("Explore: the quarter's plan", made, START, part)


def many(count: int, title: str = "Send reminders", weeks: int = 13, people: int = 4) -> QuarterPlan:
    """A plan with so many milestones, all begun in the first half."""
    milestones = [
        Placed(f"m{n}", f"{title} {n}", list(MilestoneKind)[n % 4], [*Effort, None][n % 4], f"k{n % 3}", n % 6 + 1,
               ("It is late",) if n % 5 == 0 else (), (f"m{n - 1}",) if n % 4 == 1 else ())
        for n in range(count)
    ]  # fmt: skip
    return plan(milestones, [Lane(f"k{n}", f"Key result {n}", OBJECTIVE, GOAL) for n in range(3)], weeks, people)


def sheets(made: QuarterPlan) -> Iterator[tuple[Part, Sheet]]:
    for part in parts(made):
        yield part, sheet(chart(made, part.number), part, Typewriter())


def png_size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def words_of(laid_out: Sheet) -> list[str]:
    return [words.text for words in laid_out.words]


KEYS = "abcdefghijklmnopqrstuvwxyz"
milestones = st.builds(
    Placed,
    key=st.sampled_from(KEYS),
    title=st.text(min_size=1, max_size=120)
    | st.sampled_from(["Send reminders", "W" * 90, "日本語のみ", "שליחת תזכורות"]),
    kind=st.sampled_from(MilestoneKind),
    effort=st.none() | st.sampled_from(Effort),
    lane=st.sampled_from(["k0", "k1", "k2", "gone"]),
    start=st.none() | st.integers(1, 26),
    risks=st.sampled_from([(), ("Legal is slow",)]),
    needs=st.lists(st.sampled_from(KEYS), max_size=4).map(tuple),
    tests=st.sampled_from(["", "Reminders help", "A long belief of what people do when nobody looks " * 3]),
)
lanes = st.builds(
    Lane,
    key=st.sampled_from(["k0", "k1", "k2"]),
    title=st.sampled_from([RESULT, "An unusually long key result with all of its numbers (from 1 to 12)" * 2]),
    objective=st.sampled_from([OBJECTIVE, "Courts for all", "Lang" * 40, ""]),
    supports=st.sampled_from([GOAL, ""]),
)
plans = st.builds(
    plan,
    st.lists(milestones, max_size=60),
    st.lists(lanes, max_size=3),
    weeks=st.sampled_from([2, 6, 13, 26]),
    people=st.integers(0, 12),
)


@given(plans)
def test_every_milestone_is_in_one_picture_and_every_bar_in_its_weeks(made: QuarterPlan) -> None:
    pieces: list[Piece] = []
    for part, laid_out in sheets(made):
        pieces += laid_out.pieces
        said = words_of(laid_out)
        assert all(str(row.number) in said for row in part.rows if row.milestone)
        for piece in laid_out.pieces:
            bar = piece.row.bar
            assert bar is not None
            assert laid_out.weeks[bar.first - 1] <= piece.box.left < piece.box.right <= laid_out.weeks[bar.last]
            assert laid_out.top <= piece.box.top < piece.box.bottom <= laid_out.bottom
    assert sorted(piece.row.number for piece in pieces) == list(range(1, len(made.bars) + 1))


@given(plans)
def test_nothing_covers_anything_else_and_all_of_it_is_inside(made: QuarterPlan) -> None:
    for _, laid_out in sheets(made):
        paper = Box(0, 0, WIDTH, laid_out.height)
        beside_bars = [words.box for words in laid_out.words if words.look is not Look.ON_BAR]
        bars = [piece.box for piece in laid_out.pieces]
        for one, other in combinations([*beside_bars, *bars], 2):
            assert not one.meets(_smaller(other)), (one, other)
        for words in laid_out.words:
            assert LEFT - TIGHT <= words.box.left <= words.box.right <= RIGHT + TIGHT, words
            if words.look is Look.ON_BAR:
                assert any(_holds(bar, words.box) for bar in bars), words
        assert all(_holds(paper, box) for box in [*beside_bars, *bars, *laid_out.bands])


@given(plans)
@example(many(20))
def test_no_arrow_runs_through_words_or_another_bar_or_leaves_the_picture(made: QuarterPlan) -> None:
    for _, laid_out in sheets(made):
        bars = {piece.row.milestone.key: piece.box for piece in laid_out.pieces if piece.row.milestone}
        for route in laid_out.routes:
            others = [box for key, box in bars.items() if key not in (route.arrow.needed, route.arrow.by)]
            own = [_smaller(bars[route.arrow.needed]), _smaller(bars[route.arrow.by])]
            for segment in route.segments:
                assert segment.left == segment.right or segment.top == segment.bottom
                in_the_way = [*(words.box for words in laid_out.words), *others, *own]
                assert not any(_crosses(segment, box) for box in in_the_way), (route, segment)
                assert _holds(Box(0, laid_out.top, WIDTH, laid_out.bottom), segment)


@given(plans)
def test_every_dependency_between_bars_is_an_arrow_or_is_said_beside_the_milestone(made: QuarterPlan) -> None:
    numbered = {piece.row.milestone.key: piece.row.number for _, laid_out in sheets(made)
                for piece in laid_out.pieces if piece.row.milestone}  # fmt: skip
    drawn, told = set(), []
    for _, laid_out in sheets(made):
        drawn |= {(route.arrow.needed, route.arrow.by) for route in laid_out.routes}
        told += [said for said in words_of(laid_out) if "· after " in said]
    for arrow in made.arrows:
        said = f"{numbered[arrow.needed]}{' (late)' if arrow.late else ''}"
        assert (arrow.needed, arrow.by) in drawn or any(said in one or one.endswith("…") for one in told)


@given(plans)
def test_a_picture_is_never_so_high_that_it_cannot_be_read_in_a_conversation(made: QuarterPlan) -> None:
    assert all(laid_out.height < 2.3 * WIDTH for _, laid_out in sheets(made))


def _smaller(box: Box) -> Box:
    return Box(box.left + TIGHT, box.top + TIGHT, box.right - TIGHT, box.bottom - TIGHT)


def _holds(outer: Box, inner: Box) -> bool:
    inside = outer.left - TIGHT <= inner.left and inner.right <= outer.right + TIGHT
    return inside and outer.top - TIGHT <= inner.top and inner.bottom <= outer.bottom + TIGHT


def _crosses(segment: Box, box: Box) -> bool:
    """Whether a line, which has no width, has something in common with a box."""
    across = segment.left <= box.right and box.left <= segment.right
    return across and segment.top <= box.bottom and box.top <= segment.bottom


def test_two_that_need_each_other_in_the_same_week_have_arrows_too() -> None:
    both = [
        Placed(key, f"Do {key}", MilestoneKind.SPIKE, Effort.S, "k", 2, (), (other,)) for key, other in ("ab", "ba")
    ]
    ((_, laid_out),) = sheets(plan(both, [Lane("k", RESULT)], 2, 4))
    assert [route.late for route in laid_out.routes] == [True, True]


def test_what_a_milestone_needs_of_another_picture_is_said_beside_it() -> None:
    row = [Placed(f"m{n:02}", f"Step {n}", MilestoneKind.FEATURE, Effort.S, "k", 3, (), ("m00",) if n == 30 else ())
           for n in range(31)]  # fmt: skip
    *_, (_, last) = [one for one in sheets(plan(row, [Lane("k", RESULT)], 13, 62)) if one[0].rows]
    assert "· after 1 (late)" in words_of(last)


def test_the_picture_shows_the_chain_from_the_company_s_goal_to_the_milestone() -> None:
    one = Placed("a", "Test two wordings", MilestoneKind.EXPERIMENT, None, "k", 2, ("Legal",), (), "Reminders help")
    ((_, laid_out),) = sheets(plan([one], [Lane("k", RESULT, OBJECTIVE, GOAL)], 13, 4))
    said = words_of(laid_out)
    thread = [f"Objective: {OBJECTIVE}", f"supports the company's “{GOAL}”", f"Key result: {RESULT}"]
    milestone = ["Hypothesis: Reminders help", "◆", "1", "Test two wordings", "⚠"]
    first = said.index(thread[0])
    assert said[first : first + 8] == [*thread, *milestone]


def test_a_crowded_week_has_a_mark_and_the_legend_says_what_it_means() -> None:
    both = [Placed(key, f"Do {key}", MilestoneKind.FEATURE, Effort.S, "k", 2) for key in "ab"]
    ((_, laid_out),) = sheets(plan(both, [Lane("k", RESULT)], 13, 2))
    assert (laid_out.crowded, words_of(laid_out).count("!")) == ((2,), 1)
    assert "! too much at once for 2 people" in " · ".join(words_of(laid_out))


@pytest.mark.parametrize("effort", Effort)
def test_effort_is_a_width_and_a_letter(effort: Effort) -> None:
    one = Placed("a", "Do it", MilestoneKind.FEATURE, effort, "k", 1)
    ((_, laid_out),) = sheets(plan([one], [Lane("k", RESULT)], 13, 4))
    (piece,) = laid_out.pieces
    assert round((piece.box.right - piece.box.left) / (laid_out.weeks[1] - laid_out.weeks[0])) == effort.weeks
    assert effort in [words.text for words in laid_out.words if words.look is Look.ON_BAR]


@pytest.mark.parametrize("count", [1, 12, 60])
@pytest.mark.parametrize("weeks", [2, 13, 26])
def test_any_plan_is_pictures_that_slack_takes(count: int, weeks: int) -> None:
    made = many(count, weeks=weeks)
    for part in parts(made)[:2]:
        picture = draw(chart(made, part.number), part)
        width, height = png_size(picture.png)
        assert width == 960
        assert height < 2_300
        assert len(picture.png) < 1_000_000
        assert 0 < size(picture.alt) <= LONGEST_ALT


def test_the_same_plan_is_the_same_bytes() -> None:
    made = many(5)
    (part,) = parts(made)
    assert draw(chart(made), part).png == draw(chart(made), part).png


@pytest.mark.parametrize("title", ["$x^2$", "日本語のみ", "🚀", "a" * 300, "إرسال التذكيرات"])
def test_any_words_can_be_drawn(title: str) -> None:
    made = many(3, title)
    (part,) = parts(made)
    draw(replace(chart(made), title=title), part)


def test_words_that_the_font_lacks_are_to_be_looked_up_by_number_in_the_text() -> None:
    one = Placed("a", "日本語のマイルストーン", MilestoneKind.FEATURE, Effort.S, "k", 2, tests="仮説")
    made = plan([one], [Lane("k", "キーリザルト")], 13, 4)
    (part,) = parts(made)
    said = words_of(sheet(chart(made), part, LETTERS))
    assert [f"Key result: {INSTEAD}", f"Hypothesis: {INSTEAD}", "■", "1", INSTEAD] == said[-7:-2]
    assert "日本語のマイルストーン" in alt_text(chart(made), part)


@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize("words", ["Send reminders", "שליחת תזכורות", "◆ ⚠ 12", "WWWiii…"])
def test_words_are_measured_as_they_are_drawn(words: str, strong: bool) -> None:
    figure = figure_of(6, 1)
    drawn: Any = figure.text(0.1, 0.5, words, fontsize=SMALLEST, fontweight="bold" if strong else "normal")
    assert width_of(words, SMALLEST, strong=strong) == pytest.approx(drawn.get_window_extent().width / 160, abs=0.02)


@given(st.text(max_size=80), st.floats(0.5, 6))
@settings(max_examples=50)
def test_words_are_cut_to_the_room_that_there_is(words: str, room: float) -> None:
    assert len(cut(words, room, len)) <= max(1, room)
    lines = wrapped(words, 20, len)
    assert len(lines) <= 2
    assert all(len(line) <= 20 for line in lines)
    assert "…" in lines[-1] or "".join("".join(lines).split()) == "".join(words.split())


def test_alt_text_tells_the_chain_the_weeks_and_what_does_not_fit() -> None:
    test = Placed("t", "Test two wordings", MilestoneKind.EXPERIMENT, None, "k", 4, (), (), "Reminders help")
    send = Placed("s", "Send reminders", MilestoneKind.FEATURE, Effort.M, "k", 4, ("Legal",), ("t",), "Reminders help")
    made = plan([test, send], [Lane("k", RESULT, OBJECTIVE, GOAL)], 13, 2)
    (part,) = parts(made)
    assert alt_text(chart(made), part) == (
        "Explore: the quarter's plan: 2 milestones over 13 weeks. "
        "Too much at once for 2 people in week 4. "
        "1 milestone would come too late for what needs it. "
        f"Objective: {OBJECTIVE}. Supports the company's “{GOAL}”. Key result: {RESULT}. Hypothesis: Reminders help. "
        "1, Test two wordings: experiment, week 4. 2, Send reminders: feature, weeks 4 to 5, after 1, at risk"
    )
