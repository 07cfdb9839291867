"""What a member reads in private: the prompt, the one nudge after it, and the copy of their answer."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement
from slack_sdk.models.views import View

from handlers.checkin import ids
from handlers.kit import elements
from handlers.kit.elements import Message, Part, actions, bold, bullets, button, italic, line, note, plain, quote
from handlers.kit.fit import fit, listed
from handlers.kit.ids import Press
from handlers.kit.state import pack
from handlers.kit.text import one_line
from okra.action import ActionState
from okra.calendar import Week
from okra.checkin import IssueUpdate
from okra.confidence import HIGHEST, band
from okra.issue import IssueState
from okra.receipt import CopiedAction, CopiedIssue, CopiedObjective, CopiedReading, Prompt, PromptState, Receipt

ISSUE_WORDS = {
    IssueState.OPEN: "still open",
    IssueState.SOLVED: "solved",
    IssueState.NEEDS_HELP: "needs help",
}
ACTION_WORDS = {
    ActionState.OPEN: "still on it",
    ActionState.DONE: "done",
    ActionState.DROPPED: "dropped",
}
SHORT = 300
"""How much of a note a copy shows; the window shows all of it."""


def value_of(team_id: int, week: Week) -> str:
    """What a button remembers: which check-in."""
    return pack(team=team_id, week=str(week))


def _check_in(prompt: Prompt, label: str = "Check in") -> ButtonElement:
    return button(label, ids.ANSWER, value_of(prompt.team_id, prompt.week), style="primary")


def _message(text: str, *blocks: Block) -> Message:
    return Message(text=text, blocks=[line(plain(text)), *blocks])


def prompt(asked: Prompt) -> Message:
    """The prompt, in whatever state it is by now."""
    if asked.state is not PromptState.ASKED:
        return _no_longer_asked(asked)
    text = f"Time for {asked.team}'s check-in: how sure are we, where do we stand, what is in the way, what comes next?"
    return _message(
        text,
        actions(
            _check_in(asked),
            button("Snooze to tomorrow 9:00", ids.SNOOZE, value_of(asked.team_id, asked.week)),
            *_not_now(asked),
        ),
        note(f"It takes about a minute and is open until {asked.closes}."),
    )


def nudge(asked: Prompt) -> Message:
    """The second and last nudge, in whatever state it is by now."""
    if asked.state not in (PromptState.ASKED, PromptState.SNOOZED):
        return _no_longer_asked(asked)
    text = f"{asked.team}'s check-in is still open, until {asked.closes}. Your view counts, even in half a minute."
    return _message(text, actions(_check_in(asked), *_not_now(asked)), note("I won't ask again this week."))


def _not_now(asked: Prompt) -> Sequence[ButtonElement]:
    return (
        button("I'm away", Press.AWAY, str(asked.team_id)),
        button("Not this week", ids.SIT_OUT, value_of(asked.team_id, asked.week)),
    )


def _no_longer_asked(asked: Prompt) -> Message:
    match asked.state:
        case PromptState.ANSWERED:
            return _message(f"{asked.team}'s check-in: answered, thank you.")
        case PromptState.SNOOZED:
            text = f"{asked.team}'s check-in: I'll ask you again tomorrow at 9:00. It is open until {asked.closes}."
            return _message(text, actions(_check_in(asked, "Check in now"), *_not_now(asked)))
        case PromptState.SITTING_OUT:
            text = (
                f"{asked.team}'s check-in: you are sitting this one out. Should you change your mind, you are welcome."
            )
        case PromptState.AWAY:
            text = f"{asked.team}'s check-in: you are away, so nobody is waiting for you. Answering is still welcome."
        case _:
            text = f"{asked.team}'s check-in has closed. A late answer is still welcome."
    return _message(text, actions(_check_in(asked)))


def which_team(teams: Sequence[tuple[int, str]]) -> Message:
    """For somebody in several teams: one button a team."""
    text = "You are in several teams. Which check-in?"
    rows: list[ActionsBlock] = []
    for first in range(0, min(len(teams), 100), 25):
        row = teams[first : first + 25]
        buttons = [button(one_line(name, 70), f"{ids.START}:{team_id}", str(team_id)) for team_id, name in row]
        rows.append(actions(*buttons))
    return _message(text, *rows)


def receipt(copy: Receipt) -> Message:
    """The member's private copy of their answer, with Edit while the cycle lasts."""
    text = f"Thank you! Your check-in for {copy.team} is in."
    head = [line(bold(text), plain(" Only you see this copy."))]
    body = [block for objective in copy.objectives for block in _objective(objective)]
    body += [*_issues(copy.issues), *_actions(copy.actions), *_plan(copy.plan)]
    return Message(text=text, blocks=[*head, *fit(body, more="There is more; Edit shows all of it."), *_foot(copy)])


def _foot(copy: Receipt) -> list[Block]:
    if not copy.editable:
        return [note("The cycle is over, so this stays as it is.")]
    edited = "Edited. " if copy.edited_at else ""
    return [
        actions(button("Edit", ids.ANSWER, value_of(copy.team_id, copy.week))),
        note(f"{edited}You can change it before {copy.editable_until}."),
    ]


def _objective(objective: CopiedObjective) -> list[Block]:
    lead: list[Part] = [bold(one_line(objective.title, SHORT))]
    if objective.confidence is not None:
        lead.append(plain(f"  {objective.confidence} of {HIGHEST} · {band(objective.confidence)}"))
    if objective.removed:
        lead.append(italic("  removed from the OKRs meanwhile; your words are kept"))
    return listed((_reading(reading) for reading in objective.readings), lead) or [line(*lead)]


def _reading(reading: CopiedReading) -> list[Part]:
    parts: list[Part] = [plain(one_line(reading.title, SHORT) + ": "), bold(reading.value or "no value")]
    if reading.unchanged:
        parts.append(plain(" · no change"))
    if reading.wrong_measure:
        parts.append(plain(" · measures the wrong thing"))
    if reading.note:
        parts += [plain(" · "), italic(one_line(reading.note, SHORT))]
    if reading.removed:
        parts.append(plain(" · removed from the OKRs meanwhile; your words are kept"))
    return parts


def _issues(issues: Sequence[CopiedIssue]) -> list[Block]:
    return listed((_issue(issue) for issue in issues), [bold("In the way")])


def _issue(issue: CopiedIssue) -> list[Part]:
    if issue.state is None:
        return [plain(one_line(issue.text, SHORT)), plain(" · new")]
    help_from = f" from {one_line(issue.help_from, 80)}" if issue.help_from else ""
    return [plain(one_line(issue.text, SHORT)), plain(f" · {ISSUE_WORDS[issue.state]}{help_from}")]


def _actions(actions: Sequence[CopiedAction]) -> list[Block]:
    items = [[plain(one_line(one.text, SHORT)), plain(f" · {ACTION_WORDS[one.state]}")] for one in actions]
    return listed(items, [bold("What you set out to do")])


def _plan(plan: str) -> list[Block]:
    return [quote(plan, lead=[bold("Next")])] if plan else []


def not_kept(lost: Sequence[tuple[str, IssueUpdate]]) -> View:
    """Everything is stored but what was said of issues that somebody took back meanwhile: here are those words."""
    items = [_issue(CopiedIssue(text, update.state, update.help_from)) for text, update in lost]
    lead = plain("Your check-in is in. Only this could not be kept: its issue was taken back while you were writing.")
    advice = "If it matters still, raise it as a new issue: Edit is in your copy."
    return elements.modal("Check in", "told", [bullets(items, lead=[lead]), note(advice)], submit=None, close="OK")
