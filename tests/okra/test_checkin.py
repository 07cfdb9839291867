"""What a check-in asks, what an answer means, and until when it may be given."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.calendar import Week
from okra.checkin import Answer, IssueUpdate, Reading, check_still_open
from okra.grip import AskedKeyResult, Context, ago, ask, contradicts, moves_history, reading, say_value
from okra.issue import Issue, IssueState
from okra.okr import KeyResult, Measure, Objective
from okra.refusal import Refused

NOW = datetime(2026, 9, 4, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WEEK = Week(2026, 36)
PERCENT = Measure.move(Decimal(65), Decimal(90), "%")
VALUES = st.decimals(allow_nan=False, allow_infinity=False, places=2)


def a_key_result(number: int, owner: str | None = None, current: int | None = None) -> KeyResult:
    return KeyResult(number, 1, f"KR {number}", PERCENT, owner, Decimal(current) if current is not None else None)


def asked(current: int | None = None, said: Reading | None = None) -> AskedKeyResult:
    return AskedKeyResult(a_key_result(1, current=current), "", mine=False, said=said)


def test_what_one_owns_comes_first_everywhere() -> None:
    first = Objective(1, 1, 1, "theirs", key_results=(a_key_result(1, "UADA"), a_key_result(2)))
    second = Objective(2, 1, 1, "mine", key_results=(a_key_result(3, "UADA"), a_key_result(4, "UBEN")))
    issues = [
        Issue(1, 1, "UADA", "theirs", IssueState.OPEN, NOW - DAY),
        Issue(2, 1, "UBEN", "mine", IssueState.OPEN, NOW),
    ]
    names = {"UADA": "Ada", "UBEN": "Ben"}
    questions = ask((1, "Explore"), WEEK, "UBEN", [first, second], issues, Context(names=names))
    assert [objective.title for objective in questions.objectives] == ["mine", "theirs"]
    assert [(kr.key_result.id, kr.mine, kr.owner) for kr in questions.objectives[0].key_results] == [
        (4, True, "Ben"),
        (3, False, "Ada"),
    ]
    assert [(one.issue.text, one.mine) for one in questions.issues] == [("mine", True), ("theirs", False)]


def test_an_answer_that_is_edited_shows_what_it_said() -> None:
    answer = Answer(
        1, "UBEN", {1: 8}, (Reading(1, Decimal(71), note="slow"),), (IssueUpdate(5, IssueState.SOLVED),), plan="ship"
    )
    objective = Objective(1, 1, 1, "o", key_results=(a_key_result(1, current=75),))
    issue = Issue(5, 1, "UADA", "i", IssueState.SOLVED, NOW)
    context = Context(last_confidences={1: 6}, last_plan="before", answer=answer, raised=("new",))
    questions = ask((1, "Explore"), WEEK, "UBEN", [objective], [issue], context)
    shown = questions.objectives[0]
    assert (shown.confidence, shown.last_confidence) == (8, 6)
    assert (shown.key_results[0].base, shown.key_results[0].said) == (Decimal(71), answer.readings[0])
    assert questions.issues[0].said == answer.issue_updates[0]
    assert (questions.plan, questions.last_plan, questions.raised, questions.editing) == (
        "ship",
        "before",
        ("new",),
        True,
    )


def test_a_first_answer_starts_from_the_newest_value_and_no_confidence() -> None:
    objective = Objective(1, 1, 1, "o", key_results=(a_key_result(1, current=75),))
    questions = ask((1, "Explore"), WEEK, "UBEN", [objective], [], Context(last_confidences={1: 6}))
    assert (questions.objectives[0].confidence, questions.objectives[0].key_results[0].base) == (None, Decimal(75))
    assert not questions.editing


def test_a_value_left_as_it_stood_is_confirmed() -> None:
    said = reading(asked(71), Decimal(71), Decimal(71), no_change=False)
    assert (said.value, said.unchanged) == (Decimal(71), True)


def test_another_value_is_a_move() -> None:
    said = reading(asked(71), Decimal(75), Decimal(71), no_change=False)
    assert (said.value, said.unchanged) == (Decimal(75), False)


def test_no_change_is_one_tap_even_with_an_emptied_box() -> None:
    said = reading(asked(71), None, Decimal(71), no_change=True)
    assert (said.value, said.unchanged) == (Decimal(71), True)


def test_a_blank_box_is_no_reading_but_its_note_stays() -> None:
    said = reading(asked(71), None, Decimal(71), no_change=False, note="who measures this?", wrong_measure=True)
    assert said == Reading(1, None, False, "who measures this?", True)


def test_a_move_stays_a_move_when_the_answer_is_edited_elsewhere() -> None:
    before = Reading(1, Decimal(75), unchanged=False)
    assert not reading(asked(75, before), Decimal(75), Decimal(75), no_change=False).unchanged


def test_no_change_contradicts_only_another_number() -> None:
    assert contradicts(Decimal(72), Decimal(71), no_change=True)
    assert not contradicts(Decimal(71), Decimal(71), no_change=True)
    assert not contradicts(None, Decimal(71), no_change=True)
    assert not contradicts(Decimal(72), Decimal(71), no_change=False)


@given(VALUES, VALUES)
def test_a_confirmed_value_never_overwrites_what_a_colleague_reported(confirmed: Decimal, reported: Decimal) -> None:
    assert moves_history(Reading(1, confirmed, unchanged=True), reported) == (confirmed == reported)


@given(VALUES, st.none() | VALUES)
def test_a_moved_value_always_becomes_the_newest(value: Decimal, current: Decimal | None) -> None:
    assert moves_history(Reading(1, value), current)
    assert moves_history(Reading(1, value, unchanged=True), None)
    assert not moves_history(Reading(1, None), current)


def test_values_are_said_with_their_unit_or_as_done() -> None:
    assert say_value(Decimal(71), PERCENT) == "71 %"
    assert [say_value(Decimal(value), Measure.done()) for value in (0, 1)] == ["not done", "done"]


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (-HOUR, "just now"),
        (HOUR / 2, "just now"),
        (HOUR, "1 hour ago"),
        (23 * HOUR, "23 hours ago"),
        (DAY, "1 day ago"),
        (13 * DAY, "13 days ago"),
        (14 * DAY, "2 weeks ago"),
        (50 * DAY, "7 weeks ago"),
    ],
)
def test_how_long_ago_is_one_rough_number(passed: timedelta, words: str) -> None:
    assert ago(NOW - passed, NOW) == words


def test_an_answer_may_come_until_the_cycle_ends() -> None:
    check_still_open(NOW + DAY, NOW - 9 * DAY, NOW)
    with pytest.raises(Refused, match="cycle is over"):
        check_still_open(NOW, NOW - DAY, NOW)


def test_the_last_round_of_a_cycle_may_be_answered_until_it_closes() -> None:
    check_still_open(NOW - DAY, NOW + HOUR, NOW)
