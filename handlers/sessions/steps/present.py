"""present: what the facilitator brings, and what earlier sessions gave."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import bold, field, line, quote, text_input
from handlers.sessions import ids
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.steps.thread import tree
from handlers.sessions.values import Shown
from okra.script import About
from okra.steps.present import LONGEST, Bring, Presenting

LEAD: Final = {
    About.PLAN: "From your earlier sessions",
    About.OBJECTIVE: "What you set out to do",
    About.CYCLE: "What you set out to do",
}


class PresentDoor:
    """Listening, in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """What was brought, and what is known."""
        state: Presenting = shown.state
        blocks: list[Block] = []
        if state.text:
            blocks.append(quote(state.text))
        if state.items:
            blocks += [line(bold(LEAD[shown.session.script.about])), *tree(state.items, state.setting.room.inputs)]
        return blocks

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """None for those who listen."""
        return []

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Bring it."""
        state: Presenting = shown.state
        return [Opens(f"Bring: {state.asks_for}" if state.asks_for else "Bring a text or a link")]

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """One box."""
        state: Presenting = shown.state
        box = text_input(ids.TEXT, state.text, multiline=True, max_length=LONGEST)
        label = state.asks_for or "What you want to show"
        return Form("Show it", [field(label, ids.TEXT, box, hint="A text, or a link.")], "Show it")

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """What was typed is shown."""
        return [Bring(sent.values.text(ids.TEXT))]

    def deed(self, shown: Shown, name: str) -> Any:
        """No button is a deed of its own."""
        raise KeyError(name)


DOOR: Final = PresentDoor()
