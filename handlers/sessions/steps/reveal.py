"""reveal: the notes stand in the card's thread, or in threads of their own; the card points to them."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import line, plain
from handlers.kit.text import plural
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.values import Shown
from okra.refusal import Refused
from okra.steps.reveal import Revealing


class RevealDoor:
    """The reveal in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """How many notes there are, and where."""
        state: Revealing = shown.state
        count = plural(len(state.notes), "note")
        if not state.threads:
            return [line(plain(f"{count} in the thread, shuffled."))]
        more = f" and {plural(len(state.replies), 'reply that counts', 'replies that count')}" if state.replies else ""
        return [line(plain(f"{count}{more} in {plural(len(state.threads), 'thread')} below, shuffled."))]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """None: people read."""
        return []

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """None."""
        return []

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """There is no window."""
        raise Refused("This step is for reading.")

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """There is nothing to send."""
        return []

    def deed(self, shown: Shown, name: str) -> Any:
        """There is no button."""
        raise KeyError(name)


DOOR: Final = RevealDoor()
