"""agree: agree, live with it, or object and say why."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import bold, field, line, note, plain, select, text_input
from handlers.kit.elements import option as choice
from handlers.kit.fit import listed
from handlers.kit.text import one_line, plural
from handlers.sessions import ids
from handlers.sessions.steps.door import ABOUT, Does, Eyes, Form, Opens, Sent
from handlers.sessions.steps.thread import tree
from handlers.sessions.values import Shown
from okra.steps.agree import Agreeing, Choice, Say, counted

WORDS = {Choice.AGREE: "I agree", Choice.LIVE: "I can live with it", Choice.OBJECT: "I object"}


class AgreeDoor:
    """Agreements in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """What is agreed on, how many said what, and the objections."""
        state: Agreeing = shown.state
        blocks: list[Block] = tree(state.items, state.setting.room.inputs)
        said = " · ".join(f"{count} {counted(one, count)}" for one, count in state.counts.items() if count)
        blocks.append(
            line(
                bold(f"{shown.turnout.done} of {shown.turnout.of}"),
                plain(f" have said it{f': {said}' if said else '.'}"),
            )
        )
        if state.outdated:
            said_before = plural(len(state.outdated), "person", "people")
            blocks.append(note(f"It has been changed since {said_before} spoke: please say it once more."))
        if state.objections:
            told = [
                [bold(shown.names.get(one.user_id, "Somebody")), plain(f": {one_line(one.why, 300)}")]
                for one in state.objections
            ]
            blocks += listed(told, [bold("Objections")])
        return blocks

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """Say it; agreeing takes one click."""
        state: Agreeing = shown.state
        said = [Does(WORDS[one], f"{one}{ABOUT}{state.wording}") for one in (Choice.AGREE, Choice.LIVE)]
        return [*said, Opens(WORDS[Choice.OBJECT])]

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Nothing more."""
        return []

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """Why? Whoever pressed "I object" does, whatever they said before. The window knows the wording it is about."""
        state: Agreeing = shown.state
        own = state.own(eyes.user_id)
        options = [choice(words, str(one)) for one, words in WORDS.items()]
        menu = select(ids.CHOICE, options, chosen=str(Choice.OBJECT))
        why = text_input(ids.WHY, own.why if own else "", multiline=True)
        return Form(
            "Do you agree?",
            [
                field("What do you say?", f"{ids.CHOICE}{ABOUT}{state.wording}", menu),
                field("Why?", ids.WHY, why, hint="An objection needs its reason.", optional=True),
            ],
        )

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """What one says."""
        block = next(block for block in sent.values.block_ids if block.startswith(ids.CHOICE))
        seen = block.partition(ABOUT)[2]
        return [Say(Choice(sent.values.option(block)), sent.values.text(ids.WHY), seen)]

    def deed(self, shown: Shown, name: str) -> Any:
        """Agreeing, or living with it."""
        said, _, seen = name.partition(ABOUT)
        return Say(Choice(said), seen=seen)


DOOR: Final = AgreeDoor()
