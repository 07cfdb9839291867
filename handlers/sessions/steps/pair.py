"""pair: who is with whom stands on the card; each pair writes in its own windows, which only it can open."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import bold, bullets, field, line, note, plain, select, text_input
from handlers.kit.elements import option as choice
from handlers.kit.text import listing, one_line
from handlers.sessions import ids
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.steps.lines import Line, difference, in_box
from handlers.sessions.values import Shown
from okra.refusal import Refused
from okra.steps.pair import Done, Join, Pairing, Remove, Write
from okra.steps.pair import Form as Formed

FORM, JOIN, DONE = "form", "join", "done"
FIRST = "choose"
"""The window that asks for the topic where there are several."""
MENU = 100
TOGETHER = "Both of you write into the same boxes: nothing that the other wrote meanwhile is lost."


class PairDoor:
    """Pairs in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """Who is with whom, on what; what they write stays theirs until the step is over."""
        state: Pairing = shown.state
        if not state.groups:
            return [line(plain("The facilitator makes the pairs now."))]
        texts = {item.key: item.text for item in state.topics}
        told = [
            [
                bold(listing([shown.names.get(one, "somebody") for one in group.people])),
                plain(": " + "; ".join(one_line(texts.get(key, ""), 80) for key in group.topics[:3])),
            ]
            for group in state.groups
            if group.people
        ]
        done = f"{shown.turnout.done} of {shown.turnout.of} pairs are done."
        return [bullets(told), line(plain(f"{done} What a pair writes, only that pair sees for now."))]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """Write with one's pair."""
        state: Pairing = shown.state
        if not state.groups:
            return []
        return [
            Opens("Write with my pair", FIRST, "primary"),
            Does("We're done", DONE),
            Does("I'm in no pair", JOIN),
        ]

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Make the pairs."""
        state: Pairing = shown.state
        return [Does("Make the pairs anew" if state.groups else "Make the pairs", FORM)]

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """Which topic, then its boxes, with what the pair has written, one entry a line."""
        state: Pairing = shown.state
        group = state.group_of(eyes.user_id)
        if group is None:
            raise Refused("You are in no pair yet. “I'm in no pair” puts you into one.")
        topics = state.groups[group].topics
        texts = {item.key: item.text for item in state.topics}
        topic = about or (topics[0] if len(topics) == 1 else "")
        if not topic:
            options = [choice(one_line(texts.get(key, ""), 70), key) for key in topics[:MENU]]
            return Form("Which one first?", [field("Your topics", ids.CHOICE, select(ids.CHOICE, options))], "Open it")
        lines = _lines(state, group, topic)
        blocks = [line(bold(one_line(texts.get(topic, ""), 200))), *_boxes(state, lines), note(TOGETHER)]
        return Form("Write with your pair", blocks, "Save", lines=lines)

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """Lines that are new become entries, lines that are gone are taken out."""
        state: Pairing = shown.state
        group = state.group_of(eyes.user_id)
        if group is None:
            raise Refused("You are in no pair any more.")
        topics = state.groups[group].topics
        topic = sent.about or (topics[0] if topics else "")
        fresh = iter(sent.fresh)
        deeds: list[Any] = []
        for number, (block, lines) in enumerate(_lines(state, group, topic).items()):
            made = difference(lines, sent.stood, sent.values.text(block))
            deeds += map(Remove, made.gone)
            deeds += [Write(entry, topic, number, text) for entry, text in made.changed]
            deeds += [Write(next(fresh), topic, number, text) for text in made.new]
        return deeds

    def deed(self, shown: Shown, name: str) -> Any:
        """Making pairs, joining one, being done."""
        return {FORM: Formed(), JOIN: Join(), DONE: Done()}[name]


def _lines(state: Pairing, group: int, topic: str) -> dict[str, list[Line]]:
    """What a pair has written on a topic, by box."""
    own = [entry for entry in state.written_by(group) if entry.topic == topic]
    return {
        f"{ids.TEXT}:{number}": [(one.id, one.text) for one in own if one.ask == number]
        for number in range(len(state.asks))
    }


def _boxes(state: Pairing, lines: dict[str, list[Line]]) -> list[Block]:
    return [
        field(
            ask.label,
            block,
            text_input(ids.TEXT, in_box(lines[block]), multiline=True),
            hint=" ".join(filter(None, [ask.hint, "One a line."])),
            optional=True,
        )
        for ask, block in zip(state.asks, lines, strict=True)
    ]


DOOR: Final = PairDoor()
