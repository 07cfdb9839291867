"""blockers: everybody names what could stop their own ideas; nothing is an answer too."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import bold, bullets, field, line, plain, select, text_input
from handlers.kit.elements import option as choice
from handlers.kit.text import one_line
from handlers.sessions import ids
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.values import Shown
from okra.refusal import Refused
from okra.steps.blockers import Blocking, Name, Nothing

SHOWN = 30
MENU = 100
NOTHING = "nothing"


class BlockersDoor:
    """The blocker check in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """What was named, and how many have spoken."""
        state: Blocking = shown.state
        texts = {item.key: item.text for item in state.items}
        told = [
            [
                plain(one_line(one.text, 200)),
                plain(f" – needs {one_line(one.needs, 80)}" if one.needs else ""),
                plain(f" (“{one_line(texts.get(one.on, ''), 80)}”)"),
            ]
            for one in state.blockers[:SHOWN]
        ]
        blocks: list[Block] = [bullets(told, lead=[bold("What could stop us")])] if told else []
        return [*blocks, line(plain(f"{shown.turnout.done} of {shown.turnout.of} have spoken."))]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """Name one, or say that nothing is in the way."""
        return [Opens("Name a blocker", style="primary"), Does("Nothing in my way", NOTHING)]

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Nothing more."""
        return []

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """Of what, what, and on whom it depends."""
        state: Blocking = shown.state
        mine = state.mine(eyes.user_id)[:MENU]
        if not mine:
            raise Refused("You wrote no idea in this session. “Nothing in my way” is your button.")
        options = [choice(one_line(item.text, 70), str(at)) for at, item in enumerate(mine)]
        return Form(
            "What could stop it?",
            [
                field("Which idea?", ids.UNDER, select(ids.UNDER, options, chosen="0" if len(mine) == 1 else None)),
                field("What could stop it?", ids.TEXT, text_input(ids.TEXT, "", multiline=True)),
                field("Whom or what does it depend on?", ids.NEEDS, text_input(ids.NEEDS, ""), optional=True),
            ],
            "Name it",
        )

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """One blocker."""
        state: Blocking = shown.state
        mine = state.mine(eyes.user_id)
        at = int(sent.values.option(ids.UNDER) or -1)
        on = mine[at].key if 0 <= at < len(mine) else ""
        return [Name(sent.fresh[0], on, sent.values.text(ids.TEXT), sent.values.text(ids.NEEDS))]

    def deed(self, shown: Shown, name: str) -> Any:
        """Nothing is in the way."""
        return Nothing()


DOOR: Final = BlockersDoor()
