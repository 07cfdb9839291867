"""A pair's own place, where Slack allows a group conversation: its topics, what it has written, its buttons."""

from typing import Any

from slack_sdk.models.blocks import Block, RichTextBlock

from handlers.kit.elements import Message, actions, bold, bullet_list, header, line, note, plain, section
from handlers.kit.text import listing, one_line
from handlers.sessions.steps.door import Does, Opens
from handlers.sessions.steps.pair import DONE, FIRST
from handlers.sessions.values import PairPlace
from handlers.sessions.views import pressed
from okra.steps.pair import Pairing

TOPICS, ENTRIES = 10, 40
"""So many stand in the message; the window has all of them."""


def place(seen: PairPlace) -> Message:
    """What this pair works on, and what is written so far; it is brought up to date as both write."""
    names = listing([seen.shown.names.get(one, "somebody") for one in seen.people])
    if not seen.open:
        return _over(names)
    state = seen.state
    title = seen.title
    text = f"{names}: “{title}” is yours to write together."
    blocks: list[Block] = [
        header(title),
        line(bold(names), plain(", this is your place. Talk here, and write into the same boxes.")),
        *_written(state, seen.group),
        actions(*(pressed(seen.shown, one) for one in (Opens("Write", FIRST, "primary"), Does("We're done", DONE)))),
        note(f"Until {seen.shown.until}. Only you see it until the step is over."),
    ]
    return Message(text=text, blocks=blocks)


def _over(names: str) -> Message:
    text = "The pairs are done. What you wrote is part of the session now. Thank you!"
    return Message(text=text, blocks=[line(bold(f"{names}: "), plain(text))])


def _written(state: Pairing, group: int) -> list[Block]:
    texts = {item.key: item.text for item in state.topics}
    entries = state.written_by(group)[:ENTRIES]
    parts: list[Any] = []
    for topic in state.groups[group].topics[:TOPICS]:
        parts.append(section(bold(one_line(texts.get(topic, ""), 150))))
        told = [
            [bold(f"{one_line(state.asks[one.ask].label, 60)} "), plain(one_line(one.text, 200))]
            for one in entries
            if one.topic == topic
        ]
        parts.append(bullet_list(told) if told else section(plain("Nothing yet.")))
    return [RichTextBlock(elements=parts)] if parts else []
