"""score: effort and values in one window, silently; then only what people see differently is talked about."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import bold, divider, field, line, plain, select
from handlers.kit.elements import option as choice
from handlers.kit.fit import listed
from handlers.kit.menus import menu
from handlers.kit.text import one_line
from handlers.sessions import ids
from handlers.sessions.steps.choices import GONE, meant, offered, part_of, parts, sign, which_part
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.steps.thread import hangs_on
from handlers.sessions.values import Shown
from okra.items import Item, by_key
from okra.milestone import HIGHEST, LOWEST, Effort, Scored
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
            return [line(plain(f"{shown.turnout.done} of {shown.turnout.of} are done. Scores are hidden."))]
        known = by_key(state.setting.room.inputs)
        talk = [[plain(one_line(item.text, 150))] for item in state.to_talk_about]
        told = [_told(state, item, hangs_on(known, item)) for item in state.items]
        return [
            *(listed(talk, [bold("Talk about these: you see them differently")]) or [line(plain(_agreed(state)))]),
            *listed(told, [bold("All scores together")]),
        ]

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
            first = next((sign(item.key) for item in state.to_talk_about), None)
            which = field("Which one?", ids.UNDER, menu(ids.UNDER, offered(state.items), chosen=first))
            return Form("Settle one", [which, *_menus("", Scored())], "Settle")
        if not state.items:
            raise Refused("There is nothing to score yet.")
        if not about and len(parts(state.items, MOST)) > 1:
            return Form("Score in silence", which_part(state.items, MOST), "Open it", asks_first=True)
        known = by_key(state.setting.room.inputs)
        blocks: list[Block] = []
        for item in part_of(state.items, MOST, about):
            own = state.own(eyes.user_id, item.key)
            blocks += [divider(), *_menus(sign(item.key), own, one_line(item.text, 120), hangs_on(known, item))]
        return Form("Score in silence", blocks[1:], "Send")

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """One's scores of what stood in the window, or what was settled of one."""
        state: Scoring = shown.state
        if sent.name == "settle":
            return [Settle(meant(state.items, sent.values.option(ids.UNDER), ids.UNDER).key, _scored(sent, ""))]
        here = {sign(item.key): item.key for item in state.items}
        asked = [block.partition(":")[2] for block in sent.values.block_ids if block.startswith(f"{ids.EFFORT}:")]
        if not set(asked) <= here.keys():
            raise Refused(GONE)
        said = {here[one]: _scored(sent, one) for one in asked}
        return [
            Score(key, one) for key, one in said.items() if one != Scored() or not state.has_said(eyes.user_id, key)
        ]

    def deed(self, shown: Shown, name: str) -> Any:
        """Show or hide."""
        return Show(name == SHOW)


def _agreed(state: Scoring) -> str:
    """Where there is nothing to talk about: why."""
    if state.settled:
        return "What you saw differently is settled."
    scored = any(state.judged(item.key) for item in state.items)
    return "You see them alike: nothing needs to be settled." if scored else "Nobody has scored anything."


def _menus(which: str, own: Scored, title: str = "", hint: str = "") -> list[Block]:
    efforts = [choice(one, one) for one in Effort]
    values = [choice(str(one), str(one)) for one in range(LOWEST, HIGHEST + 1)]
    asked = ("effort", "value for the business", "value for those who use it")
    labels = [f"{title}: {one}" if title else one.capitalize() for one in asked]
    effort, business, ux = (f"{one}:{which}" for one in (ids.EFFORT, ids.BUSINESS, ids.UX))
    return [
        field(labels[0], effort, select(ids.EFFORT, efforts, chosen=own.effort), hint=hint, optional=True),
        field(
            labels[1], business, select(ids.BUSINESS, values, chosen=str(own.business)),
            optional=True,
        ),
        field(labels[2], ux, select(ids.UX, values, chosen=str(own.ux)), optional=True),
    ]  # fmt: skip


def _scored(sent: Sent, which: str) -> Scored:
    effort, business, ux = (sent.values.option(f"{one}:{which}") for one in (ids.EFFORT, ids.BUSINESS, ids.UX))
    return Scored(Effort(effort) if effort else None, int(business) if business else None, int(ux) if ux else None)


def _told(state: Scoring, item: Item, about: str) -> list[Any]:
    """Middles with how far apart they are, or what was settled; then what it is for."""
    said = state.summary(item.key)
    if item.key in state.settled:
        made = state.together(item.key)
        worth = f"settled: {_worth(made.effort, made.business, made.ux)}"
    elif said is not None and said.voices:
        business, ux = _apart(said.businesses, said.business), _apart(said.uxs, said.ux)
        worth = _worth(_apart(said.efforts, said.effort), business, ux)
    else:
        worth = "no score yet"
    return [bold(one_line(item.text, 150)), plain(f": {worth}{f' · {about}' if about else ''}")]


def _worth(effort: object, business: object, ux: object) -> str:
    return f"effort {effort or '?'} · business {business or '?'} · users {ux or '?'}"


def _apart(said: Sequence[object], middle: object) -> object:
    """S–L, where people said both, and their middle."""
    return f"{said[0]}–{said[-1]} (middle {middle})" if len(said) > 1 else middle


DOOR: Final = ScoreDoor()
