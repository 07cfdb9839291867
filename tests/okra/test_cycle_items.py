"""What a cycle's sessions handed on, read for its report."""

from okra.achievement import Outcome
from okra.cycle_items import (
    Decision,
    Grade,
    MilestoneEnd,
    decisions,
    grades,
    learnings,
    milestones,
    pulses,
)
from okra.items import Item, ItemKind
from okra.pulse import Pulse, Question
from tests.okra.cycles import decision, grade, learning, milestone, pulse, votes


def test_the_last_word_on_the_same_counts() -> None:
    assert grades([grade(8, 0.4), grade(8, 0.75, 0.5)]) == {"okr/k8": Grade(75, 50, 5)}
    assert decisions([decision(7, "keep"), decision(7, "drop", "Done")]) == {"okr/o7": (Decision.DROP, "Done")}


class TestMilestones:
    def test_count_once_they_have_a_week_or_were_judged(self) -> None:
        items = (
            *milestone("Planned", week=3),
            *milestone("Judged", "done", why="Half of all people"),
            *milestone("Both", "dropped", week=5),
            *milestone("Idea"),
        )
        assert milestones(items) == (
            MilestoneEnd("Planned", None),
            MilestoneEnd("Judged", Outcome.DONE, "Half of all people"),
            MilestoneEnd("Both", Outcome.DROPPED),
        )

    def test_judged_twice_count_once_with_the_last_word(self) -> None:
        first, again = milestone("Bar", "not_done", week=2), milestone("Bar", "done")
        assert milestones([*first, again[-1]]) == (MilestoneEnd("Bar", Outcome.DONE),)


class TestLearnings:
    def test_come_as_they_were_written_where_nobody_voted(self) -> None:
        assert learnings([learning("a", "First"), learning("b", "Second"), learning("c", "First")]) == (
            "First",
            "Second",
        )

    def test_with_most_dots_come_first_on_themselves_or_on_their_group(self) -> None:
        group = Item("s9/group", ItemKind.CLUSTER, "Short is good", ("s9/c",))
        items = (learning("a", "First"), learning("b", "Second"), learning("c", "Third"), group)
        assert learnings([*items, votes("s9/b", 2), votes("s9/group", 5)]) == ("Third", "Second", "First")


def test_the_pulse_is_read_by_question() -> None:
    assert pulses([pulse("autonomy", 6, 4.2), pulse("retros", 3, None)]) == {
        Question.AUTONOMY: Pulse(6, 4.2),
        Question.RETROS: Pulse(3, None),
    }


def test_what_a_team_asks_itself_besides_is_not_in_the_report() -> None:
    assert pulses([pulse("joy", 6, 4.2), pulse("retros", 5, 4.0)]) == {Question.RETROS: Pulse(5, 4.0)}
