"""grade: a box for each key result; once shown, the mean beside the computed value, and what to talk about."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import bold, field, line, note, plain, text_input
from handlers.kit.fit import listed
from handlers.kit.text import one_line
from handlers.sessions import ids
from handlers.sessions.steps.choices import part_of, parts, sign, which_part
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.steps.thread import measured
from handlers.sessions.values import Shown
from okra.achievement import say_score
from okra.golden_thread import upwards
from okra.items import Item, ItemKind, by_key
from okra.refusal import Refused, RefusedFields
from okra.steps.grade import Give, Grading, Show, Together, computed, read_score, say_own

MOST = 40
"""Key results in a window: a box each, and a line for each of their objectives, of the hundred that Slack takes."""
LONGEST = 20
SHOW, HIDE = "show", "hide"
PROMISE = "Only you ever see your scores. All see the mean, and from four scores on the lowest and the highest."
SCALE = "Below 0.3 it was missed, from 0.3 there is progress, 0.7 is delivered, 1 is reached in full."
LEAVE_OUT = "Leave out what you can't judge."


class GradeDoor:
    """Scoring a cycle's end, in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """How many have scored; once shown, what all say together, and what they see differently."""
        state: Grading = shown.state
        if not state.items:
            return [line(plain("There is no key result to score. Go on."))]
        if not state.shown:
            return [line(plain(f"{shown.turnout.done} of {shown.turnout.of} have scored. Scores are hidden."))]
        told = [_told(item, state.together(item.key)) for item in state.items]
        talk = [[plain(one_line(item.text, 150))] for item in state.to_talk_about]
        return [*listed(told, ()), *listed(talk, [bold("Talk about these: you see them very differently")])]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """Score, while it is open."""
        state: Grading = shown.state
        return [Opens("Score", style="primary")] if state.items and not state.shown else []

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Show the scores, or go on scoring."""
        state: Grading = shown.state
        return [Does("Go on scoring", HIDE) if state.shown else Does("Show the scores", SHOW)]

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """A box for each key result, with one's own score in it; where there are very many, a part of them."""
        state: Grading = shown.state
        if state.shown:
            raise Refused("The scores are shown, so the scoring is closed. The facilitator can open it again.")
        if not about and len(parts(state.items, MOST)) > 1:
            return Form("Score", which_part(state.items, MOST), "Open it", asks_first=True)
        here = part_of(state.items, MOST, about)
        scale = line(plain(f"{SCALE} {LEAVE_OUT}"))
        return Form("How did it end?", [scale, *_boxes(state, here, eyes), note(PROMISE)], "Send")

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """One's own scores; what cannot be read is told beside each box."""
        state: Grading = shown.state
        deeds: list[Give] = []
        faults: dict[str, str] = {}
        for item in state.items:
            if (block := _block(item)) in sent.values:
                typed = sent.values.text(block).strip()
                try:
                    deeds.append(Give(item.key, read_score(typed, block) if typed else None))
                except Refused as refused:
                    faults[block] = refused.sentence
        if faults:
            raise RefusedFields(faults)
        return deeds

    def deed(self, shown: Shown, name: str) -> Any:
        """Show or hide."""
        return Show(name == SHOW)


def _boxes(state: Grading, items: Sequence[Item], eyes: Eyes) -> Iterator[Block]:
    known = by_key(state.setting.room.inputs)
    above: Item | None = None
    for item in items:
        objective = next((one for one in upwards(known, item.key) if one.kind is ItemKind.OBJECTIVE), None)
        if objective is not None and objective != above:
            yield line(bold(one_line(objective.text, 200)))
        above = objective
        own = say_own(state.own(eyes.user_id, item.key))
        box = text_input(ids.SCORE, own, max_length=LONGEST, placeholder="0.7")
        yield field(one_line(item.text, 150), _block(item), box, hint=measured(item) or None, optional=True)


def _block(item: Item) -> str:
    return f"{ids.SCORE}:{sign(item.key)}"


def _told(item: Item, said: Together | None) -> list[Any]:
    was = computed(item)
    by_number = f"computed {say_score(was)}" if was is not None else "no value reported"
    title = f" {one_line(item.text, 150)} · {by_number}"
    if said is None:
        return [bold("– nobody scored it:"), plain(title)]
    far = f" · from {say_score(said.lowest)} to {say_score(said.highest)}" if said.spread else ""
    return [bold(f"{say_score(said.points)} {said.band}:"), plain(title + far)]


DOOR: Final = GradeDoor()
