"""pair: who is with whom stands on the card; each pair writes in its own windows, which only it can open."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import bold, field, line, note, plain, select, text_input
from handlers.kit.elements import option as choice
from handlers.kit.fit import listed
from handlers.kit.menus import menu
from handlers.kit.text import listing, one_line
from handlers.sessions import ids
from handlers.sessions.steps.choices import meant, offered, sign
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.steps.lines import Line, difference, fitting, in_box
from handlers.sessions.steps.thread import hangs_on
from handlers.sessions.values import Shown
from okra.items import Item, by_key
from okra.refusal import Refused
from okra.steps.pair import Done, Join, Merge, Pairing, Remove, Write
from okra.steps.pair import Form as Formed

FORM, JOIN, DONE, AGAIN, MERGE = "form", "join", "done", "again", "merge"
FIRST = "choose"
"""The window that asks for the topic where there are several."""
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
                bold(_names(shown, at)),
                plain(": " + "; ".join(one_line(texts.get(key, ""), 80) for key in state.groups[at].topics[:3])),
            ]
            for at in state.peopled
        ]
        done = f"{shown.turnout.done} of {shown.turnout.of} pairs are done."
        return [*listed(told, ()), line(plain(f"{done} What a pair writes, only that pair sees for now."))]

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
        """Make the pairs; put somebody who was left alone to others."""
        state: Pairing = shown.state
        made: list[Opens | Does] = [Does("Make the pairs anew" if state.groups else "Make the pairs", FORM)]
        return [*made, Opens("Put two together", MERGE)] if state.alone else made

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """Which topic, then its boxes, with what the pair has written, one entry a line."""
        state: Pairing = shown.state
        if name == MERGE:
            return _together(shown, state)
        group = state.group_of(eyes.user_id)
        if group is None:
            raise Refused("You are in no pair yet. “I'm in no pair” puts you into one.")
        topics = _topics(state, group)
        if not about and len(topics) != 1:
            which = menu(ids.CHOICE, offered(topics), chosen=_first_open(state, group, topics))
            return Form("Which one first?", [field("Your topics", ids.CHOICE, which)], "Open it", asks_first=True)
        topic = meant(topics, about or sign(topics[0].key))
        lines = {block: fitting(ours) for block, ours in _lines(state, group, topic.key).items()}
        above = hangs_on(by_key(state.setting.room.inputs), topic)
        title = line(bold(one_line(topic.text, 200)), plain(f" · {above}" if above else ""))
        return Form("Write with your pair", [title, *_boxes(state, lines), note(TOGETHER)], "Save", lines=lines)

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """Lines that are new become entries, lines that are gone are taken out."""
        state: Pairing = shown.state
        if sent.name == MERGE:
            return [Merge(int(sent.values.option(ids.MEASURE)), int(sent.values.option(ids.UNDER)))]
        group = state.group_of(eyes.user_id)
        if group is None:
            raise Refused("You are in no pair any more.")
        topics = _topics(state, group)
        topic = meant(topics, sent.about or (sign(topics[0].key) if topics else "")).key
        deeds: list[Any] = []
        for number, (block, lines) in enumerate(_lines(state, group, topic).items()):
            made = difference(lines, sent.stood, sent.values.text(block))
            deeds += map(Remove, made.gone)
            deeds += [Write(entry, topic, number, text) for entry, text in made.changed]
            deeds += [Write(next(sent.fresh), topic, number, text) for text in made.new]
        return deeds

    def deed(self, shown: Shown, name: str) -> Any:
        """Making pairs, joining one, being done, and going on after all."""
        return {FORM: Formed(), JOIN: Join(), DONE: Done(), AGAIN: Done(yes=False)}[name]


def _topics(state: Pairing, group: int) -> list[Item]:
    """What a pair writes on; what was taken away meanwhile is left out."""
    mine = state.groups[group].topics
    return [item for item in state.topics if item.key in mine]


def _first_open(state: Pairing, group: int, topics: Sequence[Item]) -> str | None:
    """The first topic on which nothing stands yet, by its sign."""
    written = {entry.topic for entry in state.written_by(group)}
    return next((sign(topic.key) for topic in topics if topic.key not in written), None)


def _names(shown: Shown, group: int) -> str:
    """Those of a group who are still there."""
    state: Pairing = shown.state
    here = [one for one in state.groups[group].people if state.setting.room.has(one)]
    return listing([shown.names.get(one, "somebody") for one in here])


def _together(shown: Shown, state: Pairing) -> Form:
    """Who is alone, and to whom they go."""
    if not state.alone:
        raise Refused("Nobody is alone any more.")
    alone = [choice(one_line(_names(shown, at), 70), str(at)) for at in state.alone]
    others = [choice(one_line(_names(shown, at), 70), str(at)) for at in state.peopled]
    return Form(
        "Put two together",
        [
            field("Who is alone?", ids.UNDER, select(ids.UNDER, alone, chosen=str(state.alone[0]))),
            field("With whom do they go on?", ids.MEASURE, menu(ids.MEASURE, others)),
        ],
        "Put them together",
    )


def _lines(state: Pairing, group: int, topic: str) -> dict[str, list[Line]]:
    """What a pair has written on a topic, by box."""
    own = [entry for entry in state.written_by(group) if entry.topic == topic]
    return {
        f"{ids.TEXT}:{number}": [(one.id, one.text) for one in own if one.ask == number]
        for number in range(len(state.asks))
    }


def _boxes(state: Pairing, lines: Mapping[str, Sequence[Line]]) -> list[Block]:
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
