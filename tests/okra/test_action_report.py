"""A team's actions summed up: their age, their day, and a line that names nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from okra.action import Action, ActionState
from okra.action_report import OVERDUE, count_actions, report_actions

NOW = datetime(2026, 9, 4, 12, tzinfo=UTC)
TODAY = date(2026, 9, 4)
OPEN, DONE, DROPPED = ActionState


def an_action(
    number: int, state: ActionState = OPEN, weeks: int = 0, due_in: int | None = None, owner: str = "UBEN"
) -> Action:
    due = None if due_in is None else TODAY + timedelta(days=due_in)
    closed_at = None if state is OPEN else NOW
    return Action(number, 1, owner, f"action {number}", state, NOW - timedelta(weeks=weeks), due, closed_at)


def told(*actions: Action) -> str:
    return count_actions(report_actions(actions, {"UBEN": "Ben"}, NOW, TODAY))


def test_each_has_its_owners_name_its_age_and_its_day() -> None:
    late, soon, young = report_actions(
        [an_action(3), an_action(2, weeks=1, due_in=7), an_action(1, weeks=3, due_in=-3)], {"UBEN": "Ben"}, NOW, TODAY
    )
    assert (late.owner, late.age, late.due) == ("Ben", "for 3 weeks", f"due Tue 1 Sep, {OVERDUE} by 3 days")
    assert (soon.age, soon.due, soon.overdue) == ("for 1 week", "due Fri 11 Sep", 0)
    assert (young.age, young.due) == ("new", "")


def test_what_is_closed_is_due_no_more() -> None:
    (done,) = report_actions([an_action(1, DONE, due_in=-3)], {}, NOW, TODAY)
    assert (done.due, done.overdue, done.is_done, done.owner) == ("", 0, True, "")


def test_they_are_counted_in_a_line() -> None:
    assert told(an_action(1, DONE), an_action(2, DONE), an_action(3, weeks=3)) == (
        "Actions: 2 done this week, 1 open for 3 weeks"
    )
    assert told(an_action(1, weeks=3), an_action(2, weeks=1, due_in=-1), an_action(3, DROPPED)) == (
        "Actions: 2 open, the oldest for 3 weeks, 1 ▲ overdue, 1 dropped"
    )


def test_new_ones_have_no_age_yet() -> None:
    assert told(an_action(1)) == "Actions: 1 new"
    assert told(an_action(1), an_action(2)) == "Actions: 2 open"


def test_without_actions_there_is_nothing_to_say() -> None:
    assert told() == ""


ACTIONS = st.lists(
    st.builds(an_action, st.integers(1, 99), st.sampled_from(ActionState), st.integers(0, 9), st.integers(-9, 9))
)


@given(ACTIONS)
def test_the_line_names_nobody_and_quotes_nobody(actions: list[Action]) -> None:
    said = told(*(replace(action, text="Zebra", owner_id="UBEN") for action in actions))
    assert "Ben" not in said
    assert "Zebra" not in said


@given(ACTIONS)
def test_every_action_is_counted_once(actions: list[Action]) -> None:
    said = told(*actions)
    counted = [
        int(word) for part in said.removeprefix("Actions: ").split(", ") for word in part.split()[:1] if word.isdigit()
    ]
    late = sum(report.overdue > 0 for report in report_actions(actions, {}, NOW, TODAY))
    assert sum(counted) == len(actions) + late
