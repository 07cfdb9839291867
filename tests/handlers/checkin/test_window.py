"""The check-in's window: what it asks, how it looks, and that Slack takes it whatever it holds."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.checkin import ids
from handlers.checkin.views_form import Form
from handlers.checkin.views_modal import box_text, modal, page_after, pages
from handlers.kit.payload import Values
from okra.action import Action, ActionState, ActionUpdate
from okra.calendar import Week
from okra.checkin import IssueUpdate, Reading
from okra.grip import Asked, AskedAction, AskedIssue, AskedKeyResult, AskedObjective
from okra.issue import Issue, IssueState
from okra.numbers import read_number
from okra.okr import KeyResult, Measure, MeasureKind
from tests.handlers.checkin.setting import read_window
from tests.handlers.checkin.windows import state_of

NOW = datetime(2026, 9, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PERCENT = Measure.move(Decimal(65), Decimal(90), "%")
NASTY = (
    "<!channel> <@UADA> *bold* `code` :tada: & <https://x.y|z>",
    "🧑‍🤝‍🧑🦊" * 40,
    "مرحبا بالعالم " * 20,
    "x" * 3_000,
    "\u202e\u0000 ",
)


def a_key_result(number: int, title: str = "Onboarding completion", measure: Measure = PERCENT) -> KeyResult:
    return KeyResult(number, 1, title, measure, "UCLEO", Decimal(71), NOW - 3 * DAY)


def asked(**given_: object) -> Asked:
    objective = AskedObjective(
        1,
        "New users love the first hour",
        (
            AskedKeyResult(a_key_result(11), "Cleo", mine=True),
            AskedKeyResult(a_key_result(12, "Tutorial shipped", Measure.done()), "Ben", mine=False),
        ),
        last_confidence=7,
    )
    issue = Issue(21, 1, "UCLEO", "No designer", IssueState.NEEDS_HELP, NOW - 22 * DAY, help_from="Design guild")
    other = Issue(22, 1, "UBEN", "Legal review", IssueState.OPEN, NOW - DAY)
    usual = Asked(
        team_id=1,
        team="Explore",
        week=Week(2026, 36),
        user_id="UCLEO",
        objectives=(objective,),
        issues=(AskedIssue(issue, "Cleo", mine=True), AskedIssue(other, "Ben", mine=False)),
        last_plan="Write the tutorial",
    )
    return replace(usual, **given_)  # type: ignore[arg-type]


def many(objectives: int, key_results: int, issues: int, text: str = "words", note: str = "") -> Asked:
    said = Reading(0, Decimal(71), note=note) if note else None
    return asked(
        objectives=tuple(
            AskedObjective(
                number,
                text,
                tuple(
                    AskedKeyResult(a_key_result(number * 100 + at, text), text, mine=True, said=said)
                    for at in range(key_results)
                ),
            )
            for number in range(1, objectives + 1)
        ),
        issues=tuple(
            AskedIssue(Issue(number, 1, "UCLEO", text, IssueState.OPEN, NOW), text, mine=True)
            for number in range(1, issues + 1)
        ),
        last_plan=text,
        raised=(text,),
        plan=text,
    )


def test_it_asks_grip_in_one_window() -> None:
    assert read_window(modal(Form(asked(), NOW))) == WHOLE


WHOLE = """\
┌─ Check in ──────────────────────────────────────────────────────────────────
│
│ ┊ Explore. What you type is kept as you go. Nobody sees your confidence
│ ┊ before the check-in closes.
│
│ New users love the first hour
│ ═════════════════════════════
│
│ How confident are we to reach it?
│ ( 1 to 10 ▾ )
│ ┊ Last time you said 7.
│
│ Onboarding completion (optional)
│ ▏ 71
│ ┊ Yours · 65 % → 90 % · last: 71 %, 3 days ago
│
│ Onboarding completion: in one tap (optional)
│ ☐ No change since last week
│ ☐ This KR measures the wrong thing
│
│ Onboarding completion: note (optional)
│ ▏
│
│ Tutorial shipped (optional)
│ ( – ▾ )
│ ┊ Ben · done / not done · last: done, 3 days ago
│
│ Tutorial shipped: in one tap (optional)
│ ☐ This KR measures the wrong thing
│
│ Tutorial shipped: note (optional)
│ ▏
│ ────────────────────────────────────────────────────────────────────────────
│ What is in the way?
│ ═══════════════════
│
│ No designer (optional)
│ ( How does it stand? ▾ )
│ ┊ Yours · 3 weeks old · help asked from Design guild
│
│ No designer: who could help? (optional)
│ ▏ (A person or a team)
│
│ Legal review (optional)
│ ( How does it stand? ▾ )
│ ┊ Ben · new this week
│
│ Anything new? (optional)
│ ▏
│ ┊ One issue a line.
│ ────────────────────────────────────────────────────────────────────────────
│ What comes next?
│ ════════════════
│
│ Last time you planned
│ > Write the tutorial
│
│ Your plan for the week ahead (optional)
│ ▏
│
└─ [ Cancel ]  [• Send ]"""


def test_confidence_is_not_prefilled_but_last_weeks_is_told() -> None:
    view = modal(Form(asked(), NOW))
    assert state_of(view)["checkin.confidence:1"]["checkin.confidence:1"]["selected_option"] is None
    assert "Last time you said 7." in read_window(view)


def test_values_stand_in_the_boxes_and_their_past_beside_them() -> None:
    text = read_window(modal(Form(asked(), NOW)))
    assert "Yours · 65 % → 90 % · last: 71 %, 3 days ago" in text


def test_a_key_result_without_a_value_offers_no_no_change() -> None:
    fresh = KeyResult(11, 1, "Onboarding completion", PERCENT)
    only = asked(objectives=(AskedObjective(1, "o", (AskedKeyResult(fresh, "", mine=False),)),), issues=())
    text = read_window(modal(Form(only, NOW)))
    assert "no value yet" in text
    assert "No change" not in text


@pytest.mark.parametrize("kind", list(MeasureKind))
def test_every_kind_of_key_result_can_be_asked_about(kind: MeasureKind) -> None:
    measure = Measure.done() if kind is MeasureKind.DONE else Measure(kind, Decimal(0), Decimal(30), "%")
    only = asked(
        objectives=(AskedObjective(1, "o", (AskedKeyResult(a_key_result(11, measure=measure), "", mine=False),)),)
    )
    assert "Onboarding completion" in read_window(modal(Form(only, NOW)))


def test_an_edit_shows_what_was_said() -> None:
    said = Reading(11, Decimal(75), note="slow week", wrong_measure=True)
    objective = AskedObjective(1, "o", (AskedKeyResult(a_key_result(11), "", mine=True, said=said),), 7, 8)
    update = IssueUpdate(21, IssueState.NEEDS_HELP, "Marketing")
    issue = replace(asked().issues[0], said=update)
    form = Form(asked(objectives=(objective,), issues=(issue,), raised=("a", "b"), plan="ship", editing=True), NOW)
    state = state_of(modal(form))
    flat = {block_id: next(iter(actions.values())) for block_id, actions in state.items()}
    assert flat["checkin.confidence:1"]["selected_option"]["value"] == "8"
    assert flat["checkin.value:11"]["value"] == "75"
    assert [option["value"] for option in flat["checkin.flags:11"]["selected_options"]] == [ids.WRONG_MEASURE]
    assert flat["checkin.note:11"]["value"] == "slow week"
    assert flat["checkin.issue:21"]["selected_option"]["value"] == "needs_help"
    assert flat["checkin.help:21"]["value"] == "Marketing"
    assert flat["checkin.raised"]["value"] == "a\nb"
    assert flat["checkin.plan"]["value"] == "ship"
    assert "Edit your check-in" in read_window(modal(form))


def test_a_reopened_window_shows_what_was_typed() -> None:
    typed = {
        "checkin.confidence:1": "4",
        "checkin.value:11": "73.5",
        "checkin.flags:11": [ids.NO_CHANGE],
        "checkin.note:11": "half-writ",
        "checkin.issue:22": "solved",
        "checkin.raised": "",
        "checkin.plan": "tomorrow <!here>",
    }
    fresh = Form(asked(raised=("old line",)), NOW)
    kept = Values(state_of(modal(fresh), typed))
    again = state_of(modal(replace(fresh, typed=kept, bases={11: "71", 12: ""})))
    assert again == kept.raw


def test_a_box_that_was_left_alone_shows_what_a_colleague_reported_meanwhile() -> None:
    kept = Values(state_of(modal(Form(asked(), NOW)), {"checkin.plan": "x"}))
    moved = KeyResult(11, 1, "Onboarding completion", PERCENT, "UCLEO", Decimal(80), NOW)
    later = asked(objectives=(AskedObjective(1, "o", (AskedKeyResult(moved, "", mine=True),)),))
    state = state_of(modal(Form(later, NOW, kept, {11: "71", 12: ""})))
    assert state["checkin.value:11"]["checkin.value:11"]["value"] == "80"


def test_an_emptied_box_stays_empty() -> None:
    kept = Values(state_of(modal(Form(asked(), NOW)), {"checkin.value:11": ""}))
    state = state_of(modal(Form(asked(), NOW, kept, {11: "71", 12: ""})))
    assert state["checkin.value:11"]["checkin.value:11"]["value"] is None


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize(("objectives", "key_results", "issues"), [(0, 0, 0), (1, 0, 0), (1, 1, 1), (10, 5, 100)])
def test_slack_takes_every_page_whatever_it_holds(objectives: int, key_results: int, issues: int, text: str) -> None:
    questions = many(objectives, key_results, issues, text, note=text[:3_000])
    form = Form(questions, NOW)
    shown = pages(form)
    for number in range(len(shown)):
        read_window(modal(replace(form, page=number)))
    every_field = [block_id for page in shown for block_id in page.fields]
    assert len(every_field) == len(set(every_field)) == objectives * (1 + 3 * key_results) + 2 * issues + 2


def test_an_ordinary_team_has_one_page_and_sends_at_once() -> None:
    form = Form(many(3, 3, 8), NOW)
    assert len(pages(form)) == 1
    assert "Send" in read_window(modal(form))
    assert "Page" not in read_window(modal(form))


def test_a_large_set_is_paged_with_next_and_back_and_send_on_the_last() -> None:
    form = Form(many(10, 5, 0), NOW)
    first, last = read_window(modal(form)), read_window(modal(replace(form, page=1)))
    assert len(pages(form)) == 2
    assert ("Next" in first, "Page 1 of 2" in first, "Back" in first) == (True, True, False)
    assert ("Send" in last, "Page 2 of 2" in last, "Back" in last) == (True, True, True)


def test_a_page_says_again_which_objective_it_goes_on_with() -> None:
    form = Form(many(1, 40, 0, "Be the team that ships"), NOW)
    assert len(pages(form)) > 1
    for number in range(len(pages(form))):
        assert "Be the team that ships" in read_window(modal(replace(form, page=number)))[:400]


def seen(form: Form, *numbers: int) -> Values:
    """The state of these pages, as they came back."""
    state: dict[str, Mapping[str, Mapping[str, object]]] = {}
    for number in numbers:
        state |= state_of(modal(replace(form, page=number)))
    return Values(state)


def test_next_leads_through_the_pages_one_by_one() -> None:
    form = Form(many(10, 5, 60), NOW)
    assert len(pages(form)) == 4
    assert page_after(replace(form, typed=seen(form, 0))) == 1
    assert page_after(replace(form, page=1, typed=seen(form, 0, 1))) == 2
    assert page_after(replace(form, typed=seen(form, 0, 1, 2, 3))) == 1


def test_next_shows_no_page_twice_and_leaves_nothing_out_when_the_questions_change_on_the_way() -> None:
    before = Form(many(10, 5, 0), NOW)
    after = Form(many(12, 5, 0), NOW, seen(before, 0))
    shrunk = replace(after, asked=replace(after.asked, objectives=after.asked.objectives[3:]))
    moved_up = page_after(shrunk)
    assert any(block_id not in shrunk.typed for block_id in pages(shrunk)[moved_up].fields)


@given(st.decimals(-(10**11), 10**11, allow_nan=False, places=6))
def test_what_stands_in_a_box_is_read_as_the_same_number(value: Decimal) -> None:
    assert read_number(box_text(value)) == value


MINE = Action(31, 1, "UCLEO", "Ask legal for a slot", ActionState.OPEN, NOW - 22 * DAY, date(2026, 9, 1))
GONE = Action(32, 1, "U_GONE", "Tidy the wiki", ActionState.OPEN, NOW - DAY, date(2026, 9, 11))


def test_it_asks_what_was_set_out_to_do_with_age_and_day() -> None:
    actions = (AskedAction(MINE, "Cleo", mine=True), AskedAction(GONE, "Gil", mine=False))
    text = read_window(modal(Form(asked(actions=actions, zone="Europe/Berlin"), NOW)))
    assert WHAT_DID_YOU in text


WHAT_DID_YOU = """\
│ What did you set out to do?
│ ═══════════════════════════
│
│ Ask legal for a slot (optional)
│ ( How does it stand? ▾ )
│ ┊ 3 weeks old · due Tue 1 Sep, ▲ overdue by 3 days
│
│ Tidy the wiki (optional)
│ ( How does it stand? ▾ )
│ ┊ Gil is not in the team · new · due Fri 11 Sep
"""


def test_without_actions_nobody_is_asked_about_any() -> None:
    assert "set out to do" not in read_window(modal(Form(asked(), NOW)))


def test_what_was_said_of_an_action_is_chosen_and_what_was_typed_wins() -> None:
    form = Form(asked(actions=(AskedAction(MINE, "Cleo", mine=True, said=ActionUpdate(31, ActionState.DONE)),)), NOW)
    assert chosen(form) == "done"
    typed = state_of(modal(form), {"checkin.action:31": "open"})
    assert chosen(replace(form, typed=Values(typed))) == "open"


def chosen(form: Form) -> str:
    """What stands in the action's menu."""
    state = state_of(modal(form))["checkin.action:31"]["checkin.action:31"]
    return str(state["selected_option"]["value"])


@pytest.mark.parametrize("text", NASTY)
def test_very_many_actions_are_paged_and_none_is_left_out(text: str) -> None:
    actions = tuple(AskedAction(replace(MINE, id=number, text=text), text, mine=False) for number in range(1, 151))
    form = Form(replace(many(2, 2, 2), actions=actions), NOW)
    fields = [field for page in pages(form) for field in page.fields]
    assert [field for field in fields if field.startswith("checkin.action")] == [
        f"checkin.action:{number}" for number in range(1, 151)
    ]
    for number in range(len(pages(form))):
        read_window(modal(replace(form, page=number)))
