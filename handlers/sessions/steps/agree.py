"""agree: agree, live with it, or object and say why."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import bold, field, line, plain, select, text_input
from handlers.kit.elements import option as choice
from handlers.kit.fit import listed
from handlers.kit.text import one_line
from handlers.sessions import ids
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.steps.thread import tree
from handlers.sessions.values import Shown
from okra.steps.agree import Agreeing, Choice, Say

WORDS = {Choice.AGREE: "I agree", Choice.LIVE: "I can live with it", Choice.OBJECT: "I object"}


class AgreeDoor:
    """Agreements in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """What is agreed on, how many said what, and the objections."""
        state: Agreeing = shown.state
        blocks: list[Block] = tree(state.items, state.setting.room.inputs)
        said = " · ".join(f"{count} {_counted(one, count)}" for one, count in state.counts.items() if count)
        blocks.append(
            line(
                bold(f"{shown.turnout.done} of {shown.turnout.of}"),
                plain(f" have said it{f': {said}' if said else '.'}"),
            )
        )
        if state.objections:
            told = [
                [bold(shown.names.get(one.user_id, "Somebody")), plain(f": {one_line(one.why, 300)}")]
                for one in state.objections
            ]
            blocks += listed(told, [bold("Objections")])
        return blocks

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """Say it; agreeing takes one click."""
        return [Does("I agree", str(Choice.AGREE)), Does("I can live with it", str(Choice.LIVE)), Opens("I object")]

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Nothing more."""
        return []

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """Why?"""
        state: Agreeing = shown.state
        own = state.own(eyes.user_id)
        chosen = str(own.choice) if own else str(Choice.OBJECT)
        menu = select(ids.CHOICE, [choice(words, str(one)) for one, words in WORDS.items()], chosen=chosen)
        why = text_input(ids.WHY, own.why if own else "", multiline=True)
        return Form(
            "Do you agree?",
            [
                field("What do you say?", ids.CHOICE, menu),
                field("Why?", ids.WHY, why, hint="An objection needs its reason.", optional=True),
            ],
        )

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """What one says."""
        return [Say(Choice(sent.values.option(ids.CHOICE)), sent.values.text(ids.WHY))]

    def deed(self, shown: Shown, name: str) -> Any:
        """Agreeing, or living with it."""
        return Say(Choice(name))


def _counted(one: Choice, count: int) -> str:
    alone, many = {
        Choice.AGREE: ("agrees", "agree"),
        Choice.LIVE: ("can live with it", "can live with it"),
        Choice.OBJECT: ("objects", "object"),
    }[one]
    return alone if count == 1 else many


DOOR: Final = AgreeDoor()
