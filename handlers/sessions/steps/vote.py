"""vote: dots on items, in a window; counts only once the facilitator shows them."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import bold, field, line, plain, select
from handlers.kit.elements import option as choice
from handlers.kit.fit import listed
from handlers.kit.text import one_line, plural
from handlers.sessions import ids
from handlers.sessions.steps.choices import GONE, part_of, parts, sign, which_part
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.steps.thread import hangs_on
from handlers.sessions.values import Shown
from okra.items import Item, by_key
from okra.refusal import Refused
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
        told = [_counted(one_line(item.text, 150), dots) for item, dots in state.counts]
        return listed(told, ()) or [line(plain("There is nothing to vote on."))]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """Vote, while it is open."""
        state: Voting = shown.state
        return [] if state.shown else [Opens("Vote", style="primary")]

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Show the counts, or go on voting."""
        state: Voting = shown.state
        return [Does("Go on voting", HIDE) if state.shown else Does("Show the counts", SHOW)]

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """A menu for each item; where there are very many, a part of them."""
        state: Voting = shown.state
        if not about and len(parts(state.items, MOST)) > 1:
            return Form("Vote", which_part(state.items, MOST), "Open it", asks_first=True)
        own = state.own(eyes.user_id)
        here = part_of(state.items, MOST, about)
        elsewhere = sum(own.values()) - sum(own.get(item.key, 0) for item in here)
        left = f", {elsewhere} of them elsewhere" if elsewhere else ""
        blocks: list[Block] = [line(plain(f"You have {plural(state.budget, 'dot')}{left}."))]
        known = by_key(state.setting.room.inputs)
        blocks += [_menu(state, item, own.get(item.key, 0), hangs_on(known, item)) for item in here]
        return Form("Put your dots", blocks, "Vote")

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """The dots anew; those that are not in this window stay where they are."""
        state: Voting = shown.state
        dots = dict(state.own(eyes.user_id))
        asked = {block for block in sent.values.block_ids if block.startswith(ids.DOTS)}
        here = {_block(item): item.key for item in state.items}
        if not asked <= here.keys():
            raise Refused(GONE)
        dots |= {here[block]: int(sent.values.option(block) or 0) for block in asked}
        return [Spend(dots)]

    def deed(self, shown: Shown, name: str) -> Any:
        """Show or hide."""
        return Show(name == SHOW)


def _block(item: Item) -> str:
    return f"{ids.DOTS}:{sign(item.key)}"


def _menu(state: Voting, item: Item, dots: int, about: str) -> Block:
    most = state.setting.options["most_on_one"] or state.budget
    options = [choice("–" if not count else "●" * count, str(count)) for count in range(most + 1)]
    return field(
        one_line(item.text, 150), _block(item), select(ids.DOTS, options, chosen=str(dots)),
        hint=about or None, optional=True,
    )  # fmt: skip


def _counted(text: str, dots: int) -> list[Any]:
    return [bold("●" * min(dots, 30) or "–"), plain(f" {dots}: {text}")]


DOOR: Final = VoteDoor()
