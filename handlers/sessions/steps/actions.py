"""actions: who does what until when, and what check-ins shall ask about; all of it stands on the card."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from slack_sdk.models.blocks import Block, DatePickerElement

from handlers.kit.elements import bold, field, line, note, plain, text_input
from handlers.kit.elements import option as choice
from handlers.kit.fit import listed
from handlers.kit.menus import menu
from handlers.kit.text import one_line
from handlers.sessions import ids
from handlers.sessions.steps.choices import LABEL, meant, offered, sign
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.values import Shown
from okra.action import check_due
from okra.dates import say_day
from okra.items import Item
from okra.refusal import Refused
from okra.steps.actions import LONGEST_ACTION, Acting, Action, Remove, Write
from okra.steps.hindrances import Issue, Raise, Withdraw
from okra.steps.step import LONGEST_TEXT

FIRST = 5
"""Groups with the most votes that the card recalls."""
NONE_YET = "No action yet. One thing that you really do beats five good intentions."
NEW, CHANGE, ISSUE, NO_ISSUE = "new", "choose", "issue", "no-issue"


class ActionsDoor:
    """Deciding what comes next, in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """What got the most votes, then the actions, the soonest first, then the issues."""
        state: Acting = shown.state
        dots, texts = state.dots, {item.key: item.text for item in state.items}
        first = [(dots[key], text) for key, text in texts.items() if key in dots][:FIRST]
        voted = [[bold("●" * min(count, 30)), plain(f" {count}: {one_line(text, 150)}")] for count, text in first]
        actions = [_told(shown, one, texts) for one in state.actions]
        issues = [_issue(shown, one) for one in state.issues]
        return [
            *listed(voted, [bold("What matters most to you")]),
            *(listed(actions, [bold("What we will do")]) or [line(plain(NONE_YET))]),
            *listed(issues, [bold("Check-ins will ask about")]),
        ]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """An action; something that is in the way; and both can be changed."""
        state: Acting = shown.state
        made: list[Opens | Does] = [Opens("Add an action", NEW, "primary")]
        if state.actions:
            made.append(Opens("Change an action", CHANGE))
        if state.hindrances:
            made.append(Opens("Make it an issue", ISSUE))
        if state.issues:
            made.append(Opens("Take an issue back", NO_ISSUE))
        return made

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Nothing more."""
        return []

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """A new action, the choice of one, one to change; an issue to make or to take back."""
        state: Acting = shown.state
        if name == ISSUE:
            return _new_issue(shown, eyes)
        if name == NO_ISSUE:
            issues = [choice(one_line(one.text, LABEL), sign(one.on)) for one in state.issues]
            which = field("Which one was none?", ids.UNDER, menu(ids.UNDER, issues))
            return Form("Take an issue back", [which], "Take it back")
        if name == CHANGE and not about:
            actions = [choice(one_line(one.text, LABEL), one.id) for one in state.actions]
            which = field("Which one?", ids.CHOICE, menu(ids.CHOICE, actions))
            return Form("Change an action", [which], "Open it", asks_first=True)
        known = _there(state, about) if about else None
        return Form("An action", _boxes(shown, eyes, known), "Save", known.version if known else 0)

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """An action written, or, emptied, taken out; an issue made, or taken back."""
        state: Acting = shown.state
        text, on = sent.values.text(ids.TEXT), sent.values.option(ids.UNDER)
        owner = sent.values.option(ids.OWNER)
        if sent.name == ISSUE:
            return [Raise(meant(state.items, on, ids.UNDER).key, owner, text)]
        if sent.name == NO_ISSUE:
            return [Withdraw(one.on) for one in state.issues if sign(one.on) == on]
        if sent.about and not text.strip():
            return [Remove(sent.about, sent.version)]
        known = _there(state, sent.about) if sent.about else None
        action_id = known.id if known else sent.once
        under = meant(state.items, on, ids.UNDER).key if on else None
        return [Write(action_id, text, owner, _due(shown, sent, known), under, sent.version)]

    def deed(self, shown: Shown, name: str) -> Any:
        """No button is a deed of its own."""
        raise KeyError(name)


def _told(shown: Shown, one: Action, texts: dict[str, str]) -> list[Any]:
    until = f", until {say_day(one.due, shown.today)}" if one.due else ""
    answers = f" · for “{one_line(texts[one.on], 80)}”" if one.on in texts else ""
    return [bold(one_line(one.text, 200)), plain(f" – {_name(shown, one.owner)}{until}{answers}")]


def _issue(shown: Shown, one: Issue) -> list[Any]:
    return [bold(one_line(one.text, 200)), plain(f" – {_name(shown, one.owner)}")]


def _name(shown: Shown, user_id: str) -> str:
    return shown.names.get(user_id, "somebody")


def _there(state: Acting, action_id: str) -> Action:
    known = state.find(action_id)
    if known is None:
        raise Refused("Somebody took this out meanwhile. Copy your words, and write them as a new one.")
    return known


def _due(shown: Shown, sent: Sent, known: Action | None) -> date | None:
    """The day that was picked. An old one may stay as it is while something else is changed."""
    picked = sent.values.text(ids.DUE)
    due = date.fromisoformat(picked) if picked else None
    if due is not None and (known is None or due != known.due):
        check_due(due, shown.today, shown.proceedings.weeks)
    return due


def _boxes(shown: Shown, eyes: Eyes, known: Action | None) -> list[Block]:
    state: Acting = shown.state
    text = text_input(ids.TEXT, known.text if known else "", max_length=LONGEST_ACTION)
    hint = "Small enough to be done, clear enough to see that it is."
    boxes: list[Block] = [field("What will you do?", ids.TEXT, text, hint=hint, optional=known is not None)]
    boxes.append(_owners("Who does it?", shown, known.owner if known else eyes.user_id))
    due = DatePickerElement(action_id=ids.DUE, initial_date=known.due.isoformat() if known and known.due else None)
    boxes.append(field("Until when?", ids.DUE, due, optional=True))
    if state.items:
        boxes.append(_places("What does it answer?", state.items, known.on if known else None))
    if known:
        boxes.append(note("Empty the first box to take it out."))
    return boxes


def _new_issue(shown: Shown, eyes: Eyes) -> Form:
    state: Acting = shown.state
    if not state.hindrances:
        raise Refused("Everything that is in the way is an issue already.")
    words = text_input(ids.TEXT, "", max_length=LONGEST_TEXT)
    boxes: list[Block] = [
        line(plain("Check-ins will ask about it every week until it is solved.")),
        _places("What is in the way?", state.hindrances, None),
        _owners("Who looks after it?", shown, eyes.user_id),
        field("In other words", ids.TEXT, words, hint="Empty: it keeps its name.", optional=True),
    ]
    return Form("Make it an issue", boxes, "Make it an issue")


def _owners(label: str, shown: Shown, chosen: str) -> Block:
    people = [choice(shown.names.get(one, one), one) for one in shown.session.people]
    return field(label, ids.OWNER, menu(ids.OWNER, people, chosen=chosen))


def _places(label: str, items: Sequence[Item], chosen: str | None) -> Block:
    return field(label, ids.UNDER, menu(ids.UNDER, offered(items), chosen=sign(chosen) if chosen else None))


DOOR: Final = ActionsDoor()
