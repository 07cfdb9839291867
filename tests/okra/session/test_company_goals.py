"""The company's goals, read from what the facilitator brings."""

from hypothesis import given
from hypothesis import strategies as st

from okra.company_goals import LONGEST, MOST, goals_of


def test_a_page_of_okrs_gives_its_objectives() -> None:
    brought = "Objective: Win the weekend players\nKR1: from 10% to 20% of them\nObjective: Earn with courts"
    assert goals_of(brought) == ("Win the weekend players", "Earn with courts")


def test_plain_lines_are_a_goal_each() -> None:
    assert goals_of("- Win the weekend players\n\n2. Earn with courts.") == (
        "Win the weekend players",
        "Earn with courts",
    )


def test_a_link_is_no_goal() -> None:
    assert goals_of("https://example.com/okrs") == ()
    assert goals_of("Grow in the south: <https://example.com/okrs>") == ("Grow in the south:",)


def test_nothing_brought_is_no_goal() -> None:
    assert goals_of("") == ()


@given(st.text())
def test_goals_are_few_short_and_different(text: str) -> None:
    goals = goals_of(text)
    assert len(goals) == len(set(goals)) <= MOST
    assert all(0 < len(goal) <= LONGEST for goal in goals)
