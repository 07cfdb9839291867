"""The quarter's plan as a picture: it says in words what it shows, whatever stands in it."""

import struct
from datetime import date

import pytest

from handlers.sessions.chart import LONGEST_ALT, alt_text, draw
from handlers.sessions.values import PlanChart
from okra.milestone import Effort, MilestoneKind
from okra.plan import Lane, Placed, plan

START = date(2026, 10, 5)


def chart(count: int, title: str = "Send reminders", weeks: int = 13, people: int = 4) -> PlanChart:
    """A plan with so many milestones, all begun in the first half."""
    milestones = [
        Placed(f"m{n}", f"{title} {n}", list(MilestoneKind)[n % 4], [*Effort, None][n % 4], f"k{n % 3}", n % 6 + 1,
               ("It is late",) if n % 5 == 0 else (), (f"m{n - 1}",) if n % 4 == 1 else ())
        for n in range(count)
    ]  # fmt: skip
    lanes = [Lane(f"k{n}", f"Key result {n}", ("Match reliability", "Win the weekend")) for n in range(3)]
    return PlanChart("Explore: the quarter's plan", plan(milestones, lanes, weeks, people), START)


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("count", [0, 1, 12, 100])
@pytest.mark.parametrize("weeks", [2, 13, 26])
def test_any_plan_is_a_picture_that_slack_takes(count: int, weeks: int) -> None:
    picture = draw(chart(count, weeks=weeks))
    width, height = size(picture.png)
    assert width == 960
    assert height < 4_000
    assert len(picture.png) < 2_000_000
    assert 0 < len(picture.alt) <= LONGEST_ALT


def test_the_same_plan_is_the_same_bytes() -> None:
    assert draw(chart(5)).png == draw(chart(5)).png


@pytest.mark.parametrize("title", ["$x^2$", "日本語のみ", "🚀", "a" * 300])
def test_any_words_can_be_drawn(title: str) -> None:
    draw(chart(3, title))


def test_weeks_that_are_too_full_are_said_in_words() -> None:
    data = chart(12, people=2)
    assert data.plan.overcommitted
    assert all(f"week {week}" in alt_text(data) for week in data.plan.overcommitted)
