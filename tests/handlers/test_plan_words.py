"""The quarter's plan in words: all of it, however long it is, in messages that Slack takes."""

from collections.abc import Iterator
from typing import Any

import pytest

from handlers.kit.elements import Message
from handlers.sessions import views_plan
from handlers.sessions.values import PlanChart, PlanTold
from okra.milestone import Effort, MilestoneKind
from okra.plan import Lane, Placed, QuarterPlan, plan
from okra.plan_parts import numbers, parts
from okra.plan_text import to_talk_about
from sandbox.blockkit import validate_message

LANE = Lane("k", "Matches with six players", "Match reliability", "Win the weekend players")


def told(made: QuarterPlan, part: int = 1) -> Message:
    return views_plan.plan(PlanTold(PlanChart("Explore: the quarter's plan", made, None, part), "1.2"))


def lines(message: Message) -> list[str]:
    """What the message says, paragraph by paragraph."""
    return [said for block in message.blocks for said in _lines(block.to_dict())]


def _lines(part: Any) -> Iterator[str]:
    if isinstance(part, dict) and part.get("type") == "rich_text_section":
        yield "".join(element.get("text", "") for element in part["elements"])
    elif isinstance(part, dict):
        if isinstance(part.get("text"), dict):
            yield part["text"]["text"]
        for inner in part.get("elements", ()):
            yield from _lines(inner)


def placed(key: str, start: int | None, tests: str = "", **more: Any) -> Placed:
    return Placed(key, f"Milestone {key}", MilestoneKind.FEATURE, Effort.S, "k", start, tests=tests, **more)


def test_a_plan_reads_like_this() -> None:
    made = plan(
        [
            placed("a", 2, "Reminders help"),
            placed("b", 3, "Reminders help", needs=("a",), risks=("Texts need legal",)),
            placed("c", None),
        ],
        [LANE, Lane("n", "No match called off", "Match reliability", "Win the weekend players")],
        13,
        4,
    )
    assert lines(told(made)) == [
        "Explore: the quarter's plan",
        "To talk about",
        "1 milestone has no week yet.",
        "Objective: Match reliability",
        "Supports the company's “Win the weekend players”",
        "Key result: Matches with six players",
        "Hypothesis: Reminders help",
        "1 · Week 2: Milestone a (feature, S)",
        "2 · Week 3: Milestone b (feature, S) · after 1 (Milestone a) · ⚠ Texts need legal",
        "Key result: No match called off",
        "Nothing is planned for this yet.",
        "Without a week",
        "3 · Milestone c (feature, S)",
    ]


def test_what_needs_many_names_them_by_number() -> None:
    before = [placed(f"{number}", 1) for number in range(4)]
    made = plan([*before, placed("z", 2, needs=("3", "2", "1", "0"))], [LANE], 13, 20)
    assert "5 · Week 2: Milestone z (feature, S) · after 1, 2, 3, 4" in lines(told(made))


def test_a_plan_without_a_week_has_no_picture_and_loses_nothing() -> None:
    message = told(plan([placed("a", None)], [LANE], 13, 4))
    assert message.picture is None
    assert {"No milestone has a week yet.", "1 · Milestone a (feature, S)"} <= set(lines(message))


def test_a_part_of_a_plan_that_became_shorter_says_so() -> None:
    message = told(plan([placed("a", 1)], [LANE], 13, 4), 2)
    assert (lines(message), message.picture) == (["Explore: the quarter's plan: nothing is left of this part."], None)


@pytest.mark.parametrize("title", ["Send reminders to everybody who comes", "R&D <for> all & more " * 6])
@pytest.mark.parametrize("count", [1, 60])
def test_however_many_milestones_there_are_every_one_is_told_with_its_picture(count: int, title: str) -> None:
    made = plan(
        [
            Placed(f"m{n:03}", f"{n}: {title}", MilestoneKind.SPIKE, Effort.L, f"k{n % 4}", n % 12 + 1, ("Late " * 30,),
                   tuple(f"m{other:03}" for other in range(n - 3, n)), f"Belief {n % 9} {title}")
            for n in range(count)
        ],
        [Lane(f"k{n}", f"Key result {n} {title}", f"Objective {n // 2} {title}", f"Goal {title}") for n in range(4)],
        13,
        2,
    )  # fmt: skip
    messages = [told(made, part.number) for part in parts(made)]
    said = [one for message in messages for one in lines(message)]
    assert views_plan.MORE not in said
    for key, number in numbers(made).items():
        assert any(one.startswith(f"{number} · Week") and f"{int(key[1:])}: {title[:20]}" in one for one in said)
    assert set(to_talk_about(made)) <= set(said)
    for part, message in zip(parts(made), messages, strict=True):
        assert (message.picture is not None) == bool(part.rows)
        blocks = [block.to_dict() for block in message.blocks]
        assert validate_message({"text": message.notification, "blocks": blocks}) == []
