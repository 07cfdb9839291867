"""What is typed into the window: read, or refused with a sentence beside each field that is wrong."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from handlers.checkin import forms, ids
from handlers.checkin.views_form import Form
from handlers.checkin.views_modal import modal
from handlers.kit.state import pack
from okra.action import Action, ActionState, ActionUpdate
from okra.calendar import Week
from okra.checkin import IssueUpdate
from okra.grip import Asked, AskedAction, Contribution
from okra.issue import IssueState
from okra.refusal import Refused, RefusedFields
from tests.handlers.checkin.test_window import NASTY, NOW, asked, many
from tests.handlers.checkin.windows import returned

GOOD = {"checkin.confidence:1": "7"}


def read(typed: dict[str, Any], questions: Asked | None = None) -> Contribution:
    """What the window says after somebody typed this into it."""
    questions = questions or asked()
    view = returned(modal(Form(questions, NOW)), GOOD | typed)
    return forms.contribution(forms.together(None, view), questions)


def faults(typed: dict[str, Any], questions: Asked | None = None) -> dict[str, str]:
    """The sentences beside the fields."""
    with pytest.raises(RefusedFields) as refused:
        read(typed, questions)
    return refused.value.sentences


def value(typed: dict[str, Any]) -> tuple[Decimal | None, bool]:
    """What was read of the first key result, and whether it counts as confirmed."""
    said = next(reading for reading in read(typed).readings if reading.key_result_id == 11)
    return said.value, said.unchanged


def test_everything_is_read() -> None:
    said = read(
        {
            "checkin.confidence:1": "9",
            "checkin.value:11": " 75 % ",
            "checkin.flags:11": [ids.WRONG_MEASURE],
            "checkin.note:11": "  we count twice\n",
            "checkin.value:12": "0",
            "checkin.issue:22": "solved",
            "checkin.help:21": "Marketing",
            "checkin.raised": "- No coffee\n\n- Build is slow",
            "checkin.plan": " ship it ",
        }
    )
    assert said.confidences == {1: 9}
    assert [(one.key_result_id, one.value, one.unchanged, one.note, one.wrong_measure) for one in said.readings] == [
        (11, Decimal(75), False, "we count twice", True),
        (12, Decimal(0), False, "", False),
    ]
    assert said.issue_updates == (
        IssueUpdate(21, IssueState.NEEDS_HELP, "Marketing"),
        IssueUpdate(22, IssueState.SOLVED),
    )
    assert (said.new_issues, said.plan) == (("No coffee", "Build is slow"), "ship it")


def test_a_value_left_as_it_stood_is_confirmed() -> None:
    assert value({}) == (Decimal(71), True)
    assert value({"checkin.value:11": "71.0"}) == (Decimal(71), True)


def test_no_change_is_one_tap_even_with_an_emptied_box() -> None:
    assert value({"checkin.value:11": "", "checkin.flags:11": [ids.NO_CHANGE]}) == (Decimal(71), True)


def test_a_blank_box_is_no_reading() -> None:
    assert value({"checkin.value:11": ""}) == (None, False)


def test_no_change_beside_another_number_is_asked_about() -> None:
    told = faults({"checkin.value:11": "72", "checkin.flags:11": [ids.NO_CHANGE]})
    assert told == {"checkin.value:11": forms.EITHER}


@pytest.mark.parametrize(
    "typed", ["abc", "1e999", "12.000,50", "🦊", "1,200", "NaN", "--3", "مئة", "<!channel>", "9" * 90]
)
def test_what_cannot_be_read_is_answered_beside_its_field(typed: str) -> None:
    told = faults({"checkin.value:11": typed})
    assert told.keys() == {"checkin.value:11"}
    assert len(told["checkin.value:11"]) > 20


def test_all_faults_are_told_at_once() -> None:
    told = faults(
        {
            "checkin.confidence:1": "",
            "checkin.value:11": "abc",
            "checkin.issue:21": "solved",
            "checkin.help:21": "Marketing",
        }
    )
    assert told.keys() == {"checkin.confidence:1", "checkin.value:11", "checkin.help:21"}


def test_the_unit_may_be_typed_too() -> None:
    assert value({"checkin.value:11": "75%"}) == (Decimal(75), False)


def test_other_scripts_digits_are_numbers() -> None:
    assert value({"checkin.value:11": "٧٥"}) == (Decimal(75), False)


def test_an_issue_that_was_not_touched_is_not_spoken_of() -> None:
    assert read({}).issue_updates == ()


def test_naming_a_helper_is_asking_for_help() -> None:
    said = read({"checkin.issue:21": "open", "checkin.help:21": "Marketing"})
    assert said.issue_updates == (IssueUpdate(21, IssueState.NEEDS_HELP, "Marketing"),)


def test_an_edit_may_solve_what_needed_help_without_clearing_the_helper() -> None:
    before = IssueUpdate(21, IssueState.NEEDS_HELP, "Marketing")
    questions = asked(issues=(replace(asked().issues[0], said=before),))
    said = read({"checkin.issue:21": "solved", "checkin.help:21": "Marketing"}, questions)
    assert said.issue_updates == (IssueUpdate(21, IssueState.SOLVED),)


def test_what_is_left_alone_in_an_edit_stays_said() -> None:
    before = IssueUpdate(21, IssueState.NEEDS_HELP, "Marketing")
    questions = asked(issues=(replace(asked().issues[0], said=before),))
    assert read({}, questions).issue_updates == (before,)


@pytest.mark.parametrize("text", NASTY)
def test_words_are_taken_as_they_are_typed_but_for_nul(text: str) -> None:
    said = read({"checkin.note:11": text, "checkin.plan": text})
    assert (said.readings[0].note, said.plan) == (text.replace("\0", "").strip(),) * 2


def test_words_about_a_removed_key_result_are_kept() -> None:
    questions = asked()
    view = returned(modal(Form(questions, NOW)), GOOD | {"checkin.note:11": "keep me"})
    without = replace(questions, objectives=(), removed=questions.objectives)
    said = forms.contribution(forms.together(None, view), without)
    assert said.readings[0].note == "keep me"
    assert said.confidences == {1: 7}


def test_an_objective_that_is_gone_need_not_be_rated() -> None:
    questions = asked()
    view = returned(modal(Form(questions, NOW)), {"checkin.confidence:1": ""})
    without = replace(questions, objectives=(), removed=questions.objectives)
    assert forms.contribution(forms.together(None, view), without).confidences == {}


def test_ids_of_other_peoples_objectives_are_not_read() -> None:
    view = returned(modal(Form(asked(), NOW)), GOOD)
    stranger = asked(objectives=(), issues=())
    said = forms.contribution(forms.together(None, view), stranger)
    assert (said.confidences, said.readings) == ({}, ())


def test_what_earlier_pages_hold_counts_and_the_newest_word_wins() -> None:
    questions = many(10, 5, 0)
    first = returned(modal(Form(questions, NOW)), {"checkin.confidence:1": "3"})
    kept = forms.draft(forms.kept(forms.together(None, first), 1))
    second = returned(modal(Form(questions, NOW, page=1)), {"checkin.plan": "last page"})
    both = forms.together(kept, second)
    assert both.values.option("checkin.confidence:1") == "3"
    assert both.values.text(ids.PLAN) == "last page"
    assert both.bases.keys() == questions.key_results.keys()


def test_a_window_of_an_older_version_asks_to_be_opened_again() -> None:
    view = replace(returned(modal(Form(asked(), NOW))), private_metadata='{"v":0}')
    with pytest.raises(Refused, match="open it again"):
        forms.window(view)


def test_a_button_remembers_team_and_week() -> None:
    assert forms.team_and_week(pack(team=7, week="2026-W36")) == (7, Week(2026, 36))


def test_what_is_said_of_actions_is_read_and_what_is_left_open_says_nothing() -> None:
    actions = tuple(
        AskedAction(Action(number, 1, "UCLEO", "Ask legal", ActionState.OPEN, NOW), "Cleo", mine=True)
        for number in (31, 32, 33)
    )
    said = read({"checkin.action:31": "done", "checkin.action:33": "dropped"}, asked(actions=actions))
    assert said.action_updates == (ActionUpdate(31, ActionState.DONE), ActionUpdate(33, ActionState.DROPPED))
