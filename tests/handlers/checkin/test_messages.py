"""What people read: warm, short, and within what Slack takes at every extreme."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from handlers.checkin import views_private
from handlers.checkin.views_card import card
from handlers.checkin.views_result import card as result_card
from handlers.checkin.views_result import invitation
from handlers.kit.elements import Message, line, plain
from handlers.kit.fit import MOST_CHARACTERS, characters, fit, split
from okra.action import Action, ActionState
from okra.calendar import Week
from okra.checkin import IssueUpdate, RoundState
from okra.confidence import WeekConfidence
from okra.issue import Issue, IssueState
from okra.okr import KeyResult, Measure, Objective
from okra.receipt import CopiedAction, CopiedIssue, CopiedObjective, CopiedReading, Prompt, PromptState, Receipt
from okra.report import ObjectiveWeeks, Plan, TeamWeek, Turnout
from okra.result import RoundResult, result
from tests.handlers.checkin.setting import ADA, NAMES, read, read_window
from tests.handlers.checkin.test_window import NASTY

NOW = datetime(2026, 9, 7, 8, tzinfo=UTC)
WEEK = Week(2026, 36)
PERCENT = Measure.move(Decimal(65), Decimal(90), "%")


def a_prompt(state: PromptState) -> Prompt:
    return Prompt(1, "Explore", WEEK, state, "Mon 10:00")


def an_action(number: int, text: str) -> Action:
    state = tuple(ActionState)[number % 3]
    closed_at = None if state is ActionState.OPEN else NOW
    return Action(number, 1, ADA, text, state, NOW - timedelta(days=30), NOW.date() - timedelta(days=3), closed_at)


def a_result(objectives: int, key_results: int, issues: int, plans: int, text: str = "words") -> RoundResult:
    """A closed round in which everybody wrote a lot."""
    parts = tuple(
        ObjectiveWeeks(
            Objective(
                number,
                1,
                1,
                text,
                key_results=tuple(
                    KeyResult(number * 100 + at, number, text, PERCENT, None, Decimal(71), NOW)
                    for at in range(key_results)
                ),
            ),
            (WeekConfidence(WEEK.previous(), 8, 1, 4), WeekConfidence(WEEK, 5.5, 6, 4)),
            wrong_measure={number * 100: 2},
        )
        for number in range(1, objectives + 1)
    )
    states = (IssueState.OPEN, IssueState.NEEDS_HELP, IssueState.SOLVED)
    raised = NOW - timedelta(days=30)
    week = TeamWeek(
        team_id=1,
        team=text,
        week=WEEK,
        state=RoundState.CLOSED,
        turnout=Turnout(4, 5, away=(text,), sitting_out=("Dan",), changed_late=1),
        elapsed=0.7,
        objectives=parts,
        issues=tuple(Issue(at, 1, ADA, text, states[at % 3], raised, text) for at in range(issues)),
        plans=tuple(Plan(ADA, text) for _ in range(plans)),
        names={ADA: text},
        actions=tuple(an_action(at, text) for at in range(issues)),
    )
    return result(week, NOW)


def a_receipt(objectives: int, key_results: int, issues: int, text: str) -> Receipt:
    readings = tuple(CopiedReading(text, "71 %", True, text, True, True) for _ in range(key_results))
    copied = tuple(CopiedObjective(text, 7, True, readings) for _ in range(objectives))
    actions = tuple(CopiedAction(text, state) for state in ActionState for _ in range(issues))
    spoken = tuple(CopiedIssue(text, state, text) for state in (None, *IssueState) for _ in range(issues))
    return Receipt(1, text, WEEK, copied, spoken, text, "Thu 1 Oct", editable=True, edited_at=NOW, actions=actions)


def test_the_prompt_asks_once_and_offers_the_ways_out() -> None:
    assert read(views_private.prompt(a_prompt(PromptState.ASKED))) == PROMPT


PROMPT = """\
Time for Explore's check-in: how sure are we, where do we stand, what is in
the way, what comes next?

[• Check in ]  [ Snooze to tomorrow 9:00 ]  [ I'm away ]  [ Not this week ]
┊ It takes about a minute and is open until Mon 10:00."""


def test_the_nudge_has_no_snooze_and_promises_to_be_the_last() -> None:
    text = read(views_private.nudge(a_prompt(PromptState.SNOOZED)))
    assert "Snooze" not in text
    assert "I won't ask again this week." in text


@pytest.mark.parametrize("state", [state for state in PromptState if state is not PromptState.ANSWERED])
def test_until_it_is_answered_every_prompt_and_nudge_leads_to_the_window(state: PromptState) -> None:
    for view in (views_private.prompt, views_private.nudge):
        assert "[• Check in" in read(view(a_prompt(state)))


def test_an_answered_prompt_says_thank_you_without_buttons() -> None:
    for view in (views_private.prompt, views_private.nudge):
        assert read(view(a_prompt(PromptState.ANSWERED))) == "Explore's check-in: answered, thank you."


@pytest.mark.parametrize("state", PromptState)
def test_every_version_of_a_message_can_replace_every_other(state: PromptState) -> None:
    messages = [views_private.prompt(a_prompt(state)), views_private.nudge(a_prompt(state))]
    messages += [card(1, "Explore", WEEK, Turnout(0, 4), "Mon 10:00"), result_card(a_result(1, 1, 1, 1), NAMES)]
    for message in messages:
        assert "rich_text" in [block.to_dict()["type"] for block in message.blocks]


def test_the_card_counts_names_the_away_and_nobody_else() -> None:
    turnout = Turnout(3, 8, away=("Cleo", "Dan"), sitting_out=("Ben",))
    assert read(card(1, "Explore", WEEK, turnout, "Mon 10:00")) == CARD


CARD = """\
Explore checks in  3 of 8 have answered.
┊ Away: Cleo and Dan. 1 sitting this one out.

[• Check in ]
┊ Open until Mon 10:00. The answers come together here then."""


def test_one_button_a_team_where_somebody_is_in_several() -> None:
    assert "[ Explore ]  [ Checkout ]" in read(views_private.which_team([(1, "Explore"), (2, "Checkout")]))
    read(views_private.which_team([(number, "t" * 200) for number in range(1, 130)]))


def all_messages(objectives: int, key_results: int, issues: int, text: str) -> list[Message]:
    summed_up = a_result(objectives, key_results, issues, plans=issues, text=text)
    quiet = replace(summed_up, turnout=Turnout(0, 5))
    return [
        result_card(summed_up, NAMES),
        invitation(summed_up, NAMES, "1.0"),
        result_card(quiet, NAMES),
        invitation(quiet, NAMES, "1.0"),
        views_private.receipt(a_receipt(objectives, key_results, issues, text)),
        card(1, text, WEEK, Turnout(1, 2, away=(text,) * issues), "Mon 10:00"),
    ]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize(("objectives", "key_results", "issues"), [(0, 0, 0), (1, 0, 1), (1, 1, 1), (10, 5, 100)])
def test_slack_takes_every_message_and_nothing_in_it_pings(
    objectives: int, key_results: int, issues: int, text: str
) -> None:
    for message in all_messages(objectives, key_results, issues, text):
        read(message)
        assert sum(map(characters, message.blocks)) < 13_000


def test_what_finds_no_room_in_the_result_stands_in_its_thread() -> None:
    summed_up = a_result(10, 5, 0, plans=6, text="a plan of many words " * 9)
    summed_up = replace(summed_up, plans=tuple(Plan(ADA, f"plan {number}") for number in range(6)))
    above, below = read(result_card(summed_up, NAMES)), read(invitation(summed_up, NAMES, "1.0"))
    assert "The rest is in the thread." in above
    assert "plan 5" not in above
    assert "plan 5" in below


def test_an_ordinary_result_fits_and_its_thread_holds_questions_only() -> None:
    summed_up = a_result(1, 1, 1, plans=1)
    assert "thread" not in read(result_card(summed_up, NAMES))
    assert read(invitation(summed_up, NAMES, "1.0")) == INVITATION


INVITATION = """\
Worth a conversation
• We are 6 points apart on “words”. What do some of us see that others don't?
• Confidence in “words” fell by 2.5 to 5.5. What changed?
• “words” has been open for 4 weeks. What would get it out of the way?"""


def test_without_anything_that_stands_out_the_invitation_is_a_light_one() -> None:
    calm = replace(a_result(1, 1, 0, 0), talk_about=())
    assert "what should we do more of?" in read(invitation(calm, NAMES, "1.0"))


def test_the_spread_is_explained_while_there_are_too_few_answers() -> None:
    few = replace(a_result(1, 1, 0, 0), turnout=Turnout(2, 4))
    assert "is shown from 4 answers" in read(result_card(few, NAMES))


def test_words_that_could_not_be_kept_are_shown_once_more() -> None:
    lost = [("No designer", IssueUpdate(1, IssueState.NEEDS_HELP, "Marketing"))]
    assert "No designer · needs help from Marketing" in read_window(views_private.not_kept(lost))


def lines_of(*sizes: int) -> list[Any]:
    return [line(plain("x" * size)) for size in sizes]


def test_messages_are_broken_between_blocks_and_lose_none() -> None:
    blocks = lines_of(*[2_000] * 13)
    messages = split(blocks)
    assert [block for message in messages for block in message] == blocks
    assert max(sum(map(characters, message)) for message in messages) <= MOST_CHARACTERS
    assert [len(message) for message in split(lines_of(*[1] * 100))] == [44, 44, 12]


def test_what_does_not_fit_is_announced_and_nothing_is_announced_otherwise() -> None:
    assert len(fit(lines_of(*[2_000] * 9), "more")) == 6
    assert fit(few := lines_of(5, 5), "more") == few
    assert fit([], "more") == []
