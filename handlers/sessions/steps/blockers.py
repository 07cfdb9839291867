"""blockers: everybody names what could stop their own ideas; nothing is an answer too."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import bold, field, line, note, plain, text_input
from handlers.kit.elements import option as choice
from handlers.kit.fit import listed
from handlers.kit.menus import menu
from handlers.kit.text import one_line
from handlers.sessions import ids
from handlers.sessions.steps.choices import meant, offered
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.values import Shown
from okra.refusal import Refused
from okra.steps.blockers import LONGEST_NEED, Blocker, Blocking, Name, Nothing, Remove
from okra.steps.step import LONGEST_TEXT

NOTHING, MINE = "nothing", "mine"


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
            for one in state.blockers
        ]
        return [
            *listed(told, [bold("Named so far")]),
            line(plain(f"{shown.turnout.done} of {shown.turnout.of} have spoken.")),
        ]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """Name one, say that nothing is in the way, change one's own."""
        state: Blocking = shown.state
        first: list[Opens | Does] = [Opens("Name a blocker", style="primary"), Does("Nothing in my way", NOTHING)]
        return [*first, Opens("Change one of mine", MINE)] if state.blockers else first

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Nothing more."""
        return []

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """Of what, what, and on whom it depends."""
        state: Blocking = shown.state
        if name == MINE:
            return _own(state, eyes, about)
        mine = state.mine(eyes.user_id)
        if not mine:
            raise Refused("You wrote no idea in this session. “Nothing in my way” is your button.")
        options = offered(mine)
        only = options[0].value if len(options) == 1 else None
        return Form(
            "What could stop it?",
            [
                field("Which idea?", ids.UNDER, menu(ids.UNDER, options, chosen=only)),
                *_boxes("", ""),
            ],
            "Name it",
        )

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """One blocker; emptied, it is taken back."""
        state: Blocking = shown.state
        if sent.name == MINE:
            one = _found(state, eyes, sent.about)
            text = sent.values.text(ids.TEXT)
            return [Name(one.id, one.on, text, sent.values.text(ids.NEEDS)) if text.strip() else Remove(one.id)]
        on = meant(state.mine(eyes.user_id), sent.values.option(ids.UNDER), ids.UNDER).key
        return [Name(sent.once, on, sent.values.text(ids.TEXT), sent.values.text(ids.NEEDS))]

    def deed(self, shown: Shown, name: str) -> Any:
        """Nothing is in the way."""
        return Nothing()


def _boxes(text: str, needs: str, *, may_be_empty: bool = False) -> list[Block]:
    what = text_input(ids.TEXT, text, multiline=True, max_length=LONGEST_TEXT)
    whom = text_input(ids.NEEDS, needs, max_length=LONGEST_NEED)
    return [
        field("What could stop it?", ids.TEXT, what, optional=may_be_empty),
        field("Whom or what does it depend on?", ids.NEEDS, whom, optional=True),
    ]


def _own(state: Blocking, eyes: Eyes, about: str) -> Form:
    """One's own blockers to choose from, or the one that was chosen."""
    if about:
        one = _found(state, eyes, about)
        hint = note("Empty the first box to take it back.")
        return Form("Change it", [*_boxes(one.text, one.needs, may_be_empty=True), hint], "Save")
    mine = [choice(one_line(one.text, 70), one.id) for one in state.blockers if one.author == eyes.user_id]
    if not mine:
        raise Refused("You have named no blocker here yet.")
    return Form(
        "Change one of mine", [field("Which one?", ids.CHOICE, menu(ids.CHOICE, mine))], "Open it", asks_first=True
    )


def _found(state: Blocking, eyes: Eyes, blocker_id: str) -> Blocker:
    found = next((one for one in state.blockers if (one.id, one.author) == (blocker_id, eyes.user_id)), None)
    if found is None:
        raise Refused("This blocker is gone, or it is not yours.")
    return found


DOOR: Final = BlockersDoor()
