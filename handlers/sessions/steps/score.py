"""score: effort and values in one window, silently; then only what people see differently is talked about."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import bold, bullets, divider, field, line, plain, select
from handlers.kit.elements import option as choice
from handlers.kit.text import one_line
from handlers.sessions import ids
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.values import Shown
from okra.items import Item
from okra.milestone import HIGHEST, LOWEST, Effort, Scored, Summary
from okra.refusal import Refused
from okra.steps.score import Score, Scoring, Settle, Show

MOST = 24
"""Items in a window: four blocks each, of the hundred that Slack takes."""
SHOW, HIDE = "show", "hide"


class ScoreDoor:
    """Scoring in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """How many have scored; once shown, the middles, and what to talk about."""
        state: Scoring = shown.state
        if not state.shown:
            return [line(plain(f"{shown.turnout.done} of {shown.turnout.of} have scored all. Scores are hidden."))]
        told = [_told(item, said) for item in state.items[:MOST] if (said := state.summary(item.key))]
        talk = [[plain(one_line(item.text, 150))] for item in state.to_talk_about]
        blocks: list[Block] = [bullets(told)] if told else []
        if talk:
            blocks.append(bullets(talk, lead=[bold("Talk about these: you see them differently")]))
        return blocks

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """Score."""
        return [Opens("Score", style="primary")]

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Show the scores; write down what the conversation came to."""
        state: Scoring = shown.state
        if not state.shown:
            return [Does("Show the scores", SHOW)]
        return [*([Opens("Settle one", "settle")] if state.items else []), Does("Hide the scores", HIDE)]

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """All milestones with three menus each; or one to settle."""
        state: Scoring = shown.state
        if name == "settle":
            options = [choice(one_line(item.text, 70), str(at)) for at, item in enumerate(state.items[:100])]
            which = field("Which one?", ids.UNDER, select(ids.UNDER, options))
            return Form("Settle one", [which, *_menus(0, Scored())], "Settle")
        if not state.items:
            raise Refused("There is nothing to score yet.")
        blocks: list[Block] = []
        for number, item in enumerate(state.items[:MOST]):
            blocks += [divider(), *_menus(number, state.own(eyes.user_id, item.key), one_line(item.text, 120))][
                0 if number else 1 :
            ]
        return Form("Score in silence", blocks, "Send")

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """One's scores of all, or what was settled of one."""
        state: Scoring = shown.state
        if sent.name == "settle":
            at = int(sent.values.option(ids.UNDER) or 0)
            key = state.items[at].key if at < len(state.items) else ""
            return [Settle(key, _scored(sent, 0))]
        scored = [(item, _scored(sent, number)) for number, item in enumerate(state.items[:MOST])]
        return [Score(item.key, one) for item, one in scored if one != Scored()]

    def deed(self, shown: Shown, name: str) -> Any:
        """Show or hide."""
        return Show(name == SHOW)


def _menus(number: int, own: Scored, title: str = "") -> list[Block]:
    efforts = [choice(one, one) for one in Effort]
    values = [choice(str(one), str(one)) for one in range(LOWEST, HIGHEST + 1)]
    about = f"{title}: " if title else ""
    return [
        field(
            f"{about}effort", f"{ids.EFFORT}:{number}", select(ids.EFFORT, efforts, chosen=own.effort), optional=True
        ),
        field(
            f"{about}value for the business", f"{ids.BUSINESS}:{number}",
            select(ids.BUSINESS, values, chosen=str(own.business)), optional=True,
        ),
        field(
            f"{about}value for those who use it", f"{ids.UX}:{number}",
            select(ids.UX, values, chosen=str(own.ux)), optional=True,
        ),
    ]  # fmt: skip


def _scored(sent: Sent, number: int) -> Scored:
    effort = sent.values.option(f"{ids.EFFORT}:{number}")
    business, ux = (sent.values.option(f"{one}:{number}") for one in (ids.BUSINESS, ids.UX))
    return Scored(Effort(effort) if effort else None, int(business) if business else None, int(ux) if ux else None)


def _told(item: Item, said: Summary) -> list[Any]:
    efforts = "–".join(said.efforts) if len(said.efforts) > 1 else said.effort or "?"
    worth = f"effort {efforts} · business {said.business or '?'} · users {said.ux or '?'}"
    return [bold(one_line(item.text, 150)), plain(f": {worth}")]


DOOR: Final = ScoreDoor()
