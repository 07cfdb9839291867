"""vote: dots on items, in a window; counts only once the facilitator shows them."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import bold, bullets, field, line, plain, select
from handlers.kit.elements import option as choice
from handlers.kit.text import one_line, plural
from handlers.sessions import ids
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.values import Shown
from okra.steps.vote import Show, Spend, Voting

MOST = 45
"""Items in a window: Slack takes a hundred blocks."""
SHOW, HIDE = "show", "hide"


class VoteDoor:
    """Dot votes in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """How many have voted; once shown, the counts."""
        state: Voting = shown.state
        if not state.shown:
            return [line(plain(f"{shown.turnout.done} of {shown.turnout.of} have voted. Counts are hidden."))]
        told = [_counted(one_line(item.text, 150), dots) for item, dots in state.counts[:MOST]]
        return [bullets(told)] if told else [line(plain("There is nothing to vote on."))]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """Vote, while it is open."""
        state: Voting = shown.state
        return [] if state.shown else [Opens("Vote", style="primary")]

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Show the counts, or go on voting."""
        state: Voting = shown.state
        return [Does("Go on voting", HIDE) if state.shown else Does("Show the counts", SHOW)]

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """A menu for each item."""
        state: Voting = shown.state
        own = state.own(eyes.user_id)
        most = state.setting.options["most_on_one"] or state.budget
        blocks: list[Block] = [line(plain(f"You have {plural(state.budget, 'dot')}."))]
        for number, item in enumerate(state.items[:MOST]):
            menu = select(
                ids.DOTS,
                [choice("–" if not dots else "●" * dots, str(dots)) for dots in range(most + 1)],
                chosen=str(own.get(item.key, 0)),
            )
            blocks.append(field(one_line(item.text, 150), f"{ids.DOTS}:{number}", menu, optional=True))
        return Form("Put your dots", blocks, "Vote")

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """The dots anew."""
        state: Voting = shown.state
        dots = {
            item.key: int(sent.values.option(f"{ids.DOTS}:{number}") or 0)
            for number, item in enumerate(state.items[:MOST])
        }
        return [Spend(dots)]

    def deed(self, shown: Shown, name: str) -> Any:
        """Show or hide."""
        return Show(name == SHOW)


def _counted(text: str, dots: int) -> list[Any]:
    return [bold("●" * min(dots, 30) or "–"), plain(f" {dots}: {text}")]


DOOR: Final = VoteDoor()
