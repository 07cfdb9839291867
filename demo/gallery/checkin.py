"""The check-in in private: asked, nudged, answered, and the copy of the answer."""

from collections.abc import Iterator
from dataclasses import replace

from demo.gallery.exhibit import Exhibit
from demo.gallery.team import (
    ANDROID,
    CLOSED,
    CLOSES,
    EXPORT_BROKEN,
    LEGAL_SLOT,
    SECOND_TITLE,
    TEAM,
    TEAM_ID,
    TITLE,
    WEEK,
)
from handlers.checkin.views_private import not_kept, nudge, prompt, receipt, which_team
from okra.action import ActionState
from okra.checkin import IssueUpdate
from okra.issue import IssueState
from okra.receipt import CopiedAction, CopiedIssue, CopiedObjective, CopiedReading, Prompt, PromptState, Receipt

_STATES = (
    (PromptState.ASKED, "the check-in opens"),
    (PromptState.SNOOZED, "the member snoozed until tomorrow"),
    (PromptState.SITTING_OUT, "the member said Not this week"),
    (PromptState.AWAY, "the member said that they are away"),
    (PromptState.ANSWERED, "the member's answer is in"),
    (PromptState.CLOSED, "the check-in closed without the member's answer"),
)

_COMPLETION = CopiedReading(
    "Increase onboarding completion", "74 %", unchanged=False, note="", wrong_measure=False, removed=False
)
_ENGAGEMENT = CopiedReading(
    "Boost tutorial engagement",
    "19 %",
    unchanged=True,
    note="Nobody watches it to the end. Is it the right thing to count?",
    wrong_measure=True,
    removed=False,
)
_TICKETS = CopiedReading(
    "Reduce support tickets about account set-up", "", unchanged=False, note="", wrong_measure=False, removed=False
)
_USUAL = Receipt(
    TEAM_ID,
    TEAM,
    WEEK,
    (CopiedObjective(TITLE, 4, removed=False, readings=(_COMPLETION, _ENGAGEMENT, _TICKETS)),),
    (CopiedIssue(LEGAL_SLOT, IssueState.OPEN), CopiedIssue(EXPORT_BROKEN)),
    "Cut the tutorial to one minute",
    "Thu 1 Oct",
    editable=True,
)
_SHORT = replace(
    _USUAL, objectives=(CopiedObjective(TITLE, 8, removed=False, readings=()),), issues=(), plan="", editable=True
)
_REMOVED = CopiedObjective(
    SECOND_TITLE,
    6,
    removed=True,
    readings=(replace(_COMPLETION, title="Open the sandbox to everybody", value="not done", removed=True),),
)
_FULL = replace(
    _USUAL,
    objectives=(*_USUAL.objectives, _REMOVED),
    issues=(
        *_USUAL.issues,
        CopiedIssue("Staging is down", IssueState.SOLVED),
        CopiedIssue(ANDROID, IssueState.NEEDS_HELP, "the mobile guild"),
    ),
    plan="Cut the tutorial to one minute.\nAsk Marta for a slot on Tuesday.\nShow both to three people who skipped it.",
    edited_at=CLOSED,
    actions=(
        CopiedAction("Agree with legal on words that need no review", ActionState.DONE),
        CopiedAction("Show a one-minute tutorial to three people who skipped it", ActionState.OPEN),
        CopiedAction("Rewrite the welcome mail", ActionState.DROPPED),
    ),
)


def _asked(state: PromptState, when: str) -> Iterator[Exhibit]:
    asked = Prompt(TEAM_ID, TEAM, WEEK, state, CLOSES)
    words = state.value.replace("_", " ")
    about = f"A member reads it in private once {when}."
    yield Exhibit(f"checkin / prompt, {words}", about, prompt, lambda: prompt(asked))
    if state in (PromptState.ASKED, PromptState.ANSWERED):
        about = "Who has not answered reads it, once a week." if state is PromptState.ASKED else about
        yield Exhibit(f"checkin / nudge, {words}", about, nudge, lambda: nudge(asked))


def _copy(what: str, about: str, copy: Receipt) -> Exhibit:
    return Exhibit(f"checkin / copy, {what}", about, receipt, lambda: receipt(copy))


EXHIBITS = (
    *(exhibit for state, when in _STATES for exhibit in _asked(state, when)),
    Exhibit(
        "checkin / which team",
        "Somebody in several teams types /okra checkin in private.",
        which_team,
        lambda: which_team([(TEAM_ID, TEAM), (8, "Checkout"), (9, "Search & Discovery")]),
    ),
    _copy("usual", "A member reads it after sending a check-in.", _USUAL),
    _copy("only confidence", "A member reads it after saying how confident they are, and nothing else.", _SHORT),
    _copy("edited and full", "A member reads it after an edit, once an objective of theirs was removed.", _FULL),
    _copy("after the cycle", "A member finds it when the cycle is over.", replace(_USUAL, editable=False)),
    Exhibit(
        "checkin / not kept",
        "A member sees it when an issue that they spoke of was taken back while they were writing.",
        not_kept,
        lambda: not_kept([(ANDROID, IssueUpdate(3, IssueState.NEEDS_HELP, "the mobile guild"))]),
    ),
)
