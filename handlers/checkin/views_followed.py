"""The part of the check-in's window that follows up: what is in the way, and what a retro's actions came to."""

from collections.abc import Iterable
from datetime import datetime

from slack_sdk.models.blocks import Block

from handlers.checkin import ids
from handlers.checkin.views_form import LABEL, SHORT_LABEL, Form, Part, box, live, text_of
from handlers.kit import elements
from handlers.kit.elements import divider, header, option, select
from handlers.kit.text import one_line, plural
from okra.action import ActionState, age_in_weeks
from okra.action_report import say_due
from okra.calendar import zone
from okra.grip import AskedAction, AskedIssue
from okra.issue import IssueState
from okra.issue import age_in_weeks as age_of_issue

STATES = ((IssueState.OPEN, "Still open"), (IssueState.SOLVED, "Solved"), (IssueState.NEEDS_HELP, "Needs help"))
ACTION_STATES = ((ActionState.DONE, "Done"), (ActionState.OPEN, "Still on it"), (ActionState.DROPPED, "Dropped"))


def issues(form: Form) -> Iterable[Part]:
    """Open issues, the member's own first, and a box for new ones."""
    heading: list[Block] = [divider(), header("What is in the way?")]
    for asked in form.asked.issues:
        yield Part(_issue(asked, form), heading)
    raised = text_of(ids.RAISED, "\n".join(form.asked.raised), form)
    new = live("Anything new?", ids.RAISED, box(ids.RAISED, raised, 3_000), hint="One issue a line.")
    yield Part([new], heading)


def _issue(asked: AskedIssue, form: Form) -> list[Block]:
    issue = asked.issue
    block_id, help_id = ids.of(ids.ISSUE, issue.id), ids.of(ids.HELP, issue.id)
    choices = [option(words, state.value) for state, words in STATES]
    said = asked.said
    chosen = form.typed.option(block_id) if block_id in form.typed else said.state.value if said else ""
    stands = live(
        one_line(issue.text, LABEL),
        block_id,
        select(block_id, choices, chosen=chosen, placeholder="How does it stand?"),
        hint=_age(asked, form.now),
    )
    if not asked.mine:
        return [stands]
    helper = text_of(help_id, said.help_from if said else "", form)
    typed = elements.text_input(help_id, helper, max_length=200, placeholder="A person or a team", live=True)
    return [stands, live(f"{one_line(issue.text, SHORT_LABEL)}: who could help?", help_id, typed)]


def _age(asked: AskedIssue, now: datetime) -> str:
    weeks = age_of_issue(asked.issue, now)
    age = f"{plural(weeks, 'week')} old" if weeks else "new this week"
    help_wanted = ""
    if asked.issue.state is IssueState.NEEDS_HELP:
        help_wanted = (
            f"help asked from {one_line(asked.issue.help_from, 80)}" if asked.issue.help_from else "needs help"
        )
    parts = ("Yours" if asked.mine else one_line(asked.owner, 60), age, help_wanted)
    return " · ".join(part for part in parts if part)


def actions(form: Form) -> Iterable[Part]:
    """What the member set out to do in a retro; nothing where there is nothing."""
    heading: list[Block] = [divider(), header("What did you set out to do?")]
    for asked in form.asked.actions:
        yield Part([_action(asked, form)], heading)


def _action(asked: AskedAction, form: Form) -> Block:
    block_id = ids.of(ids.ACTION, asked.action.id)
    said = asked.said.state.value if asked.said else ""
    chosen = form.typed.option(block_id) if block_id in form.typed else said
    choices = [option(words, state.value) for state, words in ACTION_STATES]
    menu = select(block_id, choices, chosen=chosen, placeholder="How does it stand?")
    return live(one_line(asked.action.text, LABEL), block_id, menu, hint=_since(asked, form))


def _since(asked: AskedAction, form: Form) -> str:
    """Whose it is where it is not the reader's, how old, and when it is due."""
    weeks = age_in_weeks(asked.action, form.now)
    whose = "" if asked.mine else f"{one_line(asked.owner, 60)} is not in the team"
    today = form.now.astimezone(zone(form.asked.zone)).date()
    parts = (whose, f"{plural(weeks, 'week')} old" if weeks else "new", say_due(asked.action, today))
    return " · ".join(part for part in parts if part)
