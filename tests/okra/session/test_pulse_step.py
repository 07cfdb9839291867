"""The pulse: nobody can ever tell who said what, and nothing is shown of fewer than four answers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.items import ItemKind
from okra.refusal import Refused
from okra.script import ScriptFaultsError, read_script
from okra.script_writer import write_script
from okra.steps.pads import pad_of
from okra.steps.pulse import USUAL, Answer, Asked, Show
from okra.steps.step import Who
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, SCRIPT, Hall, Table, script_text

PEOPLE = (ADA, BEN, CLEO, DAN)
TOO_FEW = "3 answers: too few to show without telling who said what."


def table(*marks: int) -> Table:
    """A pulse in which so many have answered everything, each with one number."""
    step = Table("pulse", {"questions": USUAL}, people=(*PEOPLE, EVE))
    for number, mark in enumerate(marks):
        step.do(Answer({one.question: mark for one in USUAL}), None, pad=f"key {number}")
    return step


def test_the_usual_questions_are_about_autonomy_retros_and_alignment() -> None:
    assert [str(one.question) for one in USUAL] == ["autonomy", "retros", "alignment"]


def test_an_answer_keeps_no_name_and_no_key() -> None:
    step = Table("pulse", {"questions": USUAL})
    step.do(Answer({"autonomy": 4}), CLEO, pad="key of cleo")
    assert all(row.author is None for row in step.rows)
    assert CLEO not in repr(step.rows)
    assert "key of cleo" not in repr(step.rows)
    assert pad_of("key of cleo") not in repr(step.handed_on)


def test_only_the_one_time_key_opens_an_answer_again() -> None:
    step = table(4)
    assert step.state.own(Who(None, pad="key 0")) == {"autonomy": 4, "retros": 4, "alignment": 4}
    assert step.state.own(Who(CLEO, pad="another")) == {}
    with pytest.raises(Refused, match="Open the window"):
        step.do(Answer({"autonomy": 4}), CLEO)
    step.do(Answer({"retros": 1}), None, pad="key 0")
    assert step.state.own(Who(None, pad="key 0")) == {"retros": 1}
    step.do(Answer({}), None, pad="key 0")
    assert step.rows == ()


def test_from_four_answers_on_the_mean_is_shown() -> None:
    step = table(5, 4, 4, 2)
    assert step.state.together("autonomy") is None
    step.do(Show(), BEN)
    said = step.state.together("autonomy")
    assert (said.answers, said.mean) == (4, 3.8)


def test_of_fewer_than_four_answers_nothing_is_shown_and_why_is_told() -> None:
    step = table(5, 5, 5)
    assert step.problems == [TOO_FEW]
    with pytest.raises(Refused, match="3 answers: too few"):
        step.do(Show(), BEN)
    assert [(one.facts["answers"], one.facts["mean"]) for one in step.handed_on] == [(3, None)] * 3
    assert table(5).problems == ["1 answer: too few to show without telling who said what."]


def test_a_question_that_fewer_than_four_answered_is_not_shown_among_others_that_are() -> None:
    step = table(5, 4, 4)
    step.do(Answer({"autonomy": 3}), None, pad="key of somebody")
    step.do(Show(), BEN)
    assert [step.state.together(one.question).mean for one in USUAL] == [4.0, None, None]


def test_once_shown_it_is_closed_for_good() -> None:
    step = table(5, 4, 4, 2)
    with pytest.raises(Refused, match="Only the facilitator"):
        step.do(Show(), CLEO)
    step.do(Show(), BEN)
    for pad in ("key 0", "a new one"):
        with pytest.raises(Refused, match="closed"):
            step.do(Answer({"autonomy": 1}), None, pad=pad)


@pytest.mark.parametrize("marks", [{"autonomy": 0}, {"autonomy": 6}, {"joy": 3}])
def test_what_was_not_asked_is_no_answer(marks: dict[str, int]) -> None:
    with pytest.raises(Refused):
        table().do(Answer(marks), None, pad="key")


def test_what_all_say_is_handed_on_question_by_question() -> None:
    step = table(5, 4, 4, 2)
    step.do(Answer({"retros": 1}), None, pad="key of somebody")
    assert [(one.key, one.kind, one.text, one.hangs_on, one.facts) for one in step.handed_on] == [
        (
            f"s1/step/{asked.question}",
            ItemKind.PULSE,
            asked.label,
            (),
            {"question": asked.question, "answers": answers, "mean": mean},
        )
        for asked, answers, mean in zip(USUAL, (4, 5, 4), (3.8, 3.2, 3.8), strict=True)
    ]
    assert table().handed_on == []


def test_lost_keys_never_make_more_done_than_there_are_people() -> None:
    step = table(*[3] * 8)
    assert step.turnout == (5, 5)
    assert step.problems == ["The answers are not shown yet."]
    assert table().problems == ["Nobody has answered yet."]


def test_while_the_session_runs_one_more_answer_never_shows_what_it_said() -> None:
    hall = Hall()
    hall.go_to("pulse")
    for number in range(4):
        hall.do(Answer({"autonomy": 4}), None, pad=f"key {number}")
    last = [step.id for step in SCRIPT.steps][-1]
    assert last != "pulse"
    hall.go_to(last)
    assert not [one for one in hall.proceedings.items() if one.kind is ItemKind.PULSE]
    hall.go_to("pulse")
    hall.do(Answer({"autonomy": 1}), None, pad="one more")
    hall.go_to(last)
    assert not [one for one in hall.proceedings.items() if one.kind is ItemKind.PULSE]


@given(st.lists(st.integers(1, 5), max_size=40), st.randoms())
def test_the_mean_is_the_nearest_tenth_and_the_order_of_answers_tells_nothing(marks: list[int], chance: object) -> None:
    step = table(*marks)
    before = step.handed_on
    rows = list(step.rows)
    chance.shuffle(rows)  # type: ignore[attr-defined]
    step.rows = tuple(rows)
    assert step.handed_on == before
    for one in before:
        if len(marks) < 4:
            assert one.facts["mean"] is None
        else:
            assert abs(Fraction(str(one.facts["mean"])) - Fraction(sum(marks), len(marks))) <= Fraction(1, 20)


def test_a_team_asks_what_it_wants_to_know() -> None:
    text = script_text(
        ("pulse", "pulse", "{questions: [{question: joy, label: I like to come to work}]}"), gives="pulse"
    )
    script = read_script(text, "ours.yaml")
    assert script.step("pulse").options["questions"] == (Asked("joy", "I like to come to work"),)
    assert script.step("pulse").anonymous
    assert read_script(write_script(script), "copy.yaml") == script


@pytest.mark.parametrize(
    "questions",
    [
        "[]", "joy", "[joy]", "[{question: joy}]", "[{question: Joy!, label: a}]", "[{question: joy, label: ''}]", "[{question: joy, label: a, more: b}]",
        "[{question: joy, label: a}, {question: joy, label: b}]", f"[{', '.join(f'{{question: q{n}, label: a}}' for n in range(11))}]",
    ],
)  # fmt: skip
def test_odd_questions_are_a_fault_of_the_script(questions: str) -> None:
    with pytest.raises(ScriptFaultsError, match="questions"):
        read_script(script_text(("pulse", "pulse", f"{{questions: {questions}}}"), gives="pulse"), "ours.yaml")
